"""The quiz in a real pseudo-terminal, key by key, as it stands on the screen."""

import codecs
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest
import yaml

from helpers import EXAMPLES, FIVE_ROLES

PATIENCE = 20
"""How many seconds something may take to appear on the screen before it counts as missing."""


class Terminal:
    """A terminal with rolefit in it, and what a person sees there."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        inherited = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "rolefit", "quiz", *arguments],
            env={**inherited, "TERM": "xterm-256color", "XDG_STATE_HOME": str(folder), **environment},
            dimensions=(rows, columns),
            # A test run in the background may have been told to ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

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
        until = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            assert time.monotonic() < until, f"{texts} not in:\n{self.text}"
            if not self._read():
                assert all(text in self.text for text in texts), f"{texts} not in:\n{self.text}"

    def press(self, keys: str, *texts: str) -> None:
        """Press keys, and wait for what they should bring."""
        self.child.send(keys)
        self.see(*texts)

    def end(self) -> int:
        """Read to the end; return the exit code, or the negative number of the signal that ended it."""
        while self._read():
            pass
        self.child.wait()
        return int(self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self._stream.feed(self._decoder.decode(data))
        return True


class Desk:
    """Starts terminals that share one folder for what was begun, and closes them in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._terminals: list[Terminal] = []

    def start(self, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        terminal = Terminal(self.folder, *arguments, columns=columns, rows=rows, **environment)
        self._terminals.append(terminal)
        return terminal

    def close(self) -> None:
        for terminal in self._terminals:
            terminal.child.close(force=True)

    @property
    def saved(self) -> list[Path]:
        return sorted((self.folder / "rolefit" / "quizzes").glob("*.json"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path / "state")
    yield opened
    opened.close()


UP, DOWN, LEFT, SHIFT_TAB, ENTER, ESCAPE, CONTROL_C = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[Z", "\r", "\x1b", "\x03"

FOUR = ("--roles", str(FIVE_ROLES))
"""A catalog with four questions: tools (many), deliverables (many), horizon (one), watch (one)."""


def test_a_quiz_key_by_key_from_the_first_question_to_the_verdict(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4", "❯ [ ] SQL")
    quiz.press(" ", "❯ [x] SQL")
    quiz.press("jjjj ", "❯ [x] Streams")
    quiz.press(ENTER, "✓ Tools: SQL; Streams", "Question 2 of 4")
    quiz.press(UP + DOWN + DOWN + " " + ENTER, "Question 3 of 4", "❯ (•)")
    quiz.press(DOWN, "  ( ) Days")
    quiz.press(ENTER, "Question 4 of 4")
    quiz.press(
        "s", "– Watch: skipped", "Your answers: pick one to change it.", "3 answered and 1 skipped of 4 questions."
    )
    quiz.press(ENTER, "What next")
    assert quiz.end() == 0
    summary = [line for line in quiz.scrolled.splitlines() if line.startswith(("✓", "–"))]
    assert [line.split(":")[0] for line in summary] == ["✓ Tools", "✓ Deliverables", "✓ Horizon", "– Watch"]
    assert "Question" not in quiz.scrolled
    assert desk.saved == []
