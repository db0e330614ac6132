"""A result in words, and how a person compares with the people of a role."""

import re

import pytest
from hypothesis import given

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, load_answers, load_catalog, score
from rolefit.explain.result import Explanation, explain_result
from rolefit.scoring.selection import next_question
from rolefit.scoring.similarity import compare_with_role

SMALL = load_catalog(FIVE_ROLES)


def explanation(catalog: Catalog, answers: Answers) -> Explanation:
    return explain_result(catalog, score(catalog, answers))


def example(name: str, catalog: Catalog) -> Answers:
    return load_answers(str(EXAMPLES / f"{name}.yaml"), catalog)


def test_the_strongest_reasons_come_first_each_on_its_side(catalog: Catalog) -> None:
    answers = example("research-scientist", catalog)
    result = score(catalog, answers)
    told = explain_result(catalog, result)
    effects = {
        (r.question, r.option): r.effect for r in result.why if r.role == result.ranking[0].role and r.effect > 0
    }
    (question, option), _ = max(effects.items(), key=lambda item: item[1])
    assert told.speaks_for[0].text == catalog.question(question).label(option)
    sizes = [answer.size for answer in told.speaks_for]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 < size <= 1 for size in sizes)
    assert not set(told.speaks_for) & set(told.speaks_against)


def test_what_rests_on_an_estimate_is_marked(catalog: Catalog) -> None:
    measured = explanation(catalog, Answers(answers={"horizon": "years"}))
    estimated = explanation(SMALL, Answers(answers={"horizon": "years"}))
    assert [said.estimated for said in measured.speaks_for] == [False]
    assert [said.estimated for said in estimated.speaks_for] == [True]
    assert not [sentence for sentence in measured.method if "are estimates" in sentence]
    assert estimated.method[-1] == "Of the figures behind it >99% are estimates (~)."


def test_what_was_not_chosen_is_no_reason_where_something_chosen_matters_more(catalog: Catalog) -> None:
    for name in ("data-scientist", "applied-scientist", "research-scientist", "ml-engineer"):
        told = explanation(catalog, example(name, catalog))
        assert told.speaks_for
        assert all(answer.chosen for answer in (*told.speaks_for, *told.speaks_against))
    nothing = explanation(catalog, Answers(answers={"tools": (), "deliverables": ()}))
    assert nothing.speaks_for
    assert all(answer.text.endswith(" (not chosen)") for answer in nothing.speaks_for)


def test_what_would_change_it_is_told_of_each_role_in_the_running(catalog: Catalog) -> None:
    told = explanation(catalog, Answers(answers={"horizon": "years", "background": "master"}))
    assert "applied scientist or data scientist" in told.verdict
    assert [(line.role, line.text) for line in told.changes] == [
        ("ds", "you answer “Days: while the question is fresh”")
    ]
    assert explanation(catalog, example("data-scientist", catalog)).changes == ()


def test_two_changes_are_named_where_one_does_not_do(catalog: Catalog) -> None:
    answers = {"skills": ("software", "literature"), "lifecycle": ("beyond", "explore"), "people": "leaders"}
    told = explanation(catalog, Answers(answers={**answers, "networks": ("speech", "detection"), "horizon": "days"}))
    assert any(re.fullmatch("you also choose “.+” and also choose “.+”", line.text) for line in told.changes)


def test_whoever_answered_little_is_told_so(catalog: Catalog) -> None:
    told = explanation(catalog, Answers(answers={"horizon": "years"}))
    assert re.fullmatch(
        "1 of 12 answered, little to go by: the rest would change it [1-9][0-9]% of the time.", told.sure[1]
    )


def test_whoever_answered_less_but_enough_is_not_scolded(catalog: Catalog) -> None:
    answers: dict[str, str | tuple[str, ...] | None] = {}
    everything = example("data-scientist", catalog).answers
    while question := next_question(catalog, Answers(answers=answers)):
        answers[question.id] = everything[question.id]
    sure = explanation(catalog, Answers(answers=answers)).sure[1]
    assert len(answers) * 2 < len(catalog.fit_questions)
    assert sure.startswith(f"{len(answers)} of 12 answered: the rest would change it ")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("data-scientist", "Clear: data scientist fits you best."),
        ("applied-scientist", "Close: applied scientist, but it may be ML engineer."),
    ],
)
def test_a_verdict_is_a_sentence_and_a_line_says_how_often_it_holds(catalog: Catalog, name: str, verdict: str) -> None:
    told = explanation(catalog, example(name, catalog))
    assert told.verdict == verdict
    assert re.fullmatch(
        r"How sure: right 4 times in 5; >?[0-9]+% of such quizzes agree \(more: --explain\)\.", told.sure[0]
    )


