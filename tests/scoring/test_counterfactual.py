"""What would change a result: the fewest answers given otherwise that put a certain role first."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, load_answers, load_catalog, score
from rolefit.answers.models import Answer
from rolefit.scoring.counterfactual import MOST_CHANGES, Change, changes_towards

SMALL = load_catalog(FIVE_ROLES)


def changed(answers: Answers, changes: tuple[Change, ...], catalog: Catalog) -> Answers:
    """The answers with some of them given otherwise."""
    given = dict(answers.answers)
    for change in changes:
        given[change.question] = otherwise(given[change.question], change, catalog)
    return answers.model_copy(update={"answers": given})


def otherwise(answer: Answer, change: Change, catalog: Catalog) -> Answer:
    if not catalog.question(change.question).takes_many:
        return change.option
    return tuple({*(answer or ())} ^ {change.option})


def single_changes(answers: Answers, catalog: Catalog) -> Iterator[Change]:
    """All there is to change in answers, one by one."""
    for question in catalog.fit_questions:
        answer = answers.answers.get(question.id)
        if answer is None:
            continue
        for option in answers.offered.get(question.id, question.option_ids):
            if isinstance(answer, tuple):
                yield Change(question.id, option, "leave" if option in answer else "choose")
            elif option != answer:
                yield Change(question.id, option, "choose")


def lead(answers: Answers, role: str, changes: tuple[Change, ...] = ()) -> float:
    """How far a role is ahead of every other after changes, in natural log units."""
    ranking = score(SMALL, changed(answers, changes, SMALL)).ranking
    totals = {each.role: sum(each.by_question.values()) for each in ranking}
    return totals.pop(role) - max(totals.values())


def ways(answers: Answers, number: int) -> list[tuple[Change, ...]]:
    """All ways to make so many changes, at most one of them to a question that takes one answer."""
    found = []
    for changes in combinations(single_changes(answers, SMALL), number):
        single = [change.question for change in changes if not SMALL.question(change.question).takes_many]
        if len(single) == len(set(single)):
            found.append(changes)
    return found


@given(answers=answers_to(SMALL), role=st.sampled_from([role.id for role in SMALL.roles]))
@settings(max_examples=40, deadline=None)
def test_the_changes_put_the_role_first_and_no_fewer_do(answers: Answers, role: str) -> None:
    changes = changes_towards(SMALL, answers, role)
    if changes is not None:
        assert len(changes) <= MOST_CHANGES
        assert score(SMALL, changed(answers, changes, SMALL)).ranking[0].role == role
    known = any(answers.answers.get(question.id) is not None for question in SMALL.fit_questions)
    if known and lead(answers, role) <= 0:
        fewer = len(changes) - 1 if changes else MOST_CHANGES
        for number in range(1, fewer + 1):
            assert all(lead(answers, role, way) < 1e-8 for way in ways(answers, number))


@given(answers=answers_to(SMALL), data=st.data())
def test_the_order_of_answers_does_not_matter(answers: Answers, data: st.DataObject) -> None:
    shuffled = answers.model_copy(update={"answers": dict(data.draw(st.permutations(list(answers.answers.items()))))})
    for role in SMALL.roles:
        assert changes_towards(SMALL, shuffled, role.id) == changes_towards(SMALL, answers, role.id)


def test_without_answers_there_is_nothing_to_change() -> None:
    assert changes_towards(SMALL, Answers(answers={"tools": None}), "ds") is None


def test_a_role_that_is_first_already_needs_no_change(catalog: Catalog) -> None:
    assert changes_towards(catalog, Answers(answers={"horizon": "years"}), "rs") is None


def test_somebody_who_answers_all_alike_would_have_to_answer_another_quiz(catalog: Catalog) -> None:
    answers = load_answers(str(EXAMPLES / "data-scientist.yaml"), catalog)
    assert [changes_towards(catalog, answers, role.id) for role in catalog.roles] == [None] * 4


def test_a_degree_is_never_among_the_changes_and_changes_none_of_them(catalog: Catalog) -> None:
    answers = Answers(answers={"horizon": "years", "success": "metric"})
    found = changes_towards(catalog, answers, "mle")
    assert found is not None
    for degree in catalog.question("background").option_ids:
        with_degree = answers.model_copy(update={"answers": {**answers.answers, "background": degree}})
        assert changes_towards(catalog, with_degree, "mle") == found
        assert changes_towards(catalog, Answers(answers={"background": degree}), "mle") is None


def test_importance_counts(catalog: Catalog) -> None:
    answers = Answers(answers={"horizon": "years", "success": "metric", "production": "ship"})
    found = changes_towards(catalog, answers, "mle")
    assert found is not None
    assert [change.question for change in found] == ["horizon"]
    unimportant = answers.model_copy(update={"importance": {"horizon": "low"}})
    assert changes_towards(catalog, unimportant, "mle") != found


@pytest.mark.parametrize(
    "answers",
    [
        {"tools": ("sql", "streams"), "deliverables": (), "horizon": "weeks", "watch": None},
        {"tools": ("deep-learning",), "horizon": "years"},
        {"watch": "database", "horizon": "months"},
    ],
)
def test_of_single_changes_the_one_that_tells_most_is_given(answers: dict[str, Answer]) -> None:
    given = Answers(answers=answers)
    for role in SMALL.roles:
        found = changes_towards(SMALL, given, role.id)
        if found and len(found) == 1:
            furthest = max(lead(given, role.id, way) for way in ways(given, 1))
            assert lead(given, role.id, found) == pytest.approx(furthest)


def test_what_was_not_offered_is_not_proposed() -> None:
    given = Answers(answers={"horizon": "months"}, offered={"horizon": ("years", "months")})
    found = [changes_towards(SMALL, given, role.id) for role in SMALL.roles]
    assert {change.option for changes in found if changes for change in changes} == {"years"}
