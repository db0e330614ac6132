"""Scoring files of any length: which format they have, and what is made of them."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeAlias

from rolefit.batch import Batch
from rolefit.catalog import Catalog
from rolefit.csv_head import Head, take_head
from rolefit.csv_records import CsvRecords
from rolefit.csv_text import whole_records
from rolefit.errors import Problem, UsageError
from rolefit.files import display_name
from rolefit.json_lines import check_lines
from rolefit.json_records import JsonRecords
from rolefit.records import Records
from rolefit.rows import CsvRows, JsonRows, Rows
from rolefit.sinks import check_target
from rolefit.streams import Manner, Task, Work, chunks_of, stream
from rolefit.tally import Tally

Format: TypeAlias = Literal["jsonl", "csv"]

ENDINGS: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv"}

SCORING = Manner(verb="score", each="person", alone=6_000_000)


@dataclass(frozen=True)
class ScoreTask(Task):
    """What is to be scored, and how."""

    read: Format | None = None
    """The format of the source; None to tell by its ending, else by how it begins."""
    write: Format | None = None
    """The format of the rows; None to tell by the ending of the target, else JSON lines."""
    id_column: str | None = None
    """The column of CSV that names the person, where that is not `id`."""


def score_file(catalog: Catalog, task: ScoreTask, tell: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Score the records of a file into rows, and `tell` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, has a head that makes no sense, is the target as
    well, or, if `strict`, has a bad record; OutputError where the target cannot be written.
    """
    source, target = _format(task.source, task.read), _format(task.target or "", task.write) or "jsonl"
    _check(task, source, target)
    file, table, chunks = display_name(task.source), None, chunks_of(task, SCORING)
    if source == "csv":
        table, chunks = take_head(chunks, catalog, file, task.id_column)
        chunks = whole_records(chunks, table.delimiter)
    else:
        chunks = check_lines(chunks, file, certain=source is not None)
    plan = _Plan(catalog, task.source, table, target, task.full, task.strict)
    tally = Tally("scored", plan.records.about)
    stream(task, plan, chunks, tally, tell)
    return tally


@dataclass(frozen=True)
class _Plan:
    """All that a process must know to score chunks."""

    manner: ClassVar = SCORING

    catalog: Catalog
    path: str
    table: Head | None
    """Of a table; None where the source has JSON lines."""
    target: Format
    full: bool
    strict: bool

    def __getstate__(self) -> dict[str, Any]:
        # What was made of the fields is made anew by each process: it cannot be sent.
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def records(self) -> Records:
        file = display_name(self.path)
        return CsvRecords(self.catalog, file, self.table) if self.table else JsonRecords(self.catalog, file)

    @cached_property
    def rows(self) -> Rows:
        if self.target == "csv":
            return CsvRows(self.catalog, self.records.about)
        return JsonRows(self.catalog)

    @property
    def head(self) -> bytes:
        """What comes before the first row."""
        return self.rows.head

    def start(self) -> Work:
        """What scores chunks."""
        return Batch(self.catalog, self.records, self.rows, full=self.full, strict=self.strict).score


def _format(path: str, given: Format | None) -> Format | None:
    return given or ENDINGS.get(Path(path.removesuffix(".gz")).suffix.lower())


def _check(task: ScoreTask, source: Format | None, target: Format) -> None:
    if task.full and target == "csv":
        raise UsageError(Problem("a whole result does not fit into a row of CSV", "use --to jsonl, or not --full"))
    if task.id_column and source != "csv":
        raise UsageError(Problem("--id names a column of CSV", "name the person under id in JSON lines"))
    check_target(task.source, task.target)
