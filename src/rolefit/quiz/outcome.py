"""What comes of a quiz: the answers, where they are kept, and how to go on with them."""

import json
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rolefit.answers.code import to_code
from rolefit.answers.load import to_text
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.documents.files import write_text
from rolefit.errors import OutputError, Problem, path_excerpt
from rolefit.explain.words import rolefit_command

if TYPE_CHECKING:
    from rolefit.quiz.saved import QuizFile


PATH_SHOWN = 95
"""How many characters of a path are shown where it stands twice, with a command beside it."""

_PATH_COPIED, _PATH_NAMED = 150, 45
"""How many it has at most in that command, and how many are shown beside a command with a longer one."""


@dataclass(frozen=True)
class QuizOutcome:
    """Answers, and how it came that there are no more."""

    answers: Answers
    catalog: Catalog
    catalog_file: str | None
    """The catalog that was asked for, if not the built-in one."""
    file: "QuizFile | None" = None
    """Where they are kept while the quiz is taken, if they could be."""
    input_problem: Problem | None = None
    """What was wrong with the input, if it ended too early."""
    interrupted: bool = False
    left: bool = False
    """Whether somebody at a terminal left before anything was answered."""

    def save(self, path: str | None) -> Problem | None:
        """Save the answers where a path is given and there are any.

        Returns what went wrong, with the answers in the hint, so that neither they nor the result are lost; None if
        all is well.
        """
        if path is None or not self.answers.answers:
            return None
        try:
            write_text(path, to_text(self.answers, path))
        except OutputError as error:
            return replace(error.problems[0], hint=self.where_answers_are(None))
        return None

    def where_answers_are(self, path: str | None, *, replaced: bool = False) -> str:
        """Say where the answers are, once they are saved at `path`, if that is given; they may have replaced others."""
        command = self.command(path)
        if not command:
            return "nothing was answered, so nothing is saved"
        if path is not None:
            file = path if len(path) <= PATH_SHOWN else path_excerpt(path, _PATH_NAMED)
            are = f"have replaced those in {file}" if replaced else f"are in {file}"
            return f"your answers {are}; {command} reads them"
        if self.file is not None:
            return f"your answers are saved; {command} goes on where you were"
        return f"to see the result of your answers: {command}"

    def command(self, path: str | None) -> str:
        """The command in what `where_answers_are` says, for the user to copy; empty where it names none."""
        if not self.answers.answers:
            return ""
        if path is not None:
            return self._quiz(f"--answers {shlex.quote(path) if len(path) <= _PATH_COPIED else 'FILE'}")
        if self.file is not None:
            return self._quiz()
        if code := to_code(self.answers, self.catalog):
            return self._quiz(f"--code {code}")
        data = json.dumps(self.answers.model_dump(mode="json", exclude_defaults=True))
        return f"echo {shlex.quote(data)} | {self._quiz('--answers -')}"

    def _quiz(self, options: str = "") -> str:
        return rolefit_command("quiz", options, self.catalog_file)

    def finish(self) -> None:
        """Forget what was kept while the quiz was taken: the person has the result, and the code in it."""
        if self.file is not None:
            self.file.drop()
