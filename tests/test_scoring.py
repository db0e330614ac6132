"""Scoring: the formula by hand, and what must hold whatever the answers."""

from math import exp, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog, score

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


@given(answers=answers_to(BUILT_IN))
def test_the_verdict_agrees_with_the_fits(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    fits = {role.role: role.fit for role in result.ranking}
    best = result.ranking[0].fit
    assert set(result.verdict.roles) == {role for role, fit in fits.items() if fit > best / 3}
    kind = {1: "clear", 4: "open"}.get(len(result.verdict.roles), "close")
    assert result.verdict.kind == kind
    assert 0 <= result.verdict.stability <= 1


def test_stability_counts_the_single_changes_that_keep_the_first_role() -> None:
    catalog = load_catalog(FIVE_ROLES)
    result = score(catalog, Answers(answers={"horizon": "years"}))
    after = [score(catalog, Answers(answers={"horizon": other})).ranking[0].role for other in ("weeks", "months")]
    kept = sum(role == result.ranking[0].role for role in after) / 2
    assert result.verdict.stability == kept


def test_answers_to_another_catalog_are_refused(catalog: Catalog) -> None:
    with pytest.raises(InputError, match="there is no question watch"):
        score(catalog, Answers(answers={"watch": "service"}))
