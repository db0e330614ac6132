"""Rows of CSV: the cells of each record, also where one of them is broken."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from rolefit.batch.chunks import MAX_LINE, Chunk
from rolefit.documents.files import NOT_UTF8
from rolefit.errors import InputError, Problem

# A cell may have many lines; the limit of 131,072 letters that Python sets would break it into records.
csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))

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


class Record(NamedTuple):
    """A record, or a line that is none."""

    start: int
    """The index of its first line in the text, from 0."""
    end: int
    """The index of the line after its last."""
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


def fault_of_row(row: Sequence[str], width: int) -> Problem | None:
    """What is wrong with a row under a head of so many cells; None where nothing is."""
    if len(row) != width:
        hint = "cells that have a comma or a line end in them stand in quotes"
        cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
        return Problem(f"has {cells}, not {width} as the head has", hint)
    return None if all(map(_is_text, row)) else Problem(*NOT_UTF8)


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in cell)


def shown_cell(cell: str) -> str:
    """A cell with what is not UTF-8 made visible."""
    return cell.encode(errors="surrogateescape").decode(errors="replace")
