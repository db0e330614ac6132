"""Scoring: the formula by hand, and what must hold whatever the answers."""

from collections.abc import Iterator, Mapping
from math import exp, isclose, log, sqrt
from pathlib import Path
from random import Random
from statistics import NormalDist, fmean, stdev

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog, score
from rolefit.answers.models import Answer, Importance
from rolefit.catalog.models import OtherJob, OtherJobs, Unclear, VerdictRule
from rolefit.scoring.effects import effects, evidence, total_effects
from rolefit.scoring.replies import Given
from rolefit.scoring.result import NearerJob
from rolefit.scoring.scorer import Scorer
from rolefit.scoring.verdict import margin_errors

BUILT_IN = load_catalog()


@pytest.mark.parametrize(
    ("example", "role"), [("data-scientist", "ds"), ("research-scientist", "rs"), ("ml-engineer", "mle")]
)
def test_who_answers_like_a_role_gets_it_clearly(catalog: Catalog, example: str, role: str) -> None:
    result = score(catalog, load_answers(str(EXAMPLES / f"{example}.yaml"), catalog))
    assert (result.verdict.kind, result.verdict.roles) == ("clear", (role,))


def test_who_answers_like_an_unclear_role_gets_it_first_with_those_that_it_looks_like(catalog: Catalog) -> None:
    verdict = score(catalog, load_answers(str(EXAMPLES / "applied-scientist.yaml"), catalog)).verdict
    assert (verdict.kind, verdict.roles) == ("close", ("as", "mle"))


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


@given(answers=answers_to(BUILT_IN))
def test_fits_follow_the_formula_with_corrections(answers: Answers) -> None:
    scores = dict.fromkeys((role.id for role in BUILT_IN.roles), 0.0)
    for question, options in evidence(BUILT_IN, answers).items():
        factor = {"high": 2, "normal": 1, "low": 0.5}[answers.importance.get(question, "normal")]
        weight = BUILT_IN.question(question).weight
        for option, is_chosen in options.items():
            shares = {role.id: role.shares[question][option] for role in BUILT_IN.roles}
            mean = fmean(share.share for share in shares.values())
            for role, share in shares.items():
                term = weight * log(share.share if is_chosen else 1 - share.share)
                correction = share.correction * (1 - mean if is_chosen else -mean)
                scores[role] += factor * (term + correction)
    whole = sum(exp(score_of) for score_of in scores.values())
    for ranked in score(BUILT_IN, answers).ranking:
        assert isclose(ranked.fit, exp(scores[ranked.role]) / whole, rel_tol=1e-6)


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


def without_corrections(catalog: Catalog) -> Catalog:
    data = catalog.model_dump(by_alias=True)
    for role in data["roles"]:
        for options in role["shares"].values():
            for share in options.values():
                share["correction"] = 0.0
    return Catalog.model_validate(data)


@given(answers=answers_to(BUILT_IN), data=st.data())
def test_choosing_what_a_role_chooses_most_never_hurts_it(answers: Answers, data: st.DataObject) -> None:
    # A correction for what options share with each other may take a little away.
    plain = without_corrections(BUILT_IN)
    question = data.draw(st.sampled_from([question for question in plain.questions if question.takes_many]))
    option = data.draw(st.sampled_from([option.id for option in question.options]))
    best = max(plain.roles, key=lambda role: role.shares[question.id][option].share).id

    def fit_with(chosen: tuple[str, ...]) -> float:
        changed = {"answers": {**answers.answers, question.id: chosen}, "offered": {}}
        ranking = score(plain, answers.model_copy(update=changed)).ranking
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
    table = effects(BUILT_IN, {"tools": "high", "publishing": "low"})
    for first in range(len(BUILT_IN.roles)):
        errors = margin_errors(BUILT_IN, table, first)
        totals = [
            total_effects(table, evidence(BUILT_IN, person), len(errors)) for person in people_of(BUILT_IN, first, 2000)
        ]
        spread = [stdev(total[first] - total[rival] for total in totals) for rival in range(len(errors))]
        assert errors == pytest.approx(spread, rel=0.07)


# The verdict


