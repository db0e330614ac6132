"""Would the same role come first if things were a little different? How often it would not, over many people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import Effects, EffectTable, Evidence, effects, leader, narrowed, total_effects


@dataclass(frozen=True)
class Case:
    """A person's known answers, and the score that they give each role."""

    known: Evidence
    totals: Sequence[float]

    @property
    def first(self) -> int:
        """The index of the role that comes first."""
        return leader(self.totals)


def flipped(catalog: Catalog, table: EffectTable, people: Sequence[Case]) -> list[float]:
    """For each person with an answer: of all ways to change one answer at random, the part that changes the first role.

    An answer is whether one option of a many-answer question is ticked, which is turned round, or the answer to a
    one-answer question, which becomes any of the others, evenly. Every answer is as likely to be the one.
    """
    found = []
    for person in people:
        changes = [
            sum(leader(_sum(person.totals, step)) != person.first for step in steps) / len(steps)
            for question in catalog.fit_questions
            if question.id in person.known
            for steps in _steps(question, table, person.known)
        ]
        if changes:
            found.append(sum(changes) / len(changes))
    return found


def _steps(question: Question, table: EffectTable, known: Evidence) -> Iterator[list[Effects]]:
    """For each answer to a question, what each way to change it would do."""
    options = table[question.id]
    for option, chosen in known[question.id].items():
        if question.takes_many:
            ticking = options[option].ticking
            yield [tuple(-step for step in ticking) if chosen else ticking]
        else:
            others = (both.chosen for other, both in options.items() if other != option)
            yield [tuple(b - a for a, b in zip(options[option].chosen, other, strict=True)) for other in others]


def without(table: EffectTable, people: Sequence[Case], question: str) -> list[float]:
    """For each person who answered a question: 1 if another role would come first without it, else 0."""
    found = []
    for person in people:
        if question in person.known:
            lost = total_effects(table, {question: person.known[question]}, len(person.totals))
            found.append(float(leader([a - b for a, b in zip(person.totals, lost, strict=True)]) != person.first))
    return found


def with_equal_weights(catalog: Catalog, kept: Sequence[int], people: Sequence[Case]) -> list[float]:
    """For each person: 1 if another role would come first if all questions had the same weight, else 0."""
    same = [question.model_copy(update={"weight": 1.0}) for question in catalog.fit_questions]
    table = narrowed(effects(catalog.model_copy(update={"questions": tuple(same)})), kept)
    return [float(leader(total_effects(table, person.known, len(kept))) != person.first) for person in people]


def with_squared_distance(catalog: Catalog, kept: Sequence[int], people: Sequence[Case]) -> list[float]:
    """For each person: 1 if another role is nearest by the squared distance of answers and shares, else 0.

    An answer is 1 where it was given and 0 where it was not; the squares are added up with the weights of the questions
    (Brier 1950, Monthly Weather Review 78, p. 1, instead of the logarithm).
    """
    return [float(leader(_nearness(catalog, kept, person.known)) != person.first) for person in people]


def _nearness(catalog: Catalog, kept: Sequence[int], known: Mapping[str, Mapping[str, bool]]) -> list[float]:
    totals = []
    for role in (catalog.roles[i] for i in kept):
        total = 0.0
        for question in catalog.fit_questions:
            answers = known.get(question.id, {})
            if answers and not question.takes_many:
                answers = {option.id: option.id in answers for option in question.options}
            shares = role.shares[question.id]
            total -= question.weight * sum((chosen - shares[o].share) ** 2 for o, chosen in answers.items())
        totals.append(total)
    return totals


def _sum(totals: Sequence[float], step: Effects) -> list[float]:
    return [total + change for total, change in zip(totals, step, strict=True)]
