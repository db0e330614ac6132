"""Who asks: with single keys where the terminal can draw, else line by line."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Protocol, TextIO

from rolefit.answers.models import Answers
from rolefit.catalog.models import Question
from rolefit.quiz.engine import Asker


class Interviewer(Asker, Protocol):
    """Somebody who asks, and says a word before and in between."""

    def welcome(self, questions: int, *, quick: bool) -> None:
        """Say how it goes."""

    def notice(self, text: str, command: str = "") -> None:
        """Say something in the middle of the quiz, perhaps with a command in it that is to be copied."""

    def offer(self, what: str) -> bool:
        """Offer to go on with a quiz that was not finished; return whether the person wants that."""

    def show_answers(self, answered: Sequence[Question], answers: Answers) -> None:
        """Show what was answered before."""


@contextmanager
def open_interviewer(*, lines: bool) -> Iterator[Interviewer]:
    """Somebody who asks: line by line if `lines` says so, or where the terminal cannot draw.

    What it needs is imported here: whoever gives answers in a file should not wait for what only asking needs.
    """
    from rolefit.terminal.console import console_for

    with open_screen() as screen:
        if lines or not _can_draw(screen):
            from rolefit.quiz.ask_in_lines import LineInterviewer

            yield LineInterviewer(console_for(screen), sys.stdin)
            return
        from rolefit.quiz.ask_with_keys import KeyInterviewer
        from rolefit.quiz.keys import keys

        with keys(screen):
            yield KeyInterviewer(console_for(screen))


def open_screen() -> AbstractContextManager[TextIO]:
    """What the person looks at: standard error, or the terminal itself where that leads elsewhere."""
    if sys.stdin.isatty() and not sys.stderr.isatty():
        with suppress(OSError):
            return Path("/dev/tty").open("w", encoding=sys.stdin.encoding, errors=sys.stderr.errors)
    return nullcontext(sys.stderr)


def _can_draw(screen: TextIO) -> bool:
    """Whether there is a terminal that can move its cursor, and nobody who has asked for lines."""
    plain = _is_on(os.environ.get("ACCESSIBLE", "")) or os.environ.get("TERM", "dumb") in {"", "dumb", "unknown"}
    return sys.stdin.isatty() and screen.isatty() and not plain


def _is_on(setting: str) -> bool:
    """Whether a variable of the environment switches something on: any text does that does not say no."""
    return setting.strip().casefold() not in {"", "0", "false", "no", "off"}