def judging(catalog: Catalog, least_fit: Mapping[str, float] | None = None, **unclear: str) -> Catalog:
    """The catalog, without jobs beside the roles, with other thresholds, and each role unclear as is said."""
    roles = [
        role.model_copy(
            update={"unclear": Unclear(between=(unclear[role.id],), because="x") if role.id in unclear else None}
        )
        for role in catalog.roles
    ]
    return catalog.model_copy(
        update={"roles": tuple(roles), "verdict": VerdictRule(least_fit=least_fit or {}), "other_jobs": OtherJobs()}
    )


BY_THRESHOLDS = judging(BUILT_IN, {"ds": 0.19, "as": 0.1, "rs": 0.25, "mle": 0.22})
BY_ADDING_UP = judging(BUILT_IN)


def kind_for(named: int) -> str:
    return {1: "clear", 2: "close", 3: "close", 4: "open"}[named]


@given(answers=answers_to(BUILT_IN))
def test_with_thresholds_the_roles_that_reach_theirs_are_named(answers: Answers) -> None:
    result = score(BY_THRESHOLDS, answers)
    least = BY_THRESHOLDS.verdict.least_fit
    named = tuple(role.role for role in result.ranking if role.fit >= least[role.role] or not result.answered)
    assert result.verdict.roles == named != ()
    assert result.verdict.kind == kind_for(len(named))


@given(answers=answers_to(BUILT_IN))
def test_without_thresholds_the_first_roles_that_hold_four_fifths_together_are_named(answers: Answers) -> None:
    result = score(BY_ADDING_UP, answers)
    fits = [role.fit for role in result.ranking]
    number = next(n for n in range(1, 5) if sum(fits[:n]) >= 0.8 - 1e-9) if result.answered else 4
    assert result.verdict.roles == tuple(role.role for role in result.ranking[:number])
    assert (result.verdict.kind, result.verdict.holds) == (kind_for(number), 0.8)


def test_the_more_often_the_right_role_is_to_be_named_the_more_are() -> None:
    answers = Answers(answers={"horizon": "days", "success": "metric", "deliverables": ("dashboards", "documents")})
    named = []
    for holds in (0.3, 0.5, 0.7, 0.9, 0.99):
        verdict = score(BY_ADDING_UP.model_copy(update={"verdict": VerdictRule(holds=holds)}), answers).verdict
        assert verdict.holds == holds
        named.append(len(verdict.roles))
    assert named == sorted(named)
    assert (named[0], named[-1]) == (1, 4)


@pytest.mark.parametrize("least_fit", [{}, dict(BY_THRESHOLDS.verdict.least_fit)], ids=["adding up", "thresholds"])
@given(answers=answers_to(BUILT_IN))
def test_a_role_that_is_unclear_brings_those_that_it_looks_like_where_it_comes_first(
    least_fit: dict[str, float], answers: Answers
) -> None:
    before = score(judging(BUILT_IN, least_fit), answers).verdict
    after = score(judging(BUILT_IN, least_fit, rs="ds"), answers).verdict
    assert set(after.roles) == {*before.roles, *(["ds"] if before.roles[0] == "rs" else [])}
    assert after.roles[0] == before.roles[0]
    assert after.stability == before.stability


@given(answers=answers_to(BUILT_IN))
def test_the_unclear_role_of_the_built_in_catalog_never_stands_alone(answers: Answers) -> None:
    roles = score(BUILT_IN, answers).verdict.roles
    assert "mle" in roles or roles[0] != "as"


ANALYST: dict[str, str | tuple[str, ...] | None] = {
    "tools": ("sql", "bi"),
    "deliverables": ("dashboards",),
    "production": "advise",
    "people": "leaders",
}


def test_who_asks_for_none_of_the_roles_is_told_of_a_nearer_job_and_all_is_open(catalog: Catalog) -> None:
    result = score(catalog, Answers(answers=ANALYST))
    job = next(job for job in catalog.other_jobs.jobs if job.title == "data analyst")
    assert result.nearer == NearerJob(title=job.title, because=job.because)
    assert result.verdict.kind == "open"
    assert result.verdict.roles == tuple(role.role for role in result.ranking)
    assert score(BY_THRESHOLDS, Answers(answers=ANALYST)).verdict.kind != "open", "the fits alone do not say so"