def test_who_chooses_nothing_that_asks_for_a_role_is_told_of_a_nearer_job_and_why(catalog: Catalog) -> None:
    analyst = {"tools": ("sql", "bi"), "deliverables": ("dashboards",), "horizon": "days", "success": "decision"}
    told = explanation(catalog, Answers(answers=analyst))
    assert told.verdict.startswith("Open: ")
    assert "data analyst's job may be nearer to you than any of the 4 roles." in told.verdict
    job = next(job for job in catalog.other_jobs.jobs if job.title == "data analyst")
    assert told.notes[0].startswith(job.because)
    with_a_model = explanation(catalog, Answers(answers={**analyst, "deliverables": ("dashboards", "models")}))
    assert "analyst" not in " ".join([with_a_model.verdict, *with_a_model.notes])


def test_what_the_named_roles_take_is_told_beside_the_fit(catalog: Catalog) -> None:
    everything = example("applied-scientist", catalog)
    told = explanation(catalog, everything)
    assert told.brings == "a doctorate"
    assert [line.title for line in told.takes] == ["Applied scientist", "ML engineer"]
    assert all("doctorate" in line.text for line in told.takes)
    skipped = everything.model_copy(update={"answers": {**everything.answers, "background": None}})
    without = explanation(catalog, skipped)
    assert (without.takes, without.brings, without.ranking) == (told.takes, "", told.ranking)
    assert without.sure == told.sure


def test_a_catalog_that_asks_for_nothing_beside_the_fit_tells_nothing_of_it() -> None:
    assert explanation(SMALL, Answers(answers={"horizon": "years"})).takes == ()


def test_without_answers_there_is_a_way_on_and_no_reason() -> None:
    told = explanation(SMALL, Answers(answers={}))
    assert told.verdict == "No answers, no verdict: every role fits alike."
    nothing = (told.speaks_for, told.speaks_against, told.changes, told.takes, told.like, told.unlike, told.method)
    assert set(nothing) == {()}
    assert (told.sure, told.code) == ((), None)
    assert told.next_step.endswith(" quiz")


def test_the_next_step_keeps_the_catalog_and_the_answers(catalog: Catalog) -> None:
    result = score(SMALL, Answers(answers={"horizon": "years"}))
    step = explain_result(SMALL, result, "my roles.yaml").next_step
    assert step.endswith(f" compare rs as --roles 'my roles.yaml' --code {result.code}")
    assert "--roles" not in explain_result(catalog, score(catalog, Answers(answers={}))).next_step


@given(answers=answers_to(SMALL))
def test_every_result_can_be_told(answers: Answers) -> None:
    told = explanation(SMALL, answers)
    assert told.verdict.endswith(".")
    assert all(sentence.endswith(".") for sentence in (*told.notes, *told.sure, *told.method))
    assert (
        sum(int(fit.strip("<>%")) * (not fit.startswith("<")) + fit.startswith(">") for fit in told.fits.values())
        == 100
    )


def people(shares: dict[str, float], kind: str = "many") -> Catalog:
    """A catalog with one question, whose first role gives answers with these shares."""
    data = SMALL.model_dump(by_alias=True)
    options = [{"id": option, "label": option.upper()} for option in shares]
    data["questions"] = [{"id": "only", "ask": "Only?", "kind": kind, "weight": 1.0, "options": options}]
    even = {option: {"share": 1 / len(shares), "source": "yan-2020"} for option in shares}
    for role in data["roles"]:
        role["shares"] = {"only": even}
    data["roles"][0]["shares"] = {"only": {o: {"share": s, "source": "yan-2020"} for o, s in shares.items()}}
    return Catalog.model_validate(data)


@pytest.mark.parametrize(
    ("chosen", "like", "unlike"),
    [
        (("most", "some"), ["most"], ["half"]),
        (("half", "few"), ["half"], ["few", "most"]),
        ((), [], ["most", "half"]),
    ],
)
def test_likeness_of_many_answers(chosen: tuple[str, ...], like: list[str], unlike: list[str]) -> None:
    catalog = people({"few": 0.05, "some": 0.3, "half": 0.5, "most": 0.8})
    found = compare_with_role(catalog, Answers(answers={"only": chosen}), catalog.roles[0])
    assert [each.option for each in found.like] == like
    assert [each.option for each in found.unlike] == unlike


@pytest.mark.parametrize(
    ("chosen", "like", "unlike"), [("common", ["common"], []), ("near", [], []), ("rare", [], ["rare"])]
)
def test_likeness_of_one_answer_is_measured_by_the_commonest(chosen: str, like: list[str], unlike: list[str]) -> None:
    catalog = people({"common": 0.4, "near": 0.35, "rare": 0.15, "odd": 0.1}, "one")
    found = compare_with_role(catalog, Answers(answers={"only": chosen}), catalog.roles[0])
    assert ([each.option for each in found.like], [each.option for each in found.unlike]) == (like, unlike)
