"""A person's answers: the model, and checking them against a catalog."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, StrictStr
from pydantic_core import PydanticCustomError

from rolefit.catalog.models import Catalog, Question
from rolefit.documents.parse import KeyPath
from rolefit.documents.validation import Id, Model
from rolefit.errors import InputError, Problem, excerpt, one_of


def _one_kind(value: object) -> object:
    # Without this, pydantic lists what is wrong for each member of the union.
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(option, str) for option in value):
        return tuple(value)
    kind, message = "answer", "must be an option, a list of options, or null; put words such as yes or 3 in quotes"
    raise PydanticCustomError(kind, message)


Answer: TypeAlias = Annotated[str | tuple[str, ...] | None, BeforeValidator(_one_kind)]
"""An option id (one-answer question), option ids (many-answer question; none of them is `()`), or skipped."""

Importance: TypeAlias = Literal["high", "normal", "low"]
"""How much a question matters: high doubles its weight, low halves it."""


def checked_person_id(value: Any) -> str | int | None:
    """The value, if a batch can call a person so. Raises PydanticCustomError."""
    # JSON can escape a lone surrogate, half a character, which no file can hold.
    surrogate = isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)
    if surrogate or isinstance(value, bool) or not isinstance(value, str | int | None):
        kind, message = "person", "must be text, a whole number, or null"
        raise PydanticCustomError(kind, message)
    return value


PersonId: TypeAlias = Annotated[str | int | None, BeforeValidator(checked_person_id)]
"""What a batch calls a person."""

NONE_CHOSEN = "none of these"
"""What people say who choose none of the options."""

NEXT_IMPORTANCE: Mapping[Importance, Importance] = {"normal": "high", "high": "low", "low": "normal"}
"""What comes after an importance where a person goes through them."""


def chosen_options(answer: Answer) -> tuple[str, ...]:
    """The options of an answer to a question of either kind; none of a skipped one."""
    return (answer,) if isinstance(answer, str) else answer or ()


def chose(answers: "Mapping[str, Answer] | None", question: str, option: str) -> bool:
    """Whether an option was chosen, by the answers of somebody, if there are any."""
    return option in chosen_options((answers or {}).get(question))


class Answers(Model):
    """What a person answered. Whether it belongs to a catalog is checked by what takes both.

    Raises pydantic's ValidationError where an answer is neither text, a list of text, nor None.

    >>> from rolefit import Answers
    >>> given = Answers(answers={"tools": ["sql", "r"], "horizon": "weeks"}, importance={"tools": "high"})
    >>> given.answers["tools"]
    ('sql', 'r')
    """

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            answers: Mapping[str, str | Sequence[str] | None],
            importance: Mapping[str, Importance] = ...,
            offered: Mapping[str, Sequence[str]] = ...,
            id: PersonId = ...,  # noqa: A002  # the name of the field
        ) -> None:
            """Any sequence is taken, and kept as a tuple."""

    answers: Mapping[Id, Answer]
    """Question id to the answer: an option id, or a list of them where many may be given, empty for none of these;
    missing or null: skipped."""
    importance: Mapping[Id, Importance] = Field(default_factory=dict)
    """Question id to how much it matters: high doubles its weight, low halves it."""
    offered: Mapping[Id, Annotated[tuple[StrictStr, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Question id to the options that were on offer, where that was not all of them: nothing is known of the rest."""
    id: PersonId = None
    """Whose answers these are, in a batch."""


A = TypeVar("A", bound=Answers)


def check_answers(answers: Answers, catalog: Catalog) -> Answers:
    """Return the answers in the catalog's order, each option once.

    Raises InputError where they name a question or option that the catalog lacks, or give one answer where many are
    taken or the reverse.
    """
    problems = [Problem(what, hint, key=".".join(map(str, path))) for path, what, hint in misfits(answers, catalog)]
    if problems:
        raise InputError(*problems)
    return in_catalog_order(answers, catalog)


def in_catalog_order(answers: A, catalog: Catalog) -> A:
    """Put sound answers into the catalog's order, with each option once: the order of answers never matters."""

    def ordered(question: Question, answer: Answer) -> Answer:
        if isinstance(answer, tuple):
            return tuple(option.id for option in question.options if option.id in answer)
        return answer

    given = answers.answers
    kept = {q.id: ordered(q, given[q.id]) for q in catalog.questions if q.id in given}
    importance = {q.id: answers.importance[q.id] for q in catalog.questions if q.id in answers.importance}
    offered = {q.id: ordered(q, answers.offered[q.id]) for q in catalog.questions if q.id in answers.offered}
    return answers.model_copy(update={"answers": kept, "importance": importance, "offered": offered})


def misfits(answers: Answers, catalog: Catalog) -> Iterator[tuple[KeyPath, str, str]]:
    """Where answers do not belong to a catalog, what is wrong there, and what would be right."""
    questions = {question.id: question for question in catalog.questions}
    parts: Mapping[str, Mapping[str, object]] = {
        "answers": answers.answers,
        "importance": answers.importance,
        "offered": answers.offered,
    }
    for part, given in parts.items():
        for name in given:
            if name not in questions:
                yield (part, name), f"there is no question {excerpt(name)}", one_of(name, questions)
    for name, answer in answers.answers.items():
        if name in questions and answer is not None:
            yield from _wrong_answer(questions[name], answer)
    for name, options in answers.offered.items():
        if name in questions:
            yield from _unknown_options(questions[name], options, ("offered", name))
            for option in chosen_options(answers.answers.get(name)):
                if option not in options:
                    yield ("answers", name), f"{excerpt(option)} is chosen but was not offered", "see offered"


def _wrong_answer(question: Question, answer: str | tuple[str, ...]) -> Iterator[tuple[KeyPath, str, str]]:
    path: KeyPath = ("answers", question.id)
    if question.takes_many and isinstance(answer, str):
        yield path, f"takes a list of options, not {excerpt(answer)}", f"write [{excerpt(answer)}]"
    elif not question.takes_many and not isinstance(answer, str):
        yield path, "takes one option, not a list", f"write for example {question.options[0].id}, or null to skip it"
    else:
        yield from _unknown_options(question, chosen_options(answer), path)


def _unknown_options(question: Question, options: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    known = [option.id for option in question.options]
    for i, option in enumerate(options):
        if option not in known:
            step = (i,) if len(options) > 1 else ()
            yield (*path, *step), f"there is no option {excerpt(option)}", one_of(option, known)


SKIPPED = "skipped"
"""What stands for an answer that names no option."""
