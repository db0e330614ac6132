"""Random answers: the catalog must not favour a role."""

from random import Random

import pytest

from rolefit import Answers, Catalog, score
from rolefit.simulation import _random_answer, random_wins


def test_random_answers_put_each_role_first_about_as_often(catalog: Catalog) -> None:
    wins = random_wins(catalog, 20_000)
    assert abs(sum(wins.values()) - 1) < 1e-9
    assert all(0.15 <= part <= 0.35 for part in wins.values()), wins


def test_the_same_seed_gives_the_same_numbers(catalog: Catalog) -> None:
    assert random_wins(catalog, 500, seed=3) == random_wins(catalog, 500, seed=3)
    assert random_wins(catalog, 500, seed=3) != random_wins(catalog, 500, seed=4)


def test_the_quick_way_agrees_with_scoring_each_run(catalog: Catalog) -> None:
    random = Random(1)
    firsts = dict.fromkeys((role.id for role in catalog.roles), 0)
    for _ in range(200):
        drawn = {question.id: _random_answer(question, random) for question in catalog.questions}
        answers = {q.id: tuple(drawn[q.id]) if q.takes_many else drawn[q.id][0] for q in catalog.questions}
        firsts[score(catalog, Answers(answers=answers)).ranking[0].role] += 1
    assert {role: count / 200 for role, count in firsts.items()} == pytest.approx(random_wins(catalog, 200, seed=1))
