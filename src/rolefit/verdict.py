"""How sure a ranking is: leads against their noise."""

from collections.abc import Mapping, Sequence
from math import sqrt

from rolefit.effects import Evidence
from rolefit.leads import chance_of_keeping
from rolefit.result import Verdict, VerdictKind

RETAKE = sqrt(2)
"""Two takings of the quiz differ by this many times the standard error of one: each has noise of its own."""

LEAD_KEPT = 0.6
"""The part of a lead that other questions of the kind are expected to show as well: leads are partly luck. This is the
split-half reliability of leads, between the roles that were counted: docs/METHODOLOGY.md, part 4."""


def judge(leads: Mapping[str, float], errors: Sequence[float], known: Evidence) -> Verdict:
    """Judge a ranking by the leads of its first role over each role, best first, and their standard errors."""
    pairs = list(zip(leads.values(), errors, strict=True))
    behind = [place for place, (lead, error) in enumerate(pairs) if lead <= RETAKE * error]
    # Whoever is ranked above a role in the running is in the running too, though its own lead may be less noisy.
    running = tuple(leads)[: behind[-1] + 1]
    level = sum(lead <= error for lead, error in pairs)
    stability = _stability(pairs[1:]) if known else 0.0
    return Verdict(kind=kind_of(len(behind), level, len(leads)), roles=running, stability=stability)


def kind_of(running: int, level: int, roles: int) -> VerdictKind:
    """What a ranking of so many roles allows to say.

    `running` of them are behind the first by no more than RETAKE standard errors, `level` by no more than one standard
    error; the first is one of both.
    """
    if running == 1:
        return "clear"
    return "open" if level == roles else "close"


def _stability(pairs: Sequence[tuple[float, float]]) -> float:
    """The chance that the first role keeps all its leads, given with their standard errors, on another take.

    What another take shows has the mean LEAD_KEPT * lead, the noise of a take of its own, and what is not known of the
    person after the first, LEAD_KEPT * error ** 2 (Kelley 1947, Fundamentals of Statistics, p. 409). Where all roles
    tie it is one by their number.
    """
    return chance_of_keeping([(LEAD_KEPT * lead, error * error * (1 + LEAD_KEPT)) for lead, error in pairs])
