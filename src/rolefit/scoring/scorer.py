"""Answers in, result out: how well each role fits, what speaks for it, and what may be said of it.

The model is naive Bayes with a weight for each question and a small correction for each option. For role r, question q
with weight w_q, options o, shares p(r,o), their mean over the roles m(o), and corrections a(r,o):

    score(r) = sum over q, and over its o with known evidence, of
                   w_q * log p(r,o)       + a(r,o) * (1 - m(o))   if chosen
                   w_q * log(1 - p(r,o))  - a(r,o) * m(o)         if not (many-answer only)
    fit(r)   = exp(score(r)) / sum over roles of exp(score)

What a person brings instead of wants (a degree) is no part of it.

What an option did for a role is its term less the mean of that term over the roles. These effects add up to the score
less the mean score, and have the same fits.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from math import exp
from operator import add, or_, sub, truediv
from typing import Generic, TypeAlias, TypeVar

from rolefit.answers.checks import check_answers
from rolefit.answers.code import to_code
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, CatalogRef, OtherJob, Question
from rolefit.scoring.effects import (
    Effects,
    EffectTable,
    Evidence,
    best_first,
    effect_of,
    effects,
    evidence,
    evidence_of_answer,
    total_effects,
)
from rolefit.scoring.result import NearerJob, Ranked, Reason, Result, Verdict, VerdictKind
from rolefit.scoring.takes import what_roles_take
from rolefit.scoring.verdict import NamedRoles, decide_verdict, kind_of, margin_errors, other_job, stability_of


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
class ScoreColumns:
    """How the roles stand for several people."""

    first: Sequence[int]
    """For each person the index of the role that comes first."""
    kinds: Sequence[VerdictKind]
    """For each person the kind of the verdict."""
    fits: Sequence[Sequence[float]]
    """For each role, in the order of the catalog, the fits of all people."""


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
        """The indexes of the roles, best first."""
        return best_first(self.totals)


Given: TypeAlias = str | frozenset[str] | None
"""A sound answer to a question, all of whose options were offered: an option, options, or None where it was skipped."""


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
        self._named, self._jobs = NamedRoles(catalog), _OtherJobs(catalog)

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
            nearer=_nearer(other_job(catalog, known)),
            takes=tuple(what_roles_take(catalog, scores.verdict.roles, answers)),
            why=tuple(_reasons(catalog, scale.table, known)),
            answered=tuple(known),
            skipped=tuple(question.id for question in catalog.fit_questions if question.id not in known),
            answers=answers.answers,
            importance=answers.importance,
            offered=answers.offered,
            code=to_code(answers, catalog),
        )

    def standing(self, answers: Answers) -> Scores:
        """How the roles stand after answers that are known to belong to the catalog, without the reasons."""
        return self._scores(evidence(self.catalog, answers), self._scale(_pairs(answers.importance)))

    def _scores(self, known: Evidence, scale: "_Scale") -> Scores:
        totals = total_effects(scale.table, known, len(self.catalog.roles))
        fits = softmax(totals)
        first, *others = best_first(totals)
        margins = [(totals[first] - totals[i], scale.errors(first)[i]) for i in others]
        return Scores(totals, fits, decide_verdict(self.catalog, self._named, fits, known, stability_of(margins)))

    def score_columns(self, columns: Sequence[Sequence[Given]]) -> ScoreColumns:
        """The same, quickly, for people whose answers stand in a column for each question, in the catalog's order.

        All questions are of normal importance.
        """
        scale = self._scale(())
        totals = scale.totals_of(columns)
        best = list(map(max, zip(*totals, strict=True)))
        margins = [list(map(sub, best, of_role)) for of_role in totals]
        powers = [[exp(-margin) for margin in of_role] for of_role in margins]
        wholes = [reduce(add, of_person) for of_person in zip(*powers, strict=True)]
        first = [of_person.index(0) for of_person in zip(*margins, strict=True)]
        fits = [list(map(truediv, of_role, wholes)) for of_role in powers]
        return ScoreColumns(first, self._kinds(columns, list(zip(*fits, strict=True))), fits)

    def _kinds(self, columns: Sequence[Sequence[Given]], fits: Sequence[Sequence[float]]) -> list[VerdictKind]:
        """The kind of each person's verdict."""
        roles = len(self.catalog.roles)
        of_number: Sequence[VerdictKind] = [kind_of(number, roles) for number in range(roles + 1)]
        kinds = [of_number[number] for number in self._named.numbers(fits)]
        for i in self._jobs.nearer(columns):
            kinds[i] = "open"
        return kinds


MOST_SCALES = 1000
"""For how many sets of importances a scorer remembers what options do."""

