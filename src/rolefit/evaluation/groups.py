"""How often roles are found in subgroups of people, and which subgroup is found less often."""

from collections.abc import Mapping, Sequence

from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import Prediction
from rolefit.evaluation.result import Estimate, Group, GroupRecall, Groups

SMALLEST_GROUP = 50
"""Among fewer people of a role than this a recall is too uncertain to be flagged, or to be what others are held to."""

FOUR_FIFTHS = 0.8
"""A recall below this part of the best subgroup's is flagged: the four-fifths rule (US Uniform Guidelines on Employee
Selection Procedures 1978, 29 CFR 1607.4 D), here used on recalls."""


def recalls_by_group(
    field: str, people: Sequence[LabelledAnswers], predictions: Sequence[Prediction], roles: Sequence[str]
) -> Groups:
    """How often each role is found among people of whom the records say the same under the name `field`.

    `roles` has the ids of the roles whose indexes the predictions hold.
    """
    hits: dict[str | None, dict[str, list[bool]]] = {}
    for person, prediction in zip(people, predictions, strict=True):
        hits.setdefault(person.said_of(field), {}).setdefault(person.role, []).append(prediction.hit)
    recalls = {
        value: {role: Estimate.of(found[role]) for role in roles if role in found} for value, found in hits.items()
    }
    best = {
        role: max((by[role].share for value, by in recalls.items() if _tells(value, by.get(role))), default=0.0)
        for role in roles
    }
    groups = [_group(value, by, best) for value, by in recalls.items()]
    return Groups(field=field, groups=tuple(sorted(groups, key=lambda group: (-group.n, group.value or ""))))


def _group(value: str | None, recalls: Mapping[str, Estimate], best: Mapping[str, float]) -> Group:
    """The recalls of one subgroup, by role id; flagged against the best recall of each role."""
    flagged = {}
    for role, recall in recalls.items():
        is_low = _tells(value, recall) and recall.share < FOUR_FIFTHS * best[role]
        flagged[role] = GroupRecall(**recall.model_dump(), flagged=is_low)
    return Group(value=value, n=sum(recall.n for recall in recalls.values()), recall=flagged)


def _tells(value: str | None, found: Estimate | None) -> bool:
    return value is not None and found is not None and found.n >= SMALLEST_GROUP
