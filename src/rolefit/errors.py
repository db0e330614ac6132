"""What can be wrong with an input, in terms that tell the user what to change."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    INTERRUPTED = 130


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input. Its text is one line: where, what, and what would be right.

    >>> from rolefit import Problem
    >>> print(Problem("there is no option weeek", "did you mean weeks?", file="me.yaml", line=3, key="answers.horizon"))
    me.yaml:3: answers.horizon: there is no option weeek; did you mean weeks?
    """

    what: str
    """What was found."""
    hint: str = ""
    """What would be right."""
    file: str = ""
    """The file, empty if there is none."""
    line: int | None = None
    """The line of the file, from 1, if it is known."""
    key: str = ""
    """The keys that lead there, with dots between them."""

    def __str__(self) -> str:
        """One line: where, what, and what would be right."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        parts = [part for part in (place, self.key, self.what) if part]
        return ": ".join(parts) + (f"; {self.hint}" if self.hint else "")


class InputError(ValueError):
    """The user's input cannot be used as it is.

    `problems` lists all that is wrong with it, at least one, as Problem; the first of them is the message.

    >>> from rolefit import Answers, InputError, load_catalog, score
    >>> try:
    ...     score(load_catalog(), Answers(answers={"horizon": "weeek"}))
    ... except InputError as error:
    ...     print(error.problems[0].key, error.problems[0].hint, sep=": ")
    answers.horizon: did you mean weeks?
    """

    def __init__(self, *problems: Problem) -> None:
        more = len(problems) - 1
        super().__init__(f"{problems[0]}" + (f" (and {more} more)" if more else ""))
        self.problems = problems


class OutputError(Exception):
    """A file could not be written; the message names it and says why."""


def near(name: str, names: Iterable[str]) -> str:
    """Say which names are near to the one that was given; nothing if none is."""
    found = get_close_matches(name.casefold(), list(names), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(found)}?" if found else ""


def one_of(name: str, names: Iterable[str]) -> str:
    """Say which names would have been right: the near ones, else all of them."""
    known = list(names)
    return near(name, known) or (f"it is one of {', '.join(known)}" if known else "")
