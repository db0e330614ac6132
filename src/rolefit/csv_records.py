"""Records as CSV, in the form that people have: one column for each question, many answers in one cell.

A column belongs to a question if its head is the id of the question or its words, as form tools export them; a cell has
the ids of options or their words, several of them separated by semicolons or commas. Other columns are passed through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from rolefit.answers import Answers, check_answers
from rolefit.catalog import Catalog, Question
from rolefit.cells import Cells
from rolefit.csv_head import Head
from rolefit.csv_text import read_records
from rolefit.errors import InputError, Problem
from rolefit.files import NOT_UTF8
from rolefit.records import Columns, Name

Row: TypeAlias = Sequence[str] | InputError
"""The cells of a record, or why it has none."""


class CsvRecords:
    """Reads the rows of one file of CSV, whose head is known."""

    def __init__(self, catalog: Catalog, file: str, head: Head) -> None:
        self._catalog, self._file, self._head = catalog, file, head
        self._cells = {question.id: Cells(question) for question in catalog.questions}
        self.about: Sequence[str] = tuple(head.about)

    def split(self, data: bytes, line: int) -> tuple[Sequence[int], Sequence[Row]]:
        """The records, without blank lines and rows of empty cells."""
        found = list(self._rows(data, line))
        return [number for number, _ in found], [row for _, row in found]

    def _rows(self, data: bytes, line: int) -> Iterator[tuple[int, Row]]:
        for record in read_records(data.decode(errors="surrogateescape"), self._head.delimiter):
            number = line + record.start
            if record.fault:
                hint = "a quote within a cell is doubled, and the cell stands in quotes"
                yield number, InputError(Problem(f"is not valid CSV: {record.fault}", hint, self._file, number))
            elif any(record.cells):
                yield number, record.cells

    def columns(self, records: Sequence[Row]) -> Columns | None:
        """Reads rows that have a cell for each column, all of them text."""
        if not all(not isinstance(row, InputError) and self._fault(row) is None for row in records):
            return None
        cells = list(zip(*records, strict=True))
        skipped = ("",) * len(records)
        places = self._head.questions
        answers = [cells[places[q.id]] if q.id in places else skipped for q in self._catalog.questions]
        told = zip(*(cells[place] for place in self._head.about.values()), strict=True)
        about = [dict(zip(self.about, each, strict=True)) for each in told]
        ids = (None,) * len(records) if self._head.id is None else [each or None for each in cells[self._head.id]]
        return Columns(ids, about, answers)

    def chosen(self, question: Question, answer: str) -> frozenset[str] | None:
        """The options that a cell names."""
        return self._cells[question.id].chosen(answer)

    def person(self, record: Row, line: int) -> tuple[Name, Answers]:
        """All that one row says."""
        if isinstance(record, InputError):
            raise record
        fault = self._fault(record)
        if fault:
            raise InputError(replace(fault, file=self._file, line=line))
        try:
            answers = {q.id: self._answer(q, record[place]) for q, place in self._asked()}
        except InputError as error:
            raise InputError(*(replace(each, file=self._file, line=line) for each in error.problems)) from error
        name = self.name(record)
        return name, check_answers(Answers(answers=answers, id=name.id), self._catalog)

    def _fault(self, row: Sequence[str]) -> Problem | None:
        if len(row) != self._head.width:
            hint = "cells that have a comma or a line end in them stand in quotes"
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            return Problem(f"has {cells}, not {self._head.width} as the head has", hint)
        return None if all(map(_is_text, row)) else Problem(*NOT_UTF8)

    def _asked(self) -> Iterator[tuple[Question, int]]:
        places = self._head.questions
        return ((q, places[q.id]) for q in self._catalog.questions if q.id in places)

    def _answer(self, question: Question, cell: str) -> Any:
        chosen = self.chosen(question, cell)
        if chosen is None:
            return None
        return tuple(chosen) if question.takes_many else next(iter(chosen))

    def name(self, record: Row) -> Name:
        """The id, and the cells that are passed through, as far as the row has them."""
        cells = {} if isinstance(record, InputError) else dict(enumerate(record))
        about = {name: _shown(cells.get(place, "")) for name, place in self._head.about.items()}
        return Name(None if self._head.id is None else _shown(cells.get(self._head.id, "")) or None, about)


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in cell)


def _shown(cell: str) -> str:
    """A cell with what is not UTF-8 made visible."""
    return cell.encode(errors="surrogateescape").decode(errors="replace")
