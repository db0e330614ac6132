"""Sources: a file of people as records, whatever its format, and its records as many at once as can be read so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from rolefit.answers.models import Answers
from rolefit.batch.chunks import Chunk
from rolefit.batch.csv_head import Head, take_head
from rolefit.batch.csv_rows import read_rows
from rolefit.batch.endings import TABLES, Format, ending_of
from rolefit.batch.json_list import as_lines
from rolefit.batch.read_csv import CsvRecords
from rolefit.batch.read_json import JsonRecords, check_lines
from rolefit.batch.records import Columns, RecordName, Records
from rolefit.batch.run import AnyChunk
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError, Problem, UsageError

ENDINGS: dict[str, Format] = {**TABLES, ".json": "jsonl"}
"""How the names of files of people end, to their formats."""


def format_of(path: str, given: Format | None = None) -> Format | None:
    """The format that is given, else the one that the ending of a file tells, if it does."""
    return given or ENDINGS.get(ending_of(path))


@dataclass(frozen=True)
class Source:
    """A file that is open."""

    chunks: Iterator[AnyChunk]
    """What is in it, without the head of a table."""
    records: Callable[[], Records]
    """Makes what reads the records in the chunks; it can be sent to another process."""


def open_source(
    path: str, lines: Iterator[Chunk], catalog: Catalog, read: Format | None = None, id_column: str | None = None
) -> Source:
    """Open the file at `path`, whose chunks are `lines`, as records of people.

    `read` is the format, None to tell by its ending, else by how it begins; `id_column` names the column of CSV that
    names the person. Raises InputError where it cannot be read, is JSON but not in lines, or has a head that makes no
    sense.
    """
    kind, file = format_of(path, read), display_name(path)
    if id_column and kind != "csv":
        raise UsageError(Problem("--id names a column of CSV", "name the person under id in JSON lines"))
    if kind == "csv":
        head, lines = take_head(lines, catalog, file, id_column)
        return Source(read_rows(lines, head.delimiter, file), partial(_records, catalog, file, head))
    lines = check_lines(as_lines(lines, file), file, certain=kind is not None)
    return Source(lines, partial(_records, catalog, file, None))


def _records(catalog: Catalog, file: str, head: Head | None) -> Records:
    return CsvRecords(catalog, file, head) if head else JsonRecords(catalog, file)


class People(NamedTuple):
    """Several people whose records are plain and sound."""

    lines: Sequence[int]
    """The line on which each record begins."""
    said: Columns


class Person(NamedTuple):
    """One person, of whatever sound record."""

    line: int
    name: RecordName
    answers: Answers


class Unreadable(NamedTuple):
    """A record in which something is wrong."""

    name: RecordName
    error: InputError


AT_ONCE = 400
"""How many records are read at once: with fewer, more time goes into beginning; with more, a processor's cache is too
small for them."""


def read_people(records: Records, lines: Sequence[int], found: Sequence[Any]) -> Iterator[People | Person | Unreadable]:
    """What the records on these lines say, in order: of as many people at once as are plain and sound."""
    for start in range(0, len(found), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        yield from _read_part(records, lines[part], found[part])


def _read_part(records: Records, lines: Sequence[int], found: Sequence[Any]) -> Iterator[People | Person | Unreadable]:
    said = records.columns(found)
    if said:
        yield People(lines, said)
    elif len(found) == 1:
        yield _read_one(records, lines[0], found[0])
    else:
        half = len(found) // 2
        yield from _read_part(records, lines[:half], found[:half])
        yield from _read_part(records, lines[half:], found[half:])


def _read_one(records: Records, line: int, record: Any) -> Person | Unreadable:
    try:
        return Person(line, *records.person(record, line))
    except InputError as error:
        return Unreadable(records.name(record), error)
