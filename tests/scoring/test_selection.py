"""What to ask next: properties of the choice and of the chance of change, whatever the answers so far."""

from collections.abc import Iterator, Mapping
from math import log
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, answers_to
from rolefit import Answers, Catalog, load_answers, load_catalog, score
from rolefit.catalog.models import Question
from rolefit.scoring.effects import effects, evidence, total_effects
from rolefit.scoring.scorer import softmax
from rolefit.scoring.selection import FEWEST, STOP_BELOW, UNCLEAR_BELOW, QuestionSelection, next_question
from rolefit.scoring.verdict import NamedRoles

BUILT_IN = load_catalog()
NOTHING = Answers(answers={})


def left(answers: Answers) -> list[Question]:
    return [question for question in BUILT_IN.fit_questions if question.id not in answers.answers]


def with_shares_of_one_role(catalog: Catalog, question: str) -> Catalog:
    """The catalog, with everybody answering one question as the first role does, and so nothing to correct in it."""
    shares = catalog.roles[0].shares[question]
    alike = {option: share.model_copy(update={"correction": 0.0}) for option, share in shares.items()}
    roles = [role.model_copy(update={"shares": {**role.shares, question: alike}}) for role in catalog.roles]
    return catalog.model_copy(update={"roles": tuple(roles)})


def weighing(catalog: Catalog, weights: Mapping[str, float]) -> Catalog:
    """The catalog, with other weights for some questions."""
    questions = [q.model_copy(update={"weight": weights.get(q.id, q.weight)}) for q in catalog.questions]
    return catalog.model_copy(update={"questions": tuple(questions)})


def uncorrected(catalog: Catalog) -> Catalog:
    """The catalog with nothing but shares and weights."""
    roles = []
    for role in catalog.roles:
        shares = {
            question: {option: share.model_copy(update={"correction": 0.0}) for option, share in options.items()}
            for question, options in role.shares.items()
        }
        roles.append(role.model_copy(update={"shares": shares}))
    return catalog.model_copy(update={"roles": tuple(roles)})


PLAIN = uncorrected(BUILT_IN)


def whole_answers(example: str) -> dict[str, str | tuple[str, ...]]:
    """The answers of an example."""
    answers = load_answers(str(EXAMPLES / f"{example}.yaml"), BUILT_IN).answers
    return {question: answer for question, answer in answers.items() if answer is not None}


def first_of(example: str, count: int) -> Answers:
    """The first few answers of an example, without what it calls important."""
    whole = load_answers(str(EXAMPLES / f"{example}.yaml"), BUILT_IN)
    return Answers(answers=dict(list(whole.answers.items())[:count]))


# What a question tells


@given(answers=answers_to(BUILT_IN))
def test_no_question_tells_less_than_nothing(answers: Answers) -> None:
    quick = QuestionSelection(BUILT_IN, answers)
    # Rounding may take a hair off where next to nothing is told.
    assert all(quick.expected_information(question) > -1e-12 for question in left(answers))


@given(answers=answers_to(BUILT_IN), question=st.sampled_from(BUILT_IN.fit_questions))
def test_a_question_that_all_roles_answer_alike_tells_nothing(answers: Answers, question: Question) -> None:
    alike = with_shares_of_one_role(BUILT_IN, question.id)
    assert QuestionSelection(alike, answers).expected_information(question) == pytest.approx(0, abs=1e-12)
    assert QuestionSelection(BUILT_IN, NOTHING).expected_information(question) > 1e-4


@given(answers=answers_to(BUILT_IN), question=st.sampled_from(BUILT_IN.fit_questions))
def test_a_question_without_weight_and_corrections_tells_nothing(answers: Answers, question: Question) -> None:
    weightless = QuestionSelection(weighing(PLAIN, {question.id: 0.0}), answers)
    assert weightless.expected_information(question) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("question", BUILT_IN.fit_questions, ids=[question.id for question in BUILT_IN.fit_questions])
def test_with_weight_one_a_question_tells_the_mutual_information_of_role_and_answer(question: Question) -> None:
    whole = weighing(PLAIN, {question.id: 1.0})
    expected = 0.0
    for option in question.options:
        shares = [role.shares[question.id][option.id].share for role in whole.roles]
        expected += fmean(s * log(s / fmean(shares)) for s in shares)
        if question.takes_many:
            expected += fmean((1 - s) * log((1 - s) / (1 - fmean(shares))) for s in shares)
    # The shares of a one-answer question add up to 1 but for rounding.
    assert QuestionSelection(whole, NOTHING).expected_information(question) == pytest.approx(expected, rel=0.02)


