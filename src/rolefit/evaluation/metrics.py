"""How good predictions of roles are: figures in which every role weighs the same, with 95% intervals.

Roles are given by their index, from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from random import Random
from statistics import fmean, pstdev
from typing import NamedTuple, TypeAlias

BINS = 10
"""Into how many bins of equal width the fit of the first role is sorted, for calibration."""

SMALLEST_FIT = 1e-300
"""A fit of nought, which only rounding can give, counts as this much where its logarithm is taken."""

Interval: TypeAlias = tuple[float, float]
"""Between these two the figure would be found in 95 of 100 samples like this one."""


@dataclass(frozen=True)
class Prediction:
    """The true role of a person, and the fit of each role; fits add up to 1."""

    role: int
    fits: Sequence[float]

    @cached_property
    def ranking(self) -> list[int]:
        """The roles, best first."""
        return sorted(range(len(self.fits)), key=lambda i: -self.fits[i])

    @property
    def predicted(self) -> int:
        """The role that is ranked first."""
        return self.ranking[0]

    @property
    def hit(self) -> bool:
        """Whether that is the true one."""
        return self.predicted == self.role

    @property
    def bin(self) -> int:
        """Which bin the fit of the first role falls into."""
        return min(int(self.fits[self.predicted] * BINS), BINS - 1)


@dataclass(frozen=True)
class CalibrationBin:
    """Of the people whose first role has a fit in one bin: what they were told, and what is true."""

    n: int
    weight: float
    """Their part of all people, every role weighing the same."""
    mean_predicted: float
    """The mean fit of the first role."""
    observed: float
    """The part who hold it."""
    effective: float
    """How many people of equal weight would be worth as much (Kish 1965, Survey Sampling, p. 427)."""


@dataclass(frozen=True)
class Metrics:
    """How good predictions are. Every role weighs the same."""

    recall: tuple[float, ...]
    """Of the people of each role, the part for whom it comes first."""
    top2: float
    """The part of people whose role is among the first two."""
    log_loss: float
    """The mean of minus the natural log of the fit of the true role."""
    calibration_error: float
    """By how much, on average over people, a bin's fit of the first role differs from the part who hold that role."""

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the recalls."""
        return sum(self.recall) / len(self.recall)


def compute_metrics(predictions: Sequence[Prediction]) -> Metrics:
    """Measure predictions; every role must be the true one of somebody."""
    return _Sample(predictions).metrics()


@dataclass(frozen=True)
class MetricIntervals:
    """The 95% intervals of the measures."""

    recall: tuple[Interval, ...]
    top2: Interval
    log_loss: Interval
    calibration_error: Interval
    balanced_accuracy: Interval


@dataclass(frozen=True)
class Bootstrap:
    """How intervals are drawn: people are taken anew, with replacement, from those of their role.

    An interval goes from the 2.5th to the 97.5th percentile of what the resamples give (Efron and Tibshirani 1993, An
    Introduction to the Bootstrap, chapter 13). The same seed gives the same intervals.
    """

    resamples: int = 1000
    seed: int = 1

    def intervals(self, predictions: Sequence[Prediction]) -> MetricIntervals:
        """The intervals of all measures."""
        sample = _Sample(predictions)
        random = Random(self.seed)  # noqa: S311  # a bootstrap, not a secret
        drawn = [
            sample.metrics([random.choices(range(size), k=size) for size in sample.sizes])
            for _ in range(self.resamples)
        ]
        return MetricIntervals(
            recall=tuple(_middle([each.recall[i] for each in drawn]) for i in range(len(sample.sizes))),
            top2=_middle([each.top2 for each in drawn]),
            log_loss=_middle([each.log_loss for each in drawn]),
            calibration_error=_middle([each.calibration_error for each in drawn]),
            balanced_accuracy=_middle([each.balanced_accuracy for each in drawn]),
        )


def _middle(drawn: Sequence[float]) -> Interval:
    ranked = sorted(drawn)
    last = len(ranked) - 1
    return ranked[round(0.025 * last)], ranked[round(0.975 * last)]


def share_interval(share: float, n: int) -> Interval:
    """The 95% interval of a share of n people (Wilson 1927, J. Am. Stat. Assoc. 22, p. 209)."""
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def mean_interval(values: Sequence[float]) -> Interval:
    """The 95% interval of the mean of numbers between 0 and 1, by their own spread."""
    mean = fmean(values)
    reach = 1.96 * pstdev(values, mean) / sqrt(len(values))
    return max(mean - reach, 0.0), min(mean + reach, 1.0)


def reliability(predictions: Sequence[Prediction]) -> list[CalibrationBin | None]:
    """For each bin what its people were told and what is true; None where there is nobody."""
    sizes = [sum(p.role == role for p in predictions) for role in range(len(predictions[0].fits))]
    bins: list[CalibrationBin | None] = []
    for index in range(BINS):
        there = [(1 / sizes[p.role] / len(sizes), p) for p in predictions if p.bin == index]
        whole = sum(weight for weight, _ in there)
        mean_predicted = sum(weight * p.fits[p.predicted] for weight, p in there)
        observed = sum(weight for weight, p in there if p.hit)
        if not there:
            bins.append(None)
            continue
        # Rounding may add up to a little more than 1.
        effective = whole**2 / sum(weight**2 for weight, _ in there)
        bins.append(
            CalibrationBin(
                len(there), min(whole, 1.0), min(mean_predicted / whole, 1.0), min(observed / whole, 1.0), effective
            )
        )
    return bins


def confusion(predictions: Sequence[Prediction]) -> list[list[int]]:
    """For each true role, how many were predicted to hold each role."""
    roles = range(len(predictions[0].fits))
    return [
        [sum(p.role == actual and p.predicted == predicted for p in predictions) for predicted in roles]
        for actual in roles
    ]


class _Columns(NamedTuple):
    """The people of one role, each turned into the few numbers that all measures are made of."""

    hits: list[bool]
    seconds: list[bool]
    losses: list[float]
    bins: list[int]
    gaps: list[float]


class _Sample:
    """Predictions by true role."""

    def __init__(self, predictions: Sequence[Prediction]) -> None:
        roles = range(len(predictions[0].fits))
        self.roles = [self._columns([p for p in predictions if p.role == role]) for role in roles]
        self.sizes = [len(columns.hits) for columns in self.roles]

    @staticmethod
    def _columns(people: Sequence[Prediction]) -> _Columns:
        return _Columns(
            hits=[p.hit for p in people],
            seconds=[p.role in p.ranking[:2] for p in people],
            losses=[-log(max(p.fits[p.role], SMALLEST_FIT)) for p in people],
            bins=[p.bin for p in people],
            gaps=[p.hit - p.fits[p.predicted] for p in people],
        )

    def metrics(self, picks: Sequence[Sequence[int]] | None = None) -> Metrics:
        """The measures of those who were picked, by role; without picks of all."""
        recall, top2, loss = [], 0.0, 0.0
        bins = [0.0] * BINS
        for columns, picked in zip(self.roles, picks or [range(size) for size in self.sizes], strict=True):
            size = len(picked)
            recall.append(sum(map(columns.hits.__getitem__, picked)) / size)
            top2 += sum(map(columns.seconds.__getitem__, picked)) / size
            loss += sum(map(columns.losses.__getitem__, picked)) / size
            gaps = map(columns.gaps.__getitem__, picked)
            for index, gap in zip(map(columns.bins.__getitem__, picked), gaps, strict=True):
                bins[index] += gap / size
        count = len(self.roles)
        return Metrics(tuple(recall), top2 / count, loss / count, sum(map(abs, bins)) / count)
