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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from itertools import compress, count
from math import exp
from operator import add, truediv
from typing import TypeAlias

from rolefit.answers.checks import check_answers
from rolefit.answers.code import Coder
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, CatalogRef, OtherJob
from rolefit.scoring.answer_effects import OFFSET, UNIT, AnswerEffects, chosen_in, lanes_of
from rolefit.scoring.effects import (
    EffectTable,
    Evidence,
    best_first,
    effect_of,
    effects,
    evidence,
    total_effects,
)
from rolefit.scoring.replies import Qualified, Reply, told
from rolefit.scoring.result import NearerJob, Ranked, Reason, Result, Verdict, VerdictKind
from rolefit.scoring.takes import what_roles_take
from rolefit.scoring.verdict import (
    NamedRoles,
    decide_verdict,
    kind_of,
    margin_errors,
    other_job,
    stability_of,
    verdict_by_fits,
)


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
    lanes: Sequence[Sequence[int]]
    """For each role the scores of all people, as `lanes_of` gives them."""
    nearer: Mapping[int, OtherJob]
    """For those people to whom another job is nearer, which it is."""

    @property
    def totals(self) -> list[list[float]]:
        """For each role the scores of all people less their mean, in natural log units."""
        return [[(each - OFFSET) * UNIT for each in of_role] for of_role in self.lanes]


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

    @property
    def in_columns(self) -> ScoreColumns:
        """The same as columns of one person."""
        lanes = [[round(total / UNIT) + OFFSET] for total in self.totals]
        return ScoreColumns(self.order[:1], [self.verdict.kind], [[fit] for fit in self.fits], lanes, {})


class Scorer:
    """Scores the answers of many people against one catalog.

    >>> from rolefit import Answers, Scorer, load_catalog
    >>> scorer = Scorer(load_catalog())
    >>> [scorer.score(Answers(answers={"horizon": each})).ranking[0].role for each in ("days", "years")]
    ['ds', 'rs']
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._ref, self._coder = CatalogRef.of(catalog), Coder(catalog)
        self._scale = lru_cache(MOST_SCALES)(partial(_Scale, catalog))
        self._in_fit = [place for place, question in enumerate(catalog.questions) if not question.outside_fit]
        self._effects = [AnswerEffects(catalog, question) for question in catalog.fit_questions]
        self._named = NamedRoles(catalog)
        self._kinds = [kind_of(number, len(catalog.roles)) for number in range(len(catalog.roles) + 1)]

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
            nearer=nearer_job(other_job(catalog, known)),
            takes=tuple(what_roles_take(catalog, scores.verdict.roles, answers)),
            why=tuple(reasons(catalog, scale.table, known)),
            answered=tuple(known),
            skipped=tuple(question.id for question in catalog.fit_questions if question.id not in known),
            answers=answers.answers,
            importance=answers.importance,
            offered=answers.offered,
            code=self._coder.code(answers),
        )

    def standing(self, answers: Answers) -> Scores:
        """How the roles stand after answers that are known to belong to the catalog, without the reasons."""
        return self._scores(evidence(self.catalog, answers), self._scale(_pairs(answers.importance)))

    def _scores(self, known: Evidence, scale: "_Scale") -> Scores:
        totals = total_effects(scale.table, known, len(self.catalog.roles))
        fits = softmax(totals)
        stability = scale.stability(totals)
        return Scores(totals, fits, decide_verdict(self.catalog, self._named, fits, known, stability))

    def score_columns(self, columns: Sequence[Sequence[Reply]]) -> ScoreColumns:
        """The same, quickly, for people whose answers stand in a column for each question, in the catalog's order."""
        columns_in_fit = [columns[place] for place in self._in_fit]
        effects = [each.of_all(replies) for each, replies in zip(self._effects, columns_in_fit, strict=True)]
        *totals, asking = lanes_of(map(sum, zip(*effects, strict=True)), len(self.catalog.roles) + 1)
        best = list(map(max, zip(*totals, strict=True)))
        powers = [[exp((total - most) * UNIT) for total, most in zip(of_role, best, strict=True)] for of_role in totals]
        first = [of_person.index(1) for of_person in zip(*powers, strict=True)]
        wholes = reduce(_added, powers)
        fits = [list(map(truediv, of_role, wholes)) for of_role in powers]
        kinds = list(map(self._kinds.__getitem__, self._named.numbers(fits, first)))
        # Hardly anybody chooses nothing that asks for a role: only they are looked at closely.
        nearer = {i: self._other_job([of[i] for of in columns]) for i in compress(count(), map(OFFSET.__eq__, asking))}
        jobs = {i: job for i, job in nearer.items() if job}
        for i in jobs:
            kinds[i] = "open"
        return ScoreColumns(first, kinds, fits, totals, jobs)

    def _other_job(self, replies: Sequence[Reply]) -> OtherJob | None:
        pairs = zip(self.catalog.questions, map(told, replies), strict=True)
        chosen = [
            (q.id, option) for q, said in pairs if said and not q.outside_fit for option in chosen_in(said.answer)
        ]
        return self.catalog.other_jobs.nearest(chosen)

    def verdicts(self, columns: Sequence[Sequence[Reply]], scores: ScoreColumns) -> Iterator[Verdict]:
        """The whole verdict of each of the people who have these scores."""
        questions = [question.id for question in self.catalog.questions]
        people = zip(
            zip(*columns, strict=True), zip(*scores.totals, strict=True), zip(*scores.fits, strict=True), strict=True
        )
        for i, (replies, totals, fits) in enumerate(people):
            importance = [
                (q, r.importance)
                for q, r in zip(questions, replies, strict=True)
                if isinstance(r, Qualified) and r.importance
            ]
            is_known = any(told(replies[place]) for place in self._in_fit)
            stability = self._scale(tuple(sorted(importance))).stability(totals) if is_known else 0.0
            is_open = i in scores.nearer or not is_known
            yield verdict_by_fits(self.catalog, self._named, fits, stability, is_open=is_open)