def test_the_question_that_tells_most_is_asked_first() -> None:
    quick = QuestionSelection(BUILT_IN, NOTHING)
    found = next_question(BUILT_IN, NOTHING)
    assert found is not None
    assert quick.expected_information(found) == max(map(quick.expected_information, BUILT_IN.fit_questions))
    without = weighing(PLAIN, {found.id: 0.0})
    assert next_question(without, NOTHING) not in {None, without.question(found.id)}


def test_what_is_called_important_is_asked_sooner() -> None:
    question = max(left(NOTHING), key=lambda q: QuestionSelection(BUILT_IN, NOTHING).expected_information(q))
    second = next_question(BUILT_IN, Answers(answers={question.id: None}))
    assert second is not None
    both = {second.id: "high", question.id: "low"}
    assert next_question(BUILT_IN, Answers.model_validate({"answers": {}, "importance": both})) == second


def test_roles_that_are_out_of_the_question_do_no_harm() -> None:
    heavy = weighing(BUILT_IN, {question.id: 10.0 for question in BUILT_IN.fit_questions})
    answers = first_of("research-scientist", len(BUILT_IN.fit_questions) - 1)
    important = answers.model_copy(update={"importance": dict.fromkeys(answers.answers, "high")})
    selection = QuestionSelection(heavy, important)
    assert all(selection.expected_information(question) > -1e-9 for question in left(important))


# What is asked, and when no more is


@given(answers=answers_to(BUILT_IN))
def test_no_question_is_asked_twice_and_none_once_enough_is_known(answers: Answers) -> None:
    found = next_question(BUILT_IN, answers)
    assert found is None or (found.id not in answers.answers and not found.outside_fit)
    selection, asked = QuestionSelection(BUILT_IN, answers), len(BUILT_IN.fit_questions) - len(left(answers))
    chances = selection.probability_of_change(), selection.probability_of_clarity()
    is_clear = score(BUILT_IN, answers).verdict.kind == "clear"
    enough = chances[0] < STOP_BELOW if is_clear else max(chances) < UNCLEAR_BELOW
    assert (found is None) == (not left(answers) or (asked >= FEWEST and enough))


@pytest.mark.parametrize("degree", [{}, {"background": "doctorate"}])
def test_at_least_four_questions_are_asked_however_clear_it_is(degree: dict[str, str]) -> None:
    heavy = weighing(BUILT_IN, {question.id: 10.0 for question in BUILT_IN.fit_questions})
    given: dict[str, str | tuple[str, ...]] = dict(degree)
    while found := next_question(heavy, Answers(answers=given)):
        given[found.id] = whole_answers("research-scientist")[found.id]
    assert len(given) - len(degree) == 4
    assert score(heavy, Answers(answers=given)).verdict.kind == "clear"


def test_a_catalog_of_fewer_questions_is_asked_whole() -> None:
    small = BUILT_IN.model_copy(update={"questions": BUILT_IN.questions[:3]})
    given: dict[str, str | tuple[str, ...]] = {}
    while found := next_question(small, Answers(answers=given)):
        given[found.id] = whole_answers("ml-engineer")[found.id]
    assert len(given) == 3


def test_no_quiz_stops_while_roles_are_close_that_the_rest_might_tell_apart() -> None:
    stopped = []
    for example in ("data-scientist", "applied-scientist", "research-scientist", "ml-engineer"):
        given: dict[str, str | tuple[str, ...]] = {}
        while found := next_question(BUILT_IN, Answers(answers=given)):
            given[found.id] = whole_answers(example)[found.id]
        now = Answers(answers=given)
        if score(BUILT_IN, now).verdict.kind != "clear":
            stopped.append(example)
            assert changes_drawn(now, 2_000) < UNCLEAR_BELOW + 0.03
            assert clear_drawn(now, 500) < UNCLEAR_BELOW + 0.05
    # It is never clear that somebody is one.
    assert "applied-scientist" in stopped


def test_a_quiz_in_which_all_is_skipped_asks_every_question_that_counts_once() -> None:
    answers: dict[str, None] = {}
    while found := next_question(BUILT_IN, Answers(answers=answers)):
        assert found.id not in answers
        answers[found.id] = None
    assert answers.keys() == {question.id for question in BUILT_IN.fit_questions}


@given(answers=answers_to(BUILT_IN), degree=st.sampled_from(BUILT_IN.question("background").option_ids))
def test_a_degree_changes_nothing_of_what_is_asked(answers: Answers, degree: str) -> None:
    with_degree = answers.model_copy(update={"answers": {**answers.answers, "background": degree}})
    assert next_question(BUILT_IN, with_degree) == next_question(BUILT_IN, answers)
    chances = [QuestionSelection(BUILT_IN, each).probability_of_change() for each in (with_degree, answers)]
    assert chances[0] == chances[1]


