"""Workers: a function mapped over chunks of work by several processes, the results in order.

Each process has a pipe of its own. In a pool of concurrent.futures all share one, and where a process is killed while
it writes its result, for lack of memory, say, nobody learns of it: the others wait for ever.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, TypeVar

from rolefit.errors import OutputError, Problem

Item = TypeVar("Item")

Done = TypeVar("Done")

AHEAD = 2
"""How many chunks of work each process is ahead of what was asked for."""


def in_order(function: Callable[[Item], Done], work: Iterable[Item], jobs: int, verb: str) -> Iterator[Done]:
    """What a function gives for each chunk of work; it is sent to each process once.

    The verb says what they do, for messages. Raises OutputError where a process was killed.
    """
    # To fork is quickest, but may hang in libraries of other systems; whoever chose another way has a reason.
    chosen = multiprocessing.get_start_method(allow_none=True)
    context = multiprocessing.get_context("fork" if sys.platform == "linux" and not chosen else chosen)
    workers = [_Worker(context, function) for _ in range(jobs)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def give_to_somebody(item: Item) -> Done:
        worker = idle.get()
        try:
            done: Done = worker.work_on(item)
        finally:
            idle.put(worker)
        return done

    # A thread for each process, which does nothing but wait for it.
    threads = ThreadPoolExecutor(jobs)
    pending: deque[Future[Done]] = deque()
    try:
        for item in work:
            pending.append(threads.submit(give_to_somebody, item))
            if len(pending) > AHEAD * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except KilledError as error:
        what = f"one of the processes that {verb} was killed"
        raise OutputError(Problem(what, "was there too little memory? --jobs 1 takes less")) from error
    finally:
        for worker in workers:
            worker.end()
        threads.shutdown(cancel_futures=True)


class KilledError(Exception):
    """A process has gone before it gave its result."""


class _Worker:
    """A process that works on what it is given, one thing after the other."""

    def __init__(self, context: Any, function: Callable[[Any], Any]) -> None:
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, function))
        self._process.start()
        # While somebody else has the other end open, the end of the process would not be noticed.
        theirs.close()

    def work_on(self, item: Any) -> Any:
        """What the function gives for an item, or raises; KilledError where the process is gone."""
        try:
            self._connection.send(item)
            result, error = self._connection.recv()
        except (EOFError, OSError) as gone:
            raise KilledError from gone
        if error:
            raise error
        return result

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, function: Callable[[Any], Any]) -> None:
    # Ctrl-C reaches all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        item = connection.recv()
        try:
            answer: tuple[Any, Exception | None] = function(item), None
        except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where the result is asked for
            answer = None, error
        connection.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
