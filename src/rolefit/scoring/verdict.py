"""How sure a ranking is: margins against their noise."""

from collections.abc import Mapping, Sequence
from math import erf, exp, inf, prod, sqrt
from operator import le
from typing import NamedTuple, TypeAlias

from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import EffectTable, OptionEffects, bounded
from rolefit.scoring.result import Verdict, VerdictKind

RETAKE = sqrt(2)
"""Two takings of the quiz differ by this many times the standard error of one: each has noise of its own."""

MARGIN_RELIABILITY = 0.6
"""The part of a margin that other questions of the kind are expected to show as well: margins are partly luck. This is
the split-half reliability of margins, between the roles that were counted: docs/METHODOLOGY.md, part 4."""


class MarginNoise(NamedTuple):
    """How noisy the margins of one role over each role are."""

    errors: Sequence[float]
    """The standard errors of one taking of the quiz."""
    retake: Sequence[float]
    """How far apart two takings are, by their standard errors."""

    @classmethod
    def of(cls, errors: Sequence[float]) -> "MarginNoise":
        """Work out the noise of two takings from that of one."""
        return cls(errors, [RETAKE * error for error in errors])


def kind_of(margins: Sequence[float], noise: MarginNoise) -> VerdictKind:
    """What a ranking allows to say, by the margins of its first role over each role."""
    # The margin of the first role over itself is 0.
    if sum(map(le, margins, noise.retake)) == 1:
        return "clear"
    return "open" if all(map(le, margins, noise.errors)) else "close"


def decide_verdict(margins: Mapping[str, float], errors: Sequence[float], *, answered: bool) -> Verdict:
    """What a ranking allows to say, by the margins of its first role over each role, best first, and their errors."""
    lengths, noise = list(margins.values()), MarginNoise.of(errors)
    last = max(
        rank for rank, (margin, retake) in enumerate(zip(lengths, noise.retake, strict=True)) if margin <= retake
    )
    return Verdict(
        kind=kind_of(lengths, noise),
        # Whoever is ranked above a role in the running is in the running too, though its own margin may be less noisy.
        roles=tuple(margins)[: last + 1],
        stability=_stability(list(zip(lengths, errors, strict=True))[1:]) if answered else 0.0,
    )


def _stability(pairs: Sequence[tuple[float, float]]) -> float:
    """The chance that the first role keeps all its margins, given with their standard errors, on another take.

    With r for MARGIN_RELIABILITY, what another take shows has the mean r * margin, the noise of a take of its own, and
    what is not known of the person after the first, r * error ** 2 (Kelley 1947, Fundamentals of Statistics, p. 409).
    Where all roles tie it is one by their number.
    """
    return probability_of_keeping(
        [(MARGIN_RELIABILITY * margin, error * error * (1 + MARGIN_RELIABILITY)) for margin, error in pairs]
    )


Moments: TypeAlias = tuple[float, float]
"""Mean and variance."""


def margin_errors(catalog: Catalog, table: EffectTable, first: int) -> list[float]:
    """The standard error of the margin of one role, given by its index, over each role, in natural log units.

    This is the noise of taking the whole quiz once: how much the margin differs between people of the first role, whose
    answers are drawn anew, each by its share and apart from the others. With p the share of an option, and e what
    ticking it adds to the margin, an option adds e * e * p * (1 - p) to the squared error. Flipping each answer at the
    rate at which two people of the role differ in it, 2 * p * (1 - p), changes the margin by the square root of 2 times
    as much.
    """
    moments = [margin_moments(catalog, table, question, first, first) for question in catalog.questions]
    return [sqrt(sum(of[rival][1] for of in moments)) for rival in range(len(catalog.roles))]


def margin_moments(catalog: Catalog, table: EffectTable, question: Question, holds: int, first: int) -> list[Moments]:
    """What the answer to a question adds to the margin of the role `first` over each role: its mean and variance.

    It is drawn from the people of the role `holds`, each option by its share and apart from the others.
    """
    shares = catalog.roles[holds].shares[question.id]
    drawn = [(bounded(shares[option].share), both) for option, both in table[question.id].items()]
    moments = _of_many if question.takes_many else _of_one
    return [moments(drawn, first, rival) for rival in range(len(catalog.roles))]


_Drawn: TypeAlias = Sequence[tuple[float, OptionEffects]]
"""The options of a question, each with its share."""


def _of_many(drawn: _Drawn, first: int, rival: int) -> Moments:
    mean = variance = 0.0
    for p, both in drawn:
        gain = both.ticking[first] - both.ticking[rival]
        mean += both.not_chosen[first] - both.not_chosen[rival] + p * gain
        variance += gain * gain * p * (1 - p)
    return mean, variance


def _of_one(drawn: _Drawn, first: int, rival: int) -> Moments:
    gains = [(p, both.chosen[first] - both.chosen[rival]) for p, both in drawn]
    whole = sum(p for p, _ in gains)
    mean = sum(p * gain for p, gain in gains) / whole
    return mean, sum(p * (gain - mean) ** 2 for p, gain in gains) / whole


def probability_of_keeping(margins: Sequence[Moments]) -> float:
    """The chance that margins, given by what is expected of them and the variance of that, all stay above 0.

    Margins of one role over others share its noise, so they are taken to correlate by one half, as they do where all
    roles are alike: the chance is then the mean over a normal z of the product of the chances given z (Dunnett and
    Sobel 1955, Biometrika 42, p. 258).
    """
    scaled = [mean / sqrt(variance) if variance else (mean and inf) for mean, variance in margins]
    chances = [prod(_normal(sqrt(2) * margin + z) for margin in scaled) for z in _NODES]
    return min(sum(w * c for w, c in zip(_WEIGHTS, chances, strict=True)) / sum(_WEIGHTS), 1.0)


_NODES = [step / 2 for step in range(-10, 11)]

_WEIGHTS = [exp(-z * z / 2) for z in _NODES]


def _normal(value: float) -> float:
    """The chance that a standard normal is below a value."""
    return (1 + erf(value / sqrt(2))) / 2
