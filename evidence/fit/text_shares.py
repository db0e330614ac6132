"""From counts in job postings to how texts are read: the shares of options among signals, and their weight."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from scipy.optimize import minimize_scalar

from evidence.collect.texts import FOLDS, Naming, Numbers, Sample, clear_roles
from rolefit import Catalog
from rolefit.scanning.reader import OptionKey

TextShares: TypeAlias = Mapping[OptionKey, Sequence[float]]
"""Option to its share among the signals in postings, for each role in the order of the catalog."""

PRIOR_EMPLOYERS = 10
"""A share is drawn towards the mean over roles as if this many employers had written like that mean: where there are
only a few, some of them with a single posting, one posting must not move a share far. Judged, not tuned."""

LEAST = 0.0001
"""The smallest share: one in ten thousand signals, where all postings together have some twenty thousand."""


def text_shares(catalog: Catalog, naming: Naming) -> TextShares:
    """The shares of options among signals, drawn towards the mean over roles by PRIOR_EMPLOYERS employers like it."""
    roles = [role.id for role in catalog.roles]
    signals = np.array([[naming[option][role][0] for role in roles] for option in naming])
    employers = np.array([[naming[option][role][1] for role in roles] for option in naming])
    mean = (signals / np.maximum(employers, 1)).mean(axis=1, keepdims=True)
    drawn = (signals + PRIOR_EMPLOYERS * mean) / (employers + PRIOR_EMPLOYERS)
    parts = np.maximum(drawn / drawn.sum(axis=0), LEAST)
    parts /= parts.sum(axis=0)
    return {option: tuple(map(float, row)) for option, row in zip(naming, parts, strict=True)}


def shares_of(sample: Sample) -> Numbers:
    """The logs of the shares that a sample gives, in [option, role]."""
    naming: dict[OptionKey, dict[str, tuple[float, int]]] = {}
    for option, role, signals, employers in sample.naming():
        naming.setdefault(option, {})[role] = (signals, employers)
    found: Numbers = np.log(np.array(list(text_shares(sample.catalog, naming).values())))
    return found


def out_of_fold_scores(sample: Sample, seed: int = 0) -> Numbers:
    """The scores of postings at weight 1, in [posting, role], each by the shares of other employers' postings."""
    parts = sample.folds(seed)
    found = np.zeros((len(sample.postings), len(sample.catalog.roles)))
    for part in range(FOLDS):
        found[parts == part] = sample.signals[parts == part] @ shares_of(sample.subset(parts != part))
    return found


def fit_weight(sample: Sample, seed: int = 0) -> float:
    """The weight under which the true roles are most likely; only the roles count that texts tell.

    All roles weigh the same, and all employers who seek the same role.
    """
    clear = clear_roles(sample.catalog)
    there = np.isin(sample.roles, clear)
    scores, roles = out_of_fold_scores(sample, seed)[there][:, clear], np.searchsorted(clear, sample.roles[there])
    weights = sample.weights[there]
    for role in range(len(clear)):
        weights[roles == role] /= weights[roles == role].sum()

    def loss(weight: float) -> float:
        return -float(weights @ np.log(softmax(scores * weight)[np.arange(len(roles)), roles]))

    return float(minimize_scalar(loss, bounds=(0, 1), method="bounded").x)


def softmax(scores: Numbers) -> Numbers:
    """Fits of scores, in [posting, role]."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return found