def _added(some: list[float], more: list[float]) -> list[float]:
    return list(map(add, some, more))


MOST_SCALES = 1000
"""For how many sets of importances a scorer remembers what options do."""

_Pairs: TypeAlias = tuple[tuple[str, str], ...]


def _pairs(importance: Mapping[str, str]) -> _Pairs:
    return tuple(sorted(importance.items()))


class _Scale:
    """What options do under one set of importances, and the errors of margins."""

    def __init__(self, catalog: Catalog, importance: _Pairs) -> None:
        self._catalog = catalog
        self.table = effects(catalog, dict(importance))
        self._errors: dict[int, Sequence[float]] = {}

    def stability(self, totals: Sequence[float]) -> float:
        """The chance that the first role keeps its margins; see `stability_of`."""
        first, *others = best_first(totals)
        if first not in self._errors:
            self._errors[first] = margin_errors(self._catalog, self.table, first)
        errors = self._errors[first]
        return stability_of([(totals[first] - totals[i], errors[i]) for i in others])


def nearer_job(job: OtherJob | None) -> NearerJob | None:
    """The same job, as a result has it."""
    return NearerJob(title=job.title, because=job.because) if job else None


def softmax(totals: Sequence[float]) -> list[float]:
    """Turn scores into fits, which add up to 1."""
    best = max(totals)
    powers = [exp(total - best) for total in totals]
    whole = reduce(add, powers)
    return [power / whole for power in powers]


def reasons(catalog: Catalog, table: EffectTable, known: Evidence) -> Iterator[Reason]:
    """What each piece of evidence did for every role."""
    for question, options in known.items():
        for option, chosen in options.items():
            for role, effect in zip(catalog.roles, effect_of(table, question, option, chosen), strict=True):
                yield Reason(question=question, option=option, chosen=chosen, role=role.id, effect=effect)