@pytest.mark.parametrize(
    ("change", "is_nearer"),
    [
        # Fewer questions than are needed; a thing that asks for a role; more beside the job than of it.
        ({"production": None}, False),
        ({"production": None, "methods": ()}, False),
        ({"tools": ("sql", "bi", "r")}, False),
        ({"horizon": "years"}, False),
        ({"tools": ("bash", "java", "containers"), "shipping": ("big-data", "cloud", "testing", "monitoring")}, False),
        # What was not chosen, was skipped, or is no want says nothing against it; nor does a little of another job.
        ({"methods": ()}, True),
        ({"horizon": None}, True),
        ({"background": "doctorate"}, True),
        ({"tools": ("sql", "bi", "bash")}, True),
    ],
)
def test_another_job_needs_enough_answers_none_that_asks_for_a_role_and_most_of_them(
    catalog: Catalog, change: dict[str, str | tuple[str, ...] | None], is_nearer: bool
) -> None:
    nearer = score(catalog, Answers(answers={**ANALYST, **change})).nearer
    assert (nearer is not None and nearer.title == "data analyst") == is_nearer


def test_a_degree_is_none_of_the_questions_that_are_needed(catalog: Catalog) -> None:
    few = {**ANALYST, "people": None, "background": "master"}
    assert score(catalog, Answers(answers=few)).nearer is None


def test_of_two_jobs_that_are_as_near_the_first_is_told(catalog: Catalog) -> None:
    jobs = tuple(catalog.other_jobs.jobs[0].model_copy(update={"title": title}) for title in ("one", "two"))
    two = catalog.model_copy(update={"other_jobs": catalog.other_jobs.model_copy(update={"jobs": jobs})})
    nearer = score(two, Answers(answers=ANALYST)).nearer
    assert nearer is not None
    assert nearer.title == "one"


def test_ten_people_with_none_of_the_roles_are_all_told_of_another_job(catalog: Catalog) -> None:
    people = yaml.safe_load((Path(__file__).parent / "neither_of_the_four.yaml").read_text("utf-8"))
    assert len(people) == 10
    for who, answers in people.items():
        result = score(catalog, Answers.model_validate({"answers": answers}))
        assert (result.nearer is not None, result.verdict.kind) == (True, "open"), who


def people_of_jobs(catalog: Catalog, count: int) -> Iterator[Answers]:
    """People who choose some of the work of a job beside the roles, and some of them other things as well."""
    random = Random(7)
    for i in range(count):
        answers: dict[str, str | tuple[str, ...] | None] = {}
        of_job = random.choice(catalog.other_jobs.jobs).options
        for question in catalog.questions:
            options = of_job.get(question.id, ())
            if i % 3 == 0 and random.random() < 0.2:
                options = question.option_ids
            chosen = [option for option in question.option_ids if option in options and random.random() < 0.4]
            if random.random() < 0.3:
                answers[question.id] = None
            else:
                answers[question.id] = tuple(chosen) if question.takes_many else next(iter(chosen), None)
        yield Answers(answers=answers)


@pytest.mark.parametrize(
    "judged",
    [
        BUILT_IN,
        BUILT_IN.model_copy(update={"verdict": VerdictRule()}),
        BUILT_IN.model_copy(update={"other_jobs": OtherJobs()}),
        BY_THRESHOLDS,
        BY_ADDING_UP,
        judging(BUILT_IN, BY_THRESHOLDS.verdict.least_fit, ds="as"),
        judging(BUILT_IN, rs="as"),
        judging(BUILT_IN, ds="as", rs="as", mle="as"),
    ],
    ids=[
        "built-in",
        "adding up",
        "no jobs",
        "thresholds",
        "bare",
        "unclear by thresholds",
        "unclear adding up",
        "several unclear adding up",
    ],
)
def test_people_in_columns_get_the_fits_and_kinds_that_they_get_one_by_one(judged: Catalog) -> None:
    people = [Answers(answers={}), *people_of(judged, 0, 40), *people_of(judged, 1, 40), *people_of_jobs(BUILT_IN, 120)]
    one_by_one = [score(judged, person) for person in people]
    columns = [[as_cell(person.answers.get(question.id)) for person in people] for question in judged.questions]
    found = Scorer(judged).score_columns(columns)
    assert list(found.kinds) == [result.verdict.kind for result in one_by_one]
    assert [judged.roles[i].id for i in found.first] == [result.ranking[0].role for result in one_by_one]
    for role, fits in zip(judged.roles, found.fits, strict=True):
        assert list(fits) == [
            ranked.fit for result in one_by_one for ranked in result.ranking if ranked.role == role.id
        ]
    if judged is BUILT_IN:
        assert {*found.kinds} == {"clear", "close", "open"}
        assert 20 < sum(result.nearer is not None for result in one_by_one) < 120


