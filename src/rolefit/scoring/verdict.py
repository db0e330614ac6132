"""How sure a ranking is: which roles a verdict names, and margins against their noise."""

from collections.abc import Sequence
from itertools import compress, count, repeat
from math import copysign, erf, exp, inf, log, prod, sqrt
from operator import ge
from typing import TypeAlias

from rolefit.catalog.models import Catalog, OtherJob, Question
from rolefit.scoring.effects import EffectTable, Evidence, OptionEffects, best_first, bounded
from rolefit.scoring.result import Verdict, VerdictKind

MARGIN_RELIABILITY = 0.6
"""The part of a margin that other questions of the kind are expected to show as well: margins are partly luck. With
this part what is said of half a quiz comes true of the other half: docs/METHODOLOGY.md, part 6."""


class NamedRoles:
    """Which roles verdicts name, by the fits of all roles in the order of the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        rule = self._rule = catalog.verdict
        place = self._place = {role.id: i for i, role in enumerate(catalog.roles)}
        self._least = [rule.least_fit[role] for role in place] if rule.least_fit else []
        self._looks_like = {
            place[role.id]: [place[other] for other in role.unclear.between] for role in catalog.roles if role.unclear
        }

    def of(self, fits: Sequence[float]) -> list[int]:
        """The indexes of the roles that are named, best first."""
        order = best_first(fits)
        named = self._by_fit(fits, order)
        brought = self._looks_like.get(order[0], ())
        return [i for i in order if i in named or i in brought]

    def margins_alone(self, first: int) -> list[float] | None:
        """By how much a role must lead each role to be named alone, about; None where it never is, 0 over itself.

        Each rival is taken by itself, as if it and the first role were all there are.
        """
        if self._looks_like.get(first):
            return None
        highest = self._least or [1 - self._rule.holds] * len(self._place)
        return [0.0 if i == first else max(log(1 / fit - 1), 0.0) if fit else inf for i, fit in enumerate(highest)]

    def _by_fit(self, fits: Sequence[float], order: Sequence[int]) -> set[int]:
        if self._least:
            return {i for i in order if fits[i] >= self._least[i]}
        if max(fits) == min(fits):
            return set(order)
        named, held = set(), 0.0
        for i in order:
            if held < self._rule.holds:
                named.add(i)
            held += fits[i]
        return named

    def numbers(self, fits: Sequence[Sequence[float]], first: Sequence[int]) -> list[int]:
        """How many roles are named, for each of many people, of whom `fits` has a column for each role."""
        if not self._least:
            return [len(self.of(of_person)) for of_person in zip(*fits, strict=True)]
        least = self._least
        are_named = (map(ge, of_role, repeat(least[role])) for role, of_role in enumerate(fits))
        numbers = list(map(sum, zip(*are_named, strict=True)))
        for role, others in self._looks_like.items():
            for i in compress(count(), map(role.__eq__, first)):
                numbers[i] += sum(fits[other][i] < least[other] for other in others)
        return numbers


def kind_of(named: int, roles: int) -> VerdictKind:
    """What kind of verdict names so many of the roles."""
    return "open" if named == roles else "clear" if named == 1 else "close"


def decide_verdict(
    catalog: Catalog, named_roles: NamedRoles, fits: Sequence[float], known: Evidence, stability: float
) -> Verdict:
    """What the fits of the roles, in the catalog's order, allow to say of somebody of whom this is known."""
    # Which of the roles somebody should hold is open where nothing that was chosen asks for one of them.
    is_open = not known or other_job(catalog, known) is not None
    return verdict_by_fits(catalog, named_roles, fits, stability if known else 0.0, is_open=is_open)


def verdict_by_fits(
    catalog: Catalog, named_roles: NamedRoles, fits: Sequence[float], stability: float, *, is_open: bool
) -> Verdict:
    """What the fits of the roles allow to say: nothing where it is open, whatever they are."""
    roles = [role.id for role in catalog.roles]
    named = best_first(fits) if is_open else named_roles.of(fits)
    return Verdict(
        kind=kind_of(len(named), len(roles)),
        roles=tuple(roles[i] for i in named),
        holds=catalog.verdict.holds,
        stability=stability,
    )


def other_job(catalog: Catalog, known: Evidence) -> OtherJob | None:
    """The job beside the roles that is nearer to somebody of whom this is known, if there is one."""
    chosen = [(question, option) for question, options in known.items() for option, is_in in options.items() if is_in]
    return catalog.other_jobs.nearest(chosen)


def stability_of(pairs: Sequence[tuple[float, float]]) -> float:
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
    moments = [margin_moments(catalog, table, question, first, first) for question in catalog.fit_questions]
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
    scaled = [mean / sqrt(variance) if variance else (mean and copysign(inf, mean)) for mean, variance in margins]
    # Below x * sqrt(2) is a standard normal with the chance (1 + erf(x)) / 2.
    chances = [weight * prod([1 + erf(margin + x) for margin in scaled]) for x, weight in _NODES]
    return min(sum(chances) / _WHOLE / 2.0 ** len(scaled), 1.0)


_NODES = [(step / 2 / sqrt(2), exp(-step * step / 8)) for step in range(-10, 11)]
"""The normal z over the square root of 2, from -5 to 5 by halves, each with its weight."""

_WHOLE = sum(weight for _, weight in _NODES)
