"""Records as CSV, in the form that people have: one column for each question, many answers in one cell.

A column belongs to a question if its head is the id of the question or its words, as form tools export them; a cell has
the ids of options or their words, several of them separated by semicolons or commas. Other columns are passed through.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from rolefit.answers.models import NONE_CHOSEN, Answers, check_answers
from rolefit.batch.chunks import MAX_LINE, Chunk
from rolefit.batch.records import Columns, RecordName
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.files import NOT_UTF8
from rolefit.documents.validation import excerpt
from rolefit.errors import InputError, Problem, near, one_of
from rolefit.scoring.scorer import Given

CsvRow: TypeAlias = Sequence[str] | InputError
"""The cells of a record, or why it has none."""


class CsvChunk(NamedTuple):
    """Some whole records of a file, without blank lines and rows of empty cells."""

    line: int
    """The number of the first line, from 1."""
    lines: Sequence[int]
    """The number of the line on which each record begins."""
    rows: Sequence[CsvRow]
    read: int
    """How many bytes of the file, as it is stored, were read so far; 0 where that is not known."""
    size: int
    """How many bytes of text they are."""


class Head(NamedTuple):
    """What the columns are, by their places from 0."""

    delimiter: str
    width: int
    """How many columns there are."""
    questions: dict[str, int]
    """Question id to its column."""
    id: int | None
    about: dict[str, int]
    """The columns that are passed through, by their names."""


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
        if not all(not isinstance(row, InputError) and self._fault(row) is None for row in records):
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
        fault = self._fault(record)
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

    def _fault(self, row: Sequence[str]) -> Problem | None:
        if len(row) != self._head.width:
            hint = "cells that have a comma or a line end in them stand in quotes"
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            return Problem(f"has {cells}, not {self._head.width} as the head has", hint)
        return None if all(map(_is_text, row)) else Problem(*NOT_UTF8)

    def name(self, record: CsvRow) -> RecordName:
        """The id, and the cells that are passed through, as far as the row has them."""
        cells = {} if isinstance(record, InputError) else dict(enumerate(record))
        about = {name: _shown(cells.get(place, "")) for name, place in self._head.about.items()}
        return RecordName(None if self._head.id is None else _shown(cells.get(self._head.id, "")) or None, about)


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in cell)


def _shown(cell: str) -> str:
    """A cell with what is not UTF-8 made visible."""
    return cell.encode(errors="surrogateescape").decode(errors="replace")


# A cell may have many lines; the limit of 131,072 letters that Python sets would break it into records.
csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))


class Record(NamedTuple):
    """A record, or a line that is none."""

    start: int
    """The place of its first line in the text, from 0."""
    end: int
    """The place of the line after its last."""
    cells: Sequence[str] = ()
    fault: str = ""
    """What is wrong with the line."""
    is_open: bool = False
    """Whether that is a quote which more text might close."""


def read_records(text: str, delimiter: str) -> Iterator[Record]:
    """The records of CSV, in order. Of a broken one, the first line is given as faulty; the next line begins anew."""
    lines = io.StringIO(text, newline="\n").readlines()
    at = 0
    while at < len(lines):
        begun = at
        rows = csv.reader(lines[begun:], delimiter=delimiter, strict=True)
        try:
            for row in rows:
                yield Record(at, begun + rows.line_num, row)
                at = begun + rows.line_num
        except csv.Error as error:
            is_open = "unexpected end" in str(error)
            unclosed = is_open or "field limit" in str(error)
            fault = "a quote is opened and never closed" if unclosed else str(error)
            yield Record(at, at + 1, fault=fault, is_open=is_open)
            at += 1


def read_rows(chunks: Iterator[Chunk], delimiter: str, file: str) -> Iterator[CsvChunk]:
    """The records in some chunks: a record begins and ends in one, unless it is longer than twice MAX_LINE."""
    rest = Chunk(1, b"")
    for chunk in chunks:
        some = Chunk(rest.line if rest.data else chunk.line, rest.data + chunk.data, chunk.read)
        found, lines = _rows_of(some, delimiter, file, more=len(some.data) <= 2 * MAX_LINE)
        if found.size:
            yield found
        rest = some.after(found.size, lines)
    if rest.data:
        yield _rows_of(rest, delimiter, file, more=False)[0]


def _rows_of(chunk: Chunk, delimiter: str, file: str, *, more: bool) -> tuple[CsvChunk, int]:
    """The records of a chunk, and how many lines they have; up to one that is open, if there is more to read."""
    lines: list[int] = []
    rows: list[CsvRow] = []
    end = 0
    for record in read_records(chunk.data.decode(errors="surrogateescape"), delimiter):
        if record.is_open and more:
            break
        end = record.end
        number = chunk.line + record.start
        if record.fault:
            hint = "a quote within a cell is doubled, and the cell stands in quotes"
            rows.append(InputError(Problem(f"is not valid CSV: {record.fault}", hint, file, number)))
            lines.append(number)
        elif any(record.cells):
            rows.append(record.cells)
            lines.append(number)
    return CsvChunk(chunk.line, lines, rows, chunk.read, bytes_of(chunk.data, end)), end


def bytes_of(data: bytes, lines: int) -> int:
    """How many bytes the first lines of some text take."""
    return min(sum(len(line) + 1 for line in data.split(b"\n", lines)[:lines]), len(data))


DELIMITERS = ",;\t"
"""What may stand between cells; whichever finds most questions in the head does."""


ID = "id"


def take_head(
    chunks: Iterator[Chunk], catalog: Catalog, file: str, id_column: str | None = None
) -> tuple[Head, Iterator[Chunk]]:
    """Read the first record of a CSV file that is not blank; give what it says, and the chunks of what follows it.

    The column that names the person is `id`, unless another one is named. Raises InputError where the record makes no
    sense as a head.
    """
    first = next(chunks, Chunk(1, b""))
    blank = len(first.data) - len(first.data.lstrip(b"\r\n"))
    first = first.after(blank, first.data.count(b"\n", 0, blank))
    known = _known(catalog)
    by_mark = {mark: _first_record(first, mark, file) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: sum(_head_words(name) in known for name in by_mark[mark].cells))
    found = by_mark[delimiter]
    try:
        head = head_of([cell.strip() for cell in found.cells], catalog, delimiter, id_column)
    except InputError as error:
        raise InputError(*(replace(each, file=file, line=first.line) for each in error.problems)) from error
    rest = first.after(bytes_of(first.data, found.end), found.end)
    return head, chain([rest] if rest.data else [], chunks)


def _first_record(chunk: Chunk, delimiter: str, file: str) -> Record:
    try:
        record = next(read_records(chunk.data.decode(errors="surrogateescape"), delimiter), Record(0, 0))
        "".join(record.cells).encode()
    except UnicodeEncodeError as error:
        raise InputError(Problem(*NOT_UTF8, file=file, line=chunk.line)) from error
    return record


def head_of(names: Sequence[str], catalog: Catalog, delimiter: str = ",", id_column: str | None = None) -> Head:
    """What columns with these names are.

    Raises InputError where no column is a question, a column stands twice, is named almost like a question, or there
    is none that is named `id_column`.
    """
    known = _known(catalog)
    problems = list(_problems(names, known))
    if problems:
        raise InputError(*(Problem(what, hint, key=key) for what, hint, key in problems))
    owners = [known.get(_head_words(name), "") for name in names]
    ids = [place for place, name in enumerate(names) if _head_words(name) == _head_words(id_column or ID)]
    if id_column and not ids:
        raise InputError(Problem(f"there is no column {excerpt(id_column)}", one_of(id_column, names)))
    others = [place for place, owner in enumerate(owners) if not owner and place not in ids]
    return Head(
        delimiter,
        len(names),
        {owner: place for place, owner in enumerate(owners) if owner},
        ids[0] if ids else None,
        {names[place] or f"column {place + 1}": place for place in others},
    )


def plain_words(text: str) -> str:
    """Words as they are compared: in any case, with any space between them, any apostrophe."""
    return " ".join(text.split()).casefold().replace("\u2019", "'")


def _head_words(text: str) -> str:
    # Forms add a star to what must be answered, and people leave out the question mark.
    return plain_words(text).rstrip("?:*. ")


def _known(catalog: Catalog) -> dict[str, str]:
    """Question ids by all that a column of theirs may be called."""
    return {_head_words(name): q.id for q in catalog.questions for name in (q.id, q.ask)}


def _problems(names: Sequence[str], known: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what would be right, and in which column."""
    owners = [known.get(_head_words(name), _head_words(name)) for name in names]
    for place, name in enumerate(names):
        if name and owners[place] in owners[:place]:
            yield "stands twice", "keep one of these columns", excerpt(name)
        elif owners[place] not in known.values() and owners[place] != ID:
            near = get_close_matches(_head_words(name), known, n=1, cutoff=0.8)
            if near:
                hint = f"did you mean {known[near[0]]}? If not, give it another name"
                yield "is almost the name of a question", hint, excerpt(name)
    if not set(owners) & set(known.values()):
        hint = f"name columns by the ids of questions, which are {', '.join(sorted(set(known.values())))}"
        yield "no column is a question", hint, ""


