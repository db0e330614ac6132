"""Scores the answers of many people at once, column by column: to the last digit what `scoring` gives one by one.

Each answer to a question is looked up once and remembered with what it does for every role; what is left to do for a
person is adding up, and turning sums into fits. Sums are exact in any order, since effects are whole grains.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rolefit.catalog import Catalog, Question
from rolefit.effects import OptionEffects, effects
from rolefit.result import VerdictKind
from rolefit.scoring import Scorer
from rolefit.verdict import RETAKE, kind_of

Column: TypeAlias = Sequence[Any]
"""What each of several people answered to one question: anything hashable that `Read` understands."""

Read: TypeAlias = Callable[[Question, Any], "frozenset[str] | None"]
"""The chosen options of an answer; None where the question was skipped. InputError where it is no answer to it."""

Floats: TypeAlias = NDArray[np.float64]


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
        table = effects(catalog)
        self._effects = [_Effects(each, table[each.id], read) for each in catalog.questions]
        places = range(len(catalog.roles))
        scorer = Scorer(catalog)
        # By the role that comes first, then by role: how far behind the role may be, at most.
        self._level = -np.array([scorer.lead_errors(first) for first in places])
        self._running = -np.array([[RETAKE * error for error in scorer.lead_errors(first)] for first in places])
        numbers = range(len(places) + 1)
        self._kinds = np.array([[kind_of(running, level, len(places)) for level in numbers] for running in numbers])

    def standings(self, columns: Sequence[Column]) -> Standings:
        """How the roles stand for people whose answers are given in a column for each question, in the catalog's order.

        Raises InputError where an answer does not belong to its question.
        """
        scores = np.zeros((len(columns[0]), len(self._level)))
        for known, column in zip(self._effects, columns, strict=True):
            scores += known.of(column)
        first = scores.argmax(1)
        behind = scores - scores.max(1, keepdims=True)
        running = (behind >= self._running[first]).sum(1)
        level = (behind >= self._level[first]).sum(1)
        return Standings(first.tolist(), self._kinds[running, level].tolist(), _fits(behind))


def _fits(behind: Floats) -> list[list[float]]:
    """The softmax of `scoring`, by role and then by person."""
    # The exponential of numpy is not that of Python in the last digit.
    powers = np.fromiter(map(exp, behind.T.ravel().tolist()), float, behind.size).reshape(behind.T.shape)
    fits: list[list[float]] = (powers / np.add.accumulate(powers)[-1]).tolist()
    return fits


MOST_ANSWERS = 20_000
"""How many different answers to one question are remembered: sets of options, or cells as they were written."""


class _Effects(dict[Any, int]):
    """What each answer to a question does for every role, in a row of its own: worked out when it turns up first."""

    def __init__(self, question: Question, table: Mapping[str, OptionEffects], read: Read) -> None:
        super().__init__()
        self._question, self._read = question, read
        if question.takes_many:
            self._answered = np.sum([both.not_chosen for both in table.values()], axis=0)
            self._chosen = {option: np.array(both.ticking) for option, both in table.items()}
        else:
            self._answered = np.zeros(len(next(iter(table.values())).chosen))
            self._chosen = {option: np.array(both.chosen) for option, both in table.items()}
        self._rows = np.empty((MOST_ANSWERS, len(self._answered)))

    def of(self, column: Column) -> Floats:
        """What the answers in a column do: by person, then by role."""
        if len(self) + len(column) > MOST_ANSWERS:
            self.clear()
        return self._rows[np.fromiter(map(self.__getitem__, column), np.intp, len(column))]

    def __missing__(self, answer: Any) -> int:
        chosen = self._read(self._question, answer)
        self[answer] = row = len(self)
        self._rows[row] = 0 if chosen is None else sum(map(self._chosen.__getitem__, chosen), self._answered)
        return row
