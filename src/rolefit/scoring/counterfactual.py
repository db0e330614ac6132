"""What would change a result: the fewest answers which, given otherwise, put a certain role first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import EffectTable, effect_of, effects, evidence, total_effects

MOST_CHANGES = 2
"""How many changed answers are looked for: whoever would have to change more of them has answered another quiz."""


@dataclass(frozen=True)
class Change:
    """One answer given otherwise."""

    question: str
    option: str
    what: Literal["choose", "leave"]


def changes_towards(catalog: Catalog, answers: Answers, role: str) -> tuple[Change, ...] | None:
    """Find the fewest changes to sound answers that put the role with this id first.

    One change is an option of a many-answer question chosen or left out, or another answer to a one-answer question,
    of questions that were answered. None where the role is first already, nothing was answered, or more than
    MOST_CHANGES would be needed. Effects add up, so the search is exact; of several smallest sets it gives the one that
    puts the role furthest ahead.
    """
    known = evidence(catalog, answers)
    if not known:
        return None
    table = effects(catalog, answers.importance)
    totals = total_effects(table, known, len(catalog.roles))
    wanted = [each.id for each in catalog.roles].index(role)
    if _lead(totals, wanted) > _TINY:
        return None
    first = max((i for i in range(len(totals)) if i != wanted), key=totals.__getitem__)
    behind = totals[first] - totals[wanted]
    single = [way for question in catalog.fit_questions for way in _single_changes(table, answers, question)]
    most = max((gains[wanted] - gains[first] for _, gains in single), default=0.0)
    for number in range(1, MOST_CHANGES + 1):
        # The others cannot make up for what the role is behind, whatever goes with them.
        promising = [way for way in single if way[1][wanted] - way[1][first] + (number - 1) * most > behind]
        together = (ways for ways in combinations(promising, number) if _together(catalog, ways))
        leads = ((_lead_after(totals, ways, wanted), ways) for ways in together)
        lead, best = max(leads, key=lambda way: way[0], default=(0.0, ()))
        if lead > _TINY:
            return tuple(change for change, _ in best)
    return None


_TINY = 1e-9
"""Leads no larger than this are ties, but for rounding."""

_Way: TypeAlias = tuple[Change, Sequence[float]]
"""A change, and what it adds for every role."""


def _single_changes(table: EffectTable, answers: Answers, question: Question) -> Iterator[_Way]:
    given = answers.answers.get(question.id)
    if given is None:
        return
    for option in answers.offered.get(question.id, question.option_ids):
        if question.takes_many:
            chosen = option in given
            after, before = (effect_of(table, question.id, option, is_in) for is_in in (not chosen, chosen))
            yield Change(question.id, option, "leave" if chosen else "choose"), _difference(after, before)
        elif option != given:
            after, before = (effect_of(table, question.id, each, True) for each in (option, str(given)))
            yield Change(question.id, option, "choose"), _difference(after, before)


def _difference(after: Sequence[float], before: Sequence[float]) -> list[float]:
    return [a - b for a, b in zip(after, before, strict=True)]


def _together(catalog: Catalog, ways: Sequence[_Way]) -> bool:
    """Whether changes can be made together: no question that takes one answer is given two."""
    single = [change.question for change, _ in ways if not catalog.question(change.question).takes_many]
    return len(set(single)) == len(single)


def _lead_after(totals: Sequence[float], ways: Sequence[_Way], wanted: int) -> float:
    return _lead([total + sum(gains[i] for _, gains in ways) for i, total in enumerate(totals)], wanted)


def _lead(totals: Sequence[float], wanted: int) -> float:
    """How far a role, by its index, is ahead of every other, in natural log units."""
    return totals[wanted] - max(total for i, total in enumerate(totals) if i != wanted)
