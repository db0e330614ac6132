"""Taking the quiz at the edge: somebody answers, and whatever happens, nothing that was answered is lost."""

import io
import json
import os
import shlex
import stat
import sys
from dataclasses import dataclass

from rolefit import files
from rolefit.answers import Answer, Answers, to_yaml
from rolefit.catalog import Catalog
from rolefit.errors import InputError, OutputError, Problem
from rolefit.output import rolefit_command
from rolefit.quiz import run_quiz


@dataclass(frozen=True)
class Session:
    """Answers, and how it came that there are no more."""

    answers: Answers
    catalog_file: str | None
    """The catalog that was asked for, if not the built-in one."""
    trouble: Problem | None = None
    """What was wrong with the input, if it ended too early."""
    interrupted: bool = False

    def save(self, path: str | None) -> str:
        """Save the answers where a path is given and there are any.

        Returns what went wrong, and the answers, so that neither they nor the result are lost; nothing if all is well.
        """
        if path is None or not self.answers.answers:
            return ""
        try:
            files.write_text(path, to_yaml(self.answers))
        except OutputError as error:
            return f"{error}; {self.whereabouts(None)}"
        return ""

    def whereabouts(self, path: str | None) -> str:
        """Say where the answers are, once they are saved at `path`, if that is given."""
        if not self.answers.answers:
            return "nothing was answered, so nothing is saved"
        catalog = f" --roles {shlex.quote(self.catalog_file)}" if self.catalog_file else ""
        again = f"{rolefit_command()} quiz{catalog} --answers"
        if path is not None:
            return f"your answers are in {path}; {again} {shlex.quote(path)} reads them"
        data = json.dumps(self.answers.model_dump(mode="json", exclude_defaults=True))
        return f"to see the result of your answers: echo {shlex.quote(data)} | {again} -"


def take_quiz(catalog: Catalog, catalog_file: str | None = None) -> Session:
    """Ask line by line on standard error, with replies from standard input.

    Raises InputError where there is nobody to answer.
    """
    # Who gives answers in a file should not wait for what only asking needs.
    from rolefit.console import stderr
    from rolefit.line_mode import LineMode

    if _nobody_answers():
        raise InputError(_NO_ANSWERS)
    given: dict[str, Answer] = {}
    mode = LineMode(stderr(), sys.stdin)
    try:
        mode.welcome(len(catalog.questions))
        run_quiz(catalog, mode.ask, given)
    except EOFError:
        # At a terminal the end of the input is a wish to stop; elsewhere something is missing.
        if not sys.stdin.isatty():
            if not given:
                raise InputError(_NO_ANSWERS) from None
            what = f"has no answer to question {mode.asked} of {len(catalog.questions)}, so it ends there"
            trouble = Problem(what, "end with q to stop early", file="standard input")
            return Session(Answers(answers=given), catalog_file, trouble=trouble)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return Session(Answers(answers=given), catalog_file, interrupted=True)
    return Session(Answers(answers=given), catalog_file)


_NO_ANSWERS = Problem(
    "has no answers",
    "answer in a terminal, pipe in one line for each question, or use --answers FILE",
    file="standard input",
)


def _nobody_answers() -> bool:
    """Whether standard input is closed, or an empty file such as /dev/null."""
    if sys.stdin is None:
        return True
    mode = os.fstat(sys.stdin.fileno()).st_mode
    may_answer_later = sys.stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
    buffer = sys.stdin.buffer
    return not may_answer_later and isinstance(buffer, io.BufferedReader) and not buffer.peek(1)
