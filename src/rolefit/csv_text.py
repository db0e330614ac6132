"""The text of CSV: its records, and where they end, also where one of them is broken."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rolefit.chunks import MAX_LINE, Chunk

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


def whole_records(chunks: Iterator[Chunk], delimiter: str) -> Iterator[Chunk]:
    """The same text in chunks that end where a record does, unless it is longer than twice MAX_LINE."""
    rest = Chunk(1, b"")
    for chunk in chunks:
        start = rest.start if rest.data and chunk.start is not None else chunk.start
        some = Chunk(rest.line if rest.data else chunk.line, rest.data + chunk.data, chunk.read, start)
        whole = _whole_lines(some.data, delimiter)
        size = bytes_of(some.data, whole)
        if size:
            yield some._replace(data=some.data[:size])
        rest = some.after(size, whole)
    if rest.data:
        yield rest


def bytes_of(data: bytes, lines: int) -> int:
    """How many bytes the first lines of some text take."""
    return min(sum(len(line) + 1 for line in data.split(b"\n", lines)[:lines]), len(data))


def _whole_lines(data: bytes, delimiter: str) -> int:
    """After how many lines the last record ends that no more text can change."""
    end = 0
    for record in read_records(data.decode(errors="surrogateescape"), delimiter):
        if record.is_open and len(data) <= 2 * MAX_LINE:
            break
        end = record.end
    return end
