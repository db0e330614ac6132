"""What lies between two people, or between a person then and now: every difference, what it did, and what is noise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import sqrt
from statistics import NormalDist
from typing import Annotated, NamedTuple

from pydantic import Field

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.validation import Model
from rolefit.scoring.effects import EffectTable, Evidence, effect_of, effects, evidence, total_effects
from rolefit.scoring.result import Unit
from rolefit.scoring.scorer import softmax
from rolefit.scoring.selection import FEWEST
from rolefit.scoring.verdict import Moments, margin_moments

RARELY = 0.05
"""What two takes would show with less than this chance is more than noise (the level of Jacobson and Truax 1991,
Journal of Consulting and Clinical Psychology 59, p. 12). How often that is said of two halves of one person's answers:
docs/METHODOLOGY.md, part 6."""


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
    """How far apart the two are, on the questions that both answered, beside two takes of the quiz by one person.

    Importances are those of the second: to weigh answers anew is no noise.
    """

    roles: tuple[str, str]
    """Ids of the roles whose lead over each other moved most for its error: the first gained on the second."""
    moved: Annotated[float, Field(ge=0)]
    """By how much, in natural log units, beyond what is expected where different options were on offer."""
    error: Annotated[float, Field(ge=0)]
    """Its standard error between two takes, if each answer is drawn anew; estimated."""
    chance: Unit
    """The chance that in two such takes any lead moves as far for its error."""
    within: bool
    """Whether that is noise: the chance is not below one in twenty."""


class Change(Model):
    """What lies between two sets of answers."""

    differences: tuple[Difference, ...]
    """In the order of the catalog. Per role, all effects add up to `total`."""
    total: dict[str, float]
    """Role id to the whole change of its score, in natural log units against the mean of the roles."""
    noise: Noise | None
    """Null where nothing differs on the questions that both answered, or these are fewer than four: too few to tell."""


def change_between(catalog: Catalog, first: Answers, second: Answers) -> Change:
    """What lies between two sets of answers that are known to belong to the catalog, from the first to the second."""
    takes = [_Take.of(catalog, answers, answers.importance) for answers in (first, second)]
    moved = [b - a for a, b in zip(takes[0].totals, takes[1].totals, strict=True)]
    return Change(
        differences=tuple(_differences(catalog, *takes)),
        total=dict(zip((role.id for role in catalog.roles), moved, strict=True)),
        noise=_noise(catalog, _Take.of(catalog, first, second.importance), takes[1]),
    )


@dataclass(frozen=True)
class _Take:
    """One set of answers: what is known, and what it did."""

    table: EffectTable
    known: Evidence
    totals: Sequence[float]
    """For each role, less the mean of the roles."""

    @classmethod
    def of(cls, catalog: Catalog, answers: Answers, importance: Mapping[str, str]) -> "_Take":
        table, known = effects(catalog, importance), evidence(catalog, answers)
        return cls(table, known, total_effects(table, known, len(catalog.roles)))

    def state(self, question: str, option: str) -> bool | None:
        """Whether an option was chosen; None where that is not known."""
        return self.known.get(question, {}).get(option)

    def did(self, question: str, option: str) -> Sequence[float]:
        """What an option did for each role; nothing where it is not known."""
        state = self.state(question, option)
        return [0.0] * len(self.totals) if state is None else effect_of(self.table, question, option, state)


def _differences(catalog: Catalog, first: _Take, second: _Take) -> Iterator[Difference]:
    for question in catalog.fit_questions:
        for option in question.option_ids:
            before, after = first.state(question.id, option), second.state(question.id, option)
            pairs = zip(first.did(question.id, option), second.did(question.id, option), strict=True)
            did = [later - earlier for earlier, later in pairs]
            if before != after or any(did):
                by_role = dict(zip((role.id for role in catalog.roles), did, strict=True))
                yield Difference(question=question.id, option=option, before=before, after=after, effects=by_role)


def _noise(catalog: Catalog, first: _Take, second: _Take) -> Noise | None:
    """The lead that moved most for its error, on the questions that both answered, and the chance of that.

    In a take, each answer is drawn anew, apart from the others, from the people of the roles that may be the person's:
    the fits of both takes together. Where other options were on offer, other leads are expected; what counts is what
    moved beyond that. The chance is that of the largest of all leads, as if these were apart from each other (Sidak
    1967, Journal of the American Statistical Association 62, p. 626). It is a model, which takes all that people of one
    role differ in for noise, and their answers for unrelated; docs/METHODOLOGY.md, part 6, has how often it is right.
    """
    both = [
        question for question in catalog.fit_questions if question.id in first.known and question.id in second.known
    ]
    takes = [_Part.of(catalog, take, both) for take in (first, second)]
    moved = [b - a for a, b in zip(takes[0].totals, takes[1].totals, strict=True)]
    if len(both) < FEWEST or not any(moved):
        return None
    fits = softmax([(a + b) / 2 for a, b in zip(first.totals, second.totals, strict=True)])
    leads = [_lead(moved, takes, fits, gains, loses) for gains, loses in permutations(range(len(moved)), 2)]
    most = max(leads, key=lambda lead: lead.size)
    chance = 1 - (1 - 2 * NormalDist().cdf(-most.size)) ** (len(leads) // 2)
    return Noise(
        roles=(catalog.roles[most.gains].id, catalog.roles[most.loses].id),
        moved=most.moved,
        error=most.error,
        chance=chance,
        within=chance >= RARELY,
    )


@dataclass(frozen=True)
class _Part:
    """A take on some questions: the scores, and for each role that may be held what is expected of all leads."""

    totals: Sequence[float]
    expected: Sequence[Sequence[Sequence[Moments]]]
    """The mean and variance of a lead, by the role that is held, the one that leads, and its rival."""

    @classmethod
    def of(cls, catalog: Catalog, take: _Take, questions: Sequence[Question]) -> "_Part":
        known = {question.id: take.known[question.id] for question in questions}
        everybody = range(len(catalog.roles))
        return cls(
            total_effects(take.table, known, len(everybody)),
            [[_moments(catalog, take, questions, holds, first) for first in everybody] for holds in everybody],
        )


def _moments(catalog: Catalog, take: _Take, questions: Sequence[Question], holds: int, first: int) -> Sequence[Moments]:
    """Mean and variance of the lead of one role over each, in the answers to some questions of who holds a role."""
    found = []
    for question in questions:
        # Of a one-answer question any option might have been the answer.
        known = take.known[question.id] if question.takes_many else question.option_ids
        table = {question.id: {option: take.table[question.id][option] for option in known}}
        found.append(margin_moments(catalog, table, question, holds, first))
    return [(sum(mean for mean, _ in of), sum(variance for _, variance in of)) for of in zip(*found, strict=True)]


class _Lead(NamedTuple):
    gains: int
    loses: int
    moved: float
    error: float

    @property
    def size(self) -> float:
        """What moved, for its error."""
        return self.moved / (self.error or 1.0)


def _lead(moved: Sequence[float], takes: Sequence[_Part], fits: Sequence[float], gains: int, loses: int) -> _Lead:
    """How far the lead of a role over another moved beyond what is expected, and the error of that."""
    before, after = ([by_role[gains][loses] for by_role in take.expected] for take in takes)
    means = [b - a for (a, _), (b, _) in zip(before, after, strict=True)]
    mean = sum(fit * each for fit, each in zip(fits, means, strict=True))
    variance = sum(
        fit * (a + b + (each - mean) ** 2) for fit, each, (_, a), (_, b) in zip(fits, means, before, after, strict=True)
    )
    return _Lead(gains, loses, moved[gains] - moved[loses] - mean, sqrt(variance))
