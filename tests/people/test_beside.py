"""People beside each other: where they agree, and what parts them."""

import pytest
from hypothesis import given

from helpers import answers_to
from rolefit import Answers, load_catalog, put_beside, score

CATALOG = load_catalog()


@given(answers_to(CATALOG), answers_to(CATALOG), answers_to(CATALOG))
def test_every_answer_is_somewhere_and_nobody_else_has_it(anna: Answers, ben: Answers, carl: Answers) -> None:
    people = [anna, ben, carl]
    beside = put_beside(CATALOG, {f"person {i}": answers for i, answers in enumerate(people)})
    assert [person.ranking for person in beside.people] == [score(CATALOG, answers).ranking for answers in people]
    for place, person in enumerate(beside.people):
        for question in beside.questions:
            answer = person.answers.get(question.question)
            chosen = {answer} if isinstance(answer, str) else set(answer or ())
            assert chosen == {each.option for each in question.options if place in each.chosen_by}
            assert (answer is not None) == (place in question.answered_by)


@given(answers_to(CATALOG), answers_to(CATALOG))
def test_people_agree_where_all_answered_alike(one: Answers, other: Answers) -> None:
    beside = put_beside(CATALOG, {"one": one, "other": other})
    first, second = beside.people
    alike = {
        q.id
        for q in CATALOG.questions
        if first.answers.get(q.id) == second.answers.get(q.id) is not None
        and first.importance.get(q.id) == second.importance.get(q.id)
        and first.offered.get(q.id) == second.offered.get(q.id)
    }
    assert {question.question for question in beside.questions if question.agree} == alike


def test_what_parts_people_most_stands_first() -> None:
    people = {
        name: Answers(answers={"horizon": horizon, "people": "leaders"})
        for name, horizon in (("anna", "days"), ("ben", "weeks"), ("carl", "years"))
    }
    questions = put_beside(CATALOG, people).questions
    assert [(question.question, question.agree) for question in questions] == [("horizon", False), ("people", True)]
    assert questions[0].spread > questions[1].spread == 0
    assert [each.chosen_by for each in questions[0].options] == [(0,), (1,), (2,)]


def test_a_change_is_told_of_two_alone() -> None:
    people = {str(number): Answers(answers={}) for number in range(3)}
    assert put_beside(CATALOG, people).change is None
    with pytest.raises(ValueError, match="it takes two people"):
        put_beside(CATALOG, {"1": Answers(answers={})})


def test_a_job_that_is_nearer_is_told_as_in_a_result() -> None:
    week = {"tools": ["sql", "bi"], "deliverables": ["dashboards"], "horizon": "days", "people": "leaders"}
    analyst = Answers(answers=week)
    (first, _) = put_beside(CATALOG, {"anna": analyst, "ben": Answers(answers={})}).people
    assert first.nearer == score(CATALOG, analyst).nearer
    assert first.nearer
