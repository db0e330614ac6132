"""From counts to the shares and weights of the catalog."""

import random

import pytest
import yaml

from evidence.collect import counts, postings, texts
from evidence.fit import calibrate, shares, text_shares, weights
from evidence_samples import RULES, made_up, people_of, posting
from helpers import ROOT
from rolefit import Catalog
from rolefit.catalog.builtin import builtin_path


def test_the_catalog_has_the_shares_and_weights_that_calibration_writes(catalog: Catalog) -> None:
    measured = shares.measured(counts.load_counts())
    extrapolated = shares.ExtrapolatedShares(catalog, measured, postings.load_naming())
    fitted = {question.id: question.weight for question in catalog.questions if question.weight_source}
    text = builtin_path().read_text("utf-8")
    unknown = [role.id for role in catalog.roles if role.id not in extrapolated.counted]
    assert unknown == ["as"]
    numbers = calibrate.Numbers(
        measured=measured,
        extrapolated={"as": extrapolated.share("as")},
        weights=fitted,
        in_texts=text_shares.text_shares(catalog, texts.load_naming()),
        text_weight=catalog.texts.weight if catalog.texts else 0,
    )
    assert calibrate.calibrated(text, numbers) == text


def test_every_kind_of_source_stands_where_it_belongs(catalog: Catalog) -> None:
    counted = set(counts.load_counts())
    for role in catalog.roles:
        for question, options in role.shares.items():
            for option, share in options.items():
                kind = catalog.sources[share.source].kind
                known = "postings" if role.id == "as" else "survey"
                assert kind == (known if (question, option) in counted else "description")


def test_a_share_is_drawn_towards_the_mean_of_the_roles_where_few_were_asked() -> None:
    found = shares.measured({("tools", "sql"): {"ds": (9, 10), "mle": (100, 1000)}})["tools", "sql"]
    assert found["ds"] == pytest.approx((9 + 20 * 0.5) / 30)
    assert found["mle"] == pytest.approx(0.1, abs=0.01)


def test_what_postings_say_alike_of_all_roles_moves_nothing(catalog: Catalog) -> None:
    counted = shares.measured(counts.load_counts())
    naming = {o: dict.fromkeys(roles, (5.0, 10)) for o, roles in postings.load_naming().items()}
    naming["tools", "sql"] = {"as": (5.0, 10), "ds": (8.0, 10), "rs": (2.0, 10), "mle": (5.0, 10)}
    extrapolated = shares.ExtrapolatedShares(catalog, counted, naming)
    assert extrapolated.slope > 0
    mean = counted["lifecycle", "data"].values()
    assert min(mean) < extrapolated.share("as")["lifecycle", "data"] < max(mean)
    assert sum(share for (q, _), share in extrapolated.share("as").items() if q == "background") == pytest.approx(1)


def test_independent_answers_weigh_one_and_answers_at_random_nothing(catalog: Catalog) -> None:
    people = people_of(catalog, ["deliverables"], 250)
    chance = random.Random(4)
    people = [
        person.model_copy(update={"answers": {**person.answers, "methods": chance.choice([("trees",), ("boosting",)])}})
        for person in people
    ]
    fitted = weights.fit_weights(catalog, people)
    assert fitted["deliverables"] == pytest.approx(1, abs=0.15)
    assert fitted["methods"] < 0.3


def test_two_questions_that_ask_the_same_share_the_weight(catalog: Catalog) -> None:
    double = next(q for q in catalog.questions if q.id == "deliverables").model_copy(update={"id": "again"})
    roles = [r.model_copy(update={"shares": {**r.shares, "again": r.shares["deliverables"]}}) for r in catalog.roles]
    twice = catalog.model_copy(update={"questions": (*catalog.questions, double), "roles": tuple(roles)})
    people = [
        person.model_copy(update={"answers": {**person.answers, "again": person.answers["deliverables"]}})
        for person in people_of(catalog, ["deliverables"], 250)
    ]
    fitted = weights.fit_weights(twice, people)
    assert fitted["deliverables"] + fitted["again"] == pytest.approx(1, abs=0.15)


def test_no_posting_is_read_by_the_shares_of_its_own_employer(catalog: Catalog) -> None:
    alone = posting("rs", "Alone", "LaTeX")
    sample = texts.Sample.of(catalog, [*made_up(catalog), alone])
    *_, scores = text_shares.out_of_fold_scores(sample)
    # Nobody else names it, so it tells no role from another.
    assert scores == pytest.approx([scores[0]] * len(catalog.roles), abs=0.2)
    *_, known = sample.signals @ text_shares.shares_of(sample)
    assert known[2] > known[0] + 1


def test_the_weight_rests_on_the_roles_that_texts_tell(catalog: Catalog) -> None:
    people = made_up(catalog)
    unclear = [role.id for role in catalog.roles if role.unclear_in_texts]
    weight = text_shares.fit_weight(texts.Sample.of(catalog, people))
    mislabelled = [*people, *(posting(unclear[0], "Odd", each.description) for each in people if each.role == "ds")]
    assert 0 < weight < 1
    assert text_shares.fit_weight(texts.Sample.of(catalog, mislabelled)) == pytest.approx(weight, abs=0.1)


def test_judged_weights_are_those_of_questions_that_no_survey_covers(catalog: Catalog) -> None:
    judged = yaml.safe_load((ROOT / "evidence" / "fit" / "judged.yaml").read_text("utf-8"))["weights"]
    assert judged.keys() == {question.id for question in catalog.questions if not question.weight_source}
    assert judged.keys().isdisjoint(RULES.questions)
