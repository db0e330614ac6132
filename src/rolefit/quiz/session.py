"""Taking the quiz at the edge: somebody answers, and whatever happens, nothing that was answered is lost."""

import io
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from rolefit.answers.code import to_code
from rolefit.answers.models import Answer, Answers
from rolefit.catalog.models import Catalog, Question
from rolefit.errors import InputError, OutputError, Problem, UsageError
from rolefit.explain.words import rolefit_command
from rolefit.quiz.engine import Progress, Quiz
from rolefit.quiz.interviewer import Interviewer, open_interviewer
from rolefit.quiz.outcome import QuizOutcome

if TYPE_CHECKING:
    from rolefit.quiz.saved import QuizFile, UnfinishedQuiz


@dataclass(frozen=True)
class QuizOptions:
    """How the person wants to be asked."""

    quick: bool = False
    fresh: bool = False
    """Whether a quiz that was begun is to be left alone."""
    lines: bool = False
    """Whether line by line, also where the terminal can do more."""
    review: bool = False
    """Whether to begin with a review of answers that are there already."""
    suggestions: Mapping[str, Answer] | None = None
    """Question id to an answer that a resume suggests; None without a resume."""


def take_quiz(catalog: Catalog, catalog_file: str | None, given: Answers | None, options: QuizOptions) -> QuizOutcome:
    """The answers that were given, after a review if that is wanted; without any, those of a quiz.

    It asks on standard error, with replies from standard input. Raises InputError where there is nobody to answer, or
    the options make no sense with the answers.
    """
    if options.suggestions is not None:
        _check_confirmable(given)
    if given is not None and not options.review:
        if options != QuizOptions():
            hint = "leave out how to ask, or add --review"
            raise UsageError(Problem("--answers and --code ask nothing", hint))
        return QuizOutcome(given, catalog, catalog_file)
    if given is None and options.review:
        raise UsageError(Problem("--review has no answers to show", "give them with --answers or --code"))
    if given is not None and given.offered:
        raise InputError(Problem("--review cannot show what was not offered", "take offered out of the answers"))
    if _nobody_answers():
        raise InputError(_NO_ANSWERS)
    with open_interviewer(lines=options.lines) as interviewer:
        return _QuizSession(catalog, catalog_file, interviewer).take(options, given)


def _check_confirmable(given: Answers | None) -> None:
    """Raise InputError where nobody is asked to confirm what a resume suggests."""
    if given is not None:
        raise UsageError(Problem("--from-resume fills in a quiz that is asked", "leave out --answers and --code"))
    if sys.stdin is None or not sys.stdin.isatty():
        what, hint = "is no terminal, so nobody can confirm what the resume suggests", "answer in a terminal"
        raise InputError(Problem(what, hint, file="standard input"))


