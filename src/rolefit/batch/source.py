"""Sources: a file of people as records, whatever its format, and its records as many at once as can be read so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from rolefit.answers.models import Answers
from rolefit.batch.arrow_cells import check_types, types_of_rows
from rolefit.batch.arrow_files import schema_of
from rolefit.batch.chunks import Chunk
from rolefit.batch.endings import TABLES, Format, ending_of
from rolefit.batch.json_list import as_lines
from rolefit.batch.outcome import RunSummary
from rolefit.batch.read_json import JsonRecords, check_lines
from rolefit.batch.read_table import TableRecords
from rolefit.batch.records import Columns, RecordName, Records
from rolefit.batch.run import AnyChunk
from rolefit.batch.table_head import Head, take_head
from rolefit.batch.table_rows import FaultyRow, RowChunk
from rolefit.batch.table_words import Heads
from rolefit.batch.tables import open_rows
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError, Problem, UsageError

ENDINGS: dict[str, Format] = {**TABLES, ".json": "jsonl"}
"""How the names of files of people end, to their formats."""


def format_of(path: str, given: Format | None = None) -> Format | None:
    """The format that is given, else the one that the ending of a file tells, if it does."""
    return given or ENDINGS.get(ending_of(path))


@dataclass
class Source:
    """A file that is open."""

    chunks: Iterator[AnyChunk]
    """What is in it, without the head of a table."""
    records: Callable[[], Records]
    """Makes what reads the records in the chunks; it can be sent to another process."""
    columns: int = 0
    """How many columns of a table are read as answers."""
    types: Mapping[str, Any] = field(default_factory=dict)
    """Of a table that has types, those of what is passed through, and of `id` if it is a whole number, by name."""
    heads: int = 0
    """How many rows were passed over so far that belong to the head of a table, or are it once more."""

    empty: set[str] = field(default_factory=set)
    """The columns without a name in which nothing stood so far."""

    def told_by(self, summary: RunSummary) -> RunSummary:
        """The summary of all records, with what the file alone tells."""
        about = [name for name in summary.about if name not in self.empty]
        return replace(summary, about=about, columns=self.columns, heads=self.heads)


def open_source(
    path: str, lines: Iterator[Chunk], catalog: Catalog, read: Format | None = None, id_column: str | None = None
) -> Source:
    """Open the file at `path`, whose chunks are `lines`, as records of people.

    `read` is the format, None to tell by its ending, else by how it begins; `id_column` names the column of a table
    that names the person. Raises InputError where it cannot be read, is JSON but not in lines, or has a head that makes
    no sense.
    """
    kind, file = format_of(path, read), display_name(path)
    if kind is None or kind == "jsonl":
        if id_column:
            raise UsageError(Problem("--id names a column of a table", "name the person under id in JSON lines"))
        return Source(
            check_lines(as_lines(lines, file), file, certain=kind is not None), partial(JsonRecords, catalog, file)
        )
    rows = open_rows(path, kind, lines, Heads(catalog).is_known)
    head, rows = take_head(rows, catalog, file, id_column)
    records = partial(TableRecords, catalog, file, head)
    source = Source(
        iter(()), records, sum(len(columns.indexes) for columns in head.questions.values()), heads=head.passed
    )
    source.empty = set(head.unnamed)
    source.chunks = _without_heads(rows, head, source)
    if kind in {"parquet", "arrow"}:
        schema = schema_of(path, kind)
        check_types(schema, head, catalog, file)
        source.types = types_of_rows(schema, head)
    return source


def _without_heads(chunks: Iterator[RowChunk], head: Head, source: Source) -> Iterator[RowChunk]:
    """The chunks without the rows that are the head once more, as where exports were put together."""
    for chunk in chunks:
        if source.empty:
            cells = [row for row in chunk.rows if not isinstance(row, FaultyRow)]
            source.empty -= {
                name for name in source.empty if any(map(any, (row[head.about[name] :][:1] for row in cells)))
            }
        if head.row not in chunk.rows:
            yield chunk
            continue
        kept = [index for index, row in enumerate(chunk.rows) if row != head.row]
        source.heads += len(chunk.rows) - len(kept)
        yield chunk._replace(lines=[chunk.lines[i] for i in kept], rows=[chunk.rows[i] for i in kept])


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
