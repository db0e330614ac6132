"""Outcomes: what became of the records of a batch, of some of them and of all so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rolefit.answers.models import PersonId
from rolefit.errors import InputError, Problem, RecordsError, excerpt, named

COMPARED = 100_000
"""Up to which line ids are compared: to remember them all would take memory that grows with the file."""


@dataclass
class Outcome:
    """What became of some records."""

    parts: list[bytes] = field(default_factory=list)
    orders: list[float] = field(default_factory=list)
    """Where the row of each record stands among others, higher is better; empty where they stay in order."""
    read: int = 0
    """How many bytes of the file were read before the end of them."""
    records: int = 0
    bad: int = 0
    """How many records have a row that says what is wrong with them."""
    problem: Problem | None = None
    """What is wrong with the first of these."""
    ids: list[PersonId] | None = None
    """Of all records, where they are among the first COMPARED lines."""
    strict: bool = False
    """Whether it is over with the first bad record, which has no row then."""

    @classmethod
    def of_chunk(cls, line: int, read: int, *, strict: bool = False) -> "Outcome":
        """Of none of the records so far of a chunk that begins on a line, at whose end so many bytes were read."""
        return cls(read=read, ids=[] if line <= COMPARED else None, strict=strict)

    @property
    def rows(self) -> bytes:
        """One line for each record."""
        return b"".join(self.parts)

    @property
    def is_over(self) -> bool:
        """Whether no more records are to be added."""
        return self.strict and self.bad > 0

    def add(self, rows: bytes, ids: Sequence[PersonId]) -> None:
        """Add the rows of some more records, by their ids."""
        self.parts.append(rows)
        self.records += len(ids)
        if self.ids is not None:
            self.ids.extend(ids)

    def add_bad(self, row: bytes, name: PersonId, error: InputError) -> None:
        """Add the row of a record that cannot be worked on."""
        self.add(b"" if self.strict else row, [name])
        self.bad += 1
        self.problem = self.problem or error.problems[0]


@dataclass
class RunSummary:
    """How far it is."""

    done: str
    """What is done with records: scored, scanned or counted."""
    about: Sequence[str] = ()
    """The columns of a table that are no questions."""
    has_rows: bool = True
    """Whether each record has a row, which says what is wrong with it."""
    records: int = 0
    bad: int = 0
    read: int = 0
    """How many bytes of the source were read, as it is stored; 0 where that is not known."""
    problem: Problem | None = None
    """What is wrong with the first bad record."""
    ids: set[PersonId] = field(default_factory=set)
    """Of the records in the first COMPARED lines."""
    twice: dict[PersonId, None] = field(default_factory=dict)
    """The ids among them that several records have, in order."""

    @property
    def error(self) -> RecordsError | None:
        """What is wrong with the records, if any are bad."""
        if not self.problem:
            return None
        what = f"{self.bad:,} of {self.records:,} records cannot be {self.done}"
        first = f"the first is line {self.problem.line}"
        hint = f"their rows say why, {first}" if self.has_rows else f"{first}: {self.problem.what}"
        return RecordsError(Problem(what, hint, file=self.problem.file))

    @property
    def notes(self) -> list[str]:
        """What the user should know of records that are not bad."""
        notes = [f"passed through, not {self.done}: {named(self.about)}"] if self.about else []
        if self.twice:
            others = f" and {len(self.twice) - 1:,} more ids" if len(self.twice) > 1 else ""
            each = "has its row" if self.has_rows else f"is {self.done}"
            notes.append(f"several records have the id {excerpt(next(iter(self.twice)))}{others}; each {each}")
        return notes

    def check_any(self, file: str, each: str) -> None:
        """Raise InputError where a file, which has a record for each of something, had none."""
        if not self.records:
            raise InputError(Problem("has no records", f"give it one for each {each}", file=file))

    def add(self, outcome: Outcome) -> None:
        """Add what became of some more records."""
        self.records += outcome.records
        self.bad += outcome.bad
        self.read = outcome.read
        self.problem = self.problem or outcome.problem
        for name in outcome.ids or ():
            if name is not None and name in self.ids:
                self.twice[name] = None
            self.ids.add(name)
