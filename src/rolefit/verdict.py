"""How sure a ranking is: leads against their noise."""

from collections.abc import Mapping, Sequence
from math import erf, exp, inf, prod, sqrt

from rolefit.catalog import Catalog
from rolefit.effects import EffectTable, Evidence, bounded
from rolefit.result import Verdict

RETAKE = sqrt(2)
"""Two takings of the quiz differ by this many times the standard error of one: each has noise of its own."""

LEAD_KEPT = 0.6
"""The part of a lead that other questions of the kind are expected to show as well: leads are partly luck. This is the
split-half reliability of leads, between the roles that were counted: docs/METHODOLOGY.md, part 4."""


def lead_errors(catalog: Catalog, table: EffectTable, first: int) -> list[float]:
    """The standard error of the lead of one role, given by its place, over each role, in natural log units.

    This is the noise of taking the whole quiz once: how much the lead differs between people of the first role, whose
    answers are drawn anew, each by its share and apart from the others. With p the share of an option, and e what
    ticking it adds to the lead, an option adds e * e * p * (1 - p) to the squared error. Flipping each answer at the
    rate at which two people of the role differ in it, 2 * p * (1 - p), changes the lead by RETAKE times as much.
    """
    squared = [0.0] * len(catalog.roles)
    for question in catalog.questions:
        shares = catalog.roles[first].shares[question.id]
        drawn = [(bounded(shares[option].share), both) for option, both in table[question.id].items()]
        for rival in range(len(squared)):
            if question.takes_many:
                gains = [(p, both.ticking[first] - both.ticking[rival]) for p, both in drawn]
                squared[rival] += sum(gain * gain * p * (1 - p) for p, gain in gains)
            else:
                squared[rival] += _variance([(p, both.chosen[first] - both.chosen[rival]) for p, both in drawn])
    return [sqrt(each) for each in squared]


def _variance(drawn: Sequence[tuple[float, float]]) -> float:
    """The variance of a value that is drawn with these weights."""
    whole = sum(weight for weight, _ in drawn)
    mean = sum(weight * value for weight, value in drawn) / whole
    return sum(weight * (value - mean) ** 2 for weight, value in drawn) / whole


def judge(leads: Mapping[str, float], errors: Sequence[float], known: Evidence) -> Verdict:
    """Judge a ranking by the leads of its first role over each role, best first, and their standard errors."""
    pairs = list(zip(leads.values(), errors, strict=True))
    behind = [place for place, (lead, error) in enumerate(pairs) if lead <= RETAKE * error]
    # Whoever is ranked above a role in the running is in the running too, though its own lead may be less noisy.
    running = tuple(leads)[: behind[-1] + 1]
    if len(running) == 1:
        kind = "clear"
    elif all(lead <= error for lead, error in pairs):
        kind = "open"
    else:
        kind = "close"
    return Verdict.model_validate(
        {"kind": kind, "roles": running, "stability": _stability(pairs[1:]) if known else 0.0}
    )


def _stability(pairs: Sequence[tuple[float, float]]) -> float:
    """The chance that the first role keeps all its leads, given with their standard errors, on another take.

    What another take shows has the mean LEAD_KEPT * lead, the noise of a take of its own, and what is not known of the
    person after the first, LEAD_KEPT * error ** 2 (Kelley 1947, Fundamentals of Statistics, p. 409). The leads share
    the noise of the first role, so they are taken to correlate by one half, as they do where all roles are alike: the
    chance is then the mean over a normal z of the product of the chances given z (Dunnett and Sobel 1955, Biometrika
    42, p. 258). Where all roles tie it is one by their number.
    """
    means = [LEAD_KEPT * lead / (error * sqrt(1 + LEAD_KEPT)) if error else (lead and inf) for lead, error in pairs]
    weights = [exp(-z * z / 2) for z in _NODES]
    chances = [prod(_normal(sqrt(2) * mean + z) for mean in means) for z in _NODES]
    return min(sum(w * c for w, c in zip(weights, chances, strict=True)) / sum(weights), 1.0)


_NODES = [step / 2 for step in range(-10, 11)]


def _normal(value: float) -> float:
    """The chance that a standard normal is below a value."""
    return (1 + erf(value / sqrt(2))) / 2
