"""A person's answers: the model."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, StrictStr
from pydantic_core import PydanticCustomError

from rolefit.documents.validation import Line, Model


def _one_kind(value: object) -> object:
    # Without this, pydantic lists what is wrong for each member of the union.
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(option, str) for option in value):
        return tuple(value)
    kind, message = "answer", "must be an option, a list of options, or null; put words such as yes or 3 in quotes"
    raise PydanticCustomError(kind, message)


Answer: TypeAlias = Annotated[str | tuple[str, ...] | None, BeforeValidator(_one_kind)]
"""An option (one-answer question), options (many-answer question; none of them is `()`), or skipped; in ids once they
were checked against a catalog, before that in ids or words."""

Importance: TypeAlias = Literal["high", "normal", "low"]
"""How much a question matters: high doubles its weight, low halves it."""


def _plain(word: object) -> object:
    return word.strip().lower() if isinstance(word, str) else word


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

    answers: Mapping[Line, Answer]
    """Question to the answer, each by its id or its words in any case: an option, or a list of options where many may
    be given, empty for none of these; missing or null: skipped."""
    importance: Mapping[Line, Annotated[Importance, BeforeValidator(_plain)]] = Field(default_factory=dict)
    """Question to how much it matters: high doubles its weight, low halves it."""
    offered: Mapping[Line, Annotated[tuple[StrictStr, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Question to the options that were on offer, where that was not all of them: nothing is known of the rest."""
    id: PersonId = None
    """Whose answers these are, in a batch."""


A = TypeVar("A", bound=Answers)


SKIPPED = "skipped"
"""What stands for an answer that names no option."""
