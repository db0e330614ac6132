"""Scoring files of any length: which format they have, by how many processes, and what is written where."""

import gzip
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

from rolefit.answers import PersonId
from rolefit.batch import Batch, Outcome
from rolefit.catalog import Catalog
from rolefit.chunks import Chunk, read_chunks
from rolefit.csv_head import Head, take_head
from rolefit.csv_records import CsvRecords
from rolefit.csv_text import whole_records
from rolefit.errors import InputError, Problem, RecordsError, UsageError
from rolefit.files import STDIN, check_writable, display_name, opened, writing
from rolefit.json_records import JsonRecords
from rolefit.output import plain
from rolefit.records import Records
from rolefit.rows import CsvRows, JsonRows, Rows
from rolefit.workers import in_order

Format: TypeAlias = Literal["jsonl", "csv"]

ENDINGS: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv"}

ALONE = 6_000_000
"""Up to how many bytes are scored by one process: to start others takes as long."""


@dataclass(frozen=True)
class Task:
    """What is to be scored, and how."""

    source: str
    """A file, plain or gzipped; `-` is standard input."""
    target: str | None = None
    """A file that is written whole or not at all, gzipped if it ends in .gz; None for standard output."""
    read: Format | None = None
    """The format of the source; None to tell by its ending, else by how it begins."""
    write: Format | None = None
    """The format of the rows; None to tell by the ending of the target, else JSON lines."""
    jobs: int | None = None
    """How many processes score; None for one, and from ALONE bytes on as many as there are cores."""
    full: bool = False
    """Whether rows are whole results."""
    strict: bool = False
    """Whether the first bad record ends it."""
    id_column: str | None = None
    """The column of CSV that names the person, where that is not `id`."""


@dataclass
class Tally:
    """How far it is."""

    records: int = 0
    bad: int = 0
    read: int = 0
    """How many bytes of the source were read, as it is stored; 0 where that is not known."""
    problem: Problem | None = None
    """What is wrong with the first bad record."""
    ids: set[PersonId] = field(default_factory=set)
    """Of the records in the first COMPARED lines."""
    twice: dict[PersonId, None] = field(default_factory=dict)
    """The ids among them that several records have, in order."""

    @property
    def error(self) -> RecordsError | None:
        """What is wrong with the records, if any are bad."""
        if not self.problem:
            return None
        what = f"{self.bad:,} of {self.records:,} records cannot be scored"
        hint = f"their rows say why, the first is line {self.problem.line}"
        return RecordsError(Problem(what, hint, file=self.problem.file))

    about: Sequence[str] = ()
    """The columns of a table that are no questions."""

    @property
    def notes(self) -> list[str]:
        """What the user should know of records that were scored."""
        notes = [f"passed through, not scored: {', '.join(self.about)}"] if self.about else []
        if self.twice:
            others = f" and {len(self.twice) - 1:,} more ids" if len(self.twice) > 1 else ""
            notes.append(f"several records have the id {next(iter(self.twice))}{others}; each has its row")
        return notes

    def add(self, outcome: Outcome) -> None:
        """Add what became of some more records."""
        self.records += outcome.records
        self.bad += outcome.bad
        self.read = outcome.read
        self.problem = self.problem or outcome.problem
        for name in outcome.ids or ():
            if name is not None and name in self.ids:
                self.twice[name] = None
            self.ids.add(name)


