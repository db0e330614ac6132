"""The quick quiz on people whose role is known."""

import random

import pytest

from evidence.measure import quick, report
from evidence.measure.cross_validation import ScoredPart, ScoredPeople, with_answers_to, with_questions
from rolefit import Answers, Catalog, score
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scoring.selection import next_question


def drawn(catalog: Catalog, count: int) -> list[LabelledAnswers]:
    """For each role people who answer every question by its shares."""
    chance = random.Random(6)
    return [person for role in catalog.roles for person in quick.simulated(catalog, role, count, chance)]


def test_people_are_asked_what_the_quick_quiz_asks_and_get_what_it_gives(catalog: Catalog) -> None:
    part = ScoredPart.of(catalog, drawn(catalog, 4))
    for person, quick_run in zip(part.people, quick.quick_runs(part), strict=True):
        known = Answers(answers={})
        while question := next_question(catalog, known):
            answers = {**known.answers, question.id: person.answers[question.id]}
            known = known.model_copy(update={"answers": answers})
        end = quick_run.end()
        assert end.asked == len(known.answers)
        ranking = [role.fit for role in score(catalog, known).ranking]
        assert sorted(end.standing.fits, reverse=True) == pytest.approx(ranking)
        assert quick_run.changes(end) == (
            score(catalog, known).ranking[0].role != score(catalog, person).ranking[0].role
        )


def test_people_are_asked_only_what_they_answered_with_the_options_they_were_offered(catalog: Catalog) -> None:
    few = LabelledAnswers.model_validate(
        {
            "role": "ds",
            "answers": {"horizon": "weeks", "tools": ["sql"], "background": None},
            "offered": {"tools": ["sql", "r"]},
        }
    )
    (quick_run,) = quick.quick_runs(ScoredPart.of(catalog, [few]))
    assert [step.asked for step in quick_run.steps] == [0, 1, 2]
    assert quick_run.questions == 2
    assert quick_run.steps[0].standing.totals == [0.0] * len(catalog.roles)
    assert quick_run.steps[-1].standing.totals == quick_run.whole.totals
    assert quick_run.steps[-1].outlook.change == 0


def test_a_higher_threshold_never_asks_more(catalog: Catalog) -> None:
    for quick_run in quick.quick_runs(ScoredPart.of(catalog, drawn(catalog, 4))):
        asked = [quick_run.end(below).asked for below in quick.THRESHOLDS]
        assert asked == sorted(asked, reverse=True)
        assert [step.asked for step in quick_run.steps] == list(range(quick_run.questions + 1))


def test_a_fixed_order_asks_everybody_the_first_questions_that_they_answered(catalog: Catalog) -> None:
    whole, other = drawn(catalog, 1)[:2]
    order = [question.id for question in catalog.fit_questions]
    (partly,) = with_answers_to([other], order[1:])
    quizzes = quick.QuickQuizzes(ScoredPeople([ScoredPart.of(catalog, [whole, partly])])).fixed([order], 2)
    for (asked, standing), person, kept in zip(quizzes, (whole, partly), (order[:2], order[1:3]), strict=True):
        assert asked == 2
        fits = [role.fit for role in score(catalog, with_answers_to([person], kept)[0]).ranking]
        assert sorted(standing.fits, reverse=True) == pytest.approx(fits)


def test_the_order_for_somebody_unknown_begins_as_the_quick_quiz_does(catalog: Catalog) -> None:
    order = quick.by_information(catalog)
    assert sorted(order) == sorted(question.id for question in catalog.fit_questions)
    for i in range(3):
        found = next_question(with_questions(catalog, order[i:]), Answers(answers={}))
        assert found is not None
        assert found.id == order[i]


def test_the_tables_of_the_quick_quiz_fit_each_other(catalog: Catalog) -> None:
    scored = ScoredPeople([ScoredPart.of(catalog, drawn(catalog, 5)), ScoredPart.of(catalog, drawn(catalog, 3))])
    tables = quick.tables(scored)
    whole, *_ = rows = tables["quick"]["rows"]
    assert whole[1:4] == [f"{len(catalog.fit_questions)}.00", "100%", "100.0%"]
    (own,) = (row for row in rows if "as it is" in row[0])
    *by_length, everybody = tables["quick-lengths"]["rows"]
    people = sum(int(row[1]) for row in by_length)
    assert everybody[:2] == ["all", str(people)] == ["all", "32"]
    assert everybody[3] == own[3]
    assert float(own[1]) == pytest.approx(sum(int(row[0]) * int(row[1]) for row in by_length) / people, abs=0.006)


def test_as_many_people_are_simulated_for_each_role_and_always_the_same(catalog: Catalog) -> None:
    found = quick.simulation_table(catalog, 3)
    assert [row[1] for row in found["rows"]] == ["3", "3", "3", "3", "12"]
    assert found == quick.simulation_table(catalog, 3)


def test_people_are_drawn_by_the_shares_of_their_role(catalog: Catalog) -> None:
    role = catalog.roles[0]
    people = quick.simulated(catalog, role, 800, random.Random(7))
    for question in catalog.fit_questions:
        for option in question.options:
            share = role.shares[question.id][option.id].share
            chosen = [option.id in ([a] if isinstance(a := p.answers[question.id], str) else a or ()) for p in people]
            assert sum(chosen) / len(people) == pytest.approx(share, abs=0.08)


def test_the_quick_quiz_does_what_was_asked_of_it_on_practitioners() -> None:
    rows = report.load_figures()["quick"]["rows"]
    (whole,) = (row for row in rows if row[0] == "the whole quiz")
    (own,) = (row for row in rows if "as it is" in row[0])
    # The survey asked five of its questions of most people, and the quick quiz asks four at least.
    assert float(own[1]) <= float(whole[1]) * 0.9
    assert float(own[3].removesuffix("%")) >= 98
    assert float(own[4]) >= float(whole[4]) - 0.01
    *_, everybody = report.load_figures()["quick-simulated"]["rows"]
    assert float(everybody[3].removesuffix("%")) <= 70, "of all questions and roles two thirds are asked"
    assert float(everybody[4].removesuffix("%")) >= 98
    assert float(everybody[5].removesuffix("%")) <= 3, "whoever stops where several are named would have stayed there"
    fixed = [row for row in rows if row[0].startswith("everybody")]
    assert len(fixed) == 2
    assert all(float(own[3].removesuffix("%")) > float(row[3].removesuffix("%")) for row in fixed)
