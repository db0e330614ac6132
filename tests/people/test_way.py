"""A person beside a role: what is shared, missing and rare, and what to do first."""

import pytest
from hypothesis import given

from helpers import answers_to
from rolefit import Answers, InputError, Way, load_answers, load_catalog, score, way_to
from rolefit.people.way import lead_of

CATALOG = load_catalog()
ROLES = [role.id for role in CATALOG.roles]
ME = load_answers("examples/data-scientist.yaml", CATALOG)


def options(way: Way, group: str) -> set[tuple[str, str]]:
    return {(each.question, each.option) for each in getattr(way, group)}


@given(answers_to(CATALOG))
def test_what_was_chosen_is_never_missing_and_what_was_not_is_never_shared(answers: Answers) -> None:
    for role in ROLES:
        way = way_to(CATALOG, answers, role)
        chosen = {
            (question, option)
            for question, answer in way.answers.items()
            for option in ([answer] if isinstance(answer, str) else answer or ())
        }
        assert options(way, "shared") | options(way, "rare") <= chosen
        assert not options(way, "missing") & chosen
        groups = [options(way, group) for group in ("shared", "rare", "other")]
        outside = {question.id for question in CATALOG.questions if question.outside_fit}
        assert set().union(*groups) == {(question, option) for question, option in chosen if question not in outside}
        assert sum(map(len, groups)) == len(set().union(*groups))


@given(answers_to(CATALOG))
def test_what_counts_as_missing_counts_as_shared_once_it_is_chosen(answers: Answers) -> None:
    for role in ROLES:
        for option in way_to(CATALOG, answers, role).missing:
            if CATALOG.question(option.question).takes_many:
                given = (*(answers.answers[option.question] or ()), option.option)
                more = answers.model_copy(update={"answers": {**answers.answers, option.question: given}})
                assert (option.question, option.option) in options(way_to(CATALOG, more, role), "shared")


@given(answers_to(CATALOG))
def test_a_question_that_was_skipped_says_nothing(answers: Answers) -> None:
    way = way_to(CATALOG, answers, ROLES[0])
    told = {question for group in ("shared", "missing", "rare") for question, _ in options(way, group)}
    assert not told & set(way.skipped)


def test_what_is_most_the_roles_own_stands_first() -> None:
    way = way_to(CATALOG, ME, "mle")
    for group in (way.shared, way.missing):
        leads = [lead_of(option, "mle") for option in group]
        assert leads == sorted(leads, reverse=True)
    shares = [option.shares["mle"].share for option in way.rare]
    assert shares == sorted(shares)


def test_of_one_answer_the_commonest_is_missing_where_another_was_given() -> None:
    way = way_to(CATALOG, Answers(answers={"horizon": "weeks"}), "mle")
    assert options(way, "missing") == {("horizon", "months")}
    assert options(way, "rare") == {("horizon", "weeks")}


def test_the_fits_are_those_of_the_quiz_and_the_degree_is_told_beside_them() -> None:
    way = way_to(CATALOG, ME, "rs")
    assert way.ranking == score(CATALOG, ME).ranking
    assert [(taken.role, taken.yours) for taken in way.takes] == [("rs", "master")]
    told = {question for group in ("shared", "missing", "rare") for question, _ in options(way, group)}
    assert not told & {question.id for question in CATALOG.questions if question.outside_fit}


@pytest.mark.parametrize("role", ROLES)
def test_first_steps_lead_to_what_is_missing_and_have_a_source(role: str) -> None:
    way = way_to(CATALOG, Answers(answers={q.id: [] for q in CATALOG.fit_questions if q.takes_many}), role)
    assert 2 <= len(way.steps) <= 3
    for step in way.steps:
        brought = {(question, option) for question, named in step.options.items() for option in named}
        assert brought & options(way, "missing")
        assert {*step.sources} <= way.sources.keys()


def test_whoever_misses_nothing_is_given_no_steps() -> None:
    shares = CATALOG.role("mle").shares
    most = {name: max(of, key=lambda option: of[option].share) for name, of in shares.items()}
    answers = {q.id: q.option_ids if q.takes_many else most[q.id] for q in CATALOG.questions}
    way = way_to(CATALOG, Answers(answers=answers), "mle")
    assert not way.missing
    assert not way.steps


@pytest.mark.parametrize("start", ROLES)
@pytest.mark.parametrize("role", ROLES)
def test_from_a_role_the_steps_are_those_of_that_move_in_order(start: str, role: str) -> None:
    if start == role:
        with pytest.raises(InputError, match="is the role that you compare with; name the one that you hold"):
            way_to(CATALOG, ME, role, start)
        return
    way = way_to(CATALOG, ME, role, start)
    (move,) = way.moves
    assert (move.from_, move.to) == ((start,), (role,))
    assert way.steps == move.steps
    assert len(way.steps) >= 2
