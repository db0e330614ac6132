"""The course of a quiz, whoever asks: one question after the other, back, skip, stop, a review. No screen in here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias

from rolefit.answers.models import Answer, Answers, Importance
from rolefit.catalog.models import Catalog, Question


@dataclass
class Progress:
    """What a person has said so far."""

    answers: dict[str, Answer] = field(default_factory=dict)
    """Question id to answer, None where skipped, in the order in which the questions were asked."""
    importance: dict[str, Importance] = field(default_factory=dict)
    """Question id to importance, where it is not normal."""
    drafts: dict[str, Answer] = field(default_factory=dict)
    """Question id to an answer that is filled in where the question is asked, but not given."""
    suggestions: Mapping[str, Answer] = field(default_factory=dict)
    """Question id to an answer that something else than the person suggests, until the person gives one."""

    def filled(self, question: str) -> Answer:
        """The answer to be filled in where a question is asked; None if there is none, or if it was skipped."""
        if self.drafts.get(question) is not None:
            return self.drafts[question]
        return self.answers[question] if question in self.answers else self.suggestions.get(question)

    def is_suggested(self, question: str) -> bool:
        """Whether what is filled in is a suggestion, which the person has not seen or said anything of."""
        return self.drafts.get(question) is None and question not in self.answers and question in self.suggestions

    def given(self) -> Answers:
        """What was answered, as answers to a catalog; what was not answered has no importance."""
        importance = {name: each for name, each in self.importance.items() if self.answers.get(name) is not None}
        return Answers(answers=dict(self.answers), importance=importance)


class Move(Enum):
    """What a person does where a question is asked."""

    ANSWER = "answer"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"


@dataclass(frozen=True)
class Prompt:
    """A question about to be asked."""

    question: Question
    number: int
    """From 1."""
    total: int
    """How many questions there are."""
    quick: bool
    """Whether fewer may be asked."""
    passed: bool
    """Whether it was answered or skipped earlier."""
    filled: Answer
    """The answer to be filled in: the earlier one, one that was begun, or one that is suggested."""
    importance: Importance
    suggested: bool = False
    """Whether what is filled in is a suggestion."""
    changing: bool = False
    """Whether it is asked out of the review, which comes again after it."""

    @property
    def can_go_back(self) -> bool:
        """Whether there is something before it: another question, or the review."""
        return self.changing or self.number > 1


@dataclass(frozen=True)
class Reply:
    """What a person did where a question was asked."""

    move: Move
    answer: Answer = None
    """An option id (one-answer question) or option ids (many-answer question); with BACK, one that was begun."""
    importance: Importance | None = None
    """None where nothing was said of it."""


class ReviewChoice(Enum):
    """What a person may want after a review, besides changing an answer."""

    RESULT = "result"
    GO_ON = "go on"
    BACK = "back"


@dataclass(frozen=True)
class Review:
    """All that was answered, for the person to look over."""

    catalog: Catalog
    questions: tuple[Question, ...]
    """Those that were answered or skipped, in the order in which they were asked."""
    answers: Answers
    left: int
    """How many questions were not asked."""


class Asker(Protocol):
    """Somebody, or something, that asks a person."""

    def ask(self, step: Prompt) -> Reply:
        """Ask a question."""

    def review(self, review: Review) -> Question | ReviewChoice:
        """Show the answers; return the question whose answer is to be changed, or a wish."""


Chooser: TypeAlias = Callable[[Answers], Question | None]
"""Gives the question to ask next after some answers; None where enough was asked."""


def in_order(catalog: Catalog) -> Chooser:
    """Choose the first question of the catalog that was not asked."""
    return lambda answers: next((q for q in catalog.questions if q.id not in answers.answers), None)


class Quiz:
    """A quiz that is being taken."""

    def __init__(
        self,
        catalog: Catalog,
        asker: Asker,
        progress: Progress,
        choose: Chooser | None = None,
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare a quiz that goes on from some progress.

        `progress` is filled as answers are given, and `keep` called after each of them, so whatever the asker raises in
        the middle, nothing that was answered is lost. `choose` gives the next question; without it they come in order.
        """
        self._catalog = catalog
        self._asker = asker
        self._progress = progress
        self._choose = choose or in_order(catalog)
        self._quick = choose is not None
        self._keep = keep
        self._path = [catalog.question(question) for question in progress.answers]

    def take(self) -> None:
        """Ask until the person has seen the review and wants the result; without a review if nothing was asked."""
        self._ask_from(len(self._path))
        self.review()

    def review(self) -> None:
        """Let the person look over the answers, change them and go on, until the result is wanted."""
        while self._progress.answers:
            choice = self._asker.review(self._overview())
            if choice is ReviewChoice.RESULT:
                return
            if choice is ReviewChoice.GO_ON:
                if self._choose(self._progress.given()) is None:
                    self._choose, self._quick = in_order(self._catalog), False
                self._ask_from(len(self._path))
            elif choice is ReviewChoice.BACK:
                self._ask_from(len(self._path) - 1)
            else:
                self._change(choice)

    def _overview(self) -> Review:
        passed = tuple(self._path)
        # What a person brings is no part of what is still to be found out.
        left = sum(question not in passed for question in self._catalog.fit_questions)
        return Review(self._catalog, passed, self._progress.given(), left)

    def _ask_from(self, position: int) -> None:
        while True:
            if position == len(self._path):
                question = self._choose(self._progress.given())
                if question is None:
                    return
                self._path.append(question)
            question = self._path[position]
            reply = self._asker.ask(self._step(question, position))
            if reply.move is Move.BACK:
                self._note(question, reply)
                position = max(0, position - 1)
            elif reply.move is Move.STOP:
                self._note(question, reply)
                self._path = [asked for asked in self._path if asked.id in self._progress.answers]
                return
            else:
                self._give(question, reply)
                position += 1

    def _change(self, question: Question) -> None:
        reply = self._asker.ask(self._step(question, self._path.index(question), changing=True))
        if reply.move in {Move.ANSWER, Move.SKIP}:
            self._give(question, reply)

    def _step(self, question: Question, position: int, *, changing: bool = False) -> Prompt:
        progress = self._progress
        return Prompt(
            question=question,
            number=position + 1,
            total=len(self._catalog.fit_questions if self._quick else self._catalog.questions),
            quick=self._quick,
            passed=question.id in progress.answers,
            filled=progress.filled(question.id),
            importance=progress.importance.get(question.id, "normal"),
            suggested=progress.is_suggested(question.id),
            changing=changing,
        )

    def _give(self, question: Question, reply: Reply) -> None:
        self._progress.answers[question.id] = reply.answer if reply.move is Move.ANSWER else None
        self._progress.drafts.pop(question.id, None)
        self._weigh(question, reply)
        self._keep()

    def _note(self, question: Question, reply: Reply) -> None:
        """Keep what was begun but not given; nothing ticked is nothing begun."""
        if reply.answer:
            self._progress.drafts[question.id] = reply.answer
        elif reply.answer is not None:
            self._progress.drafts.pop(question.id, None)
        self._weigh(question, reply)
        self._keep()

    def _weigh(self, question: Question, reply: Reply) -> None:
        if reply.importance == "normal":
            self._progress.importance.pop(question.id, None)
        elif reply.importance is not None:
            self._progress.importance[question.id] = reply.importance
