"""Streams: the chunks of a file of any length into rows, by one process or several."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rolefit.chunks import Chunk, read_chunks
from rolefit.errors import InputError, Problem
from rolefit.files import STDIN, display_name, opened
from rolefit.sinks import sink
from rolefit.tally import Outcome, Tally
from rolefit.workers import in_order


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


Work = Callable[[Chunk], Outcome]
"""What makes rows of a chunk; where the task is strict, of the records before the first bad one."""


@dataclass(frozen=True)
class Manner:
    """What differs between kinds of work, besides the work itself."""

    verb: str
    """What processes do: score or scan."""
    each: str
    """What there is a record for."""
    alone: int
    """Up to how many bytes are worked on by one process: to start others takes as long."""


class Plan(Protocol):
    """All that a process must know to work on chunks. It can be sent to other processes."""

    @property
    def manner(self) -> Manner:
        """What kind of work it is."""

    @property
    def head(self) -> bytes:
        """What comes before the first row."""

    def start(self) -> Work:
        """What works on chunks; each process calls it once."""


def chunks_of(task: Task, manner: Manner) -> Iterator[Chunk]:
    """The chunks of the source. While one process works alone, lines are given on as soon as they come."""
    return read_chunks(task.source, prompt=sys.maxsize if task.jobs == 1 else manner.alone)


def stream(task: Task, plan: Plan, chunks: Iterator[Chunk], tally: Tally, tell: Callable[[Tally], None]) -> None:
    """Work on chunks, write the rows, count them in the tally, and `tell` now and then how far it is.

    Raises InputError where there are no records or, if the task is strict, one is bad; OutputError where the target
    cannot be written.
    """
    with sink(task.target) as write:
        write(plan.head)
        for outcome in _outcomes(task, plan, chunks):
            tally.add(outcome)
            write(outcome.rows)
            if task.strict and outcome.problem:
                raise InputError(outcome.problem)
            tell(tally)
        if not tally.records:
            hint = f"give it one for each {plan.manner.each}"
            raise InputError(Problem("has no records", hint, file=display_name(task.source)))


def _outcomes(task: Task, plan: Plan, chunks: Iterator[Chunk]) -> Iterator[Outcome]:
    def by_others() -> Iterator[Outcome]:
        parts = (_Part.of(chunk, task.source) for chunk in chunks)
        return in_order(_Apart(plan), parts, task.jobs or _cores(), plan.manner.verb)

    if task.jobs != 1 and (task.jobs or _is_large(task.source, plan.manner.alone)):
        yield from by_others()
        return
    alone, some = plan.start(), 0
    for chunk in chunks:
        yield alone(chunk)
        some += len(chunk.data)
        if some > plan.manner.alone and not task.jobs:
            yield from by_others()


@dataclass(frozen=True)
class _Apart:
    """Starts the work of another process, which may read its chunks itself."""

    plan: Plan

    def __call__(self) -> "Callable[[Chunk | _Part], Outcome]":
        work = self.plan.start()
        return lambda given: work(given.read() if isinstance(given, _Part) else given)


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


def _is_large(path: str, alone: int) -> bool:
    return path != STDIN and Path(path).is_file() and Path(path).stat().st_size > alone


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
