"""How well postings are read, by what other employers post."""

from pathlib import Path

import numpy as np
import pytest

from evidence.collect import texts
from evidence.measure import classifiers, left_out, marks, report, scan_verdicts, scans
from evidence.program import TitledText
from evidence_samples import made_up, others, posting
from rolefit import Catalog, InputError
from rolefit.evaluation.metrics import compute_metrics


def test_postings_are_read_by_what_other_employers_post(catalog: Catalog) -> None:
    sample = texts.Sample.of(catalog, made_up(catalog))
    asked_of: list[str] = []

    def classifier(known: texts.Sample, asked: texts.Sample, roles: classifiers.Roles) -> texts.Numbers:
        assert set(known.employers).isdisjoint(asked.employers)
        assert set(asked.roles) <= set(roles)
        asked_of.extend(asked.employers)
        return np.equal(asked.roles[:, None], roles).astype(float)

    scores = classifiers.out_of_fold_scores(sample, classifier, [0, 2], seed=1)
    of_these = sample.subset(np.isin(sample.roles, [0, 2]))
    assert sorted(asked_of) == sorted(of_these.employers)
    assert classifiers.TextPredictions.of(sample, scores, [0, 2]).figures().balanced_accuracy == pytest.approx(1)


def test_the_data_folder_must_hold_postings(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"postings\.jsonl\.gz"):
        scans.main([str(tmp_path)])


def random_predictions(count: int) -> classifiers.TextPredictions:
    chance = np.random.default_rng(5)
    fits = chance.dirichlet([1, 1, 1], count)
    return classifiers.TextPredictions(
        fits, chance.integers(0, 3, count), np.array([f"x{i % 7}" for i in range(count)]), np.ones(count)
    )


def test_where_all_postings_weigh_the_same_the_figures_are_the_usual_ones() -> None:
    told = random_predictions(60)
    usual = compute_metrics(told.predictions)
    for field in classifiers.MEASURES:
        assert getattr(told.figures(), field) == pytest.approx(getattr(usual, field))


def test_a_posting_that_weighs_double_counts_as_two() -> None:
    told = random_predictions(40)
    weights_of = np.ones(40)
    weights_of[:9] = 2
    twice = [*range(40), *range(9)]
    again = classifiers.TextPredictions(
        told.fits[twice], told.roles[twice], told.employers[twice], told.employer_weights[twice]
    )
    assert told.figures(weights_of) == pytest.approx(again.figures())


def test_resampling_draws_whole_employers() -> None:
    fits = np.array([[0.9, 0.1]] * 3 + [[0.2, 0.8]] * 6)
    told = classifiers.TextPredictions(
        fits, np.array([0, 0, 0, 0, 1, 1, 1, 1, 1]), np.array([*"aaab", *"ccccc"]), np.ones(9)
    )
    # Of the two employers who seek the first role both are drawn, or one of them twice.
    assert {round(each.balanced_accuracy, 3) for each in told.bootstrapped(40, 1)} == {0.5, 0.875, 1.0}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("No SQL required.", "what is denied"),
        ("About us\nThe home of SQL.", "sections on the employer, benefits and pay, and set phrases"),
        ("A platform serving SQL.", "words that mean something else there"),
    ],
)
def test_what_is_left_out_of_a_posting_is_counted_by_reason(text: str, reason: str, catalog: Catalog) -> None:
    before, after = (
        {name: int(count.replace(",", "")) for name, count, _ in counts}
        for counts in (
            left_out.tables(texts.Sample.of(catalog, [*made_up(catalog), *more]), partitions=1)["scan-left-out"]["rows"]
            for more in ([], [posting("ds", "A", text)])
        )
    )
    assert {name for name in before if after[name] > before[name]} == {reason, "any of these"}


