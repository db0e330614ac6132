"""Scoring: the formula by hand, and what must hold whatever the answers."""

from collections.abc import Iterator
from math import exp, isclose, log, sqrt
from random import Random
from statistics import NormalDist, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog, score
from rolefit.scoring.effects import effects, evidence, total_effects
from rolefit.scoring.scorer import Scorer
from rolefit.scoring.verdict import margin_errors

BUILT_IN = load_catalog()


@pytest.mark.parametrize(
    ("example", "role"),
    [("data-scientist", "ds"), ("applied-scientist", "as"), ("research-scientist", "rs"), ("ml-engineer", "mle")],
)
def test_who_answers_like_a_role_gets_it_clearly(catalog: Catalog, example: str, role: str) -> None:
    result = score(catalog, load_answers(str(EXAMPLES / f"{example}.yaml"), catalog))
    assert (result.verdict.kind, result.verdict.roles) == ("clear", (role,))


def test_no_answers_fit_all_roles_alike(catalog: Catalog) -> None:
    skipped = score(catalog, Answers(answers={question.id: None for question in catalog.questions}))
    assert [role.fit for role in skipped.ranking] == [0.25] * 4
    assert skipped.verdict.kind == "open"
    assert skipped.verdict.stability == 0
    assert skipped.why == ()


def test_fits_follow_the_formula() -> None:
    catalog = load_catalog(FIVE_ROLES)
    answers = Answers.model_validate(
        {"answers": {"tools": ["sql"], "horizon": "years"}, "importance": {"tools": "high", "horizon": "low"}}
    )
    scores = {}
    for role in catalog.roles:
        tools = {option: share.share for option, share in role.shares["tools"].items()}
        many = sum(log(p) if option == "sql" else log(1 - p) for option, p in tools.items())
        scores[role.id] = 0.5 * 2 * many + 0.5 * 0.5 * log(role.shares["horizon"]["years"].share)
    whole = sum(exp(s) for s in scores.values())
    for ranked in score(catalog, answers).ranking:
        assert isclose(ranked.fit, exp(scores[ranked.role]) / whole, rel_tol=1e-9)


def test_a_share_of_nought_never_rules_a_role_out() -> None:
    catalog = load_catalog(FIVE_ROLES)
    text = catalog.model_dump(by_alias=True)
    for role in text["roles"]:
        for options in role["shares"].values():
            for option in options.values():
                option["share"] = 0 if role["id"] == "ds" else 1
    extreme = Catalog.model_validate(text)
    result = score(extreme, Answers(answers={"tools": ("sql",), "deliverables": ()}))
    assert all(0 < role.fit < 1 for role in result.ranking)


@given(answers=answers_to(BUILT_IN))
def test_fits_add_up_and_are_ranked(answers: Answers) -> None:
    fits = [role.fit for role in score(BUILT_IN, answers).ranking]
    assert isclose(sum(fits), 1, rel_tol=1e-12)
    assert fits == sorted(fits, reverse=True)
    assert min(fits) >= 0


