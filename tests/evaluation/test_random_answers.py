"""Random answers: the catalog must not favour a role."""

import pytest

from helpers import FIVE_ROLES
from rolefit import Answers, Catalog, load_catalog, score
from rolefit.evaluation.random_answers import random_wins


def test_random_answers_put_each_role_first_about_as_often(catalog: Catalog) -> None:
    wins = random_wins(catalog, 20_000)
    assert abs(sum(wins.values()) - 1) < 1e-9
    assert all(0.15 <= part <= 0.35 for part in wins.values()), wins


def test_the_same_seed_gives_the_same_numbers(catalog: Catalog) -> None:
    assert random_wins(catalog, 500, seed=3) == random_wins(catalog, 500, seed=3)
    assert random_wins(catalog, 500, seed=3) != random_wins(catalog, 500, seed=4)


def test_roles_that_tie_share_the_run(catalog: Catalog) -> None:
    alike = catalog.roles[0].model_copy(update={"id": "twin"})
    wins = random_wins(catalog.model_copy(update={"roles": (catalog.roles[0], alike)}), 50)
    assert wins == {"ds": pytest.approx(0.5), "twin": pytest.approx(0.5)}


def test_without_weight_all_roles_tie_and_with_one_question_its_options_decide() -> None:
    catalog = load_catalog(FIVE_ROLES)
    without_weight = [question.model_copy(update={"weight": 0.0}) for question in catalog.questions]
    assert random_wins(catalog.model_copy(update={"questions": tuple(without_weight)}), 50) == {
        role.id: pytest.approx(0.2) for role in catalog.roles
    }
    watch = tuple(question for question in catalog.questions if question.id == "watch")
    firsts = [score(catalog, Answers(answers={"watch": o.id})).ranking[0].role for o in watch[0].options]
    roles = [role.model_copy(update={"shares": {"watch": role.shares["watch"]}}) for role in catalog.roles]
    wins = random_wins(catalog.model_copy(update={"questions": watch, "roles": tuple(roles)}), 3_000)
    assert wins == {role.id: pytest.approx(firsts.count(role.id) / 4, abs=0.05) for role in catalog.roles}
