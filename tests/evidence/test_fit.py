"""From counts and readings to the numbers of the catalog."""

import numpy as np
import pytest

from evidence.collect import counts, readings, texts
from evidence.fit import calibrate, gate, shares, text_shares, verdicts, weights
from evidence.fit.sample import Bank, Sample
from evidence_samples import made_up, others, people_of, posting
from rolefit import Catalog, Scorer
from rolefit.catalog.builtin import builtin_path
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.random_answers import random_wins
from rolefit.scanning.gate import LEAST, JobGate
from rolefit.scanning.reader import TextReader


@pytest.fixture(scope="module")
def bank(catalog: Catalog) -> Bank:
    return Bank(catalog)


@pytest.fixture(scope="module")
def work(catalog: Catalog, bank: Bank) -> Sample:
    return Sample.of(bank, readings.first_readings(catalog))


@pytest.fixture(scope="module")
def people(catalog: Catalog, bank: Bank) -> Sample:
    """People of the three roles that surveys know, asked for tools and methods."""
    answers = people_of(catalog, ["tools", "methods"], 150)
    return Sample.of(bank, [person for person in answers if person.role != "as"])


@pytest.fixture(scope="module")
def fitted(people: Sample, work: Sample) -> weights.Fit:
    return weights.fit(people, work, people)


def test_the_order_of_options_on_the_screen_moves_no_number(catalog: Catalog, bank: Bank) -> None:
    turned = tuple(q.model_copy(update={"options": q.options[::-1]}) for q in catalog.questions)
    again = Bank(catalog.model_copy(update={"questions": turned}))
    assert again.options == bank.options
    assert sorted(bank.options) == sorted((q.id, o.id) for q in catalog.fit_questions for o in q.options)
    assert bank.question.tolist() == sorted(bank.question.tolist())


def test_the_catalog_stays_what_it_is_where_its_own_numbers_are_written(catalog: Catalog, bank: Bank) -> None:
    of = {role.id: role.shares for role in catalog.roles}
    numbers = [[of[role][question][option] for role in of] for question, option in bank.options]
    fitted = weights.Fit(
        bank,
        np.array([[share.share for share in row] for row in numbers]),
        np.array([question.weight for question in catalog.fit_questions]),
        np.array([[share.correction for share in row] for row in numbers]),
        1.0,
    )
    written = calibrate.Numbers(
        fitted=fitted,
        asked_of_people={
            option: row[0].source == calibrate.BOTH for option, row in zip(bank.options, numbers, strict=True)
        },
        thresholds=catalog.verdict.least_fit,
        holders=counts.load_counts(),
        asks=calibrate.what_postings_ask([each for each in readings.load_readings() if each.reading == 1]),
        in_texts=text_shares.text_shares(catalog, texts.load_naming()),
        measured_texts=None,
    )
    text = builtin_path().read_text("utf-8")
    assert calibrate.calibrated(text, written) == text


def test_shares_come_from_both_where_people_were_asked_and_else_from_the_work(catalog: Catalog) -> None:
    asked = {option for option, roles in counts.load_counts().items() if all(n >= 100 for _, n in roles.values())}
    for role in catalog.roles:
        for question in catalog.fit_questions:
            for option, share in role.shares[question.id].items():
                assert share.source == ("people-and-work" if (question.id, option) in asked else "work")


def test_the_degree_is_counted_on_people_and_for_who_was_not_asked_on_postings(catalog: Catalog) -> None:
    for role in catalog.roles:
        sources = {share.source for share in role.shares["background"].values()}
        assert sources == ({"work"} if role.id == "as" else {"kaggle"})
        assert sum(role.takes["background"].least.values()) == pytest.approx(1, abs=0.01)


def test_the_level_comes_from_people_and_a_difference_from_both(people: Sample, work: Sample, bank: Bank) -> None:
    found = shares.combined(people, work)
    sql = bank.options.index(("tools", "sql"))
    parts = [np.nanmean(people.chosen[people.roles == role, sql]) for role in people.held]
    log_odds = np.log(found[sql] / (1 - found[sql]))
    of_people = np.log(np.array(parts) / (1 - np.array(parts)))
    assert log_odds[people.held].mean() == pytest.approx(of_people.mean(), abs=0.15)
    assert log_odds[0] > log_odds[3], "both say that data scientists use it more than ML engineers"


def test_few_postings_say_nothing_of_a_role_where_people_were_asked(people: Sample, work: Sample, bank: Bank) -> None:
    sql, first = bank.options.index(("tools", "sql")), work.roles == 1
    chosen = work.chosen.copy()
    chosen[first, sql] = np.nan
    chosen[np.flatnonzero(first)[:5], sql] = 1
    found = shares.combined(people, Sample(bank, chosen, work.roles, work.employers))[sql]
    log_odds = np.log(found / (1 - found))
    assert log_odds[1] == pytest.approx(log_odds[people.held].mean(), abs=0.2)


def test_shares_of_a_one_answer_question_add_up(people: Sample, work: Sample, bank: Bank) -> None:
    found = shares.combined(people, work)
    for question in set(bank.question[~bank.many].tolist()):
        assert found[bank.options_of(question)].sum(axis=0) == pytest.approx(1)


def test_a_large_employer_counts_as_the_root_of_its_postings(bank: Bank) -> None:
    postings = [
        LabelledAnswers(role="as", answers={"horizon": "years"}, about={"employer": name})
        for name in ["large"] * 16 + ["a", "b"]
    ]
    weight = Sample.of(bank, postings).weights
    assert weight[:16].sum() / weight[16] == pytest.approx(4)
    assert weight.sum() == pytest.approx(18)