def test_a_text_is_judged_as_a_scan_would_and_may_be_about_none_of_the_roles(catalog: Catalog) -> None:
    cake = posting("ds", "Bakery", "Mix flour with sugar and two eggs.")
    sample = texts.Sample.of(catalog, [*made_up(catalog), cake])
    found = scan_verdicts.judged(sample, others(catalog), titled=False)
    of_roles, last, of_others = (
        found[: len(sample.postings) - 1],
        found[len(sample.postings) - 1],
        found[len(sample.postings) :],
    )
    assert (last.kind, last.verdict.because) == ("too-little", "too-little")
    assert sum(each.right for each in of_roles) > len(of_roles) / 2
    assert sum(each.kind == "other-job" for each in of_others) > 0.9 * len(of_others)
    assert not any(each.verdict.roles == ("as",) for each in found)


def test_a_title_speaks_for_the_job_that_it_names(catalog: Catalog) -> None:
    assert catalog.texts
    assert catalog.texts.gate
    gate = catalog.texts.gate.model_copy(update={"title": 20.0})
    heard = catalog.model_copy(update={"texts": catalog.texts.model_copy(update={"gate": gate})})
    titled = [each.model_copy(update={"title": "Account Executive"}) for each in made_up(heard)]
    sample = texts.Sample.of(heard, titled)
    without, having = (
        sum(
            each.kind == "other-job"
            for each in scan_verdicts.judged(sample, others(heard), titled=by_title)[: len(titled)]
        )
        for by_title in (False, True)
    )
    assert without == 0
    assert having > len(titled) / 4


def test_marks_are_drawn_from_texts_that_are_told_of_and_each_once(catalog: Catalog) -> None:
    told, other = (
        "You use SQL, Tableau, statistics and causal inference, with Python and A/B tests.",
        "You sell cakes.",
    )
    read = [
        TitledText(title="Data Scientist", description=told),
        TitledText(title="Account Executive", description=f"{other} We use SQL."),
    ]
    found = list(marks.drawn(catalog, read, seed=1))
    assert len(found) == len(set(found)) == 5
    assert "[Tools to build with: SQL, to get answers out of databases] …You use <<SQL>>, Tableau" in "\n".join(found)
    assert not any("cakes" in mark for mark in found)
    assert len(list(marks.drawn(catalog, read, seed=1, count=2))) == 2


def missed(column: int) -> list[str]:
    """What was asked of texts, and is not reached in a column."""
    found = []
    for row in report.load_figures()["scan"]["rows"]:
        side, _, aim = row[1].rpartition(" ")
        if aim and (float(row[column]) < float(aim) if side == "at least" else float(row[column]) > float(aim)):
            found.append(row[0])
    return found


def test_texts_tell_roles_as_well_as_was_asked_except_where_the_page_says_so() -> None:
    figures = {row[0]: row for row in report.load_figures()["scan"]["rows"]}
    short = ["ds, rs, mle: balanced accuracy", "ds, rs, mle: role in the top two", "ds, rs, mle: calibration error"]
    assert missed(2) == short
    by_chance = figures["ds, rs, mle: the same of perfect fits, by chance"]
    assert float(figures[short[-1]][2]) <= float(by_chance[3].partition(" to ")[2])
    assert [float(row[4]) >= 0.8 for row in report.load_figures()["scan-as"]["rows"]] == [True, False]


def test_no_other_way_that_was_tried_tells_roles_of_postings_as_surely() -> None:
    *others, ours = report.load_figures()["scan-baselines"]["rows"]
    assert float(ours[3]) < min(float(row[3]) for row in others)
    assert float(ours[1].split()[0]) > max(float(row[1].split()[0]) for row in others) - 0.01


def test_nineteen_in_twenty_clear_verdicts_on_texts_are_right_and_two_in_five_texts_get_one() -> None:
    for name in ("scan-verdicts", "scan-verdicts-untitled"):
        told = report.load_figures()[name]["rows"][-2]
        assert told[0] == "ds, rs, mle, weighing the same"
        assert float(told[2].removesuffix("%")) >= 40
        assert float(told[7].removesuffix("%")) >= 94


def test_of_texts_about_other_jobs_hardly_any_is_said_to_be_clearly_about_a_role() -> None:
    rows = report.load_figures()["scan-jobs"]["rows"]
    texts_of = [int(row[1]) for row in rows]
    clear = [float(row[2].removesuffix("%")) / 100 * count for row, count in zip(rows, texts_of, strict=True)]
    assert sum(clear) / sum(texts_of) <= 0.03
