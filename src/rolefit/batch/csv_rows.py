"""Rows of CSV: by which mark cells are parted, and the cells of each record, also where one of them is broken."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rolefit.batch.chunks import MAX_LINE, TOO_LONG, Chunk
from rolefit.batch.spreadsheet import MARK, as_meant
from rolefit.batch.table_rows import FaultyRow, Row, RowChunk, of_text
from rolefit.errors import Problem

# A cell may have many lines; the limit of 131,072 letters that Python sets would break it into records.
csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))


class Record(NamedTuple):
    """A record, or a line that is none."""

    start: int
    """The index of its first line in the text, from 0."""
    end: int
    """The index of the line after its last."""
    cells: Sequence[str] = ()
    fault: Problem | None = None
    """What is wrong with the line."""
    is_open: bool = False
    """Whether that is a quote which more text might close."""


DELIMITERS = ",;\t|"
"""What may stand between cells; whichever finds most known names in the head does, of several the one that finds most
cells."""


def csv_rows(chunks: Iterator[Chunk], is_known: Callable[[str], bool]) -> Iterator[RowChunk]:
    """The rows in the chunks of a file of CSV; `is_known` tells whether a name in its head says something."""
    delimiter, chunks = _find_delimiter(chunks, is_known)
    return _read_rows(chunks, delimiter)


def _find_delimiter(chunks: Iterator[Chunk], is_known: Callable[[str], bool]) -> tuple[str, Iterator[Chunk]]:
    """What stands between cells, and the chunks, of which the first has the whole head."""
    first = Chunk(1, b"")
    while not (head := _head_of(first)) and len(first.data) <= 2 * MAX_LINE:
        more = next(chunks, None)
        if more is None:
            break
        first = more._replace(line=first.line, data=first.data + more.data)
    said = _SAID.match(first.data)
    if said:
        return said[1].decode(), chain([first.after(said.end(), said[0].count(b"\n"))], chunks)

    def found(mark: str) -> tuple[int, int]:
        cells = next(_read_records(head, mark), Record(0, 0)).cells
        return sum(map(is_known, cells)), len(cells)

    return max(DELIMITERS, key=found), chain([first] if first.data else [], chunks)


_SAID = re.compile(rb'\s*"?sep=([^\w\s"]|\t)"?[,;\t|]*\r?\n', re.IGNORECASE)
"""The line by which Excel is told what stands between cells."""


def _head_of(chunk: Chunk) -> str:
    """The lines of the first record, where all of them are there; else nothing."""
    said = _SAID.match(chunk.data)
    text = chunk.data[said.end() if said else 0 :].decode(errors="surrogateescape").lstrip("\r\n")
    firsts = (next(_read_records(text, mark), Record(0, 0)) for mark in DELIMITERS)
    return "" if any(first.is_open for first in firsts) else text


def _read_records(text: str, delimiter: str, too_long: Sequence[int] = ()) -> Iterator[Record]:
    """The records of CSV, in order. Of a broken one, the first line is given as faulty; the next line begins anew.

    `too_long` are the indexes of the lines that are too long, each of which is faulty as well.
    """
    lines = io.StringIO(text, newline="\n").readlines()
    begun = 0
    for index in too_long:
        for record in _read_lines(lines[begun:index], delimiter, begun):
            yield record._replace(is_open=False)
        yield Record(index, index + 1, fault=Problem(*TOO_LONG))
        begun = index + 1
    yield from _read_lines(lines[begun:] if begun else lines, delimiter, begun)


def _read_lines(lines: Sequence[str], delimiter: str, first: int) -> Iterator[Record]:
    """The records in some lines, of which the first has this index in the text.

    Each line is read twice at most, whatever is broken: where a record fails after some lines, so does each that begins
    on one of them and has not ended with it, for it would be read on from the same place in the same state.
    """
    ahead = iter(lines)
    again: Sequence[str] = ()
    at = 0
    while at < len(lines):
        begun = at
        rows = csv.reader(chain(again, ahead), delimiter=delimiter, strict=True)
        try:
            for row in rows:
                yield Record(first + at, first + begun + rows.line_num, row)
                at = begun + rows.line_num
        except csv.Error as error:
            broken = _broken(first + at, error)
            yield broken
            failed = begun + rows.line_num - (not broken.is_open)
            for index in range(at + 1, failed):
                yield _read_alone(lines[index], delimiter, first + index, broken)
            at = max(at + 1, failed)
            again = lines[at : begun + rows.line_num]


def _read_alone(line: str, delimiter: str, index: int, broken: Record) -> Record:
    """The record that a line is; where it would go on, it breaks as the record that was read across the line did."""
    try:
        return Record(index, index + 1, next(csv.reader([line], delimiter=delimiter, strict=True)))
    except csv.Error as error:
        found = _broken(index, error)
        return broken._replace(start=index, end=index + 1) if found.is_open else found


def _broken(index: int, error: csv.Error) -> Record:
    """What is wrong with the record that begins on the line with this index."""
    is_open = "unexpected end" in str(error)
    unclosed = is_open or "field limit" in str(error)
    fault = "a quote is opened and never closed" if unclosed else str(error)
    hint = "a quote within a cell is doubled, and the cell stands in quotes"
    return Record(index, index + 1, fault=Problem(f"is not valid CSV: {fault}", hint), is_open=is_open)


def _read_rows(chunks: Iterator[Chunk], delimiter: str) -> Iterator[RowChunk]:
    """The rows in some chunks: a record begins and ends in one, unless it is longer than twice MAX_LINE."""
    rest = Chunk(1, b"")
    for chunk in chunks:
        some = Chunk(rest.line if rest.data else chunk.line, rest.data + chunk.data, chunk.read)
        found, lines = _rows_of(some, delimiter, more=len(some.data) <= 2 * MAX_LINE)
        if found.size:
            yield found
        rest = some.after(found.size, lines)
    if rest.data:
        yield _rows_of(rest, delimiter, more=False)[0]


def _rows_of(chunk: Chunk, delimiter: str, *, more: bool) -> tuple[RowChunk, int]:
    """The rows of a chunk, and how many lines they have; up to one that is open, if there is more to read."""
    text, is_sound = _decoded(chunk.data)
    has_marks = MARK in text
    lines: list[int] = []
    rows: list[Row] = []
    end = 0
    for record in _read_records(text, delimiter, _too_long(chunk.data)):
        if record.is_open and more:
            break
        end = record.end
        if record.fault:
            rows.append(FaultyRow(record.fault))
            lines.append(chunk.line + record.start)
        elif any(record.cells):
            cells = list(map(as_meant, record.cells)) if has_marks else record.cells
            rows.append(cells if is_sound else of_text(cells))
            lines.append(chunk.line + record.start)
    return RowChunk(chunk.line, lines, rows, chunk.read, _bytes_of(chunk.data, end)), end


def _too_long(data: bytes) -> Sequence[int]:
    """The indexes of the lines that are longer than MAX_LINE."""
    if len(data) <= MAX_LINE:
        return ()
    return [index for index, line in enumerate(data.split(b"\n")) if len(line) > MAX_LINE]


def _decoded(data: bytes) -> tuple[str, bool]:
    """Some text, and whether all of it is UTF-8."""
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode(errors="surrogateescape"), False


def _bytes_of(data: bytes, lines: int) -> int:
    """How many bytes the first lines of some text take."""
    return min(sum(len(line) + 1 for line in data.split(b"\n", lines)[:lines]), len(data))
