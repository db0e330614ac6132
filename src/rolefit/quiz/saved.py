"""Quizzes that were begun: what is kept of them, and what of it still makes sense later."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock
from platformdirs import user_state_path
from pydantic import AwareDatetime, Field

from rolefit.answers.models import Answer, Importance, chosen_options
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.files import read_text, write_text
from rolefit.documents.parse import parse
from rolefit.documents.validation import Id, Model, validate
from rolefit.errors import InputError, OutputError, Problem
from rolefit.quiz.engine import Progress


class SavedQuiz(Model):
    """A quiz that was begun."""

    schema_: Annotated[Literal["rolefit/quiz/1"], Field(alias="schema")] = "rolefit/quiz/1"
    catalog_file: str | None
    """The catalog's file, as an absolute path; null for the built-in one."""
    saved: Annotated[AwareDatetime, Field(ge=datetime(2020, 1, 1, tzinfo=UTC), le=datetime(9000, 1, 1, tzinfo=UTC))]
    quick: bool
    answers: Mapping[Id, Answer]
    """Question id to answer, null where skipped, in the order in which the questions were asked."""
    importance: Mapping[Id, Importance]
    drafts: Mapping[Id, Answer] = Field(default_factory=dict)
    """Question id to an answer that was begun, but not given."""
    offered: Mapping[Id, tuple[str, ...]]
    """Question id to all options that it had, for each question in `answers` and `drafts`."""

    @classmethod
    def of(cls, progress: Progress, catalog: Catalog, catalog_file: str | None, *, quick: bool) -> "SavedQuiz":
        """What is to be saved of a quiz."""
        return cls(
            catalog_file=_whole_path(catalog_file),
            saved=datetime.now(UTC),
            quick=quick,
            answers=progress.answers,
            importance=progress.importance,
            drafts=progress.drafts,
            offered={name: _options(catalog.question(name)) for name in (*progress.answers, *progress.drafts)},
        )

    @property
    def text(self) -> str:
        """What is written to a file."""
        return self.model_dump_json(by_alias=True)

    def progress(self, catalog: Catalog) -> tuple[Progress, tuple[str, ...]]:
        """What still makes sense of it with the catalog as it is now, and in words what does not.

        Where a question has other options now, the answer is filled in as far as it can be, and the question asked
        again.
        """
        questions = {question.id: question for question in catalog.questions}
        progress, lost = Progress(), []
        for name, answer in self.answers.items():
            question = questions.get(name)
            if question is None:
                lost.append(f"the question {name} is not asked any more, so your answer to it is left out")
            elif set(self.offered.get(name, ())) == set(_options(question)) and _is_answer_to(answer, question):
                progress.answers[name] = answer
            else:
                lost.append(f"{question.name} has other answers now, so it is asked again")
                progress.drafts[name] = _what_is_left(answer, question)
        for name, draft in self.drafts.items():
            if name in questions and name not in progress.drafts:
                progress.drafts[name] = _what_is_left(draft, questions[name])
        progress.importance = {name: each for name, each in self.importance.items() if name in questions}
        return progress, tuple(lost)


def _whole_path(catalog_file: str | None) -> str | None:
    return None if catalog_file is None else os.path.realpath(catalog_file)


def _options(question: Question) -> tuple[str, ...]:
    return tuple(option.id for option in question.options)


def _is_answer_to(answer: Answer, question: Question) -> bool:
    if answer is None:
        return True
    return isinstance(answer, tuple) == question.takes_many and set(chosen_options(answer)) <= set(_options(question))


def _what_is_left(answer: Answer, question: Question) -> Answer:
    left = [option for option in chosen_options(answer) if option in _options(question)]
    if question.takes_many:
        return tuple(left) or None
    return left[0] if len(left) == 1 else None


class QuizFile:
    """Where one quiz is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_suffix(".lock"), mode=0o600)

    def take(self) -> bool:
        """Take the file for this process; False if another one has it, or if that cannot be known."""
        try:
            self._acquire()
        except OutputError:
            return False
        return True

    def leave(self) -> None:
        """Let others have the file; what is kept in it stays."""
        self._lock.release()

    def keep(self, text: str) -> None:
        """Save the text of a quiz here, whole or not at all.

        Raises OutputError where that fails; what was saved before is then untouched.
        """
        self._acquire()
        write_text(str(self.path), text, private=True)

    def drop(self) -> None:
        """Forget the quiz that is kept here."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            self.leave()
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _acquire(self) -> None:
        if self._lock.is_locked:
            return
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except (OSError, NotImplementedError) as error:
            what = f"cannot be written: {getattr(error, 'strerror', None) or error}"
            raise OutputError(Problem(what, file=str(self.path))) from error


@dataclass(frozen=True)
class UnfinishedQuiz:
    """A quiz that was begun and is not being taken now."""

    file: QuizFile
    """Taken for this process."""
    quiz: SavedQuiz


def unfinished(catalog_file: str | None) -> tuple[UnfinishedQuiz | None, tuple[str, ...]]:
    """The last quiz that was begun with a catalog and is not being taken now, and in words what could not be read.

    What cannot be read is set aside under another name, so that it is said once.
    """
    found, unreadable = [], []
    for path in quiz_files():
        file = QuizFile(path)
        if not file.take():
            continue
        if not path.exists():  # finished by another process in the meantime
            file.drop()
            continue
        try:
            quiz = validate(SavedQuiz, parse(read_text(str(path)), str(path)))
        except InputError as error:
            aside = path.with_suffix(f".{secrets.token_hex(2)}.unreadable")
            with suppress(OSError):
                path.replace(aside)
            problem = replace(error.problems[0], file="")
            unreadable.append(f"A saved quiz cannot be read and is set aside as {aside}: {problem}.")
            file.drop()
            continue
        if quiz.catalog_file == _whole_path(catalog_file) and (quiz.answers or quiz.drafts):
            found.append(UnfinishedQuiz(file, quiz))
        else:
            file.leave()
    found.sort(key=lambda each: each.quiz.saved)
    for other in found[:-1]:
        other.file.leave()
    return (found[-1] if found else None), tuple(unreadable)


def folder() -> Path:
    """The user's folder for quizzes that were begun."""
    return user_state_path("rolefit", appauthor=False) / "quizzes"


def new_quiz_file() -> QuizFile:
    """A file for a new quiz; nothing is written yet."""
    return QuizFile(folder() / f"{secrets.token_hex(8)}.json")


def quiz_files() -> Iterator[Path]:
    """The files of all quizzes that are kept, by their names."""
    with suppress(OSError):
        yield from sorted(path for path in folder().glob("*.json") if path.is_file())
