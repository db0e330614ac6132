"""Saving the answers of a quiz where the person wants them, in place of others only if that is wanted too."""

import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rolefit.answers.load import load_answers
from rolefit.errors import FormerAnswersWarning, InputError, Problem, path_excerpt
from rolefit.quiz.interviewer import open_screen
from rolefit.quiz.outcome import PATH_SHOWN, QuizOutcome


@dataclass(frozen=True)
class Saving:
    """What became of answers that were to be saved in a file."""

    outcome: QuizOutcome
    path: str | None = None
    """The file that was to have them, if one was named."""
    stays: bool = False
    """Whether it has others, and stays as it is."""
    replaced: bool = False
    """Whether there was something in it before."""
    problem: Problem | None = None
    """Why it could not be written, if that is so."""

    @property
    def said(self) -> str:
        """Where the answers are, and what was in the file."""
        if self.stays:
            return f"{path_excerpt(self.path or '', PATH_SHOWN)} stays as it is; {self.outcome.where_answers_are(None)}"
        return self.outcome.where_answers_are(self.path, replaced=self.replaced)

    @property
    def command(self) -> str:
        """The command in what is said, for the user to copy."""
        return self.outcome.command(None if self.stays or self.problem else self.path)


def save_answers(outcome: QuizOutcome, path: str | None, *, may_ask: bool) -> Saving:
    """Save the answers in the file at `path`, if that is not None.

    Where it holds others, a person at a terminal is asked first, if `may_ask`; an interrupted quiz leaves it alone, as
    far as its answers are kept elsewhere. Whoever leaves when asked has interrupted the quiz.
    """
    if path is None or not outcome.answers.answers:
        return Saving(outcome, path)
    if may_ask and _holds_others(path, outcome):
        if outcome.interrupted:
            stays = outcome.file is not None or _somebody_watches()
        else:
            try:
                stays = _somebody_watches() and not _may_replace(path)
            except KeyboardInterrupt:
                with suppress(OSError):
                    sys.stderr.write("\n")
                outcome, stays = replace(outcome, interrupted=True), True
        if stays:
            return Saving(outcome, path, stays=True)
    replaced = _holds_something(path)
    return Saving(outcome, path, replaced=replaced, problem=outcome.save(path))


def _holds_something(path: str) -> bool:
    file = Path(path)
    return file.is_file() and file.stat().st_size > 0


def _holds_others(path: str, outcome: QuizOutcome) -> bool:
    if not _holds_something(path):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FormerAnswersWarning)
        try:
            return load_answers(path, outcome.catalog) != outcome.answers
        except InputError:
            return True


def _somebody_watches() -> bool:
    if not sys.stdin.isatty():
        return False
    with open_screen() as screen:
        return screen.isatty()


def _may_replace(path: str) -> bool:
    """Ask whether the answers in a file may be replaced; no reply is a no."""
    from rolefit.terminal.console import console_for, print_prose

    with open_screen() as screen, suppress(OSError):
        console = console_for(screen)
        print_prose(console, f"{path_excerpt(path, PATH_SHOWN)} holds other answers.")
        console.print("Replace them? y for yes, Enter for no: ", end="")
        return sys.stdin.readline().strip().casefold() in {"y", "yes"}
    return False
