"""What would change a result: the fewest answers given otherwise that put another role first."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, load_answers, load_catalog, score
from rolefit.answers.models import Answer
from rolefit.scoring.counterfactual import MOST_CHANGES, Change, find_counterfactual

SMALL = load_catalog(FIVE_ROLES)


def changed(answers: Answers, changes: tuple[Change, ...], catalog: Catalog) -> Answers:
    """The answers with some of them given otherwise."""
    given = dict(answers.answers)
    for change in changes:
        given[change.question] = otherwise(given[change.question], change, catalog)
    return answers.model_copy(update={"answers": given})


def first_of(example: str, count: int, catalog: Catalog) -> Answers:
    """The first few answers of an example: most examples are so clear that no few changes turn them."""
    whole = load_answers(str(EXAMPLES / f"{example}.yaml"), catalog)
    return Answers(answers=dict(list(whole.answers.items())[:count]))


def otherwise(answer: Answer, change: Change, catalog: Catalog) -> Answer:
    if change.option is None:
        return None
    if not catalog.question(change.question).takes_many:
        return change.option
    return tuple({*(answer or ())} ^ {change.option})


def single_changes(answers: Answers, catalog: Catalog) -> Iterator[Change]:
    """All there is to change in answers, one by one."""
    for question in catalog.fit_questions:
        answer = answers.answers.get(question.id)
        if answer is None:
            continue
        yield Change(question.id, None, "skip")
        offered = answers.offered.get(question.id, tuple(option.id for option in question.options))
        for option in offered:
            if isinstance(answer, tuple):
                yield Change(question.id, option, "leave" if option in answer else "choose")
            elif option != answer:
                yield Change(question.id, option, "choose")


@given(answers=answers_to(SMALL))
@settings(max_examples=60)
def test_the_changes_put_the_named_role_first_and_fewer_put_no_other(answers: Answers) -> None:
    first = score(SMALL, answers).ranking[0].role
    found = find_counterfactual(SMALL, answers)
    fewer = min(len(found.changes) - 1 if found else MOST_CHANGES, 2)
    for number in range(1, fewer + 1):
        for changes in combinations(single_changes(answers, SMALL), number):
            if len({change.question for change in changes}) == number:
                ranking = score(SMALL, changed(answers, changes, SMALL)).ranking
                assert ranking[0].role == first or ranking[0].fit - ranking[1].fit < 1e-9
    if found:
        after = score(SMALL, changed(answers, found.changes, SMALL)).ranking
        assert after[0].role == found.role != first


@given(answers=answers_to(SMALL), data=st.data())
def test_the_order_of_answers_does_not_matter(answers: Answers, data: st.DataObject) -> None:
    shuffled = answers.model_copy(update={"answers": dict(data.draw(st.permutations(list(answers.answers.items()))))})
    assert find_counterfactual(SMALL, shuffled) == find_counterfactual(SMALL, answers)


def test_without_answers_there_is_nothing_to_change() -> None:
    assert find_counterfactual(SMALL, Answers(answers={"tools": None})) is None


def test_somebody_who_answers_all_alike_would_have_to_answer_another_quiz(catalog: Catalog) -> None:
    assert find_counterfactual(catalog, load_answers(str(EXAMPLES / "data-scientist.yaml"), catalog)) is None


def test_a_degree_is_never_among_the_changes_and_changes_none_of_them(catalog: Catalog) -> None:
    answers = first_of("applied-scientist", 11, catalog)
    found = find_counterfactual(catalog, answers)
    assert found is not None
    for degree in catalog.question("background").option_ids:
        with_degree = answers.model_copy(update={"answers": {**answers.answers, "background": degree}})
        assert find_counterfactual(catalog, with_degree) == found
        assert find_counterfactual(catalog, Answers(answers={"background": degree})) is None


def test_importance_counts(catalog: Catalog) -> None:
    answers = load_answers(str(EXAMPLES / "applied-scientist.yaml"), catalog)
    found = find_counterfactual(catalog, answers)
    assert found is not None
    unimportant = answers.model_copy(update={"importance": {found.changes[-1].question: "low"}})
    other = find_counterfactual(catalog, unimportant)
    assert other is None or other.changes != found.changes


def test_four_changes_are_found_where_fewer_do_not_do(catalog: Catalog) -> None:
    answers = first_of("research-scientist", 5, catalog)
    found = find_counterfactual(catalog, answers)
    assert found is not None
    assert len(found.changes) == 4
    assert score(catalog, changed(answers, found.changes, catalog)).ranking[0].role == found.role


def leads_after(answers: Answers, changes: Iterable[Change]) -> float:
    """How far the first role of these answers is behind, in natural log units, after changes."""
    first = score(SMALL, answers).ranking[0].role
    after = score(SMALL, changed(answers, tuple(changes), SMALL)).ranking
    totals = {role.role: sum(role.by_question.values()) for role in after}
    return max(totals.values()) - totals[first]


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
    found = find_counterfactual(SMALL, given)
    assert found is not None
    (change,) = found.changes
    furthest = max(leads_after(given, [each]) for each in single_changes(given, SMALL))
    assert leads_after(given, [change]) == pytest.approx(furthest)


def test_skipping_a_question_is_a_change() -> None:
    given = Answers(answers={"watch": "database"})
    found = find_counterfactual(SMALL, given)
    assert found is not None
    assert all(change.option != given.answers[change.question] for change in found.changes)


def test_what_was_not_offered_is_not_proposed() -> None:
    given = Answers(answers={"horizon": "years"}, offered={"horizon": ("years", "months")})
    found = find_counterfactual(SMALL, given)
    assert found is not None
    assert {change.option for change in found.changes} <= {None, "months"}
