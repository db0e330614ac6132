"""Replies: sound answers as readers of many records have them, a value for each question."""

from typing import NamedTuple, TypeAlias

from rolefit.answers.models import Importance

Given: TypeAlias = str | frozenset[str] | None
"""A sound answer to a question: an option, options, or None where it was skipped."""


class Qualified(NamedTuple):
    """A sound answer to a question of which it is told how much it matters, or which options were offered."""

    answer: Given
    importance: Importance | None = None
    """None where nothing was said of it."""
    offered: frozenset[str] | None = None
    """The options that were; None for all of them."""


Reply: TypeAlias = Given | Qualified
"""A sound answer, with what is to be known of its question where that is not as usual."""


class Told(NamedTuple):
    """The same of a question that was answered."""

    answer: str | frozenset[str]
    importance: Importance = "normal"
    offered: frozenset[str] | None = None


def told(reply: Reply) -> Told | None:
    """What a reply tells; None where the question was skipped."""
    answer, importance, offered = reply if isinstance(reply, Qualified) else (reply, None, None)
    # Else it is None, or what a reader has for nothing at all.
    return Told(answer, importance or "normal", offered) if isinstance(answer, str | frozenset) else None
