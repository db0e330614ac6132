"""How well postings are read, by what other employers post."""

from pathlib import Path

import numpy as np
import pytest

from evidence.collect import texts
from evidence.measure import classifiers, mention_contexts, report, scan_verdicts, scans
from evidence_samples import made_up, posting
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
    ("text", "kinds"),
    [
        ("We ask for SQL.", set()),
        ("No SQL required.", {"denied"}),
        ("You don\u2019t need SQL.", {"denied"}),
        ("SQL is not required.", {"denied"}),
        ("Not only SQL.", set()),
        ("No sales calls. We use SQL.", set()),
        ("SQL is a plus.", {"called optional in the same sentence"}),
        ("A Ph.D. in databases, SQL preferred", {"called optional in the same sentence"}),
        ("Go is a plus. We use SQL.", set()),
        ("Nice to have:\n- Go\n- SQL", {"in a section of what is optional"}),
        ("Basic Qualifications: Go. Desired Skills\nSQL", {"in a section of what is optional"}),
        ("Nice to have:\n- Go\nYour tasks:\n- SQL", set()),
        ("We are an equal opportunity employer, also of SQL.", {"in an equal-opportunity paragraph"}),
        ("About us\nThe home of SQL.", {"in a section on the company or its benefits"}),
        ("About the role\nThe home of SQL.", set()),
    ],
)
def test_the_context_of_a_mention_tells_it_from_what_is_asked_for(text: str, kinds: set[str], catalog: Catalog) -> None:
    sample = mention_contexts.without_denials(texts.Sample.of(catalog, [posting("ds", "A", text)]))
    found = mention_contexts.Mentions.of(sample).found
    place = texts.options_of(catalog).index(("tools", "sql"))
    assert [set(mention) for _, option, mentions in found for mention in mentions if option == place] == [kinds]


def test_a_signal_is_left_out_only_where_all_its_mentions_are(catalog: Catalog) -> None:
    read = [posting("ds", "A", "We use SQL. SQL is a plus."), posting("ds", "B", "SQL is a plus.")]
    mentions = mention_contexts.Mentions.of(texts.Sample.of(catalog, read))
    kinds = ["called optional in the same sentence"]
    assert mentions.count(kinds) == (2, 1)
    assert mentions.without(kinds).signals.sum(axis=1).tolist() == [1, 0]
    assert mentions.without([]).signals.sum(axis=1).tolist() == [1, 1]


def test_a_posting_is_judged_as_a_scan_would_and_may_be_about_none_of_the_roles(catalog: Catalog) -> None:
    cake = posting("ds", "Bakery", "Mix flour with sugar and two eggs.")
    *others, last = scan_verdicts.judged(texts.Sample.of(catalog, [*made_up(catalog), cake]))
    assert (last.kind, last.verdict.because) == ("none", "no-signals")
    assert sum(each.right for each in others) > len(others) / 2
    assert not any(each.kind == "clear" and each.verdict.roles == ("as",) for each in others)


def missed(column: int) -> list[str]:
    """What was asked of texts, and is not reached in a column."""
    found = []
    for row in report.load_figures()["scan"]["rows"]:
        side, _, aim = row[1].rpartition(" ")
        if aim and (float(row[column]) < float(aim) if side == "at least" else float(row[column]) > float(aim)):
            found.append(row[0])
    return found


def test_texts_tell_roles_as_well_as_was_asked_except_where_the_page_says_so() -> None:
    assert missed(2) == ["ds, rs, mle: role in the top two"]
    assert missed(5) == ["ds, rs, mle: calibration error", "all roles: balanced accuracy"]
    assert [float(row[4]) >= 0.8 for row in report.load_figures()["scan-as"]["rows"]] == [True, False]


def test_no_other_way_that_was_tried_tells_more_roles_of_postings() -> None:
    *others, ours = report.load_figures()["scan-baselines"]["rows"]
    for column in (1, 5):
        assert float(ours[column].split()[0]) > max(float(row[column].split()[0]) for row in others)


def test_leaving_out_mentions_by_context_gains_too_little_to_be_built() -> None:
    whole, *others = report.load_figures()["scan-costs"]["rows"]
    assert all(float(row[i]) < float(whole[i]) + 0.01 for row in others for i in (1, 5))


def test_nine_in_ten_clear_verdicts_on_texts_are_right() -> None:
    *_, everyone = report.load_figures()["scan-verdicts"]["rows"]
    assert everyone[0] == "all roles, weighing the same"
    assert float(everyone[6].removesuffix("%")) == pytest.approx(90, abs=2)