@given(answers=answers_to(BUILT_IN))
def test_the_order_of_answers_does_not_matter(answers: Answers) -> None:
    backwards = answers.model_copy(
        update={
            "answers": dict(reversed(list(answers.answers.items()))),
            "offered": dict(reversed(list(answers.offered.items()))),
            "importance": dict(reversed(list(answers.importance.items()))),
        }
    )
    assert next_question(BUILT_IN, backwards) == next_question(BUILT_IN, answers)
    assert (
        QuestionSelection(BUILT_IN, backwards).probability_of_change()
        == QuestionSelection(BUILT_IN, answers).probability_of_change()
    )


def test_enough_is_known_of_who_answers_nearly_all_like_one_role() -> None:
    answers = first_of("data-scientist", len(BUILT_IN.fit_questions) - 1)
    assert left(answers)
    assert next_question(BUILT_IN, answers) is None


# The chance of change


@given(answers=answers_to(BUILT_IN))
def test_a_chance_is_a_chance(answers: Answers) -> None:
    assert 0 <= QuestionSelection(BUILT_IN, answers).probability_of_change() <= 1


@given(answers=answers_to(BUILT_IN))
def test_nothing_changes_once_nothing_is_left_to_ask(answers: Answers) -> None:
    skipped = {question.id: None for question in BUILT_IN.fit_questions}
    every = answers.model_copy(update={"answers": {**skipped, **answers.answers}})
    assert QuestionSelection(BUILT_IN, every).probability_of_change() == 0
    assert next_question(BUILT_IN, every) is None


def test_what_is_left_without_weight_and_corrections_changes_nothing() -> None:
    answers = first_of("applied-scientist", 3)
    weightless = weighing(PLAIN, {question.id: 0.0 for question in left(answers)})
    assert QuestionSelection(weightless, answers).probability_of_change() == pytest.approx(0, abs=1e-9)
    assert QuestionSelection(BUILT_IN, answers).probability_of_change() > 0.05


def changes_drawn(answers: Answers, runs: int) -> float:
    """How often the answers that are left, drawn from roles held by the fits so far, put another role first."""
    before, *drawn = totals_drawn(answers, runs)
    return fmean(after.index(max(after)) != before.index(max(before)) for after in drawn)


def clear_drawn(answers: Answers, runs: int) -> float:
    """How often they let one role be named alone."""
    _, *drawn = totals_drawn(answers, runs)
    return fmean(len(NamedRoles(BUILT_IN).of(softmax(after))) == 1 for after in drawn)


def totals_drawn(answers: Answers, runs: int) -> Iterator[list[float]]:
    """How the roles stand, and after the answers that are left, drawn from roles held by the fits so far."""
    chance = Random(5)
    table, roles = effects(BUILT_IN), BUILT_IN.roles
    totals = total_effects(table, evidence(BUILT_IN, answers), len(roles))
    yield totals
    for role in chance.choices(roles, softmax(totals), k=runs):
        after = list(totals)
        for question in left(answers):
            shares = {option: share.share for option, share in role.shares[question.id].items()}
            if question.takes_many:
                known = {option: chance.random() < share for option, share in shares.items()}
            else:
                known = {chance.choices(list(shares), list(shares.values()))[0]: True}
            added = total_effects(table, {question.id: known}, len(roles))
            after = [total + effect for total, effect in zip(after, added, strict=True)]
        yield after


def test_the_chance_of_clarity_is_that_of_drawn_answers() -> None:
    off = []
    for example in ("data-scientist", "applied-scientist", "research-scientist", "ml-engineer"):
        for count in (1, 3, 5, 8):
            answers = first_of(example, count)
            off.append(QuestionSelection(BUILT_IN, answers).probability_of_clarity() - clear_drawn(answers, 1_000))
    # Rivals are taken one by one, which leaves some more clear than are.
    assert max(map(abs, off)) < 0.12
    assert abs(fmean(off)) < 0.05


def test_what_is_left_without_weight_makes_nothing_clear() -> None:
    answers = first_of("applied-scientist", 3)
    weightless = weighing(PLAIN, {question.id: 0.0 for question in left(answers)})
    named = score(weightless, answers).verdict.kind == "clear"
    assert QuestionSelection(weightless, answers).probability_of_clarity() == pytest.approx(float(named), abs=1e-9)


def test_the_chance_of_change_is_that_of_drawn_answers() -> None:
    off = []
    for example in ("data-scientist", "applied-scientist", "research-scientist", "ml-engineer"):
        for count in (1, 2, 3, 5, 8):
            answers = first_of(example, count)
            off.append(QuestionSelection(BUILT_IN, answers).probability_of_change() - changes_drawn(answers, 2_000))
    # Leads are taken to correlate by one half. Those of a role that lies between others do less, those of a role at
    # the edge more, so a single chance may be off by some hundredths.
    assert max(map(abs, off)) < 0.06
    assert fmean(map(abs, off)) < 0.02
    assert abs(fmean(off)) < 0.02
