"""The course of a quiz, whoever asks: one question after the other, with back, skip and stop. No screen in here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from rolefit.answers import Answer
from rolefit.catalog import Catalog, Question


class Move(Enum):
    """What a person may do instead of answering."""

    BACK = "back"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True)
class Step:
    """A question about to be asked."""

    question: Question
    number: int
    """From 1."""
    total: int
    reached_before: bool
    """Whether it was answered or skipped earlier; then `earlier` says how."""
    earlier: Answer


Reply: TypeAlias = str | tuple[str, ...] | Move
"""An option id (one-answer question), option ids (many-answer question), or a move."""

Ask: TypeAlias = Callable[[Step], Reply]


def run_quiz(catalog: Catalog, ask: Ask, answers: dict[str, Answer]) -> None:
    """Ask the questions of a catalog in order until the last one is passed or the person stops.

    `answers` is filled as answers are given (question id to answer, None where skipped), so whatever `ask` raises in
    the middle, nothing that was answered is lost.
    """
    position = 0
    while position < len(catalog.questions):
        question = catalog.questions[position]
        step = Step(
            question=question,
            number=position + 1,
            total=len(catalog.questions),
            reached_before=question.id in answers,
            earlier=answers.get(question.id),
        )
        reply = ask(step)
        if reply is Move.STOP:
            return
        if reply is Move.BACK:
            position = max(0, position - 1)
            continue
        answers[question.id] = None if isinstance(reply, Move) else reply
        position += 1
