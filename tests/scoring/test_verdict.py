"""Which roles a verdict names where several roles are unclear: for one person and for many alike."""

from random import Random

import pytest

from rolefit import Answers, Catalog, load_catalog
from rolefit.catalog.models import OtherJobs, Unclear, VerdictRule
from rolefit.scoring.scorer import Scorer

BUILT_IN = load_catalog()
LEAST_FIT = {"ds": 0.19, "as": 0.1, "rs": 0.25, "mle": 0.22}


def with_unclear(least_fit: dict[str, float], between: dict[str, str]) -> Catalog:
    """The catalog, with these thresholds, if any, and each of these roles looking like another."""
    roles = tuple(
        role.model_copy(
            update={"unclear": Unclear(between=(between[role.id],), because="x") if role.id in between else None}
        )
        for role in BUILT_IN.roles
    )
    return BUILT_IN.model_copy(
        update={"roles": roles, "verdict": VerdictRule(least_fit=least_fit), "other_jobs": OtherJobs()}
    )


def people(count: int) -> list[Answers]:
    """People who answer a few questions by chance: their verdicts are of all kinds."""
    chance = Random(1)
    found = []
    for _ in range(count):
        answers: dict[str, str | tuple[str, ...]] = {}
        for question in BUILT_IN.fit_questions:
            if chance.random() < 0.3:
                some = tuple(option for option in question.option_ids if chance.random() < 0.3)
                answers[question.id] = some if question.takes_many else chance.choice(question.option_ids)
        found.append(Answers(answers=answers))
    return found


MANY = people(3000)


@pytest.mark.parametrize("between", [{"ds": "mle", "as": "mle"}, {"ds": "as", "as": "mle"}, {"as": "ds", "mle": "as"}])
def test_several_unclear_roles_bring_what_each_looks_like_once(between: dict[str, str]) -> None:
    scorer = Scorer(with_unclear(LEAST_FIT, between))
    scores = [scorer.standing(person) for person in MANY]
    for each in scores:
        by_fit = {role.id for role, fit in zip(BUILT_IN.roles, each.fits, strict=True) if fit >= LEAST_FIT[role.id]}
        first = each.verdict.roles[0]
        # Only the first brings another, and what is brought brings nothing itself.
        assert {*each.verdict.roles} == by_fit | ({between[first]} if first in between else set())
    columns = [
        [frozenset(answer) if isinstance(answer, tuple) else answer for answer in answers]
        for answers in ([person.answers.get(question.id) for person in MANY] for question in BUILT_IN.questions)
    ]
    assert scorer.score_columns(columns).kinds == [each.verdict.kind for each in scores]
