"""Fuzz the whole program.

    make fuzz [ARGS="--inputs 100000 --seed 1 --jobs 2 --kinds answers,pdfs"]

Prints how many inputs were run, how fast, and each fault once, with the command that repeats it. The input of a fault
is kept in build/fuzz/, made as small as is cheap.
"""

import argparse
import logging
import multiprocessing
import re
import resource
import shlex
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from fuzz.inputs import FILES, KINDS, Input, make
from fuzz.runs import faults, prepared
from helpers import ROOT

KEPT = ROOT / "build" / "fuzz"

PART = 5_000
"""How many inputs one process runs: what is remembered from one to the next must not add up for ever."""

SHRINKINGS = 200

MOST_SECONDS = 20.0
"""How many smaller inputs are tried for one that fails, and for how much processor time."""

MOST_MEMORY = 3_000_000_000
"""The most address space of a process, in bytes, so that what needs without end harms nobody else."""


class Part(NamedTuple):
    """Some of the inputs."""

    seed: int
    numbers: range
    kinds: Sequence[str]


def main() -> int:
    """Run inputs; 1 where there is a fault."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="Fuzz the whole program.")
    parser.add_argument("--inputs", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (0)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other inputs (1)")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes (2)")
    parser.add_argument("--kinds", default="", help=f"some of {','.join(KINDS)}; without it all")
    asked = parser.parse_args()
    kinds = [kind for kind in asked.kinds.split(",") if kind]
    started = time.monotonic()
    counts, faults_seen = Counter[str](), Counter[str]()
    last = asked.first + asked.inputs
    parts = [Part(asked.seed, range(start, min(last, start + PART)), kinds) for start in range(asked.first, last, PART)]
    for number, kind, what in _run_parts(parts, asked.jobs):
        if not what:
            counts[kind] += 1
            continue
        alike = f"{kind}: {_alike(what)}"
        if alike not in faults_seen:
            print(f"\n{kind}, input {number}: {what}", flush=True)
        faults_seen[alike] += 1
    seconds = time.monotonic() - started
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    done = sum(counts[kind] for kind in KINDS)
    print(f"{done:,} inputs in {seconds:,.0f} s: {done / seconds:,.0f} a second, {done / used:,.0f} a CPU second")
    print(", ".join(f"{kind} {counts[kind]:,}" for kind in KINDS if counts[kind]))
    for alike, times in faults_seen.items():
        print(f"{times} times: {alike}")
    print(f"{len(faults_seen)} kinds of faults." if faults_seen else "No fault.")
    return 1 if faults_seen else 0


def _alike(what: str) -> str:
    """What faults of one kind have in common: no numbers, names or values."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|[\d,.]+|[^\x20-\x7e]+", "*", what.partition("\n")[0])[:80]


PATIENCE = 60
"""After how many seconds without a word a process is ended: what it is at cannot even be interrupted."""


class _Worker:
    """A process that runs a part of the inputs."""

    def __init__(self, part: Part) -> None:
        self.part, self.number = part, part.numbers[0]
        self.connection, theirs = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.Process(target=_work, args=(part, theirs))
        self._process.start()
        theirs.close()
        self.heard = time.monotonic()

    def end_if_silent(self) -> None:
        """End the process if nothing was heard of it for too long."""
        if time.monotonic() - self.heard > PATIENCE:
            self._process.kill()

    def told(self) -> tuple[str, str] | None:
        """Kind and fault, or "", of the next input; None at the end. A process that dies has one too many."""
        self.heard = time.monotonic()
        try:
            self.number, kind, what = self.connection.recv()
        except EOFError:
            self._process.join()
            return None
        self.number += not what
        return kind, what

    def rest(self) -> Part:
        """The part after the input at which the process died."""
        return self.part._replace(numbers=range(self.number + 1, self.part.numbers.stop))

    @property
    def death(self) -> str:
        """How the process ended."""
        return f"ends the process: {self._process.exitcode}"


def _run_parts(parts: Sequence[Part], jobs: int) -> Iterator[tuple[int, str, str]]:
    """Number, kind and fault, or "", of each input."""
    waiting, running = [*reversed(parts)], dict[Any, _Worker]()
    while waiting or running:
        while waiting and len(running) < jobs:
            worker = _Worker(waiting.pop())
            running[worker.connection] = worker
        for ready in wait([*running], timeout=1):
            worker, number = running[ready], running[ready].number
            told = worker.told()
            if told:
                yield number, *told
                continue
            del running[ready]
            if number in worker.part.numbers:
                yield number, make(worker.part.seed, number, worker.part.kinds).kind, worker.death
                waiting += [worker.rest()] if worker.rest().numbers else []
        for worker in running.values():
            worker.end_if_silent()


def _work(part: Part, connection: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logging.disable()
    warnings.simplefilter("error")
    shown = Counter[str]()
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder)):
        for number in part.numbers:
            given = make(part.seed, number, part.kinds)
            found = faults(given)
            for what in found:
                shown[_alike(what)] += 1
                again = _keep(given, what, part.seed, number) if shown[_alike(what)] == 1 else ""
                connection.send((number, given.kind, f"{what}\n  {again}"))
            connection.send((number, given.kind, ""))


def _keep(given: Input, what: str, seed: int, number: int) -> str:
    """Keep the input of a fault, made smaller; return the command that repeats it."""
    small = _smaller(given, _alike(what))
    folder = KEPT / f"{given.kind}-{seed}-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    if small.name:
        (folder / small.name).write_bytes(small.data)
    return f"cd {folder} && {sys.executable} -X dev -m rolefit {shlex.join(small.arguments)}"


def _smaller(given: Input, alike: str) -> Input:
    """An input with the same fault and less in it, as far as few trials lead."""
    if given.known is not None or alike.startswith("takes"):
        return given
    data, step, trials = given.data, max(1, len(given.data) // 2), 0
    until = time.process_time() + MOST_SECONDS
    while step:
        start = 0
        while start < len(data):
            trials += 1
            if trials > SHRINKINGS or time.process_time() > until:
                return replace(given, data=data)
            fewer = data[:start] + data[start + step :]
            if any(_alike(what) == alike for what in faults(replace(given, data=fewer))):
                data = fewer
            else:
                start += step
        step //= 2
    return replace(given, data=data)


if __name__ == "__main__":
    sys.exit(main())
