"""Scores the answers of many people at once, column by column: to the last digit what `scoring` gives one by one.

Each answer to a question is looked up once and remembered with what it does for all roles; what is left to do for a
person is adding up, and turning sums into fits. Functions that run over a whole column at once do it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from math import exp
from operator import le, mul, neg, sub, truediv
from typing import Any, NamedTuple, TypeAlias

from rolefit.catalog import Catalog, Question
from rolefit.effects import GRAIN, EffectTable, effects, total_effects
from rolefit.packing import Packing
from rolefit.result import VerdictKind
from rolefit.scoring import Scorer
from rolefit.verdict import RETAKE, kind_of

Column: TypeAlias = Iterable[Any]
"""What each of several people answered to one question: anything hashable that `Read` understands."""

Read: TypeAlias = Callable[[Question, Any], "frozenset[str] | None"]
"""The chosen options of an answer; None where the question was skipped. InputError where it is no answer to it."""


class Standings(NamedTuple):
    """How the roles stand for several people; each field has one entry a person."""

    first: list[int]
    """The place of the role that comes first."""
    kinds: list[VerdictKind]
    fits: list[Sequence[float]]
    """By role, in the order of the catalog."""


class ColumnScorer:
    """Scores columns of answers against one catalog."""

    def __init__(self, catalog: Catalog, read: Read) -> None:
        self._packing = packing = Packing(len(catalog.roles))
        table = effects(catalog)
        self._effects = [_Effects(question, table, read, packing, len(catalog.roles)) for question in catalog.questions]
        self._places = places = range(len(catalog.roles))
        # By role, then by the role that comes first.
        scorer = Scorer(catalog)
        errors = [scorer.lead_errors(first) for first in places]
        self._level = [[errors[first][role] for first in places] for role in places]
        self._running = [[RETAKE * errors[first][role] for first in places] for role in places]
        self._kinds = {
            (running, level): kind_of(running, level, len(places))
            for running in range(len(places) + 1)
            for level in range(len(places) + 1)
        }

    def standings(self, columns: Sequence[Column]) -> Standings:
        """How the roles stand for people whose answers are given in a column for each question, in the catalog's order.

        Raises InputError where an answer does not belong to its question.
        """
        parts = [map(known.__getitem__, column) for known, column in zip(self._effects, columns, strict=True)]
        scores = self._packing.unpack(map(sum, zip(*parts, strict=True), repeat(self._packing.start)))
        tops = list(map(max, scores))
        first = list(map(tuple.index, scores, tops))
        leads = [list(map(mul, map(sub, tops, column), repeat(GRAIN))) for column in zip(*scores, strict=True)]
        return Standings(first, self._verdicts(first, leads), _fits(leads))

    def _verdicts(self, first: Sequence[int], leads: Sequence[Sequence[float]]) -> list[VerdictKind]:
        running, level = _within(self._running, first, leads), _within(self._level, first, leads)
        return list(map(self._kinds.__getitem__, zip(running, level, strict=True)))


def _within(bounds: Sequence[Sequence[float]], first: Sequence[int], leads: Sequence[Sequence[float]]) -> Iterator[int]:
    """For each person, how many roles the first one leads by no more than their bounds."""
    within = [map(le, lead, map(bound.__getitem__, first)) for bound, lead in zip(bounds, leads, strict=True)]
    return map(sum, zip(*within, strict=True))


def _fits(leads: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """The softmax of `scoring`, by column."""
    powers = [list(map(exp, map(neg, lead))) for lead in leads]
    wholes = list(map(sum, zip(*powers, strict=True)))
    return list(zip(*(map(truediv, power, wholes) for power in powers), strict=True))


MOST_ANSWERS = 20_000
"""How many different answers to one question are remembered; they can be no more than 2 to the number of options."""


class _Effects(dict[Any, int]):
    """What each answer to a question does for all roles, packed: worked out when an answer turns up first."""

    def __init__(self, question: Question, table: EffectTable, read: Read, packing: Packing, roles: int) -> None:
        super().__init__()
        self._question, self._table, self._read, self._packing, self._roles = question, table, read, packing, roles

    def __missing__(self, answer: Any) -> int:
        chosen = self._read(self._question, answer)
        known = {}
        if chosen is not None:
            options = self._question.options if self._question.takes_many else ()
            known = {**{option.id: False for option in options}, **dict.fromkeys(chosen, True)}
        packed = self._packing.pack(tuple(total_effects(self._table, {self._question.id: known}, self._roles)))
        if len(self) >= MOST_ANSWERS:
            self.clear()
        self[answer] = packed
        return packed
