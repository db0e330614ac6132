"""What every answer did for every role, in words: the table that `--explain` adds.

An effect is the weight of evidence, in natural log units, against the mean of the roles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.result import Reason


@dataclass(frozen=True)
class AnswerEffects:
    """What one answer did."""

    text: str
    """The option in words, and that it was not chosen if so."""
    by_role: Mapping[str, float]
    """Role id to what it did for the role, in natural log units against the mean of the roles."""


@dataclass(frozen=True)
class QuestionEffects:
    """What the answers to one question did."""

    ask: str
    answers: tuple[AnswerEffects, ...]


def explain_effects(catalog: Catalog, reasons: Sequence[Reason]) -> tuple[QuestionEffects, ...]:
    """Put into words what each answer did; the reasons are in the order of the catalog, as a result has them."""
    return tuple(
        _question_effects(catalog.question(question), list(of_question))
        for question, of_question in groupby(reasons, key=lambda reason: reason.question)
    )


def _question_effects(question: Question, reasons: Sequence[Reason]) -> QuestionEffects:
    answers = []
    for option, of_option in groupby(reasons, key=lambda reason: reason.option):
        by_role = {reason.role: reason for reason in of_option}
        chosen = next(iter(by_role.values())).chosen
        effects = {role: reason.effect for role, reason in by_role.items()}
        answers.append(AnswerEffects(option_in_words(question, option, chosen), effects))
    return QuestionEffects(question.ask, tuple(answers))


def option_in_words(question: Question, option: str, chosen: bool) -> str:
    """The label of an option, and that it was not chosen if so."""
    label = question.label(option)
    return label if chosen else f"{label} (not chosen)"