NONE = ("[]", NONE_CHOSEN)
"""What a cell says where somebody was asked and chose none of the options. An empty cell is a skipped question."""


MOST_CELLS = 20_000
"""How many different cells of one question are remembered."""


class Cells:
    """Reads the cells of the column of one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._remembered = lru_cache(MOST_CELLS)(self._answer)
        self._options = {plain_words(name): o.id for o in question.options for name in (o.id, o.label)}
        # The longest first: the words of an option may have commas, and begin like those of another.
        names = sorted(self._options, key=len, reverse=True)
        self._next = re.compile(rf"({'|'.join(map(re.escape, names))}|)\s*(?:[;,]\s*|$)")

    def answer(self, cell: str) -> Given:
        """What a cell says; None where it is empty. Raises InputError where it has something else than options."""
        return self._remembered(cell)

    def _answer(self, cell: str) -> Given:
        text = plain_words(cell.strip().replace("\n", ";"))
        if self.question.takes_many and text in NONE:
            return frozenset()
        chosen = frozenset(self._several(text))
        if not chosen or self.question.takes_many:
            return chosen or None
        if len(chosen) > 1:
            hint = f"keep one of {', '.join(sorted(chosen))}"
            raise InputError(Problem(f"takes one answer, not {len(chosen)}", hint, key=self.question.id))
        return next(iter(chosen))

    def _several(self, text: str) -> Iterator[str]:
        place = 0
        while place < len(text):
            found = self._next.match(text, place)
            if not found:
                yield self.option(re.split(r"[;,]", text[place:])[0].strip())
                return
            if found[1]:
                yield self._options[found[1]]
            place = found.end()

    def option(self, name: str) -> str:
        """The id of the option with this id or these words. Raises InputError where there is none."""
        name = plain_words(name)
        if name in self._options:
            return self._options[name]
        ids = [option.id for option in self.question.options]
        hint = near(name, self._options) or f"it is one of {', '.join(ids)}"
        if self.question.takes_many and name in {*NONE, "none"}:
            hint = f"{NONE_CHOSEN} stands alone in its cell"
        raise InputError(Problem(f"there is no option {excerpt(name)}", hint, key=self.question.id))