def as_cell(answer: Answer) -> Given:
    return frozenset(answer) if isinstance(answer, tuple) else answer


# What a role takes


@given(answers=answers_to(BUILT_IN), degree=st.sampled_from([*BUILT_IN.question("background").option_ids, None]))
def test_a_degree_changes_nothing_but_what_is_told_of_it(answers: Answers, degree: str | None) -> None:
    without = {question: answer for question, answer in answers.answers.items() if question != "background"}
    before = score(BUILT_IN, answers.model_copy(update={"answers": without}))
    after = score(BUILT_IN, answers.model_copy(update={"answers": {**without, "background": degree}}))
    told = {"takes", "answers", "code"}
    assert after.model_dump(exclude=told) == before.model_dump(exclude=told)
    assert after.takes == tuple(taken.model_copy(update={"yours": degree}) for taken in before.takes)


@pytest.mark.parametrize("importance", ["high", "low"])
def test_calling_a_degree_important_makes_it_no_part_of_the_fit(catalog: Catalog, importance: Importance) -> None:
    answers = {"horizon": "years", "background": "doctorate"}
    plain = score(catalog, Answers(answers=answers))
    weighed = score(catalog, Answers(answers=answers, importance={"background": importance}))
    assert (weighed.ranking, weighed.why, weighed.verdict) == (plain.ranking, plain.why, plain.verdict)
    assert "background" not in {*plain.answered, *plain.skipped, *plain.ranking[0].by_question}
    assert "background" not in {reason.question for reason in plain.why}


@given(answers=answers_to(BUILT_IN))
def test_what_the_named_roles_take_is_told_best_first(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    assert [taken.role for taken in result.takes] == list(result.verdict.roles)
    for taken in result.takes:
        role = BUILT_IN.role(taken.role)
        asks, shares = role.takes.get("background"), role.shares["background"]
        are_people = all(BUILT_IN.sources[share.source].kind == "survey" for share in shares.values())
        assert taken.question == "background"
        assert taken.holders == ({option: share.share for option, share in shares.items()} if are_people else None)
        assert (taken.least, taken.wanted) == ((asks.least, asks.wanted) if asks else (None, None))


# How sure it is


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
        tied = BUILT_IN.model_copy(update={"roles": twins, "verdict": VerdictRule()})
        tie = score(tied, Answers(answers={"production": "advise"})).verdict
        assert tie.kind == "open"
        assert tie.stability == pytest.approx(1 / count, abs=1e-6)


def test_the_stability_of_two_roles_is_the_chance_that_the_lead_is_kept() -> None:
    two = BY_ADDING_UP.model_copy(update={"roles": BY_ADDING_UP.roles[::2]})
    table = effects(two)
    for option in ("decision", "result"):
        result = score(two, Answers(answers={"success": option}))
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
def test_every_question_that_counts_is_either_answered_or_skipped(answers: Answers) -> None:
    result = score(BUILT_IN, answers)
    counting = {question.id for question in BUILT_IN.fit_questions}
    given_ = {question for question, answer in answers.answers.items() if answer is not None}
    assert set(result.answered) == given_ & counting
    assert {*result.answered, *result.skipped} == counting
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


def test_a_job_is_nearer_only_if_more_than_half_of_what_was_chosen_is_its_work() -> None:
    jobs = OtherJobs(least=2, jobs=(OtherJob(title="cook", because="x", options={"a": ("x",), "b": ("x",)}),))
    assert jobs.nearest([("a", "x"), ("b", "x"), ("c", "x")]) is not None
    assert jobs.nearest([("a", "x"), ("c", "x")]) is None
