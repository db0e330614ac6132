"""What the answers to questions did for every role, in the order in which a chart shows it."""

from collections.abc import Mapping, Sequence
from math import log

from rolefit.scoring.result import Ranked

STEP = log(2)
"""The effect that makes a role fit twice as well, in natural log units; a chart reaches at least so far."""


def effects_by_question(ranking: Sequence[Ranked]) -> dict[str, Mapping[str, float]]:
    """Question id to what its answer did for each role, by id; the question that separates the roles most comes first.

    Effects are in natural log units against the mean of the roles.
    """
    effects = {q: {role.role: role.by_question[q] for role in ranking} for q in ranking[0].by_question}
    return dict(sorted(effects.items(), key=lambda of_question: -_spread(of_question[1])))


def reach_of(effects: Mapping[str, Mapping[str, float]]) -> float:
    """How far from 0 a chart of effects reaches, in natural log units."""
    return max([STEP, *(abs(effect) for row in effects.values() for effect in row.values())])


def _spread(effects: Mapping[str, float]) -> float:
    # Rounded, so that the last digit of a sum does not order the rows.
    return round(max(effects.values()) - min(effects.values()), 9)
