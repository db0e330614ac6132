"""Outcomes: what became of the records of a batch, of some of them and of all so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rolefit.answers.models import PersonId
from rolefit.batch.records import Noted
from rolefit.errors import InputError, Problem, RecordsError, excerpt, named

COMPARED = 100_000
"""Up to which line ids are compared: to remember them all would take memory that grows with the file."""


class FirstNoted(NamedTuple):
    """The first words that are no option."""

    line: int
    question: str
    words: str


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
    cells: int = 0
    """How many cells of a table say something of the answers."""
    noted: int = 0
    """How many words among them are no option."""
    first_noted: FirstNoted | None = None
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

    def add_cells(self, cells: int, lines: Sequence[int], noted: Sequence[Noted]) -> None:
        """Count the cells of some records and the words in them that are no option, each with its line."""
        self.cells += cells
        for line, words in zip(lines, noted, strict=False):
            self.noted += sum(map(len, words.values()))
            if words and not self.first_noted:
                question = next(iter(words))
                self.first_noted = FirstNoted(line, question, words[question][0])

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
    columns: int = 0
    """How many columns of a table are read as answers."""
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
    cells: int = 0
    """How many cells of a table say something of the answers."""
    noted: int = 0
    """How many words among them are no option."""
    first_noted: FirstNoted | None = None
    heads: int = 0
    """How many rows were passed over that belong to the head of a table, or are it once more."""

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
        notes = [*self._notes_of_cells()]
        if self.twice:
            others = f" and {len(self.twice) - 1:,} more ids" if len(self.twice) > 1 else ""
            each = "has its row" if self.has_rows else f"is {self.done}"
            notes.append(f"several records have the id {excerpt(next(iter(self.twice)))}{others}; each {each}")
        return notes

    def _notes_of_cells(self) -> Iterator[str]:
        """What became of the columns and cells of a table, unless all of them are answers."""
        if self.about or self.noted or self.heads:
            said = f"read as answers: {_counted(self.columns, 'column')}, {_counted(self.cells, 'cell')}"
            kept = "passed through, " if self.has_rows else ""
            passed = f"; {kept}not {self.done}: {named(self.about)}" if self.about else ""
            heads = f"; passed over, as heads: {_counted(self.heads, 'row')}" if self.heads else ""
            yield f"{said}{passed}{heads}"
        if self.first_noted:
            line, question, words = self.first_noted
            kept = "the rows have them under noted, " if self.has_rows else ""
            what = (
                "1 text that is no option counts"
                if self.noted == 1
                else f"{self.noted:,} texts that are no option count"
            )
            yield f"{what} for nothing; {kept}the first is line {line}, {question}: {excerpt(words)}"

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
        self.cells += outcome.cells
        self.noted += outcome.noted
        self.first_noted = self.first_noted or outcome.first_noted
        for name in outcome.ids or ():
            if name is not None and name in self.ids:
                self.twice[name] = None
            self.ids.add(name)


def _counted(number: int, each: str) -> str:
    return f"{number:,} {each}" if number == 1 else f"{number:,} {each}s"
