"""Streams: the chunks of a file of any length into rows, by one process or several."""

import gzip
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from rolefit.answers.models import PersonId
from rolefit.batch.chunks import Chunk, read_chunks
from rolefit.batch.read_csv import CsvChunk
from rolefit.batch.workers import in_order
from rolefit.documents.files import STDIN, check_writable, display_name, opened, writing
from rolefit.documents.output import escape_control
from rolefit.errors import InputError, Problem, RecordsError


@dataclass(frozen=True)
class Task:
    """Which file is to be worked on, and how."""

    source: str
    """A file, plain or gzipped; `-` is standard input."""
    target: str | None = None
    """A file that is written whole or not at all, gzipped if it ends in .gz; None for standard output."""
    jobs: int | None = None
    """How many processes work; None for one, and for a large file as many as there are cores."""
    full: bool = False
    """Whether rows are whole results."""
    strict: bool = False
    """Whether the first bad record ends it."""


@dataclass
class Outcome:
    """What became of some records."""

    parts: list[bytes] = field(default_factory=list)
    read: int = 0
    """How many bytes of the file were read before the end of them."""
    records: int = 0
    bad: int = 0
    """How many records have a row that says what is wrong with them."""
    problem: Problem | None = None
    """What is wrong with the first of these."""
    ids: list[PersonId] | None = None
    """Of all records, where they are among the first COMPARED lines."""

    @property
    def rows(self) -> bytes:
        """One line for each record."""
        return b"".join(self.parts)

    def add(self, rows: bytes, ids: Sequence[PersonId], problem: Problem | None = None) -> None:
        """Add the rows of some more records, by their ids; with a problem, of one that is bad."""
        self.parts.append(rows)
        self.records += len(ids)
        if self.ids is not None:
            self.ids.extend(ids)
        if problem:
            self.bad += 1
            self.problem = self.problem or problem


AnyChunk: TypeAlias = Chunk | CsvChunk


ChunkWorker: TypeAlias = Callable[[Any], Outcome]
"""What makes rows of a chunk; where the task is strict, of the records before the first bad one."""


@dataclass(frozen=True)
class WorkKind:
    """What differs between kinds of work, besides the work itself."""

    verb: str
    """What processes do: score or scan."""
    each: str
    """What there is a record for."""
    alone: int
    """Up to how many bytes are worked on by one process: to start others takes as long."""


class Job(Protocol):
    """All that a process must know to work on chunks. It can be sent to other processes."""

    @property
    def kind(self) -> WorkKind:
        """What kind of work it is."""

    @property
    def head(self) -> bytes:
        """What comes before the first row."""

    def start(self) -> ChunkWorker:
        """What works on chunks; each process calls it once."""


def chunks_of(task: Task, kind: WorkKind) -> Iterator[Chunk]:
    """The chunks of the source. While one process works alone, lines are given on as soon as they come."""
    return read_chunks(task.source, prompt=sys.maxsize if task.jobs == 1 else kind.alone)


@dataclass
class RunSummary:
    """How far it is."""

    done: str
    """What is done with records: scored or scanned."""
    about: Sequence[str] = ()
    """The columns of a table that are no questions."""
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
        what = f"{self.bad:,} of {self.records:,} records cannot be {self.done}"
        hint = f"their rows say why, the first is line {self.problem.line}"
        return RecordsError(Problem(what, hint, file=self.problem.file))

    @property
    def notes(self) -> list[str]:
        """What the user should know of records that are not bad."""
        notes = [f"passed through, not {self.done}: {', '.join(self.about)}"] if self.about else []
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


def run(
    task: Task, job: Job, chunks: Iterator[AnyChunk], summary: RunSummary, report: Callable[[RunSummary], None]
) -> None:
    """Work on chunks, write the rows, count them in the tally, and `report` now and then how far it is.

    Raises InputError where there are no records or, if the task is strict, one is bad; OutputError where the target
    cannot be written.
    """
    with row_writer(task.target) as write:
        write(job.head)
        for outcome in _outcomes(task, job, chunks):
            summary.add(outcome)
            write(outcome.rows)
            if task.strict and outcome.problem:
                raise InputError(outcome.problem)
            report(summary)
        if not summary.records:
            hint = f"give it one for each {job.kind.each}"
            raise InputError(Problem("has no records", hint, file=display_name(task.source)))


def _outcomes(task: Task, job: Job, chunks: Iterator[AnyChunk]) -> Iterator[Outcome]:
    def by_others() -> Iterator[Outcome]:
        parts = (_Part.of(chunk, task.source) for chunk in chunks)
        return in_order(_Apart(job), parts, task.jobs or _cores(), job.kind.verb)

    if task.jobs != 1 and (task.jobs or _is_large(task.source, job.kind.alone)):
        yield from by_others()
        return
    alone, some = job.start(), 0
    for chunk in chunks:
        yield alone(chunk)
        some += chunk.size
        if some > job.kind.alone and not task.jobs:
            yield from by_others()


@dataclass(frozen=True)
class _Apart:
    """Starts the work of another process, which may read its chunks itself."""

    job: Job

    def __call__(self) -> "Callable[[AnyChunk | _Part], Outcome]":
        work = self.job.start()
        return lambda given: work(given.read() if isinstance(given, _Part) else given)


@dataclass(frozen=True)
class _Part:
    """A chunk that another process reads from the file itself, which takes less time than to send it."""

    path: str
    size: int
    chunk: Chunk
    """Without its data."""

    @classmethod
    def of(cls, chunk: AnyChunk, path: str) -> "AnyChunk | _Part":
        """A chunk as it is sent to another process."""
        return (
            chunk
            if isinstance(chunk, CsvChunk) or chunk.start is None
            else cls(path, chunk.size, chunk._replace(data=b""))
        )

    def read(self) -> Chunk:
        """The whole chunk."""
        with opened(self.path) as file:
            file.seek(self.chunk.start or 0)
            return self.chunk._replace(data=file.read(self.size))


def _is_large(path: str, alone: int) -> bool:
    return path != STDIN and Path(path).is_file() and Path(path).stat().st_size > alone


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


COMPARED = 100_000
"""Up to which line ids are compared: to remember them all would take memory that grows with the file."""


def check_target(source: str, target: str | None) -> None:
    """Raise InputError where the target clearly cannot be written, or is the source."""
    if target:
        check_writable(target)
    if source != STDIN and _is_same(source, target):
        raise InputError(Problem("is read and written at once", "name another file to write", file=source))


def _is_same(source: str, target: str | None) -> bool:
    try:
        of_source = Path(source).stat()
        of_target = Path(target).stat() if target else os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(of_source.st_mode) and os.path.samestat(of_source, of_target)


@contextmanager
def row_writer(target: str | None) -> Iterator[Callable[[bytes], object]]:
    """What writes rows: to a file, whole or not at all, gzipped if it ends in .gz; else to standard output.

    Raises OutputError where the file cannot be written.
    """
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
        sys.stdout.write(escape_control(line) + "\n")
    sys.stdout.flush()
