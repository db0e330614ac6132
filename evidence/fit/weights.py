"""The weights of questions, the corrections of options and the scale of both, by maximum likelihood.

1. One weight for each question, on people and coded work together, each half: it holds how much questions overlap. The
   weights are drawn towards a common one, so that no question is left out by the accident of 353 postings.
2. One correction for each option that people were asked for and each role, on people, who are many: it holds what
   options share with each other. A ridge keeps it small, and random answers are to favour no role.
3. One scale for all: the geometric mean of those under which people, coded work and hopes are each told the right
   percentages. Wishes tell roles apart less than practice does, so what is told is less than practice would allow.

The shares that scores rest on come from others than those who are scored (cross-fitting): nothing rewards noise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import geometric_mean
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from evidence.fit import shares as of_shares
from evidence.fit.sample import Bank, Marks, Numbers, Sample
from rolefit import Catalog
from rolefit.evaluation.random_answers import MOST_TICKS
from rolefit.scoring.effects import bounded

COMMON_WEIGHT, TOWARDS_COMMON = 0.3, 2.0
"""What weights are drawn to, and how strongly (times the squared distance, beside a mean log loss): judged, with the
open cross-validated figures and the spread of leads in view, so that no question is left out."""

RIDGE = 0.005
"""How strongly corrections are kept small."""

EVEN = 1.0
"""How strongly mean scores of random answers are kept at their targets."""

ROUNDS, RANDOM = 5, 4000
"""In how many rounds these targets are moved until random answers put each role first alike, on how many answers."""


@dataclass(frozen=True)
class Fit:
    """What is fitted."""

    bank: Bank
    shares: Numbers
    """In [option, role]."""
    weights: Numbers
    """In [question], times the scale."""
    corrections: Numbers
    """In [option, role], times the scale; they add up to 0 over the roles."""
    scale: float

    def fits(self, sample: Sample, roles: Sequence[int] | None = None) -> Numbers:
        """The fits of a sample, in [answerer, role], among some roles or all."""
        terms = Terms.of(sample, self.shares)
        return softmax(terms.scores(self.weights, self.corrections), roles)


@dataclass(frozen=True)
class Instrument:
    """Scores taken apart, the roles that they are to tell apart, and how much each answerer counts."""

    terms: "Terms"
    sample: Sample
    roles: Sequence[int]

    def loss(self, scores: Numbers) -> tuple[float, Numbers]:
        """The mean log loss of the true roles, all roles weighing the same, and its gradient by the scores."""
        fits = softmax(scores, self.roles)
        rows = np.arange(len(fits))
        value = -float(self.sample.balanced @ np.log(np.maximum(fits[rows, self.sample.roles], 1e-300)))
        fits[rows, self.sample.roles] -= 1
        return value, fits * self.sample.balanced[:, None]


@dataclass(frozen=True)
class Terms:
    """What scores are made of."""

    by_question: Numbers
    """Logs of shares added up, in [answerer, question, role]: what the weight of the question multiplies."""
    by_option: Numbers
    """In [answerer, option]: what the corrections of the option are multiplied by."""

    @classmethod
    def of(cls, sample: Sample, shares: Numbers) -> "Terms":
        """Take the scores of a sample apart, by these shares."""
        bank = sample.bank
        parts = np.vectorize(bounded)(shares)
        chosen, left = np.log(parts), np.log(1 - parts)
        chosen, left = (each - each.mean(axis=1, keepdims=True) for each in (chosen, left))
        mean = parts.mean(axis=1)
        known, ticked = np.isfinite(sample.chosen), np.nan_to_num(sample.chosen)
        by_question = np.zeros((len(ticked), bank.question.max() + 1, parts.shape[1]))
        for question in range(by_question.shape[1]):
            options = bank.options_of(question)
            by_question[:, question] = ticked[:, options] @ chosen[options]
            if bank.many[options[0]]:
                by_question[:, question] += ((1 - ticked) * known)[:, options] @ left[options]
        return cls(by_question, np.where(bank.many, (ticked - mean) * known, ticked * (1 - mean)))

    def scores(self, weights: Numbers, corrections: Numbers) -> Numbers:
        """The scores, in [answerer, role]."""
        found: Numbers = np.einsum("aqr,q->ar", self.by_question, weights) + self.by_option @ corrections
        return found


def softmax(scores: Numbers, roles: Sequence[int] | None = None) -> Numbers:
    """Fits of scores, among some roles or all; those of the others are 0."""
    among = scores.copy()
    if roles is not None:
        among[:, [i for i in range(scores.shape[1]) if i not in roles]] = -np.inf
    powers = np.exp(among - among.max(axis=1, keepdims=True))
    found: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return found


def fit(people: Sample, work: Sample, hopes: Sample) -> Fit:
    """Fit everything that the catalog holds of numbers."""
    shares = of_shares.combined(people, work)
    crossed = _cross_fitted(people, work)
    weights = _fit_weights(crossed)
    corrections = _fit_corrections(crossed[0], weights, shares, of_shares.asked_of_people(people))
    hoped = Instrument(Terms.of(hopes, shares), hopes, hopes.held)
    scale = geometric_mean([_fit_scale(each, weights, corrections) for each in (*crossed, hoped)])
    return Fit(people.bank, shares, weights * scale, corrections * scale, scale)


def _cross_fitted(people: Sample, work: Sample) -> tuple[Instrument, Instrument]:
    """People and work, each scored with shares of the others; work of other employers, as far as there are."""
    parts = people.folds(), work.folds()
    found = []
    for sample, own in ((people, parts[0]), (work, parts[1])):
        pieces: list[tuple[Any, Terms]] = []
        for part in sorted(set(own.tolist())):
            shares = of_shares.combined(people.subset(parts[0] != part), work.subset(parts[1] != part))
            there = own == part
            pieces.append((there, Terms.of(sample.subset(there), shares)))
        questions, options = (np.zeros((len(own), *each.shape[1:])) for each in _shapes(pieces[0][1]))
        for there, terms in pieces:
            questions[there], options[there] = terms.by_question, terms.by_option
        found.append(Instrument(Terms(questions, options), sample, sample.held))
    return found[0], found[1]


def _shapes(terms: Terms) -> tuple[Numbers, Numbers]:
    return terms.by_question, terms.by_option


def _fit_weights(instruments: Sequence[Instrument]) -> Numbers:
    questions = instruments[0].terms.by_question.shape[1]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        value = TOWARDS_COMMON * float(((weights - COMMON_WEIGHT) ** 2).sum())
        slope = 2 * TOWARDS_COMMON * (weights - COMMON_WEIGHT)
        for each in instruments:
            scores = np.einsum("aqr,q->ar", each.terms.by_question, weights)
            one, by_score = each.loss(scores)
            value += one / len(instruments)
            slope = slope + np.einsum("ar,aqr->q", by_score, each.terms.by_question) / len(instruments)
        return value, slope

    start = np.full(questions, COMMON_WEIGHT)
    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * questions, tol=1e-10)
    return np.asarray(found.x)


def _fit_corrections(people: Instrument, weights: Numbers, shares: Numbers, asked: Marks) -> Numbers:
    base = np.einsum("aqr,q->ar", people.terms.by_question, weights)
    answers = Terms.of(_random_sample(people.sample.bank, len(shares[0])), shares)
    random_base = np.einsum("aqr,q->ar", answers.by_question, weights)
    mean_base, mean_options = random_base.mean(axis=0), answers.by_option.mean(axis=0)
    shape = shares.shape

    def centred(flat: Numbers) -> Numbers:
        corrections = flat.reshape(shape)
        found: Numbers = (corrections - corrections.mean(axis=1, keepdims=True)) * asked[:, None]
        return found

    def loss(flat: Numbers, targets: Numbers) -> tuple[float, Numbers]:
        corrections = centred(flat)
        value, by_score = people.loss(base + people.terms.by_option @ corrections)
        off = mean_base + mean_options @ corrections - targets
        value += EVEN * float((off**2).sum()) + RIDGE * float((corrections**2).sum())
        slope = people.terms.by_option.T @ by_score + 2 * EVEN * np.outer(mean_options, off) + 2 * RIDGE * corrections
        return value, ((slope - slope.mean(axis=1, keepdims=True)) * asked[:, None]).ravel()

    flat, targets = np.zeros(shares.size), np.zeros(shape[1])
    for _ in range(ROUNDS):
        result: Any = minimize(loss, flat, args=(targets,), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        flat = np.asarray(result.x)
        first = (random_base + answers.by_option @ centred(flat)).argmax(axis=1)
        parts = np.bincount(first, minlength=shape[1]) / len(first)
        targets = targets + np.log(1 / shape[1] / np.maximum(parts, 0.02)) / 2
        targets -= targets.mean()
    return centred(flat)


def _fit_scale(instrument: Instrument, weights: Numbers, corrections: Numbers) -> float:
    scores = instrument.terms.scores(weights, corrections)

    def loss(scale: float) -> float:
        return instrument.loss(scale * scores)[0]

    return float(minimize_scalar(loss, bounds=(0.1, 3), method="bounded").x)


def slope(fitted: Fit, sample: Sample) -> float:
    """What the scores of a sample would be multiplied by for the percentages to be right: below 1 they say too much."""
    instrument = Instrument(Terms.of(sample, fitted.shares), sample, sample.held)
    return _fit_scale(instrument, fitted.weights, fitted.corrections)


def _random_sample(bank: Bank, roles: int) -> Sample:
    """Random answers, as `rolefit check` draws them."""
    random = np.random.default_rng(0)
    chosen = np.zeros((RANDOM, len(bank.options)))
    for question in range(int(bank.question.max()) + 1):
        options = bank.options_of(question)
        if bank.many[options[0]]:
            ticks = random.integers(0, min(MOST_TICKS, len(options)) + 1, RANDOM)
            ranks = random.random((RANDOM, len(options))).argsort(axis=1).argsort(axis=1)
            chosen[:, options] = ranks < ticks[:, None]
        else:
            chosen[np.arange(RANDOM), options[random.integers(0, len(options), RANDOM)]] = 1
    return Sample(bank, chosen, np.arange(RANDOM) % roles, np.arange(RANDOM))


def fitted_catalog(catalog: Catalog, fitted: Fit) -> Catalog:
    """The catalog with these numbers in it, rounded as its file has them."""
    place = {option: i for i, option in enumerate(fitted.bank.options)}
    weights = {q.id: round(float(fitted.weights[i]), 3) for i, q in enumerate(catalog.fit_questions)}
    roles = []
    for number, role in enumerate(catalog.roles):
        shares = {
            question: {
                option: share.model_copy(
                    update={
                        "share": round(float(fitted.shares[place[question, option], number]), 4),
                        "correction": round(float(fitted.corrections[place[question, option], number]), 4),
                    }
                )
                if (question, option) in place
                else share
                for option, share in options.items()
            }
            for question, options in role.shares.items()
        }
        roles.append(role.model_copy(update={"shares": shares}))
    questions = [
        question.model_copy(update={"weight": weights[question.id]}) if question.id in weights else question
        for question in catalog.questions
    ]
    return catalog.model_copy(update={"questions": tuple(questions), "roles": tuple(roles)})
