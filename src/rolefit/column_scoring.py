"""Scores the answers of many people at once, column by column: to the last digit what `scoring` gives one by one.

Each answer to a question is looked up once and remembered with what it does for all roles; what is left to do for a
person is adding up, and turning sums into fits. Functions that run over a whole column at once do it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from math import exp
from operator import ge, mul, sub, truediv
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
    """How the roles stand for several people."""

    first: Sequence[int]
    """For each person the place of the role that comes first."""
    kinds: Sequence[VerdictKind]
    """For each person."""
    fits: Sequence[Sequence[float]]
    """For each role, in the order of the catalog, the fits of all people."""


class ColumnScorer:
    """Scores columns of answers against one catalog."""

    def __init__(self, catalog: Catalog, read: Read) -> None:
        self._packing = packing = Packing(len(catalog.roles))
        table = effects(catalog)
        self._effects = [_Effects(question, table, read, packing, len(catalog.roles)) for question in catalog.questions]
        self._places = places = range(len(catalog.roles))
        # By role, then by the role that comes first: how far behind the role may be, at most.
        scorer = Scorer(catalog)
        errors = [scorer.lead_errors(first) for first in places]
        self._level = [[-errors[first][role] for first in places] for role in places]
        self._running = [[-(RETAKE * errors[first][role]) for first in places] for role in places]
        self._kinds = _Kinds()

    def standings(self, columns: Sequence[Column]) -> Standings:
        """How the roles stand for people whose answers are given in a column for each question, in the catalog's order.

        Raises InputError where an answer does not belong to its question.
        """
        parts = [map(known.__getitem__, column) for known, column in zip(self._effects, columns, strict=True)]
        scores = self._packing.unpack(map(sum, zip(*parts, strict=True), repeat(self._packing.start)))
        tops = list(map(max, scores))
        first = list(map(tuple.index, scores, tops))
        behind = [list(map(mul, map(sub, column, tops), repeat(GRAIN))) for column in zip(*scores, strict=True)]
        return Standings(first, self._verdicts(first, behind), _fits(behind))

    def _verdicts(self, first: Sequence[int], behind: Sequence[Sequence[float]]) -> list[VerdictKind]:
        bounds = zip((*self._running, *self._level), (*behind, *behind), strict=True)
        within = [map(ge, each, map(bound.__getitem__, first)) for bound, each in bounds]
        return list(map(self._kinds.__getitem__, zip(*within, strict=True)))


class _Kinds(dict[tuple[bool, ...], VerdictKind]):
    """The verdict by whether each role is near enough to be in the running, and then whether it is level."""

    def __missing__(self, within: tuple[bool, ...]) -> VerdictKind:
        roles = len(within) // 2
        self[within] = kind = kind_of(sum(within[:roles]), sum(within[roles:]), roles)
        return kind


def _fits(behind: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """The softmax of `scoring`, by column."""
    powers = [list(map(exp, each)) for each in behind]
    wholes = list(map(sum, zip(*powers, strict=True)))
    return [list(map(truediv, power, wholes)) for power in powers]


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
