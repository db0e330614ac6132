"""A terminal with rolefit in it: a pseudo-terminal, and a screen that shows what a person would see."""

import codecs
import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pexpect
import pexpect.fdpexpect
import pyte

from surroundings import surroundings

PATIENCE = 20
"""How many seconds something may take to appear on the screen before it counts as missing."""


class Terminal:
    """A terminal with rolefit in it, and what a person sees there."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = (),
        instead: Sequence[str] = (),
        **environment: Any,
    ) -> None:
        self._show(columns, rows)
        command = [*(instead or [*program, sys.executable, "-m", "rolefit", "quiz"]), *arguments]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env={**surroundings(), "XDG_STATE_HOME": str(folder), **environment},
            dimensions=(rows, columns),
            # A test run in the background may have been told to ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def _show(self, columns: int, rows: int) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    @property
    def scrolled(self) -> str:
        """All that was ever printed and not taken back."""
        above = ["".join(line[x].data for x in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in above) + "\n" + self.text

    def see(self, *texts: str) -> None:
        """Wait until all this is on the screen."""
        for text in texts:
            self.see_one(text)

    def see_one(self, *texts: str) -> None:
        """Wait until some of this is on the screen, however its lines are broken."""
        until = time.monotonic() + PATIENCE
        running = True
        while not any(text in self.text or text in " ".join(self.text.split()) for text in texts):
            assert running, f"the end, and none of {texts} in:\n{self.text}"
            assert time.monotonic() < until, f"none of {texts} in:\n{self.text}"
            running = self._read()

    def press(self, keys: str, *texts: str) -> None:
        """Press keys, and wait for what they should bring."""
        self.child.send(keys)
        self.see(*texts)

    def end(self) -> int:
        """Read to the end; return the exit code, or the negative number of the signal that ended it."""
        until = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < until, f"still running:\n{self.text}"
        self.child.wait()
        return int(self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does, and wait for the end."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self.child.child_fd)
        os.close(nothing)
        self.child.wait()

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self._stream.feed(self._decoder.decode(data))
        return True


class ForkedTerminal(Terminal):
    """A terminal with a process in it that is forked, from one that has loaded all it needs."""

    def __init__(self, start: Callable[[str], BaseProcess]) -> None:
        self._show(80, 24)
        ours, theirs = os.openpty()
        termios.tcsetwinsize(ours, (24, 80))
        self.process = start(os.ttyname(theirs))
        # Once the process has it open, the end of the process is the end of what is read.
        self._theirs = theirs
        self.child = pexpect.fdpexpect.fdspawn(ours)

    def kill(self) -> None:
        """Kill the process, and wait for its end."""
        self.process.kill()
        self.process.join()

    def close(self) -> None:
        """Kill the process if it runs, and take the terminal away."""
        self.kill()
        os.close(self._theirs)
        self.child.close()
