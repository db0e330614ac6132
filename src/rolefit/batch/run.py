"""Runs: the records of a file of any length into rows, by one process or several."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from rolefit.batch.arrow_files import written_as
from rolefit.batch.chunks import Chunk, read_chunks
from rolefit.batch.endings import ArrowFormat
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.rows import row_writer
from rolefit.batch.table_rows import RowChunk
from rolefit.batch.workers import in_order
from rolefit.documents.files import STDIN, display_name, opened
from rolefit.errors import InputError


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


@dataclass(frozen=True)
class WorkKind:
    """What differs between kinds of work, besides the work itself."""

    verb: str
    """What processes do: score or scan."""
    done: str
    """What they have done with records: scored or scanned."""
    each: str
    """What there is a record for."""
    alone: int
    """Up to how many bytes are worked on by one process: to start others takes as long."""


AnyChunk: TypeAlias = Chunk | RowChunk


class RowMaker(Protocol):
    """Makes rows of the records of one file."""

    head: bytes
    """What comes before the first row."""
    about: Sequence[str]
    """The names under which records say something that is passed through."""

    @property
    def packed(self) -> ArrowFormat | None:
        """The kind of file that rows must be packed into; None where they are lines of text."""

    def split(self, chunk: Any) -> tuple[Sequence[int], Sequence[Any]]:
        """The records in a chunk: the line on which each begins, and what it is."""

    def add_rows(self, lines: Sequence[int], records: Sequence[Any], outcome: Outcome) -> None:
        """Add the rows of records, each with its line, until the outcome is over."""


def rows_of_lines(maker: RowMaker, records: Iterator[tuple[int, bytes]], at_once: int) -> Iterator[str]:
    """The rows of records, each with its line, of which so many are read at once."""
    while some := list(islice(records, at_once)):
        outcome = Outcome()
        maker.add_rows([line for line, _ in some], [record for _, record in some], outcome)
        yield from outcome.rows.decode().split("\n")[:-1]


def chunks_of(task: Task, kind: WorkKind) -> Iterator[Chunk]:
    """The chunks of the source. While one process works alone, lines are given on as soon as they come."""
    return read_chunks(task.source, prompt=sys.maxsize if task.jobs == 1 else kind.alone)


@dataclass(frozen=True)
class _Job:
    """All that a process must know to make rows of chunks."""

    task: Task
    kind: WorkKind
    make: Callable[[], RowMaker]
    """Makes what makes the rows; it can be sent to another process."""

    def __getstate__(self) -> dict[str, Any]:
        # Each process makes a maker of its own: it cannot be sent.
        return {"task": self.task, "kind": self.kind, "make": self.make}

    @cached_property
    def maker(self) -> RowMaker:
        return self.make()

    def work_on(self, given: "AnyChunk | FilePart") -> Outcome:
        """The rows of the records in a chunk; if strict, of those before the first bad one."""
        chunk = given.read() if isinstance(given, FilePart) else given
        outcome = Outcome.of_chunk(chunk.line, chunk.read, strict=self.task.strict)
        self.maker.add_rows(*self.maker.split(chunk), outcome)
        return outcome


def run(
    task: Task,
    kind: WorkKind,
    make: Callable[[], RowMaker],
    chunks: Iterable[AnyChunk],
    report: Callable[[RunSummary], None],
) -> RunSummary:
    """Make rows of chunks, write them, count them, and `report` now and then how far it is.

    Each process calls `make` once, which must be fit to be sent to it. Raises InputError where nothing can make rows,
    there are no records or, if the task is strict, one is bad; OutputError where the target cannot be written.
    """
    job = _Job(task, kind, make)
    summary = RunSummary(kind.done, job.maker.about)
    packed = job.maker.packed
    with (
        row_writer(task.target) as to_target,
        written_as(packed, to_target) if packed else nullcontext(to_target) as write,
    ):
        write(job.maker.head)
        for outcome in _counted(job, chunks, report, summary):
            write(outcome.rows)
    return summary


def rank(
    task: Task,
    kind: WorkKind,
    make: Callable[[], RowMaker],
    chunks: Iterable[AnyChunk],
    report: Callable[[RunSummary], None],
) -> tuple[RunSummary, list[tuple[float, bytes]]]:
    """The same with the rows kept until all are there, each with where it stands: best first, else in order.

    All rows are held in memory. Raises InputError as `run` does.
    """
    job = _Job(task, kind, make)
    summary = RunSummary(kind.done, job.maker.about)
    rows: list[tuple[float, bytes]] = []
    for outcome in _counted(job, chunks, report, summary):
        rows += zip(outcome.orders, outcome.parts, strict=True)
    return summary, sorted(rows, key=lambda each: -each[0])


def _counted(
    job: _Job, chunks: Iterable[AnyChunk], report: Callable[[RunSummary], None], summary: RunSummary
) -> Iterator[Outcome]:
    """The outcomes of chunks, each added to the summary."""
    for outcome in _outcomes(job, iter(chunks)):
        summary.add(outcome)
        yield outcome
        if job.task.strict and outcome.problem:
            raise InputError(outcome.problem)
        report(summary)
    summary.check_any(display_name(job.task.source), job.kind.each)


def _outcomes(job: _Job, chunks: Iterator[AnyChunk]) -> Iterator[Outcome]:
    task, kind = job.task, job.kind

    def by_others() -> Iterator[Outcome]:
        parts = (FilePart.of(chunk, task.source) for chunk in chunks)
        return in_order(job.work_on, parts, task.jobs or _cores(), kind.verb)

    if task.jobs != 1 and (task.jobs or _is_large(task.source, kind.alone)):
        yield from by_others()
        return
    size = 0
    for chunk in chunks:
        yield job.work_on(chunk)
        size += chunk.size
        if size > kind.alone and not task.jobs:
            yield from by_others()


@dataclass(frozen=True)
class FilePart:
    """A chunk that another process reads from the file itself, which takes less time than to send it."""

    path: str
    size: int
    chunk: Chunk
    """Without its data."""

    @classmethod
    def of(cls, chunk: AnyChunk, path: str) -> "AnyChunk | FilePart":
        """A chunk as it is sent to another process."""
        return (
            chunk
            if isinstance(chunk, RowChunk) or chunk.start is None
            else cls(path, chunk.size, chunk._replace(data=b""))
        )

    def read(self) -> Chunk:
        """The whole chunk."""
        with opened(self.path) as file:
            file.seek(self.chunk.start or 0)
            return self.chunk._replace(data=file.read(self.size))


def _is_large(path: str, alone: int) -> bool:
    # What cannot even be looked at is said once it is opened.
    with suppress(OSError):
        return path != STDIN and Path(path).is_file() and Path(path).stat().st_size > alone
    return False


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
