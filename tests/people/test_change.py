"""What lies between two sets of answers: differences that add up, and what is noise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import answers_to
from rolefit import Answers, load_answers, load_catalog, put_beside, score
from rolefit.people.change import Change

CATALOG = load_catalog()
EXAMPLES = {
    role: load_answers(f"examples/{name}.yaml", CATALOG)
    for role, name in (("ds", "data-scientist"), ("rs", "research-scientist"), ("mle", "ml-engineer"))
}


def between(first: Answers, second: Answers) -> Change:
    change = put_beside(CATALOG, {"first": first, "second": second}).change
    assert change
    return change


def changed(answers: Answers, **given: object) -> Answers:
    return Answers.model_validate({**answers.model_dump(), "answers": {**answers.answers, **given}})


@given(answers_to(CATALOG), answers_to(CATALOG))
def test_what_the_differences_did_adds_up_to_the_change_of_the_fits(first: Answers, second: Answers) -> None:
    change = between(first, second)
    fits = [{each.role: each.fit for each in score(CATALOG, answers).ranking} for answers in (first, second)]
    for one in CATALOG.roles:
        assert math.isclose(sum(d.effects[one.id] for d in change.differences), change.total[one.id], abs_tol=1e-9)
        for other in CATALOG.roles:
            lead = [math.log(of[one.id] / of[other.id]) for of in fits]
            assert math.isclose(change.total[one.id] - change.total[other.id], lead[1] - lead[0], abs_tol=1e-6)


@given(answers_to(CATALOG), answers_to(CATALOG))
def test_the_way_back_is_the_same_with_the_other_sign(first: Answers, second: Answers) -> None:
    there, back = between(first, second), between(second, first)
    assert [(d.question, d.option, d.before, d.after) for d in there.differences] == [
        (d.question, d.option, d.after, d.before) for d in back.differences
    ]
    assert {role: -effect for role, effect in back.total.items()} == there.total
    if first.importance == second.importance and there.noise and back.noise:
        assert back.noise.roles == there.noise.roles[::-1]
        assert math.isclose(back.noise.chance, there.noise.chance, abs_tol=1e-9)


@given(answers_to(CATALOG))
def test_nothing_lies_between_the_same_answers(answers: Answers) -> None:
    change = between(answers, answers)
    assert not change.differences
    assert change.noise is None


def test_one_other_answer_is_noise_and_another_job_is_more() -> None:
    me = EXAMPLES["mle"]
    slightly = between(me, changed(me, horizon="weeks")).noise
    wholly = between(me, EXAMPLES["rs"]).noise
    assert slightly
    assert wholly
    assert slightly.within
    assert not wholly.within
    assert wholly.roles == ("rs", "mle")


def test_the_more_differs_the_less_it_is_noise() -> None:
    me, other = EXAMPLES["mle"], EXAMPLES["rs"]
    given, chances = dict(me.answers), []
    for question, answer in other.answers.items():
        given[question] = answer
        noise = between(me, Answers.model_validate({"answers": given})).noise
        chances.append(noise.chance if noise else 1.0)
    assert chances[0] > 0.5
    assert chances[-1] < 0.001


def test_of_few_answers_nothing_is_said_of_noise() -> None:
    change = between(Answers(answers={"horizon": "weeks"}), Answers(answers={"horizon": "years"}))
    assert change.noise is None
    assert change.total["rs"] > 0


def test_what_was_not_asked_then_is_told_as_unknown() -> None:
    then = Answers(answers={"tools": ["sql"]}, offered={"tools": ["sql", "r"]})
    (new,) = (d for d in between(then, Answers(answers={"tools": ["sql", "bash"]})).differences if d.after)
    assert (new.option, new.before) == ("bash", None)


def test_an_importance_that_changed_is_a_difference_of_its_own() -> None:
    me = EXAMPLES["ds"].model_copy(update={"importance": {}})
    weighed = me.model_copy(update={"importance": {"horizon": "high"}})
    (difference,) = between(me, weighed).differences
    assert (difference.option, difference.before, difference.after) == ("weeks", True, True)
    assert difference.effects["ds"] == pytest.approx(
        next(r.effect for r in score(CATALOG, me).why if (r.role, r.option) == ("ds", "weeks"))
    )


@given(answers_to(CATALOG), st.sets(st.sampled_from([question.id for question in CATALOG.questions])))
def test_who_answers_more_the_second_time_and_the_rest_alike_did_not_change(me: Answers, kept: set[str]) -> None:
    fewer = Answers.model_validate(
        {**me.model_dump(), "answers": {name: answer for name, answer in me.answers.items() if name in kept}}
    )
    assert between(fewer, me).noise is None
    assert between(me, fewer).noise is None


def test_to_weigh_the_same_answers_anew_is_no_noise() -> None:
    me = EXAMPLES["rs"]
    low, high = (me.model_copy(update={"importance": dict.fromkeys(me.answers, weight)}) for weight in ("low", "high"))
    change = between(low, high)
    assert change.total["rs"] > 0
    assert change.noise is None


def test_halves_of_one_persons_answers_can_be_told_from_anothers() -> None:
    """Each half has other options of the same questions, so that other leads are expected of each."""

    def half(answers: Answers, which: int) -> Answers:
        offered = {q.id: q.option_ids[which::2] for q in CATALOG.fit_questions if q.takes_many}
        given = {
            name: tuple(option for option in answer if option in offered[name])
            for name, answer in answers.answers.items()
            if isinstance(answer, tuple)
        }
        return Answers(answers=given, offered=offered)

    mine = between(half(EXAMPLES["ds"], 0), half(EXAMPLES["ds"], 1)).noise
    other = between(half(EXAMPLES["ds"], 0), half(EXAMPLES["mle"], 1)).noise
    assert mine
    assert other
    assert mine.chance > 0.2
    assert other.chance < mine.chance / 4
