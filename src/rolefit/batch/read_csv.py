"""Records as CSV, in the form that people have: one column for each question, many answers in one cell.

A column belongs to a question if its head is the id of the question or its words, as form tools export them; a cell has
the ids of options or their words, several of them separated by semicolons or commas. Other columns are passed through.
"""

from collections.abc import Sequence
from dataclasses import replace

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answers
from rolefit.batch.csv_head import Cells, Head
from rolefit.batch.csv_rows import CsvChunk, CsvRow, fault_of_row, shown_cell
from rolefit.batch.records import Columns, RecordName
from rolefit.catalog.models import Catalog
from rolefit.errors import InputError


class CsvRecords:
    """Reads the rows of one file of CSV, whose head is known."""

    def __init__(self, catalog: Catalog, file: str, head: Head) -> None:
        self._catalog, self._file, self._head = catalog, file, head
        self._columns = [(head.questions.get(question.id), Cells(question)) for question in catalog.questions]
        self.about: Sequence[str] = tuple(head.about)

    def split(self, chunk: CsvChunk) -> tuple[Sequence[int], Sequence[CsvRow]]:
        """The records, without blank lines and rows of empty cells."""
        return chunk.lines, chunk.rows

    def columns(self, records: Sequence[CsvRow]) -> Columns | None:
        """Reads rows that have a cell for each column, all of them text, and sound answers."""
        if not all(not isinstance(row, InputError) and fault_of_row(row, self._head.width) is None for row in records):
            return None
        columns = list(zip(*records, strict=True))
        skipped = (None,) * len(records)
        try:
            answers = [
                skipped if index is None else list(map(cells.answer, columns[index])) for index, cells in self._columns
            ]
        except InputError:
            return None
        told = zip(*(columns[index] for index in self._head.about.values()), strict=True)
        about = [dict(zip(self.about, each, strict=True)) for each in told]
        ids = skipped if self._head.id is None else [each or None for each in columns[self._head.id]]
        return Columns(ids, about, answers)

    def person(self, record: CsvRow, line: int) -> tuple[RecordName, Answers]:
        """All that one row says."""
        if isinstance(record, InputError):
            raise record
        fault = fault_of_row(record, self._head.width)
        if fault:
            raise InputError(replace(fault, file=self._file, line=line))
        try:
            given = {
                question.id: cells.answer(record[column])
                for question, (column, cells) in zip(self._catalog.questions, self._columns, strict=True)
                if column is not None
            }
        except InputError as error:
            raise InputError(*(replace(each, file=self._file, line=line) for each in error.problems)) from error
        answers = {name: tuple(answer) if isinstance(answer, frozenset) else answer for name, answer in given.items()}
        name = self.name(record)
        return name, check_answers(Answers(answers=answers, id=name.id), self._catalog)

    def name(self, record: CsvRow) -> RecordName:
        """The id, and the cells that are passed through, as far as the row has them."""
        cells = {} if isinstance(record, InputError) else dict(enumerate(record))
        about = {name: shown_cell(cells.get(index, "")) for name, index in self._head.about.items()}
        return RecordName(None if self._head.id is None else shown_cell(cells.get(self._head.id, "")) or None, about)
