"""How a person's answers compare with those of the people who hold a role."""

from collections.abc import Mapping
from dataclasses import dataclass

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question, Role, Share
from rolefit.scoring.effects import evidence

COMMON = 0.5
"""An answer that at least this part of a role's people give is one that most of them give."""

RARE = 0.2
"""An answer that at most this part of a role's people give is one that few of them give."""


@dataclass(frozen=True)
class ComparedOption:
    """An option, as the person and the people of a role answer it."""

    question: str
    option: str
    chosen: bool
    share: float
    """The part of the role's people who choose the option, between 0 and 1."""
    measured: bool
    """Whether that part was counted on people."""


@dataclass(frozen=True)
class Similarity:
    """Where a person answers like most people of a role, and where not; the most telling first."""

    like: tuple[ComparedOption, ...]
    """What the person chose as most of them do."""
    unlike: tuple[ComparedOption, ...]
    """What most of them choose and the person does not, and what the person chose as few of them do."""


def is_common(question: Question, role: Role, option: str) -> bool:
    """Whether most people of a role choose an option; of a question that takes one answer the commonest is."""
    shares = role.shares[question.id]
    return shares[option].share >= (COMMON if question.takes_many else _largest(shares))


def is_rare(question: Question, role: Role, option: str) -> bool:
    """Whether few people of a role choose an option; of a question that takes one answer not half as many as most."""
    shares = role.shares[question.id]
    return shares[option].share <= (RARE if question.takes_many else _largest(shares) / 2)


def _largest(shares: Mapping[str, Share]) -> float:
    return max(share.share for share in shares.values())


def compare_with_role(catalog: Catalog, answers: Answers, role: Role) -> Similarity:
    """Compare sound answers with the people who hold a role."""
    like, unlike = [], []
    for name, options in evidence(catalog, answers).items():
        question = catalog.question(name)
        for option, chosen in options.items():
            share = role.shares[name][option]
            each = ComparedOption(name, option, chosen, share.share, catalog.sources[share.source].measured)
            if chosen and is_common(question, role, option):
                like.append(each)
            elif is_rare(question, role, option) if chosen else is_common(question, role, option):
                unlike.append(each)
    return Similarity(
        like=tuple(sorted(like, key=lambda each: -each.share)),
        unlike=tuple(sorted(unlike, key=lambda each: each.share - 1 if each.chosen else -each.share)),
    )
