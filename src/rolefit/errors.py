"""What can be wrong with an input, in terms that tell the user what to change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum, StrEnum
from typing import Any, ClassVar


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    INTERRUPTED = 130


class ErrorCode(StrEnum):
    """What kind of error it is, in one word that stays: scripts go by it."""

    BAD_INPUT = "bad-input"
    """A file, a name or a code that was given cannot be used as it is."""
    USAGE = "usage"
    """The command line is wrong: an unknown option, a missing argument, options that contradict each other."""
    CANNOT_WRITE = "cannot-write"
    """A file or standard output cannot be written."""
    BAD_RECORDS = "bad-records"
    """Some records of a batch cannot be scored or scanned; all others were."""
    INTERRUPTED = "interrupted"
    """Somebody pressed Ctrl-C."""
    UNEXPECTED = "unexpected"
    """A fault of rolefit itself."""

    @property
    def exit(self) -> Exit:
        """With which exit code a command ends because of it."""
        if self in {ErrorCode.BAD_INPUT, ErrorCode.USAGE}:
            return Exit.BAD_INPUT
        return Exit.INTERRUPTED if self is ErrorCode.INTERRUPTED else Exit.FAILED


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input. Its text is one line: where, what, and what would be right.

    >>> from rolefit import Problem
    >>> print(Problem("there is no option weeek", "did you mean weeks?", file="me.yaml", line=3, key="answers.horizon"))
    me.yaml:3: answers.horizon: there is no option weeek; did you mean weeks?
    """

    # Where it stands in a format, its schema is like that of a model.
    __pydantic_config__: ClassVar = {
        "use_attribute_docstrings": True,
        "json_schema_serialization_defaults_required": True,
    }

    what: str
    """What was found."""
    hint: str = ""
    """What would be right; empty if that is clear."""
    file: str = ""
    """In which file, as far as is known."""
    line: int | None = None
    """In which line, from 1, as far as is known."""
    key: str = ""
    """At which key, as far as is known."""

    def __str__(self) -> str:
        """One line: where, what, and what would be right."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        parts = [part for part in (place, self.key, self.what) if part]
        return ": ".join(parts) + (f"; {self.hint}" if self.hint else "")

    def as_error(self, code: ErrorCode) -> dict[str, str | int | None]:
        """What JSON says of it: these keys and no others, null where nothing is known."""
        return {
            "code": code.value,
            "message": self.what,
            "file": self.file or None,
            "line": self.line,
            "key": self.key or None,
            "hint": self.hint or None,
        }


class FormerAnswersWarning(UserWarning):
    """Answers are for an earlier version of the catalog; the message says which, and what of them is left out.

    >>> import warnings
    >>> from rolefit import FormerAnswersWarning, load_answers, load_catalog
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore", FormerAnswersWarning)
    ...     load_answers("examples/ml-engineer.yaml", load_catalog()).answers["horizon"]
    'months'
    """

    code: ClassVar = "former-answers"
    """What it is called in JSON."""


class RoleNotFileWarning(UserWarning):
    """A word names a role and a file as well; the message says which was taken, and how to name the other.

    >>> from rolefit import RoleNotFileWarning
    >>> RoleNotFileWarning.code
    'role-not-file'
    """

    code: ClassVar = "role-not-file"
    """What it is called in JSON."""


class SeveralPostingsWarning(UserWarning):
    """A page has several job postings; the message says how many, and which of them was read.

    >>> import warnings
    >>> from rolefit import SeveralPostingsWarning, load_text
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore", SeveralPostingsWarning)
    ...     load_text("examples/postings/ml-engineer.html").title
    'ML Engineer'
    """

    code: ClassVar = "several-postings"
    """What it is called in JSON."""


class OtherSheetsWarning(UserWarning):
    """Several sheets of a workbook have columns that are known; the message says which one was read.

    >>> from rolefit import OtherSheetsWarning
    >>> OtherSheetsWarning.code
    'other-sheets'
    """

    code: ClassVar = "other-sheets"
    """What it is called in JSON."""


class OtherKindWarning(UserWarning):
    """A text that is given as a CV reads as a posting, or a posting as a CV; the message says which.

    >>> from rolefit import OtherKindWarning
    >>> OtherKindWarning.code
    'other-kind'
    """

    code: ClassVar = "other-kind"
    """What it is called in JSON."""


class Failure(Exception):  # noqa: N818  # some are no errors
    """What ends a command before its time; `problems` says why, at least one, the first of them is the message."""

    code: ClassVar[ErrorCode]
    command: str = ""
    """A command in the message that is for the user to copy, if there is one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(in_one_line(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["Failure"], tuple[Problem, ...]]:
        """What another process makes it of."""
        return type(self), self.problems


class InputError(Failure, ValueError):
    """The user's input cannot be used as it is.

    `problems` lists all that is wrong with it, at least one, as Problem; the first of them is the message.

    >>> from rolefit import Answers, InputError, load_catalog, score
    >>> try:
    ...     score(load_catalog(), Answers(answers={"horizon": "weeek"}))
    ... except InputError as error:
    ...     print(error.problems[0].key, error.problems[0].hint, sep=": ")
    answers.horizon: did you mean weeks?
    """

    code = ErrorCode.BAD_INPUT


class UsageError(InputError):
    """Options or arguments that make no sense together, or where they are used."""

    code = ErrorCode.USAGE


class OutputError(Failure):
    """A file could not be written."""

    code = ErrorCode.CANNOT_WRITE


class RecordsError(Failure):
    """Some records of a batch cannot be scored or scanned."""

    code = ErrorCode.BAD_RECORDS


class Interruption(Failure):
    """Somebody pressed Ctrl-C; the hint of the problem says where the answers are."""

    code = ErrorCode.INTERRUPTED

    def __init__(self, *problems: Problem, command: str = "") -> None:
        super().__init__(*problems)
        self.command = command


def in_one_line(problems: Sequence[Problem]) -> str:
    """The first of some problems, and how many more there are."""
    more = len(problems) - 1
    return f"{problems[0]}" + (f" (and {more} more)" if more else "")


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The names that are near to the one that was given, at most three of them."""
    return get_close_matches(name.casefold(), list(names), n=3, cutoff=0.6)


def did_you_mean(names: Sequence[str]) -> str:
    """Ask whether one of these was meant; nothing if there is none."""
    return f"did you mean {' or '.join(map(excerpt, names))}?" if names else ""


EXCERPT = 40
"""How many characters of a value a message shows, unless it says otherwise."""

LISTED = 160
"""How many characters a list of names takes in a message; of a longer one it says how many there are besides."""


def excerpt(value: Any, most: int = EXCERPT) -> str:
    """Show a wrong value, cut to a length that fits into a message."""
    try:
        text = value if isinstance(value, str) and value else repr(value)
    except ValueError:
        return "a number of very many digits"
    return text if len(text) <= most else text[: most - 1] + "…"


def path_excerpt(path: str, most: int) -> str:
    """Show where a file is, cut at the front: its name tells most."""
    return path if len(path) <= most else "…" + path[-(most - 1) :]


def named(names: Iterable[str]) -> str:
    """Names one after the other, as many as a message has room for."""
    known = list(names)
    shown: list[str] = []
    for name in map(excerpt, known):
        if shown and sum(map(len, shown)) + len(name) > LISTED:
            return f"{', '.join(shown)} and {len(known) - len(shown)} more"
        shown.append(name)
    return ", ".join(shown)


def near(name: str, names: Iterable[str]) -> str:
    """Say which names are near to the one that was given; nothing if none is."""
    return did_you_mean(nearest(name, names))


def one_of(name: str, names: Iterable[str]) -> str:
    """Say which names would have been right: the near ones, else all of them."""
    known = list(names)
    return near(name, known) or (f"it is one of {named(known)}" if known else "")