def test_employers_kept_apart_are_never_on_both_sides(work: Sample) -> None:
    parts = work.folds(10, apart=True)
    for employer in set(work.employers):
        assert len(set(parts[work.employers == employer])) == 1
    spread = work.folds(10)
    assert len(set(spread[work.roles == 1])) == 10, "else a part would have hardly any of the role"


def test_corrections_add_up_to_nothing_and_are_none_where_nobody_was_asked(fitted: weights.Fit, people: Sample) -> None:
    assert fitted.corrections.sum(axis=1) == pytest.approx(0, abs=1e-9)
    asked = shares.asked_of_people(people)
    assert np.abs(fitted.corrections[~asked]).max() == 0
    assert np.abs(fitted.corrections[asked]).max() > 0


def test_random_answers_favour_no_role(fitted: weights.Fit, catalog: Catalog) -> None:
    wins = random_wins(weights.fitted_catalog(catalog, fitted), 4000)
    assert all(0.15 < part < 0.35 for part in wins.values())


def test_the_built_in_catalog_favours_no_role_at_random(catalog: Catalog) -> None:
    assert all(0.22 <= part <= 0.28 for part in random_wins(catalog, 20_000).values())


def test_a_fit_is_what_the_scorer_makes_of_the_catalog(fitted: weights.Fit, catalog: Catalog, work: Sample) -> None:
    scorer = Scorer(weights.fitted_catalog(catalog, fitted))
    answers = readings.first_readings(catalog)[:20]
    ours = fitted.fits(work)[:20]
    for row, each in zip(ours, answers, strict=True):
        assert list(scorer.standing(each).fits) == pytest.approx(row.tolist(), abs=0.01)


def test_a_threshold_is_reached_by_four_fifths_and_is_never_above_an_even_fit(bank: Bank, catalog: Catalog) -> None:
    answers = [
        LabelledAnswers(role=role.id, answers={"horizon": "years"}) for role in catalog.roles for _ in range(100)
    ]
    sample = Sample.of(bank, answers)
    fits = np.tile(np.arange(100) / 500, (4, 4)).reshape(4, 400).T
    fits[sample.roles == 3] += 0.5
    found = verdicts.thresholds([(sample, fits)])
    assert 0.79 <= (fits[sample.roles == 0, 0] >= found[0]).mean() <= 0.82
    assert found[3] == 0.25


def test_no_text_is_told_by_the_shares_of_its_own_employer(catalog: Catalog) -> None:
    alone = posting("rs", "Alone", "LaTeX, LaTeX papers and more LaTeX")
    sample = texts.Sample.of(catalog, [*made_up(catalog), alone])
    jobs = gate.JobTexts.of(sample, others(catalog))
    place = len(sample.postings) - 1
    held, known = gate.out_of_fold_logs(jobs)[place], gate.mean_logs(jobs, jobs.shares())[place]
    assert known[2] - known[0] > held[2] - held[0]


def test_the_weight_and_tilt_rest_on_the_roles_that_are_told(catalog: Catalog) -> None:
    people, told = made_up(catalog), texts.clear_roles(catalog)
    fitted = text_shares.fit_text_model(texts.Sample.of(catalog, people), told)
    assert fitted.weight > 1
    assert len(fitted.tilt) == len(told) < len(catalog.roles)
    assert sum(fitted.tilt) == pytest.approx(0, abs=1e-6)


def test_a_gate_is_fitted_that_tells_made_up_jobs_from_roles(catalog: Catalog) -> None:
    jobs = gate.JobTexts.of(texts.Sample.of(catalog, made_up(catalog)), others(catalog))
    fitted = gate.fit_gate(jobs)
    sums = gate.log_odds(gate.out_of_fold_logs(jobs), len(catalog.roles), fitted)
    assert ((sums > 0) == jobs.is_role).mean() > 0.9
    shares = jobs.shares()
    assert shares.sum(axis=0) == pytest.approx(1)
    for parts in gate.option_shares(catalog, shares).values():
        assert sum(parts.values()) == pytest.approx(1)
    assert all(sum(kinds.values()) < 1 for kinds in gate.word_shares(catalog, shares).values())


def test_the_gate_that_is_measured_is_the_one_that_ships(catalog: Catalog) -> None:
    assert catalog.texts
    assert catalog.texts.gate
    of = {role.id: role.shares for role in catalog.roles}
    told = [
        *({(q, o): of[role.id][q][o].text or 0 for q, o in texts.options_of(catalog)} for role in catalog.roles),
        *({(q, o): each.shares[q][o] for q, o in texts.options_of(catalog)} for each in catalog.texts.neighbours),
    ]
    words = [catalog.texts.gate.words[job] for job in gate.jobs_of(catalog)]
    options = [
        [each[key] * (1 - sum(kinds.values())) for each, kinds in zip(told, words, strict=True)] for key in told[0]
    ]
    shares = np.array([*options, *([each[kind] for each in words] for kind in texts.kinds_of(catalog))])
    jobs = gate.JobTexts.of(texts.Sample.of(catalog, made_up(catalog)), [])
    logs = gate.mean_logs(jobs, np.maximum(shares, LEAST))
    sums = gate.log_odds(logs, len(catalog.roles), gate.GateFit(catalog.texts.gate.weight, catalog.texts.gate.offset))
    ships, reader = JobGate(catalog, catalog.texts, catalog.texts.gate), TextReader(catalog)
    for each, total in list(zip(made_up(catalog), sums, strict=True))[:12]:
        chance = ships.read(reader.read(each.description, title="")).chance
        assert chance == pytest.approx(1 / (1 + np.exp(total)))
