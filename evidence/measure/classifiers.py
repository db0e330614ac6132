"""Classifiers of postings by role, each measured on postings of employers that it was not fitted on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import BernoulliNB
from sklearn.pipeline import make_pipeline

from evidence.collect.texts import Indices, Numbers, Sample
from evidence.fit.text_shares import fit_text_model, mean_signals, shares_of, softmax
from rolefit.evaluation.metrics import BINS, SMALLEST_FIT, Prediction

Roles: TypeAlias = Sequence[int]
"""Roles to be told apart, by their places in the catalog."""

Classifier: TypeAlias = Callable[[Sample, Sample, Roles], Numbers]
"""From known postings, and others of some roles, to the scores of the others, in [posting, role]."""

MASKED = re.compile(
    r"\b(?:data|applied|research|machine[- ]learning|ml|ai)[- ]+"
    r"(?:scien(?:tists?|ces?)|engineer(?:s|ing)?|research(?:ers?)?)\b",
    re.IGNORECASE,
)
"""Titles of the roles, and the names of the fields that they come from."""


@dataclass(frozen=True)
class Model:
    """What a signal of an option says for each role that is told, in [option, role], as `rolefit scan` has it."""

    effects: Numbers

    @classmethod
    def of(cls, known: Sample, roles: Roles) -> "Model":
        """Fitted on known postings, its weight and tilt on parts of them."""
        fitted = fit_text_model(known, roles)
        effects = fitted.weight * shares_of(known)[:, roles] + np.array(fitted.tilt)
        return cls(effects - effects.mean(axis=1, keepdims=True))

    def scores(self, mean: Numbers) -> Numbers:
        """The scores of texts, from what part of its signals each has of each option."""
        found: Numbers = mean @ self.effects
        return found

    def strengths(self, mean: Numbers) -> Numbers:
        """The sum of all that speaks for each role."""
        found: Numbers = mean @ np.maximum(self.effects, 0)
        return found


def signal_model(known: Sample, asked: Sample, roles: Roles) -> Numbers:
    """As rolefit does it."""
    return Model.of(known, roles).scores(mean_signals(asked.catalog, asked.signals))


def naive_bayes(known: Sample, asked: Sample, roles: Roles) -> Numbers:
    """Naive Bayes on which options a posting names at all, employers weighing the same, without a weight."""
    known = known.subset(np.isin(known.roles, roles))
    model = BernoulliNB(fit_prior=False).fit(known.signals > 0, known.roles, sample_weight=known.weights)
    return _spread(model.predict_log_proba(asked.signals > 0), model.classes_, roles)


def word_regression(known: Sample, asked: Sample, roles: Roles) -> Numbers:
    """A logistic regression on all words (TF-IDF), titles masked, every role weighing the same."""
    known = known.subset(np.isin(known.roles, roles))
    regression = LogisticRegression(class_weight="balanced", solver="newton-cg")
    model = make_pipeline(TfidfVectorizer(min_df=2, sublinear_tf=True), regression).fit(_masked(known), known.roles)
    return _spread(model.predict_log_proba(_masked(asked)), model.classes_, roles)


def uniform(_: Sample, asked: Sample, roles: Roles) -> Numbers:
    """Guessing: every role is as likely."""
    return np.zeros((len(asked.postings), len(roles)))


def _masked(sample: Sample) -> list[str]:
    return [MASKED.sub(" ", posting.description) for posting in sample.postings]


def _spread(logs: Numbers, classes: Indices, roles: Roles) -> Numbers:
    """Scores of all roles, where perhaps only some of them were known."""
    found = np.full((len(logs), len(roles)), np.log(SMALLEST_FIT))
    found[:, [list(roles).index(role) for role in classes]] = logs
    return found


def out_of_fold_scores(sample: Sample, classifier: Classifier, roles: Roles, seed: int) -> Numbers:
    """The scores of the postings of some roles, in [posting, role], each by what other employers' postings say."""
    parts, there = sample.folds(seed), np.isin(sample.roles, roles)
    found = np.zeros((len(sample.postings), len(roles)))
    for part in set(parts[there]):
        asked = there & (parts == part)
        found[asked] = classifier(sample.subset(parts != part), sample.subset(asked), roles)
    return found[there]


