"""The questions of a catalog with their options, as the JSON of `questions` has them."""

from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.documents.validation import Model


class OptionSummary(Model):
    """One answer that a question offers."""

    id: str
    """What stands for it in answers."""
    label: str
    """What the person reads; answers may say this as well."""


class QuestionSummary(Model):
    """What is asked."""

    id: str
    """What stands for it in answers."""
    name: str
    """What it is about, in a word or two."""
    ask: str
    """What the person is asked."""
    kind: Literal["one", "many"]
    """Whether it takes one answer or any number of them."""
    outside_fit: bool
    """Whether the answer is told beside the fit, and never moves it."""
    options: tuple[OptionSummary, ...]
    """The answers that it offers, in the order in which they are shown."""


class QuestionList(Model):
    """The questions of a catalog."""

    schema_: Annotated[Literal["rolefit/questions/1"], Field(alias="schema")] = "rolefit/questions/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the questions are from."""
    questions: tuple[QuestionSummary, ...]
    """All questions, in the order of the catalog."""


def list_questions(catalog: Catalog) -> QuestionList:
    """List the questions, each with its options."""
    questions = tuple(
        QuestionSummary(
            id=question.id,
            name=question.name,
            ask=question.ask,
            kind=question.kind,
            outside_fit=question.outside_fit,
            options=tuple(OptionSummary(id=option.id, label=option.label) for option in question.options),
        )
        for question in catalog.questions
    )
    return QuestionList(catalog=CatalogRef.of(catalog), questions=questions)
