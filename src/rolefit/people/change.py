"""What lies between two people, or between a person then and now: every difference, what it did, and what is noise."""

from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import NormalDist
from typing import Annotated

from pydantic import Field

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.documents.validation import Model
from rolefit.scoring.effects import EffectTable, Evidence, effect_of, effects, evidence, total_effects
from rolefit.scoring.result import Unit
from rolefit.scoring.scorer import softmax
from rolefit.scoring.selection import FEWEST
from rolefit.scoring.verdict import margin_moments

RARELY = 0.05
"""What two takes of one person would show with less than this chance is more than noise (the level of Jacobson and
Truax 1991, Journal of Consulting and Clinical Psychology 59, p. 12). How often that is said of two halves of one
person's answers: docs/METHODOLOGY.md, part 6."""


class Difference(Model):
    """An option that is not known alike of both, or that counts otherwise."""

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""
    before: bool | None
    """Whether the first chose it; null where that is not known: skipped, not offered, or another answer was the one."""
    after: bool | None
    """Whether the second did."""
    effects: dict[str, float]
    """Role id to what the difference did, in natural log units against the mean of the roles."""


class Noise(Model):
    """How far apart the two are, beside two takes of the quiz by one person."""

    roles: tuple[str, str]
    """Ids of the roles whose lead over each other moved most for its noise: the first gained on the second."""
    moved: Annotated[float, Field(ge=0)]
    """By how much, in natural log units."""
    error: Annotated[float, Field(ge=0)]
    """Its standard error between two takes of one person, other questions of the kind and all; estimated."""
    chance: Unit
    """The chance that in two such takes any lead moves as far for its noise."""
    within: bool
    """Whether that is noise: the chance is not below one in twenty."""


class Change(Model):
    """What lies between two sets of answers."""

    differences: tuple[Difference, ...]
    """In the order of the catalog. Per role, all effects add up to `total`."""
    total: dict[str, float]
    """Role id to the whole change of its score, in natural log units against the mean of the roles."""
    noise: Noise | None
    """Null where no score moved, or one of the two answered fewer than four questions: too few to tell."""


def change_between(catalog: Catalog, first: Answers, second: Answers) -> Change:
    """What lies between two sets of answers that are known to belong to the catalog, from the first to the second."""
    takes = [_Take.of(catalog, first), _Take.of(catalog, second)]
    differences = tuple(_differences(catalog, *takes))
    roles = [role.id for role in catalog.roles]
    moved = [b - a for a, b in zip(takes[0].totals, takes[1].totals, strict=True)]
    return Change(
        differences=differences,
        total=dict(zip(roles, moved, strict=True)),
        noise=_noise(catalog, takes, moved)
        if any(moved) and all(len(take.known) >= FEWEST for take in takes)
        else None,
    )


class _Take:
    """One set of answers: what is known, what it did, and the scores."""

    def __init__(self, catalog: Catalog, table: EffectTable, known: Evidence) -> None:
        self.table, self.known = table, known
        self.totals = total_effects(table, known, len(catalog.roles))

    @classmethod
    def of(cls, catalog: Catalog, answers: Answers) -> "_Take":
        return cls(catalog, effects(catalog, answers.importance), evidence(catalog, answers))

    def state(self, question: str, option: str) -> bool | None:
        return self.known.get(question, {}).get(option)

    def did(self, question: str, option: str) -> Sequence[float] | None:
        state = self.state(question, option)
        return None if state is None else effect_of(self.table, question, option, state)


def _differences(catalog: Catalog, first: _Take, second: _Take) -> Iterator[Difference]:
    nothing = [0.0] * len(catalog.roles)
    for question in catalog.fit_questions:
        for option in question.option_ids:
            before, after = first.state(question.id, option), second.state(question.id, option)
            earlier, later = (take.did(question.id, option) or nothing for take in (first, second))
            did = [b - a for a, b in zip(earlier, later, strict=True)]
            if before != after or any(did):
                by_role = dict(zip((role.id for role in catalog.roles), did, strict=True))
                yield Difference(question=question.id, option=option, before=before, after=after, effects=by_role)


def _noise(catalog: Catalog, takes: Sequence[_Take], moved: Sequence[float]) -> Noise:
    """The lead that moved most for its noise, and the chance of that.

    In a take, the answers of one person are drawn anew from the people of the roles that may be the person's, as in
    `scoring.verdict.margin_errors`; the noise of two takes is the sum of both. The chance is that of the largest of
    all leads, as if these were apart from each other (Sidak 1967, Journal of the American Statistical Association 62,
    p. 626), which is a little too high.
    """
    fits = softmax([sum(totals) / 2 for totals in zip(*(take.totals for take in takes), strict=True)])
    leads = [
        (gains, loses) for gains in range(len(moved)) for loses in range(len(moved)) if moved[gains] > moved[loses]
    ]

    def error(lead: tuple[int, int]) -> float:
        return sqrt(sum(_lead_variance(catalog, take, fits, *lead) for take in takes))

    def size(lead: tuple[int, int]) -> float:
        return (moved[lead[0]] - moved[lead[1]]) / (error(lead) or 1.0)

    most = max(leads, key=size)
    pairs = len(moved) * (len(moved) - 1) // 2
    chance = 1 - (1 - 2 * NormalDist().cdf(-size(most))) ** pairs
    gains, loses = most
    return Noise(
        roles=(catalog.roles[gains].id, catalog.roles[loses].id),
        moved=moved[gains] - moved[loses],
        error=error(most),
        chance=chance,
        within=chance >= RARELY,
    )


def _lead_variance(catalog: Catalog, take: _Take, fits: Sequence[float], first: int, rival: int) -> float:
    """The noise of the lead of one role over another in a take, from what is known of it alone."""
    variance = 0.0
    for name, known in take.known.items():
        question = catalog.question(name)
        # Of a one-answer question any option might have been the answer.
        drawn = [option for option in question.option_ids if option in known or not question.takes_many]
        table = {name: {option: take.table[name][option] for option in drawn}}
        for holds, fit in enumerate(fits):
            variance += fit * margin_moments(catalog, table, question, holds, first)[rival][1]
    return variance