class Figures(NamedTuple):
    """How good it is. Every role weighs the same."""

    balanced_accuracy: float
    top2: float
    log_loss: float
    calibration_error: float


MEASURES = {
    "balanced_accuracy": "balanced accuracy",
    "top2": "role in the top two",
    "log_loss": "log loss",
    "calibration_error": "calibration error",
}
"""Figure to what it is called."""


@dataclass(frozen=True)
class TextPredictions:
    """Predicted and true roles of postings, among some roles."""

    fits: Numbers
    """In [posting, role]."""
    roles: Indices
    """The true role of each posting, by its place among these."""
    employers: Any
    """Who each posting is by."""
    employer_weights: Numbers
    """How much each posting counts where all employers who seek a role count the same."""

    @classmethod
    def of(cls, sample: Sample, scores: Numbers, roles: Roles) -> "TextPredictions":
        """The postings of these roles among all, from their scores for these roles."""
        kept = sample.subset(np.isin(sample.roles, roles))
        places = np.array([list(roles).index(role) for role in kept.roles])
        return cls(softmax(scores), places, kept.employers, kept.weights)

    @cached_property
    def predictions(self) -> list[Prediction]:
        """The same, one by one."""
        return [Prediction(int(r), list(map(float, fits))) for r, fits in zip(self.roles, self.fits, strict=True)]

    def figures(self, weights: Numbers | None = None) -> Figures:
        """The measures of rolefit.evaluation.metrics, where postings of the same role need not weigh the same."""
        given = np.ones(len(self.roles)) if weights is None else weights
        part = given / np.bincount(self.roles, given)[self.roles]
        count, true = self.fits.shape[1], self.fits[np.arange(len(self.roles)), self.roles]
        order = np.argsort(-self.fits, axis=1, kind="stable")
        first, hit = self.fits.max(axis=1), order[:, 0] == self.roles
        bins = np.minimum((first * BINS).astype(int), BINS - 1)
        return Figures(
            balanced_accuracy=float(part @ hit) / count,
            top2=float(part @ (order[:, :2] == self.roles[:, None]).any(axis=1)) / count,
            log_loss=-float(part @ np.log(np.maximum(true, SMALLEST_FIT))) / count,
            calibration_error=float(np.abs(np.bincount(bins, part * (hit - first))).sum()) / count,
        )

    def calibration_errors_of_perfect_fits(self, draws: int, seed: int) -> Numbers:
        """The calibration errors there would be by chance, were the roles drawn by these very fits."""
        random = np.random.default_rng(seed)
        found = []
        for _ in range(draws):
            roles = (random.random((len(self.fits), 1)) > self.fits.cumsum(axis=1)).sum(axis=1)
            drawn = replace(self, roles=np.minimum(roles, self.fits.shape[1] - 1))
            found.append(drawn.figures().calibration_error)
        return np.array(found)

    def bootstrapped(self, resamples: int, seed: int) -> list[Figures]:
        """The figures where the employers who seek each role are drawn anew, with replacement."""
        random = np.random.default_rng(seed)
        names, owner = np.unique(
            [f"{r} {e}" for r, e in zip(self.roles, self.employers, strict=True)], return_inverse=True
        )
        role_of = np.zeros(len(names), int)
        role_of[owner] = self.roles
        groups = [np.flatnonzero(role_of == role) for role in range(self.fits.shape[1])]
        found = []
        for _ in range(resamples):
            picked = np.concatenate([random.choice(group, len(group)) for group in groups])
            found.append(self.figures(np.bincount(picked, minlength=len(names)).astype(float)[owner]))
        return found


def cross_validate(sample: Sample, classifier: Classifier, roles: Roles, partitions: int) -> list[TextPredictions]:
    """Out-of-fold predictions for the postings of some roles, in each partition of the employers."""
    return [
        TextPredictions.of(sample, out_of_fold_scores(sample, classifier, roles, seed), roles)
        for seed in range(partitions)
    ]


def mean_figures(each: Sequence[TextPredictions], *, employers_even: bool = False) -> Figures:
    """The mean figures over partitions; all employers who seek a role weigh the same with `employers_even`."""
    found = [one.figures(one.employer_weights if employers_even else None) for one in each]
    return Figures(*map(fmean, zip(*found, strict=True)))