@given(answers=answers_to(BUILT_IN))
def test_reasons_add_up_to_the_whole_verdict(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    totals = {role.role: sum(r.effect for r in result.why if r.role == role.role) for role in result.ranking}
    first = result.ranking[0]
    for role in result.ranking:
        assert isclose(sum(role.by_question.values()), totals[role.role], abs_tol=1e-9)
        assert isclose(log(first.fit / role.fit), totals[first.role] - totals[role.role], abs_tol=1e-6)


@given(answers=answers_to(BUILT_IN), question=st.sampled_from([q.id for q in BUILT_IN.questions]))
def test_a_skipped_question_moves_nothing(answers: Answers, question: str) -> None:
    without = {name: answer for name, answer in answers.answers.items() if name != question}
    missing = answers.model_copy(update={"answers": without})
    skipped = answers.model_copy(update={"answers": {**without, question: None}})
    assert score(BUILT_IN, missing).ranking == score(BUILT_IN, skipped).ranking


@given(answers=answers_to(BUILT_IN), data=st.data())
def test_choosing_what_a_role_chooses_most_never_hurts_it(answers: Answers, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([question for question in BUILT_IN.questions if question.takes_many]))
    option = data.draw(st.sampled_from([option.id for option in question.options]))
    best = max(BUILT_IN.roles, key=lambda role: role.shares[question.id][option].share).id

    def fit_with(chosen: tuple[str, ...]) -> float:
        changed = {"answers": {**answers.answers, question.id: chosen}, "offered": {}}
        ranking = score(BUILT_IN, answers.model_copy(update=changed)).ranking
        return next(ranked.fit for ranked in ranking if ranked.role == best)

    assert fit_with((option,)) >= fit_with(()) - 1e-12


def people_of(catalog: Catalog, place: int, count: int) -> Iterator[Answers]:
    """People who answer every question by the shares of a role."""
    random = Random(5)
    for _ in range(count):
        answers: dict[str, str | tuple[str, ...]] = {}
        for question, shares in catalog.roles[place].shares.items():
            if catalog.question(question).takes_many:
                answers[question] = tuple(o for o, share in shares.items() if random.random() < share.share)
            else:
                weights = [share.share for share in shares.values()]
                answers[question] = random.choices(list(shares), weights=weights)[0]
        yield Answers(answers=answers)


def test_the_error_of_a_lead_is_its_spread_among_people_of_the_role() -> None:
    table = effects(BUILT_IN, {"tools": "high", "background": "low"})
    for first in range(len(BUILT_IN.roles)):
        errors = margin_errors(BUILT_IN, table, first)
        totals = [
            total_effects(table, evidence(BUILT_IN, person), len(errors)) for person in people_of(BUILT_IN, first, 2000)
        ]
        spread = [stdev(total[first] - total[rival] for total in totals) for rival in range(len(errors))]
        assert errors == pytest.approx(spread, rel=0.07)


@given(answers=answers_to(BUILT_IN))
def test_a_verdict_compares_leads_with_the_noise_of_a_retake(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    totals = {role.role: sum(role.by_question.values()) for role in result.ranking}
    place = {role.id: i for i, role in enumerate(BUILT_IN.roles)}
    first = result.ranking[0].role
    errors = margin_errors(BUILT_IN, effects(BUILT_IN, answers.importance), place[first])
    in_errors = {role: (totals[first] - totals[role]) / errors[place[role]] for role in totals if role != first}
    last = max((i for i, margin in enumerate(in_errors.values(), 1) if margin <= sqrt(2)), default=0)
    running = list(totals)[: last + 1]
    kind = "open" if max(in_errors.values()) <= 1 else "close"
    assert result.verdict.roles == tuple(running)
    assert result.verdict.kind == ("clear" if len(running) == 1 else kind)


def test_a_larger_lead_is_more_stable_and_a_tie_is_no_better_than_chance() -> None:
    levels = [
        ["advise"],
        ["advise", "dashboards"],
        ["advise", "dashboards", "documents", "visualisations"],
    ]
    stabilities = []
    for level in levels:
        answers = Answers(answers={"production": level[0], "deliverables": tuple(level[1:])})
        stabilities.append(score(BUILT_IN, answers).verdict.stability)
    assert stabilities[0] < stabilities[1] < stabilities[2]
    for count in (2, 3, 4):
        twins = tuple(BUILT_IN.roles[0].model_copy(update={"id": f"twin{i}"}) for i in range(count))
        tie = score(BUILT_IN.model_copy(update={"roles": twins}), Answers(answers={"production": "advise"})).verdict
        assert tie.kind == "open"
        assert tie.stability == pytest.approx(1 / count, abs=1e-6)


def test_the_stability_of_two_roles_is_the_chance_that_the_lead_is_kept() -> None:
    two = BUILT_IN.model_copy(update={"roles": BUILT_IN.roles[::2]})
    table = effects(two)
    for option in ("decide", "invent"):
        result = score(two, Answers(answers={"activity": option}))
        first, second = (sum(role.by_question.values()) for role in result.ranking)
        place = [role.id for role in two.roles].index(result.ranking[0].role)
        error = margin_errors(two, table, place)[1 - place]
        again = NormalDist(0.6 * (first - second), error * sqrt(1.6))
        assert result.verdict.stability == pytest.approx(1 - again.cdf(0), abs=1e-6)


def test_who_answers_little_gets_no_clear_verdict(catalog: Catalog) -> None:
    for question in catalog.questions:
        for option in question.options:
            answer = (option.id,) if question.takes_many else option.id
            assert score(catalog, Answers(answers={question.id: answer})).verdict.kind != "clear", option.id


def test_a_scorer_gives_what_score_gives_for_everyone_in_turn(catalog: Catalog) -> None:
    scorer = Scorer(catalog)
    for person in people_of(catalog, 1, 20):
        assert scorer.score(person) == score(catalog, person)
        scores = scorer.standing(person)
        assert [catalog.roles[i].id for i in scores.order] == [role.role for role in scorer.score(person).ranking]
        assert scores.verdict == scorer.score(person).verdict


@given(answers=answers_to(BUILT_IN))
def test_every_question_is_either_answered_or_skipped(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    assert set(result.answered) == {question for question, answer in answers.answers.items() if answer is not None}
    assert {*result.answered, *result.skipped} == {question.id for question in BUILT_IN.questions}
    assert not {*result.answered} & {*result.skipped}


@given(answers=answers_to(BUILT_IN))
def test_a_result_holds_all_that_it_takes_to_get_it_again(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    again = Answers(answers=result.answers, importance=result.importance, offered=result.offered)
    assert score(BUILT_IN, again) == result


def test_changing_a_copy_of_a_catalog_changes_its_digest_and_its_scores(catalog: Catalog) -> None:
    answers = Answers(answers={"horizon": "years"})
    before = score(catalog, answers)
    lighter = tuple(question.model_copy(update={"weight": 0.1}) for question in catalog.questions)
    after = score(catalog.model_copy(update={"questions": lighter}), answers)
    assert after.catalog.digest != before.catalog.digest
    assert after.ranking[0].fit < before.ranking[0].fit


def test_answers_to_another_catalog_are_refused(catalog: Catalog) -> None:
    with pytest.raises(InputError, match="there is no question watch"):
        score(catalog, Answers(answers={"watch": "service"}))