MOST_ANSWERS = 20_000
"""How many different answers to one question are remembered."""

_Pairs: TypeAlias = tuple[tuple[str, str], ...]


def _pairs(importance: Mapping[str, str]) -> _Pairs:
    return tuple(sorted(importance.items()))


T = TypeVar("T")


class _Remembered(Generic[T]):
    """What is worked out of answers to questions, remembered: of many people most answer alike."""

    def __init__(self, work_out: Callable[[Question, Given], T]) -> None:
        self._work_out = work_out
        self._by_question: dict[str, dict[Given, T]] = {}

    def of_all(self, question: Question, answers: Sequence[Given]) -> list[T]:
        """What each of some answers to a question gives."""
        remembered = self._by_question.setdefault(question.id, {})
        try:
            return [remembered[answer] for answer in answers]
        except KeyError:
            return [self._of(remembered, question, answer) for answer in answers]

    def _of(self, remembered: dict[Given, T], question: Question, answer: Given) -> T:
        if answer not in remembered:
            if len(remembered) == MOST_ANSWERS:
                remembered.clear()
            remembered[answer] = self._work_out(question, answer)
        return remembered[answer]


class _Scale:
    """What answers do under one set of importances, and the errors of margins."""

    def __init__(self, catalog: Catalog, importance: _Pairs) -> None:
        self._catalog = catalog
        self.table = effects(catalog, dict(importance))
        self._errors: dict[int, Sequence[float]] = {}
        self._effects = _Remembered(self._effects_of)

    def errors(self, first: int) -> Sequence[float]:
        """The standard errors of the margins of a role."""
        if first not in self._errors:
            self._errors[first] = margin_errors(self._catalog, self.table, first)
        return self._errors[first]

    def totals_of(self, columns: Sequence[Sequence[Given]]) -> list[list[float]]:
        """For each role what the answers of every person add up to, given by a column for each question."""
        pairs = _of_fit(self._catalog, columns)
        effects = [self._effects.of_all(question, answers) for question, answers in pairs]
        by_role = zip(*(zip(*answers, strict=True) for answers in effects), strict=True)
        return [list(map(sum, zip(*of_questions, strict=True))) for of_questions in by_role]

    def _effects_of(self, question: Question, answer: Given) -> Effects:
        known = {}
        if isinstance(answer, str | frozenset):  # else it is None, or what a reader has for nothing at all
            known[question.id] = evidence_of_answer(question, answer)
        return tuple(total_effects(self.table, known, len(self._catalog.roles)))


class _OtherJobs:
    """Who of many is nearer to a job beside the roles."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._asks_for_role = _Remembered(self._asks)

    def nearer(self, columns: Sequence[Sequence[Given]]) -> Iterator[int]:
        """The indexes of the people to whom one is."""
        if not self._catalog.other_jobs.jobs:
            return
        pairs = list(_of_fit(self._catalog, columns))
        # Hardly anybody chooses nothing that asks for a role: only they are looked at closely.
        asks = [self._asks_for_role.of_all(question, answers) for question, answers in pairs]
        for i, asks_for_role in enumerate(reduce(lambda some, others: map(or_, some, others), asks)):
            if not asks_for_role:
                chosen = [(question.id, option) for question, answers in pairs for option in _chosen(answers[i])]
                if self._catalog.other_jobs.nearest(chosen):
                    yield i

    def _asks(self, question: Question, answer: Given) -> bool:
        return not _chosen(answer).isdisjoint(self._catalog.other_jobs.of_roles.get(question.id, ()))


def _chosen(answer: Given) -> set[str]:
    if isinstance(answer, str):
        return {answer}
    return set(answer) if isinstance(answer, frozenset) else set()  # else None, or what a reader has for nothing


def _of_fit(catalog: Catalog, columns: Sequence[Sequence[Given]]) -> Iterator[tuple[Question, Sequence[Given]]]:
    return (pair for pair in zip(catalog.questions, columns, strict=True) if not pair[0].outside_fit)


def _nearer(job: OtherJob | None) -> NearerJob | None:
    return NearerJob(title=job.title, because=job.because) if job else None


def softmax(totals: Sequence[float]) -> list[float]:
    """Turn scores into fits, which add up to 1."""
    best = max(totals)
    powers = [exp(total - best) for total in totals]
    whole = reduce(add, powers)
    return [power / whole for power in powers]


def _reasons(catalog: Catalog, table: EffectTable, known: Evidence) -> Iterator[Reason]:
    for question, options in known.items():
        for option, chosen in options.items():
            for role, effect in zip(catalog.roles, effect_of(table, question, option, chosen), strict=True):
                yield Reason(question=question, option=option, chosen=chosen, role=role.id, effect=effect)
