"""How the people in a role answer, with the words of questions and options."""

from collections.abc import Iterable
from dataclasses import dataclass

from rolefit.answers.models import chose
from rolefit.catalog.models import Question, Share
from rolefit.roles.show import RoleInFull


@dataclass(frozen=True)
class AnswerShare:
    """One option, and how many of the people in the role choose it."""

    text: str
    share: Share
    chosen: bool
    """Whether the person whose answers stand beside the role chose it."""


@dataclass(frozen=True)
class QuestionShares:
    """How the people in a role answer one question."""

    ask: str
    answers: tuple[AnswerShare, ...]
    """The most frequent first."""


def explain_shares(questions: Iterable[Question], role: RoleInFull) -> tuple[QuestionShares, ...]:
    """How the people in a role answer some questions, and which of the answers the person beside them gave."""
    return tuple(QuestionShares(question.ask, _answer_shares(question, role)) for question in questions)


def _answer_shares(question: Question, role: RoleInFull) -> tuple[AnswerShare, ...]:
    shares = role.shares[question.id]
    answers = [
        AnswerShare(option.label, shares[option.id], chose(role.answers, question.id, option.id))
        for option in question.options
    ]
    return tuple(sorted(answers, key=lambda answer: -answer.share.share))
