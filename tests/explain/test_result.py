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
    assert told.speaks_for[0].topic == catalog.question(question).name
    assert told.speaks_against
    assert not set(told.speaks_for) & set(told.speaks_against)


def test_what_rests_on_an_estimate_is_marked(catalog: Catalog) -> None:
    measured = explanation(catalog, Answers(answers={"horizon": "years"}))
    estimated = explanation(SMALL, Answers(answers={"horizon": "years"}))
    assert [said.estimated for said in measured.speaks_for] == [False]
    assert [said.estimated for said in estimated.speaks_for] == [True]
    assert not [sentence for sentence in measured.sure if "are estimates" in sentence]
    assert estimated.sure[-1].endswith(" Of the figures behind it >99% are estimates.")


def test_what_would_change_it_is_a_sentence(catalog: Catalog) -> None:
    assert explanation(catalog, Answers(answers={"horizon": "years", "background": "master"})).change == (
        "Had you answered “Weeks: one study or experiment after another” (time horizon), "
        "Data scientist would come first."
    )
    several = explanation(catalog, example("applied-scientist", catalog)).change
    assert re.fullmatch(r"Had you .+ \(\w+\)?, .+ and .+, [A-Z].+ would come first\.", several)
    assert explanation(catalog, example("data-scientist", catalog)).change == (
        "No 5 answers given otherwise would put another role first."
    )


def test_whoever_answered_little_is_told_so(catalog: Catalog) -> None:
    told = explanation(catalog, Answers(answers={"horizon": "years"}))
    start, _, rest = told.sure[0].partition("; ")
    assert start == "You answered 1 of 12 questions, which is little to go by"
    assert re.fullmatch("the others would put another role first about [1-9][0-9]% of the time.", rest)


def test_whoever_answered_less_but_enough_is_not_scolded(catalog: Catalog) -> None:
    answers: dict[str, str | tuple[str, ...] | None] = {}
    everything = example("data-scientist", catalog).answers
    while question := next_question(catalog, Answers(answers=answers)):
        answers[question.id] = everything[question.id]
    sure = explanation(catalog, Answers(answers=answers)).sure[0]
    assert len(answers) * 2 < len(catalog.fit_questions)
    assert sure.startswith(f"You answered {len(answers)} of 12 questions; the others would put another role first")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("data-scientist", "Clear: Data scientist (>99%) fits you best; four times out of five that is right. Next"),
        ("applied-scientist", "Close: Applied scientist (75%) leads; four times out of five it is that or ML engineer"),
    ],
)
def test_a_verdict_says_how_often_it_holds(catalog: Catalog, name: str, verdict: str) -> None:
    assert explanation(catalog, example(name, catalog)).verdict.startswith(verdict)


def test_who_chooses_nothing_that_asks_for_a_role_is_told_of_a_nearer_job_and_why(catalog: Catalog) -> None:
    analyst = {"tools": ("sql", "bi"), "deliverables": ("dashboards",), "horizon": "days", "success": "decision"}
    told = explanation(catalog, Answers(answers=analyst))
    assert told.verdict.startswith("Open: ")
    assert "data analyst's job may be nearer to you than any of the 4 roles." in told.verdict
    job = next(job for job in catalog.other_jobs.jobs if job.title == "data analyst")
    assert told.sure[0].startswith(job.because)
    with_a_model = explanation(catalog, Answers(answers={**analyst, "deliverables": ("dashboards", "models")}))
    assert "analyst" not in " ".join([with_a_model.verdict, *with_a_model.sure])


def test_what_the_named_roles_take_is_told_beside_the_fit(catalog: Catalog) -> None:
    everything = example("applied-scientist", catalog)
    told = explanation(catalog, everything)
    yours, *roles = told.takes
    assert yours == "You: a doctorate."
    assert [sentence.partition(":")[0] for sentence in roles] == ["Applied scientist", "ML engineer"]
    assert all("doctorate" in sentence for sentence in roles)
    skipped = everything.model_copy(update={"answers": {**everything.answers, "background": None}})
    without = explanation(catalog, skipped)
    assert (without.takes, without.ranking) == (tuple(roles), told.ranking)
    assert without.sure == told.sure


def test_a_catalog_that_asks_for_nothing_beside_the_fit_tells_nothing_of_it() -> None:
    assert explanation(SMALL, Answers(answers={"horizon": "years"})).takes == ()


def test_without_answers_there_is_a_way_on_and_no_reason() -> None:
    told = explanation(SMALL, Answers(answers={}))
    assert told.verdict == "No answers, no verdict: every role fits alike."
    assert (told.speaks_for, told.speaks_against, told.like, told.unlike, told.change, told.code) == (
        (),
        (),
        (),
        (),
        "",
        None,
    )
    assert [step.command.split(" ", 1)[1] for step in told.steps] == ["quiz", "roles"]


def test_the_next_steps_keep_the_catalog_and_the_answers(catalog: Catalog) -> None:
    result = score(SMALL, Answers(answers={"horizon": "years"}))
    for step in explain_result(SMALL, result, "my roles.yaml").steps:
        assert step.command.endswith(f" --roles 'my roles.yaml' --code {result.code}")
    assert "--roles" not in explain_result(catalog, score(catalog, Answers(answers={}))).steps[0].command


@given(answers=answers_to(SMALL))
def test_every_result_can_be_told(answers: Answers) -> None:
    told = explanation(SMALL, answers)
    assert told.verdict.endswith(".")
    assert all(sentence.endswith(".") for sentence in told.sure)


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
