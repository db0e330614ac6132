"""The thresholds of verdicts: split conformal sets on people and coded work."""

from collections.abc import Sequence

import numpy as np

from evidence.fit.sample import Numbers, Sample
from evidence.fit.weights import fit
from rolefit.catalog.rules import HOLDS


def thresholds(samples: Sequence[tuple[Sample, Numbers]]) -> dict[int, float]:
    """For each role the fit that HOLDS of those who hold it reach, in the first sample that has any.

    Takes people, then work, with their fits, in [answerer, role], by what was fitted on others: people tell less, so
    what holds for them holds for work. The rank is that of split conformal prediction (Vovk, Gammerman and Shafer
    2005), which allows for the number of those it is taken from. No threshold is above an even fit, so that somebody is
    always named.
    """
    roles = samples[0][1].shape[1]
    found = {}
    for role in range(roles):
        sample, fits = next(each for each in samples if (each[0].roles == role).any())
        there = sample.roles == role
        found[role] = min(_reached(fits[there, role], sample.weights[there]), 1 / roles)
    return found


def _reached(fits: Numbers, weights: Numbers) -> float:
    """The fit that HOLDS of the weight reaches."""
    order = np.argsort(fits)
    below = np.cumsum(weights[order]) / weights.sum()
    allowed = max((1 - HOLDS) - HOLDS / len(fits), 0)
    return float(fits[order][np.searchsorted(below, allowed)])


def out_of_fold_fits(sample: Sample, people: Sample, work: Sample, hopes: Sample, number: int = 5) -> Numbers:
    """The fits of people, or of work, each by what was fitted on the others."""
    parts = sample.folds(number)
    found = np.zeros((len(parts), len(sample.bank.catalog.roles)))
    for part in range(number):
        others = sample.subset(parts != part)
        fitted = fit(others if sample is people else people, others if sample is work else work, hopes)
        found[parts == part] = fitted.fits(sample.subset(parts == part))
    return found


def cross_fitted_thresholds(people: Sample, work: Sample, hopes: Sample) -> dict[int, float]:
    """The thresholds of people and work together."""
    return thresholds([(each, out_of_fold_fits(each, people, work, hopes)) for each in (people, work)])
