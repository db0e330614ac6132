"""Answers in, result out: how well each role fits, what speaks for it, and what may be said of it.

The model is naive Bayes with a weight for each question. For role r, question q with weight w_q, options o and shares
p(r,o):

    score(r) = sum over q of  w_q * sum over o with known evidence of  log p(r,o)        if chosen
                                                                       log(1 - p(r,o))   if not (many-answer only)
    fit(r)   = exp(score(r)) / sum over roles of exp(score)

What an option did for a role is its term less the mean of that term over the roles. These effects add up to the score
less the mean score, and have the same fits.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from math import exp
from operator import add
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rolefit.answers.code import to_code
from rolefit.answers.models import Answers, check_answers
from rolefit.catalog.models import Catalog, CatalogRef, Question
from rolefit.scoring.effects import (
    EffectTable,
    Evidence,
    OptionEffects,
    best_first,
    effect_of,
    effects,
    evidence,
    total_effects,
)
from rolefit.scoring.result import Ranked, Reason, Result, Verdict, VerdictKind
from rolefit.scoring.verdict import RETAKE, decide_verdict, kind_of, margin_errors


def score(catalog: Catalog, answers: Answers) -> Result:
    """Score a person's answers. For many people, make one Scorer.

    Raises InputError where the answers name a question or option that the catalog lacks, or give one answer where many
    are taken or the reverse.

    >>> from rolefit import Answers, load_catalog, score
    >>> nothing = score(load_catalog(), Answers(answers={}))
    >>> [role.fit for role in nothing.ranking], nothing.verdict.kind
    ([0.25, 0.25, 0.25, 0.25], 'open')
    """
    return Scorer(catalog).score(answers)


@dataclass(frozen=True)
class Scores:
    """How the roles stand after some answers, in the order of the catalog."""

    totals: Sequence[float]
    """Scores less their mean, in natural log units."""
    fits: Sequence[float]
    """From 0 to 1; they add up to 1."""
    verdict: Verdict
    """What they allow to say."""

    @property
    def order(self) -> list[int]:
        """The places of the roles, best first."""
        return best_first(self.totals)


class Scorer:
    """Scores the answers of many people against one catalog.

    >>> from rolefit import Answers, Scorer, load_catalog
    >>> scorer = Scorer(load_catalog())
    >>> [scorer.score(Answers(answers={"horizon": each})).ranking[0].role for each in ("days", "years")]
    ['ds', 'rs']
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._ref = CatalogRef.of(catalog)
        self._scale = lru_cache(MOST_SCALES)(partial(_Scale, catalog))

    def score(self, answers: Answers) -> Result:
        """Score a person's answers, with the same result and errors as the function `score`."""
        catalog = self.catalog
        answers = check_answers(answers, catalog)
        scale = self._scale(_pairs(answers.importance))
        known = evidence(catalog, answers)
        by_question = {q: total_effects(scale.table, {q: options}, len(catalog.roles)) for q, options in known.items()}
        scores = self._scores(known, scale)
        ranking = tuple(
            Ranked(
                role=catalog.roles[i].id,
                title=catalog.roles[i].title,
                fit=scores.fits[i],
                by_question={q: total[i] for q, total in by_question.items()},
            )
            for i in scores.order
        )
        return Result(
            catalog=self._ref,
            id=answers.id,
            ranking=ranking,
            verdict=scores.verdict,
            why=tuple(_reasons(catalog, scale.table, known)),
            answered=tuple(known),
            skipped=tuple(question.id for question in catalog.questions if question.id not in known),
            answers=answers.answers,
            importance=answers.importance,
            offered=answers.offered,
            code=to_code(answers, catalog),
        )

    def standing(self, answers: Answers) -> Scores:
        """How the roles stand after answers that are known to belong to the catalog, without the reasons."""
        return self._scores(evidence(self.catalog, answers), self._scale(_pairs(answers.importance)))

    def margin_errors(self, first: int) -> Sequence[float]:
        """The standard errors of the leads of a role over each role, in the order of the catalog; all by their places.

        No question is more or less important than another.
        """
        return self._scale(()).errors(first)

    def _scores(self, known: Evidence, scale: "_Scale") -> Scores:
        totals = total_effects(scale.table, known, len(self.catalog.roles))
        first, *_ = order = best_first(totals)
        margins = {self.catalog.roles[i].id: totals[first] - totals[i] for i in order}
        return Scores(totals, softmax(totals), decide_verdict(margins, [scale.errors(first)[i] for i in order], known))


MOST_SCALES = 1000
"""For how many sets of importances a scorer remembers what options do."""


_Pairs: TypeAlias = tuple[tuple[str, str], ...]


def _pairs(importance: Mapping[str, str]) -> _Pairs:
    return tuple(sorted(importance.items()))


class _Scale:
    """What options do under one set of importances, and the errors of leads."""

    def __init__(self, catalog: Catalog, importance: _Pairs) -> None:
        self.catalog = catalog
        self.table = effects(catalog, dict(importance))
        self._errors: dict[int, list[float]] = {}

    def errors(self, first: int) -> list[float]:
        """The standard errors of the leads of a role over each role."""
        if first not in self._errors:
            self._errors[first] = margin_errors(self.catalog, self.table, first)
        return self._errors[first]


def softmax(totals: Sequence[float]) -> list[float]:
    """Turn scores into fits, which add up to 1."""
    top = max(totals)
    powers = [exp(total - top) for total in totals]
    whole = reduce(add, powers)
    return [power / whole for power in powers]


def _reasons(catalog: Catalog, table: EffectTable, known: Evidence) -> Iterator[Reason]:
    for question, options in known.items():
        for option, chosen in options.items():
            for role, effect in zip(catalog.roles, effect_of(table, question, option, chosen), strict=True):
                yield Reason(question=question, option=option, chosen=chosen, role=role.id, effect=effect)


Column: TypeAlias = Sequence[Any]
"""What each of several people answered to one question: anything hashable that `Read` understands."""


Read: TypeAlias = Callable[[Question, Any], "frozenset[str] | None"]
"""The chosen options of an answer; None where the question was skipped. InputError where it is no answer to it."""


Floats: TypeAlias = NDArray[np.float64]


class ScoreColumns(NamedTuple):
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
        self._level = -np.array([scorer.margin_errors(first) for first in places])
        self._running = -np.array([[RETAKE * error for error in scorer.margin_errors(first)] for first in places])
        numbers = range(len(places) + 1)
        self._kinds = np.array([[kind_of(running, level, len(places)) for level in numbers] for running in numbers])

    def scores(self, columns: Sequence[Column]) -> ScoreColumns:
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
        return ScoreColumns(first.tolist(), self._kinds[running, level].tolist(), _fits(behind))


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
