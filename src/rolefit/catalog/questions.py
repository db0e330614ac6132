"""What is asked: questions, and the options that they offer."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.texts import Keyword, ResumeSignals
from rolefit.documents.validation import Id, Line, Model


class Option(Model):
    """One answer that a question offers.

    >>> from rolefit import load_catalog
    >>> [option.id for option in load_catalog().question("horizon").options]
    ['days', 'weeks', 'months', 'years']
    """

    id: Id
    label: Line
    """What the person reads."""
    signals: tuple[Keyword, ...] = ()
    """Words and phrases by which a text reveals the option, and the skills in a resume where many answers are taken;
    whole words, with a capital letter in them only as they are written, without one in any case."""
    resume: ResumeSignals = ResumeSignals()
    """Signals that count only in one section of a resume. Where a section is named with none, it is enough that there
    is such a section, and no signal tells of another option."""


class Question(Model):
    """What is asked.

    >>> from rolefit import load_catalog
    >>> question = load_catalog().question("tools")
    >>> question.kind, question.takes_many, question.label("sql")
    ('many', True, 'SQL')
    """

    id: Id
    ask: Line
    """What the person is asked."""
    kind: Literal["one", "many"]
    """Whether it takes one answer or any number of them."""
    weight: Annotated[float, Field(strict=True, ge=0, le=10)]
    """How much the question counts: 1 if it says nothing twice, less the more it does."""
    weight_source: Id | None = None
    """Where the weight comes from, if it was fitted to people; without it, it is judged."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The answers that it offers, in the order in which they are shown."""

    @property
    def takes_many(self) -> bool:
        """Whether any number of answers may be given."""
        return self.kind == "many"

    @property
    def name(self) -> str:
        """The id as a word or two that can head a line."""
        return self.id.replace("-", " ").capitalize()

    def label(self, option: str) -> str:
        """The words of the option with this id; KeyError if there is none."""
        return self._labels[option]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {option.id: option.label for option in self.options}
