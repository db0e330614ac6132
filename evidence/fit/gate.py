"""From counts in texts about roles and about other jobs to how they are told apart: shares, weight and offset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evidence.collect.neighbours import NeighbourText, hashed
from evidence.collect.texts import (
    FOLDS,
    Indices,
    Numbers,
    Sample,
    clear_roles,
    even_weights,
    folds_of,
    kinds_of,
    options_of,
)
from evidence.fit.text_shares import PRIOR_EMPLOYERS as FIT_PRIOR
from evidence.fit.text_shares import drawn, mean_signals
from rolefit import Catalog

PRIOR_EMPLOYERS = 3
"""A share is drawn towards the mean over all jobs as if this many employers had written like that mean. Judged."""


@dataclass(frozen=True)
class JobTexts:
    """Texts about roles and about other jobs, and what they say."""

    catalog: Catalog
    jobs: Indices
    """The place of each text's job: a role in the order of the catalog, then a neighbour."""
    employers: NDArray[Any]
    counts: Numbers
    """In [text, kind]: signals of options, then words of the field and of neighbours."""

    @classmethod
    def of(cls, sample: Sample, neighbours: Sequence[NeighbourText]) -> "JobTexts":
        """The postings of a sample, and texts about other jobs."""
        catalog = sample.catalog
        place = {job: i for i, job in enumerate(jobs_of(catalog))}
        signals = [[each.signals.get(q, {}).get(o, 0) for q, o in options_of(catalog)] for each in neighbours]
        words = [[each.words.get(kind, 0) for kind in kinds_of(catalog)] for each in neighbours]
        kinds = len(options_of(catalog)) + len(kinds_of(catalog))
        others = np.hstack([signals, words]) if neighbours else np.zeros((0, kinds))
        return cls(
            catalog,
            np.array([*sample.roles, *(place[each.job] for each in neighbours)]),
            np.array([*map(hashed, sample.employers), *(each.employer for each in neighbours)]),
            np.vstack([np.hstack([sample.signals, sample.words]), others]).astype(float),
        )

    def subset(self, chosen: Any) -> "JobTexts":
        """The texts whose place is marked."""
        return JobTexts(self.catalog, self.jobs[chosen], self.employers[chosen], self.counts[chosen])

    @cached_property
    def weights(self) -> Numbers:
        """How much each text counts: all employers who seek one job as much as each other, each of them 1."""
        return even_weights(self.jobs, self.employers)

    def folds(self, seed: int = 0) -> Indices:
        """The part that each text is in; all of an employer are in the same one."""
        return folds_of(self.employers, seed)

    @property
    def is_role(self) -> NDArray[np.bool_]:
        """Which texts are about roles."""
        found: NDArray[np.bool_] = self.jobs < len(self.catalog.roles)
        return found

    def shares(self) -> Numbers:
        """The part of what is said in texts about each job that is of each kind, in [kind, job].

        Of roles, options have the parts that fits rest on, beside the words.
        """
        kinds, jobs = self.counts.shape[1], len(jobs_of(self.catalog))
        signals, employers = np.zeros((kinds, jobs)), np.zeros((1, jobs))
        for job in range(jobs):
            there = self.jobs == job
            signals[:, job] = self.weights[there] @ self.counts[there]
            employers[0, job] = self.weights[there].sum()
        found = drawn(signals, employers, range(jobs), PRIOR_EMPLOYERS)
        options, roles = len(options_of(self.catalog)), len(self.catalog.roles)
        of_roles = drawn(signals[:options, :roles], employers[:, :roles], clear_roles(self.catalog), FIT_PRIOR)
        found[:options, :roles] = of_roles * (1 - found[options:, :roles].sum(axis=0))
        return found


class GateFit(NamedTuple):
    """How much the mean of what is said counts, and what is added for the roles."""

    weight: float
    offset: float


def jobs_of(catalog: Catalog) -> list[str]:
    """The ids of roles, then of neighbours."""
    return [
        *(role.id for role in catalog.roles),
        *(each.id for each in (catalog.texts.neighbours if catalog.texts else ())),
    ]


def mean_logs(texts: JobTexts, shares: Numbers) -> Numbers:
    """The mean log share of what each text says, in [text, job]."""
    found: Numbers = mean_signals(texts.catalog, texts.counts) @ np.log(shares)
    return found


def log_odds(logs: Numbers, roles: int, fitted: GateFit) -> Numbers:
    """What speaks for the roles rather than for other jobs, in natural log units, for each text."""
    scores = fitted.weight * logs
    found: Numbers = _log_mean(scores[:, :roles]) - _log_mean(scores[:, roles:]) + fitted.offset
    return found


def out_of_fold_logs(texts: JobTexts, seed: int = 0) -> Numbers:
    """The mean log shares of texts, each by what other employers' texts say."""
    parts = texts.folds(seed)
    found = np.zeros((len(texts.jobs), len(jobs_of(texts.catalog))))
    for part in range(FOLDS):
        found[parts == part] = mean_logs(texts.subset(parts == part), texts.subset(parts != part).shares())
    return found


def fit_gate(texts: JobTexts, seed: int = 0) -> GateFit:
    """The weight and offset that tell roles and other jobs best; either weigh the same, and so do all jobs of each."""
    logs, roles = out_of_fold_logs(texts, seed), len(texts.catalog.roles)
    weights = texts.weights.copy()
    for job in set(texts.jobs):
        weights[texts.jobs == job] /= weights[texts.jobs == job].sum()
    for half in (texts.is_role, ~texts.is_role):
        weights[half] /= 2 * weights[half].sum()
    sign = np.where(texts.is_role, 1, -1)

    def loss(found: Numbers) -> float:
        return float(weights @ np.logaddexp(0, -sign * log_odds(logs, roles, GateFit(*found))))

    return GateFit(*map(float, minimize(loss, [8.0, 0.0], method="L-BFGS-B", bounds=[(0, 50), (-9, 9)]).x))


def option_shares(catalog: Catalog, shares: Numbers) -> Mapping[str, Mapping[tuple[str, str], float]]:
    """For each job the parts of options among signals of options, adding up to 1."""
    options = options_of(catalog)
    parts = shares[: len(options)] / shares[: len(options)].sum(axis=0)
    return {
        job: {option: float(parts[row, place]) for row, option in enumerate(options)}
        for place, job in enumerate(jobs_of(catalog))
    }


def word_shares(catalog: Catalog, shares: Numbers) -> Mapping[str, Mapping[str, float]]:
    """For each job the part of all that is said that is words of the field, or of each neighbour."""
    first = len(options_of(catalog))
    return {
        job: {kind: float(shares[first + row, place]) for row, kind in enumerate(kinds_of(catalog))}
        for place, job in enumerate(jobs_of(catalog))
    }


def _log_mean(scores: Numbers) -> Numbers:
    highest = scores.max(axis=1, keepdims=True)
    found: Numbers = highest[:, 0] + np.log(np.exp(scores - highest).mean(axis=1))
    return found
