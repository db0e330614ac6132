"""Records as rows of a table, in the form that people have: a column for each question, or for each of its options.

A column belongs to a question if its head is the id of the question or its words, as form tools export them, or has an
option besides. Other columns are passed through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, NoReturn

from rolefit.batch.records import Columns, Noted, RecordName
from rolefit.batch.table_cells import Cells
from rolefit.batch.table_head import Head
from rolefit.batch.table_rows import FaultyRow, Row, RowChunk, of_width
from rolefit.batch.values import id_in
from rolefit.catalog.models import Catalog
from rolefit.errors import InputError, Problem


class TableRecords:
    """Reads the rows of one table, whose head is known."""

    def __init__(self, catalog: Catalog, file: str, head: Head) -> None:
        self._catalog, self._file, self._head = catalog, file, head
        self._cells = {
            question.id: Cells(question, head.questions[question.id], head.names)
            for question in catalog.questions
            if question.id in head.questions
        }
        self._read = [index for columns in head.questions.values() for index in columns.indexes]
        self.about: Sequence[str] = tuple(head.about)

    def split(self, chunk: RowChunk) -> tuple[Sequence[int], Sequence[Row]]:
        """The rows, each with a cell for each column, or faulty."""
        return chunk.lines, of_width(chunk.rows, len(self._head.names))

    def columns(self, records: Sequence[Row]) -> Columns | None:
        """Reads rows that are not faulty and have sound answers."""
        if FaultyRow in map(type, records):
            return None
        columns = list(zip(*records, strict=True))
        try:
            said = {question: cells.people(columns) for question, cells in self._cells.items()}
        except InputError:
            return None
        skipped = (None,) * len(records)
        noted = {name: list(map(_noted, each)) for name, each in said.items() if self._cells[name].has_noted}
        beside = {question: words for question, words in noted.items() if any(words)}
        return Columns(
            skipped if self._head.id is None else list(map(id_in, columns[self._head.id])),
            self._about(columns),
            [
                list(map(_answer, said[question.id])) if question.id in said else skipped
                for question in self._catalog.questions
            ],
            [_only_words(dict(zip(beside, each, strict=True))) for each in zip(*beside.values(), strict=True)],
            sum(len(records) - columns[index].count("") - columns[index].count(None) for index in self._read),
        )

    def _about(self, columns: Sequence[Sequence[Any]]) -> Sequence[dict[str, Any]]:
        told = zip(*(columns[index] for index in self._head.about.values()), strict=True)
        if self._head.unnamed:
            return [self._without_nothing(dict(zip(self.about, each, strict=True))) for each in told]
        return [dict(zip(self.about, each, strict=True)) for each in told]

    def _without_nothing(self, about: dict[str, Any]) -> dict[str, Any]:
        """What a row says besides its answers, without the empty cells of columns that have no name."""
        return {name: cell for name, cell in about.items() if cell or name not in self._head.unnamed}

    def person(self, record: Row, line: int) -> NoReturn:
        """Raises InputError with what is wrong with a row; one that is sound is read by `columns`, even alone."""
        problems = [record.problem] if isinstance(record, FaultyRow) else self._problems(record)
        raise InputError(*(replace(each, file=self._file, line=line) for each in problems))

    def _problems(self, row: Sequence[Any]) -> Iterator[Problem]:
        for cells in self._cells.values():
            try:
                cells.person(row)
            except InputError as error:
                yield from error.problems

    def name(self, record: Row) -> RecordName:
        """The id, and the cells that are passed through, as far as the row has them."""
        cells = dict(enumerate(record.cells if isinstance(record, FaultyRow) else record))
        about = self._without_nothing({name: cells.get(index, "") for name, index in self._head.about.items()})
        return RecordName(None if self._head.id is None else id_in(cells.get(self._head.id)), about)


_answer, _noted = itemgetter(0), itemgetter(1)


def _only_words(noted: Noted) -> Noted:
    return {question: words for question, words in noted.items() if words}
