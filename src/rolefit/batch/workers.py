"""Workers: a function mapped over chunks of work by several processes, the results in order."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
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
    pool = ProcessPoolExecutor(jobs, context, _start, (function,))
    pending: deque[Future[Done]] = deque()
    try:
        for each in work:
            pending.append(pool.submit(_call, each))
            if len(pending) > AHEAD * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool as error:
        what = f"one of the processes that {verb} was killed"
        raise OutputError(Problem(what, "was there too little memory? --jobs 1 takes less")) from error
    finally:
        pool.shutdown(cancel_futures=True)


_function: Callable[[Any], Any]


def _start(function: Callable[[Any], Any]) -> None:
    # Ctrl-C reaches all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _function  # noqa: PLW0603  # one for each process, which does nothing else
    _function = function


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _call(work: Any) -> Any:
    return _function(work)