class _QuizSession:
    """One quiz, from the offer to go on with an earlier one to the last answer."""

    def __init__(self, catalog: Catalog, catalog_file: str | None, interviewer: Interviewer) -> None:
        self._catalog = catalog
        self._catalog_file = catalog_file
        self._interviewer = interviewer
        self._progress = Progress()
        self._file: QuizFile | None = None
        self._saved = False
        self._can_save = True
        self._quick = False

    def take(self, options: QuizOptions, given: Answers | None) -> QuizOutcome:
        self._quick = options.quick
        try:
            if given is not None:
                self._progress = Progress(dict(given.answers), dict(given.importance))
            self._open_quiz_file(options, may_go_on=given is None)
            if options.suggestions is not None:
                self._suggest(options.suggestions)
            self._ask(reviewing=given is not None)
        except EOFError:
            return self._ended()
        except KeyboardInterrupt:
            with suppress(OSError):
                sys.stderr.write("\n")
                sys.stderr.flush()
            return replace(self._session(), interrupted=True)
        return self._session()

    def _suggest(self, suggestions: Mapping[str, Answer]) -> None:
        from rolefit.quiz.wording import suggestions_in_words

        # What the person has said, also of a question that was skipped, counts for more than a resume.
        said = {*self._progress.answers, *(name for name, draft in self._progress.drafts.items() if draft)}
        self._progress.suggestions = {name: each for name, each in suggestions.items() if name not in said}
        if self._progress.suggestions or not suggestions:
            self._interviewer.notice(suggestions_in_words(self._progress.suggestions))

    def _session(self) -> QuizOutcome:
        answers, file = self._progress.given(), self._file if self._saved else None
        return QuizOutcome(
            answers, self._catalog, self._catalog_file, file, left=sys.stdin.isatty() and not answers.answers
        )

    def _ended(self) -> QuizOutcome:
        """At a terminal the end of the input is a wish to stop; elsewhere something is missing."""
        if sys.stdin.isatty():
            return self._session()
        answered, questions = len(self._progress.answers), len(self._catalog.questions)
        if not answered:
            raise InputError(_NO_ANSWERS) from None
        what = f"has no answer to question {answered + 1} of {questions}, so it ends there"
        input_problem = Problem(what, "end with q to stop early", file="standard input")
        return replace(self._session(), input_problem=input_problem)

    def _open_quiz_file(self, options: QuizOptions, *, may_go_on: bool) -> None:
        if not sys.stdin.isatty():
            return
        from rolefit.quiz.saved import new_quiz_file, quiz_files

        if may_go_on and any(quiz_files()):
            from rolefit.quiz.saved import unfinished

            found, unreadable = unfinished(self._catalog_file)
            for input_problem in unreadable:
                self._interviewer.notice(input_problem)
            if found is not None and self._goes_on(found, fresh=options.fresh):
                return
        self._file, self._saved = new_quiz_file(), False

    def _goes_on(self, found: "UnfinishedQuiz", *, fresh: bool) -> bool:
        progress, lost = found.quiz.progress(self._catalog)
        stopped = _stopped(found.quiz.saved, len(progress.answers), len(self._catalog.questions))
        # Whoever leaves now still has the quiz that was begun.
        self._progress, self._file, self._saved = progress, found.file, True
        if not fresh and self._offered(" ".join((stopped, *(f"But {each}." for each in lost)))):
            self._quick |= found.quiz.quick
            self._interviewer.show_answers(
                [self._catalog.question(name) for name in progress.answers], progress.given()
            )
            return True
        if code := to_code(progress.given(), self._catalog):
            command = rolefit_command("quiz", f"--code {code}", self._catalog_file)
            some = ", as far as they still make sense," if lost else ""
            self._interviewer.notice(f"Your earlier answers{some} are not lost: {command}", command)
        found.file.drop()
        self._progress = Progress()
        return False

    def _offered(self, what: str) -> bool:
        try:
            return self._interviewer.offer(what)
        except EOFError:
            # Whoever leaves here wants neither to go on nor to lose what was begun.
            raise KeyboardInterrupt from None

    def _ask(self, *, reviewing: bool) -> None:
        def choose(answers: Answers) -> Question | None:
            from rolefit.scoring.selection import next_question

            return next_question(self._catalog, answers)

        quiz = Quiz(self._catalog, self._interviewer, self._progress, choose if self._quick else None, self._keep)
        if reviewing and self._progress.answers:
            quiz.review()
        else:
            if not self._progress.answers:
                asked = self._catalog.fit_questions if self._quick else self._catalog.questions
                self._interviewer.welcome(len(asked), quick=self._quick)
            quiz.take()

    def _keep(self) -> None:
        if self._file is None or not (self._progress.answers or self._progress.drafts):
            return
        from rolefit.quiz.saved import SavedQuiz

        quiz = SavedQuiz.of(self._progress, self._catalog, self._catalog_file, quick=self._quick)
        try:
            self._file.keep(quiz.text)
        except OutputError as error:
            if self._can_save:
                self._interviewer.notice(f"Your answers cannot be saved as you go: {error}. The quiz goes on.")
            self._can_save = False
        else:
            self._saved = self._can_save = True


def _stopped(when: datetime, passed: int, questions: int) -> str:
    here = when.astimezone()
    day = "today" if here.date() == datetime.now().astimezone().date() else f"on {here:%d %B %Y}"
    return f"A quiz that you began {day} stopped at {here:%H:%M}, after {passed} of {questions} questions."


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
