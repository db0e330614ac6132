"""Robustness, on a catalog of two roles and two questions that can be followed by hand."""

import pytest

from rolefit import Catalog
from rolefit.evaluation.sensitivity import Case, flipped, with_equal_weights, with_squared_distance, without
from rolefit.scoring.effects import Evidence, effects, narrowed, total_effects

SHARES = {
    "a": {"tools": {"x": 0.8, "y": 0.5}, "pace": {"slow": 0.3, "even": 0.3, "fast": 0.4}},
    "b": {"tools": {"x": 0.4, "y": 0.5}, "pace": {"slow": 0.6, "even": 0.3, "fast": 0.1}},
}


def catalog(tools: float = 1.0, pace: float = 1.0) -> Catalog:
    def question(name: str, kind: str, weight: float) -> dict[str, object]:
        options = [{"id": option, "label": option} for option in SHARES["a"][name]]
        return {"id": name, "ask": name, "kind": kind, "weight": weight, "options": options}

    def role(name: str) -> dict[str, object]:
        shares = {
            q: {o: {"share": share, "source": "us"} for o, share in options.items()}
            for q, options in SHARES[name].items()
        }
        return {"id": name, "title": name, "shares": shares}

    return Catalog.model_validate(
        {
            "format": "rolefit/catalog/1",
            "name": "small",
            "version": "1",
            "sources": {"us": {"title": "us", "author": "us", "kind": "survey"}},
            "questions": [question("tools", "many", tools), question("pace", "one", pace)],
            "roles": [role("a"), role("b")],
        }
    )


BOTH = (0, 1)
"""The indexes of the roles that are told apart."""


def case(of: Catalog, known: Evidence) -> Case:
    return Case(known, total_effects(effects(of), known, 2))


X_AND_SLOW: Evidence = {"tools": {"x": True, "y": False}, "pace": {"slow": True}}
"""The log shares of x lead a by log(.8/.4), those of slow lead b by log(.6/.3): as much, where weights are alike."""


def test_one_answer_in_three_turns_the_first_role_and_another_one_half_of_the_time() -> None:
    small = catalog(tools=1.1)
    # a leads a little. Without x, b leads. y tells nothing. Of the other paces, even and fast both leave a in the lead.
    assert flipped(small, effects(small), [case(small, X_AND_SLOW)]) == [pytest.approx(1 / 3)]
    behind = catalog(tools=0.9)
    # b leads a little. Without x still; y tells nothing; instead of slow, even and fast both put a first.
    assert flipped(behind, effects(behind), [case(behind, X_AND_SLOW)]) == [pytest.approx(1 / 3)]


def test_of_the_other_answers_to_a_one_answer_question_each_is_as_likely() -> None:
    small = catalog()
    even: Evidence = {"tools": {"x": False}, "pace": {"even": True}}
    # b leads by log(.6/.2) for leaving out x. Slow leaves it there; fast leads a by log(.4/.1) and so puts it first.
    assert flipped(small, effects(small), [case(small, even)]) == [pytest.approx((1 + 1 / 2) / 2)]


def test_who_answered_nothing_has_no_answer_to_flip() -> None:
    small = catalog()
    assert flipped(small, effects(small), [case(small, {})]) == []


def test_a_question_is_dropped_for_those_who_answered_it() -> None:
    small = catalog(tools=1.1)
    people = [case(small, X_AND_SLOW), case(small, {"pace": {"fast": True}})]
    assert without(effects(small), people, "tools") == [1.0]
    assert without(effects(small), people, "pace") == [0.0, 0.0], "with nothing known the roles tie, and a is the first"


def test_equal_weights_undo_the_weights() -> None:
    small = catalog(tools=0.1)
    known: Evidence = {"tools": {"x": True}, "pace": {"even": True}}
    mixed: Evidence = {"tools": {"x": False}, "pace": {"fast": True}}
    assert with_equal_weights(small, BOTH, [case(small, known)]) == [0.0]
    # Fast leads a by log(.4/.1), leaving out x leads b by log(.6/.2) only: so a, with either weights.
    assert with_equal_weights(small, BOTH, [case(small, mixed)]) == [0.0]
    heavy = catalog(tools=3)
    assert case(heavy, mixed).first == 1
    assert with_equal_weights(heavy, BOTH, [case(heavy, mixed)]) == [1.0]


def test_the_squared_distance_judges_by_its_own_measure() -> None:
    small = catalog(tools=1.1)
    # Squares: a has 1.1 (1-.8)^2 + (1-.3)^2 + .3^2 + .4^2 = .78, b has 1.1 (1-.4)^2 + (1-.6)^2 + .3^2 + .1^2 = .66.
    known: Evidence = {"tools": {"x": True}, "pace": {"slow": True}}
    assert case(small, known).first == 0
    assert with_squared_distance(small, BOTH, [case(small, known)]) == [1.0]
    assert with_squared_distance(small, BOTH, [case(small, {"tools": {"x": True}})]) == [0.0]


def test_corrections_stay_where_all_questions_weigh_the_same() -> None:
    def corrected(by: float) -> Catalog:
        small = catalog(tools=0.1)
        a = small.roles[0]
        y = a.shares["tools"]["y"].model_copy(update={"correction": by})
        shares = {**a.shares, "tools": {**a.shares["tools"], "y": y}}
        return small.model_copy(update={"roles": (a.model_copy(update={"shares": shares}), small.roles[1])})

    known: Evidence = {"tools": {"x": True, "y": True}}
    # Of x a has log(.8/.4), .69 at full weight: more than half of 1, which is what y takes from a, less than half of 2.
    light, heavy = corrected(-1), corrected(-2)
    assert case(light, known).first == case(heavy, known).first == 1
    assert with_equal_weights(light, BOTH, [case(light, known)]) == [1.0]
    assert with_equal_weights(heavy, BOTH, [case(heavy, known)]) == [0.0]


def test_roles_that_do_not_occur_take_no_part() -> None:
    small = catalog()
    # A third role, nearest to whoever is slow and leaves out both tools.
    c = small.roles[1].model_copy(update={"id": "c", "title": "c", "shares": {**small.roles[1].shares}})
    shares = {option: share.model_copy(update={"share": 0.1}) for option, share in c.shares["tools"].items()}
    c = c.model_copy(update={"shares": {**c.shares, "tools": shares}})
    three = small.model_copy(update={"roles": (c, *small.roles)})
    kept = [1, 2]
    table = narrowed(effects(three), kept)
    known: Evidence = {"tools": {"x": False, "y": False}, "pace": {"slow": True}}
    person = Case(known, total_effects(table, known, 2))
    assert person.first == 1
    assert flipped(three, table, [person]) == flipped(small, effects(small), [case(small, known)])
    assert with_equal_weights(three, kept, [person]) == with_squared_distance(three, kept, [person]) == [0.0]
