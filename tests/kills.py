"""Processes that are killed at a chosen moment, each a fork of one that has loaded rolefit: many are cheap."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from rolefit.cli.main import main
from rolefit.documents.files import write_text
from rolefit.quiz.saved import QuizFile

CONTEXT = multiprocessing.get_context("forkserver")
# What tests alone can import, such as this module, is not found there; it is small.
CONTEXT.set_forkserver_preload(
    [
        *(
            "__main__",
            "rolefit.cli.main",
            "rolefit.catalog.load",
            "rolefit.explain.result",
            "rolefit.quiz.ask_with_keys",
        ),
        *(
            "rolefit.quiz.keys",
            "rolefit.quiz.saved",
            "rolefit.quiz.saving",
            "rolefit.terminal.result",
            "yaml",
            "pydantic.main",
        ),
    ]
)

ASKED_OF_THE_SYSTEM = frozenset(
    ("open", "mkdir", "flock", "write", "flush", "fsync", "close", "__exit__", "chmod", "replace", "rename", "unlink")
)
"""What the functions are called through which files are made, written, renamed and taken away."""


def forked(function: Callable[..., None], *arguments: Any) -> BaseProcess:
    """A process that does one thing, with a session of its own."""
    process = CONTEXT.Process(target=function, args=arguments)
    process.start()
    return process


def take_quiz(tty: str, state: str, *arguments: str) -> None:
    """Run the quiz at a terminal."""
    os.setsid()
    terminal = os.open(tty, os.O_RDWR)
    for stream in range(3):
        os.dup2(terminal, stream)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115  # for good
    os.environ.update(XDG_STATE_HOME=state, TERM="xterm-256color")
    os._exit(main(["quiz", *arguments]))


def keep(path: str, text: str, kill_at: int) -> None:
    """Keep the text of a quiz; be killed at that call to the system."""
    _kill_at(kill_at)
    QuizFile(Path(path)).keep(text)
    os._exit(0)


def drop(path: str, _: str, kill_at: int) -> None:
    """Forget a quiz; be killed at that call to the system."""
    file = QuizFile(Path(path))
    file.take()
    _kill_at(kill_at)
    file.drop()
    os._exit(0)


def save(path: str, text: str, kill_at: int) -> None:
    """Write a file of the user; be killed at that call to the system."""
    _kill_at(kill_at)
    write_text(path, text)
    os._exit(0)


def _kill_at(number: int) -> None:
    """Be killed at the call to the system with this number, from 0; odd ones are the returns."""
    calls = 0

    def watch(_: Any, event: str, called: Any) -> None:
        nonlocal calls
        if event in {"c_call", "c_return"} and called.__name__ in ASKED_OF_THE_SYSTEM:
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)
            calls += 1

    sys.setprofile(watch)