def score_file(catalog: Catalog, task: Task, tell: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Score the records of a file into rows, and `tell` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, has a head that makes no sense, is the target as
    well, or, if `strict`, has a bad record; OutputError where the target cannot be written.
    """
    source, target = _format(task.source, task.read), _format(task.target or "", task.write) or "jsonl"
    _check(task, source, target)
    file, head = display_name(task.source), None
    chunks = read_chunks(task.source, prompt=sys.maxsize if task.jobs == 1 else ALONE)
    if source == "csv":
        head, chunks = take_head(chunks, catalog, file, task.id_column)
        chunks = whole_records(chunks, head.delimiter)
    else:
        chunks = _lines_of_json(chunks, file, certain=source is not None)
    plan = _Plan(catalog, task.source, head, target, task.full, task.strict)
    tally = Tally(about=plan.records.about)
    with _sink(task.target) as write:
        write(plan.rows.head)
        for outcome in _outcomes(plan, chunks, task.jobs):
            tally.add(outcome)
            write(outcome.rows)
            if task.strict and outcome.problem:
                raise InputError(outcome.problem)
            tell(tally)
        if not tally.records:
            raise InputError(Problem("has no records", "give it one for each person", file=file))
    return tally


@dataclass(frozen=True)
class _Plan:
    """All that a process must know to score chunks."""

    catalog: Catalog
    path: str
    head: Head | None
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
        return CsvRecords(self.catalog, file, self.head) if self.head else JsonRecords(self.catalog, file)

    @cached_property
    def rows(self) -> Rows:
        if self.target == "csv":
            return CsvRows(self.catalog, self.records.about)
        return JsonRows(self.catalog)

    def start(self) -> Callable[[Chunk], Outcome]:
        """What scores a chunk."""
        return Batch(self.catalog, self.records, self.rows, full=self.full, strict=self.strict).score

    def start_apart(self) -> "Callable[[Chunk | _Part], Outcome]":
        """What scores a chunk, or reads and scores one."""
        score = self.start()
        return lambda work: score(work.read() if isinstance(work, _Part) else work)


@dataclass(frozen=True)
class _Part:
    """A chunk that another process reads from the file itself, which takes less time than to send it."""

    path: str
    size: int
    chunk: Chunk
    """Without its data."""

    @classmethod
    def of(cls, chunk: Chunk, path: str) -> "Chunk | _Part":
        """A chunk as it is sent to another process."""
        return chunk if chunk.start is None else cls(path, len(chunk.data), chunk._replace(data=b""))

    def read(self) -> Chunk:
        """The whole chunk."""
        with opened(self.path) as file:
            file.seek(self.chunk.start or 0)
            return self.chunk._replace(data=file.read(self.size))


def _by_others(plan: _Plan, chunks: Iterator[Chunk], jobs: int) -> Iterator[Outcome]:
    return in_order(plan.start_apart, (_Part.of(chunk, plan.path) for chunk in chunks), jobs)


def _outcomes(plan: _Plan, chunks: Iterator[Chunk], jobs: int | None) -> Iterator[Outcome]:
    if jobs != 1 and (jobs or _is_large(plan.path)):
        yield from _by_others(plan, chunks, jobs or _cores())
        return
    alone, some = plan.start(), 0
    for chunk in chunks:
        yield alone(chunk)
        some += len(chunk.data)
        if some > ALONE and not jobs:
            yield from _by_others(plan, chunks, _cores())


def _is_large(path: str) -> bool:
    return path != STDIN and Path(path).is_file() and Path(path).stat().st_size > ALONE


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _format(path: str, given: Format | None) -> Format | None:
    return given or ENDINGS.get(Path(path.removesuffix(".gz")).suffix.lower())


def _lines_of_json(chunks: Iterator[Chunk], file: str, *, certain: bool) -> Iterator[Chunk]:
    """The same chunks; raises InputError where they are one JSON document, or, unless it is certain, no JSON at all."""
    for chunk in chunks:
        text = chunk.data.lstrip()
        if not text:
            yield chunk
            continue
        if text.startswith(b"[") or text.partition(b"\n")[0].strip() == b"{":
            what = "is one JSON document, not a line for each record"
            raise InputError(Problem(what, "jq -c . makes a line of one, jq -c '.[]' lines of a list", file=file))
        if not certain and not text.startswith(b"{"):
            raise InputError(Problem("is in a format that its name does not tell", "name it: --from csv", file=file))
        yield chunk
        yield from chunks


def _check(task: Task, source: Format | None, target: Format) -> None:
    if task.full and target == "csv":
        raise UsageError(Problem("a whole result does not fit into a row of CSV", "use --to jsonl, or not --full"))
    if task.id_column and source != "csv":
        raise UsageError(Problem("--id names a column of CSV", "name the person under id in JSON lines"))
    if task.target:
        check_writable(task.target)
    if task.source != STDIN and _is_same(task.source, task.target):
        raise InputError(Problem("is read and written at once", "name another file to write", file=task.source))


def _is_same(source: str, target: str | None) -> bool:
    try:
        of_source = Path(source).stat()
        of_target = Path(target).stat() if target else os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(of_source.st_mode) and os.path.samestat(of_source, of_target)


@contextmanager
def _sink(target: str | None) -> Iterator[Callable[[bytes], object]]:
    """What writes rows: to a file, whole or not at all, else to standard output."""
    if target is None:
        yield _to_terminal if sys.stdout.isatty() else _to_stdout
        return
    with writing(target) as file:
        if target.endswith(".gz"):
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as zipped:
                yield zipped.write
        else:
            yield file.write


def _to_stdout(rows: bytes) -> None:
    # Rows are UTF-8 whatever the encoding of the stream.
    sys.stdout.flush()
    sys.stdout.buffer.write(rows)
    sys.stdout.buffer.flush()


def _to_terminal(rows: bytes) -> None:
    for line in rows.decode().split("\n")[:-1]:
        sys.stdout.write(plain(line) + "\n")
    sys.stdout.flush()
