"""What would change a result: the fewest answers which, given otherwise, put another role first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import (
    EffectTable,
    Evidence,
    best_first,
    effect_of,
    effects,
    evidence,
    leader,
    total_effects,
)

MOST_CHANGES = 5
"""How many changed answers are looked for: whoever would have to change more of them has answered another quiz."""


@dataclass(frozen=True)
class Change:
    """One answer given otherwise."""

    question: str
    option: str | None
    """The option that is meant; None where the whole question is skipped."""
    what: Literal["choose", "leave", "skip"]


@dataclass(frozen=True)
class Counterfactual:
    """The fewest changes that put another role first."""

    changes: tuple[Change, ...]
    role: str
    """The id of the role that would then be first."""


def find_counterfactual(catalog: Catalog, answers: Answers) -> Counterfactual | None:
    """Find the fewest changes to sound answers that put another role first.

    One change is an option of a many-answer question chosen or left out, another answer to a one-answer question, or
    an answered question skipped. None where nothing was answered, or more than MOST_CHANGES would be needed. Effects
    add up, so the search is exact; of several smallest sets it gives the one that puts the other role furthest ahead.
    """
    known = evidence(catalog, answers)
    if not known:
        return None
    table = effects(catalog, answers.importance)
    totals = total_effects(table, known, len(catalog.roles))
    first, *rivals = best_first(totals)
    found = []
    for rival in rivals:
        ways = _Search(catalog, table, answers, first, rival)
        margin = totals[first] - totals[rival]
        found += [
            (number, margin - gain, changes) for number, (gain, changes) in ways.best().items() if gain > margin + _TINY
        ][:1]
    if not found:
        return None
    _, _, changes = min(found, key=lambda way: way[:2])
    after = total_effects(table, _changed(known, changes), len(catalog.roles))
    return Counterfactual(changes, catalog.roles[leader(after)].id)


_TINY = 1e-9
"""Leads no larger than this are ties, but for rounding."""

_Gain = tuple[float, tuple[Change, ...]]
"""How much some changes gain for a rival on the first role, and the changes."""


@dataclass(frozen=True)
class _Search:
    """The ways to change answers so that a rival gains on the first role; both are given by their indexes."""

    catalog: Catalog
    table: EffectTable
    answers: Answers
    first: int
    rival: int

    @cached_property
    def known(self) -> Evidence:
        """What is known of the person."""
        return evidence(self.catalog, self.answers)

    def best(self) -> dict[int, _Gain]:
        """For each number of changes the ones that gain most, the fewest changes first."""
        best: dict[int, _Gain] = {0: (0.0, ())}
        for question in self.catalog.fit_questions:
            if question.id in self.known:
                best = _combined(best, self._of_question(question))
        return dict(sorted(best.items()))

    def _of_question(self, question: Question) -> dict[int, _Gain]:
        now = self.known[question.id]
        skipped = -sum(self._gain(question.id, option, chosen) for option, chosen in now.items())
        singles: list[_Gain] = [(skipped, (Change(question.id, None, "skip"),))]
        if not question.takes_many:
            (answer,) = now
            offered = self.answers.offered.get(question.id, tuple(option.id for option in question.options))
            for option in offered:
                if option != answer:
                    gain = self._gain(question.id, option, True) - self._gain(question.id, answer, True)
                    singles.append((gain, (Change(question.id, option, "choose"),)))
            return {1: max(singles, key=lambda way: way[0])}
        flips: list[_Gain] = []
        for name, chosen in now.items():
            gain = self._gain(question.id, name, not chosen) - self._gain(question.id, name, chosen)
            flips.append((gain, (Change(question.id, name, "leave" if chosen else "choose"),)))
        flips.sort(key=lambda way: -way[0])
        ways = {n: _joined(flips[:n]) for n in range(1, min(MOST_CHANGES, len(flips)) + 1)}
        ways[1] = max(ways[1], singles[0], key=lambda way: way[0])
        return ways

    def _gain(self, question: str, option: str, chosen: bool) -> float:
        effect = effect_of(self.table, question, option, chosen)
        return effect[self.rival] - effect[self.first]


def _joined(ways: Iterable[_Gain]) -> _Gain:
    ways = list(ways)
    return sum(gain for gain, _ in ways), tuple(change for _, changes in ways for change in changes)


def _combined(some: Mapping[int, _Gain], others: Mapping[int, _Gain]) -> dict[int, _Gain]:
    best = dict(some)
    for n, way in some.items():
        for m, other in others.items():
            joined = _joined((way, other))
            if n + m <= MOST_CHANGES and (n + m not in best or joined[0] > best[n + m][0]):
                best[n + m] = joined
    return best


def _changed(known: Evidence, changes: Sequence[Change]) -> Evidence:
    changed = {question: dict(options) for question, options in known.items()}
    for change in changes:
        if change.option is None:
            del changed[change.question]
        elif change.option in changed[change.question]:
            changed[change.question][change.option] = change.what == "choose"
        else:  # another answer to a question that takes one
            changed[change.question] = {change.option: True}
    return changed
