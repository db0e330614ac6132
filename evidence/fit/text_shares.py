"""From counts in job postings to how texts are read: the shares of options among signals, their weight and the tilt."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from scipy.optimize import minimize

from evidence.collect.texts import FOLDS, WORDS, Naming, Numbers, Sample, clear_roles
from rolefit import Catalog
from rolefit.scanning.reader import OptionKey

TextShares: TypeAlias = Mapping[OptionKey, Sequence[float]]
"""Option to its share among the signals in postings, for each role in the order of the catalog."""

PRIOR_EMPLOYERS = 10
"""A share is drawn towards the mean over roles as if this many employers had written like that mean: where there are
only a few, some of them with a single posting, one posting must not move a share far. Judged, not tuned."""

LEAST = 0.0001
"""The smallest share: one in ten thousand signals, where all postings together have some twenty thousand."""

STIFF = 0.02
"""How much a tilt costs, in natural log units of loss per square: with a few employers it is drawn towards none."""


class TextFit(NamedTuple):
    """How much the mean of the signals counts, and what it says besides for each role that texts tell."""

    weight: float
    tilt: tuple[float, ...]


def text_shares(catalog: Catalog, naming: Naming) -> TextShares:
    """The shares of options among signals, drawn towards their mean over roles that texts tell by PRIOR_EMPLOYERS."""
    options = [option for option in naming if option[0] != WORDS]
    roles = [role.id for role in catalog.roles]
    signals = np.array([[naming[option][role][0] for role in roles] for option in options])
    employers = np.array([[naming[option][role][1] for role in roles] for option in options])
    parts = drawn(signals, employers, clear_roles(catalog), PRIOR_EMPLOYERS)
    return {option: tuple(map(float, row)) for option, row in zip(options, parts, strict=True)}


def drawn(signals: Numbers, employers: Numbers, towards: Sequence[int], prior: float) -> Numbers:
    """Shares in [kind, job] of counts over employers, drawn towards the mean over some jobs; a column adds up to 1."""
    mean = (signals / np.maximum(employers, 1))[:, list(towards)].mean(axis=1, keepdims=True)
    counts = (signals + prior * mean) / (employers + prior)
    parts: Numbers = np.maximum(counts / counts.sum(axis=0), LEAST)
    parts /= parts.sum(axis=0)
    return parts


def shares_of(sample: Sample) -> Numbers:
    """The logs of the shares that a sample gives, in [option, role]."""
    naming: dict[OptionKey, dict[str, tuple[float, int]]] = {}
    for option, role, signals, employers in sample.naming():
        naming.setdefault(option, {})[role] = (signals, employers)
    found: Numbers = np.log(np.array(list(text_shares(sample.catalog, naming).values())))
    return found


def mean_signals(catalog: Catalog, signals: Numbers) -> Numbers:
    """What part of its signals each text has of each kind, but of the least number where it has fewer."""
    least = catalog.texts.least_signals if catalog.texts else 1
    found: Numbers = signals / np.maximum(signals.sum(axis=1, keepdims=True), least)
    return found


def fit_text_model(sample: Sample, told: Sequence[int], seed: int = 0) -> TextFit:
    """The weight and tilt under which the true roles are most likely, among those that are told.

    All roles weigh the same, and all employers who seek the same role. Each posting is scored by the shares of other
    employers' postings.
    """
    clear = list(told)
    parts = sample.folds(seed)
    mean = mean_signals(sample.catalog, sample.signals)
    logs = np.zeros((len(sample.postings), len(clear)))
    for part in range(FOLDS):
        logs[parts == part] = mean[parts == part] @ shares_of(sample.subset(parts != part))[:, clear]
    there = np.isin(sample.roles, clear)
    roles, weights = np.array([clear.index(role) for role in sample.roles[there]]), sample.weights[there]
    for role in range(len(clear)):
        weights[roles == role] /= weights[roles == role].sum()
    said = mean.sum(axis=1)[there]

    def loss(found: Numbers) -> float:
        tilt = found[1:] - found[1:].mean()
        fits = softmax(found[0] * logs[there] + said[:, None] * tilt)
        true = np.maximum(fits[np.arange(len(roles)), roles], np.finfo(float).tiny)
        return float(-weights @ np.log(true) + STIFF * tilt @ tilt)

    best = minimize(
        loss, [5.0, *([0.0] * len(clear))], method="L-BFGS-B", bounds=[(0, 50), *([(-9, 9)] * len(clear))]
    ).x
    return TextFit(float(best[0]), tuple(map(float, best[1:] - best[1:].mean())))


def softmax(scores: Numbers) -> Numbers:
    """Fits of scores, in [posting, role]."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return found
