"""The evidence: from people and postings to the numbers of the catalog, and to the figures of METHODOLOGY."""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

import asides
import calibrate
import counts
import postings
import quick
import report
import scan_verdicts
import scans
import shares
import texts
import validate
import ways
import weights
from crosswalk import Crosswalk, Rules, load_rules
from helpers import ROOT
from program import Posting, Practitioner
from rolefit import Answers, Catalog, InputError, load_catalog, score
from rolefit.catalog.builtin import builtin_path
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import compute_metrics
from rolefit.scoring.selection import STOP_BELOW, next_question
from seen import Part, Seen, answering, cross_validated, only

EVIDENCE = ROOT / "evidence"
RULES: Rules = load_rules(str(EVIDENCE / "crosswalk.yaml"), load_catalog())


def program(name: str, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Runs one of the programs in a process of its own."""
    command = [sys.executable, str(EVIDENCE / name), *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# The catalog


def test_the_catalog_has_the_shares_and_weights_that_calibration_writes(catalog: Catalog) -> None:
    measured = shares.measured(counts.load_counts())
    carried = shares.Carried(catalog, measured, shares.load_naming())
    fitted = {question.id: question.weight for question in catalog.questions if question.weight_source}
    text = builtin_path().read_text("utf-8")
    unknown = [role.id for role in catalog.roles if role.id not in carried.counted]
    assert unknown == ["as"]
    numbers = calibrate.Numbers(
        measured=measured,
        carried={"as": carried.share("as")},
        weights=fitted,
        in_texts=texts.text_shares(catalog, texts.load_naming()),
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
    naming = {o: dict.fromkeys(roles, (5.0, 10)) for o, roles in shares.load_naming().items()}
    naming["tools", "sql"] = {"as": (5.0, 10), "ds": (8.0, 10), "rs": (2.0, 10), "mle": (5.0, 10)}
    carried = shares.Carried(catalog, counted, naming)
    assert carried.slope > 0
    mean = counted["lifecycle", "data"].values()
    assert min(mean) < carried.share("as")["lifecycle", "data"] < max(mean)
    assert sum(share for (q, _), share in carried.share("as").items() if q == "background") == pytest.approx(1)


# Counts, postings


def test_counts_say_how_many_and_of_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [person(languages=["R"]), person(languages=["SQL"]), person("rs", education=["Master's degree"])]
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text("\n".join(map(json.dumps, labels(*people))), "utf-8")
    counts.main([str(labelled)])
    assert capsys.readouterr().out.splitlines() == [
        "question\toption\tyear\trole\tchosen\tanswered",
        "background\tdoctorate\t2022\trs\t0\t1",
        "background\tmaster\t2022\trs\t1\t1",
        "background\tup-to-bachelor\t2022\trs\t0\t1",
        "tools\tr\t2022\tds\t1\t2",
        "tools\tsql\t2022\tds\t1\t2",
    ]


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["sql"], "You know SQL.", True),
        (["sql"], "MySQL", False),
        (["R"], "Python or R", True),
        (["R"], "for r in rows; R&D", False),
        (["C", "c++"], "C++", True),
        (["C"], "C++ and C#", False),
    ],
)
def test_a_posting_names_an_option_by_a_whole_word(terms: list[str], text: str, found: bool) -> None:
    assert bool(postings.pattern(terms).search(text)) is found


def posting(role: str, company: str | None, description: str, year: int = 2024) -> Posting:
    return Posting(role=role, company=company, description=description, year=year)


def test_employers_weigh_the_same_and_titles_and_old_postings_tell_nothing() -> None:
    large = [posting("ds", "Large", "SQL"), posting("ds", "Large", "sql"), posting("ds", "Large", "data scientist")]
    others = [posting("ds", "Small", "nothing"), posting("ds", "Old", "SQL", 2019)]
    others += [posting("ds", "", "SQL"), posting("ds", None, "none")]
    rows = list(postings.count({"tools": {"sql": ["sql"], "title": ["scientist"]}}, large + others))
    assert rows == [("tools", "sql", "ds", pytest.approx(2 / 3 + 1), 4), ("tools", "title", "ds", 0, 4)]


def test_postings_are_searched_for_options_of_the_catalog_that_were_counted() -> None:
    terms = {(question, option) for question, options in postings.load_terms().items() for option in options}
    assert terms <= set(counts.load_counts())


# Weights


def people_of(catalog: Catalog, questions: list[str], count: int) -> list[LabelledAnswers]:
    """For each role people who answer some questions by its shares."""
    chance = random.Random(3)
    found = []
    for role in catalog.roles:
        for _ in range(count):
            answers = {
                q: tuple(o for o, share in role.shares[q].items() if chance.random() < share.share) for q in questions
            }
            found.append(LabelledAnswers.model_validate({"role": role.id, "answers": answers}))
    return found


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


# The crosswalk


def person(role: str = "ds", **said: list[str]) -> dict[str, Any]:
    return {"id": "x", "year": 2022, "role": role, "said": said}


def labels(*people: dict[str, Any]) -> list[dict[str, Any]]:
    return list(Crosswalk(RULES, map(Practitioner.model_validate, people)).labelled())


def test_one_answer_questions_say_what_two_ticks_mean(catalog: Catalog) -> None:
    one_answer = {question for question in RULES.questions if not catalog.question(question).takes_many}
    assert RULES.several.keys() == one_answer


def test_an_option_is_chosen_not_chosen_or_unknown() -> None:
    first, second, third = labels(
        person(languages=["MATLAB", "R"]), person(languages=["SQL"], ides=["RStudio"]), person(education=["Other"])
    )
    assert first["answers"]["tools"] == ["r", "matlab"]
    assert first["offered"]["tools"] == ["sql", "r", "matlab"]
    assert second["answers"]["tools"] == ["sql", "r"]
    assert third["answers"] == {}


def test_an_option_counts_as_offered_only_in_a_year_in_which_somebody_ticked_it() -> None:
    earlier = {**person(languages=["SQL"]), "year": 2021}
    before, after = labels(earlier, person(languages=["SQL", "Go"]))
    assert "java" not in before["offered"]["tools"]
    assert "java" in after["offered"]["tools"]


def test_any_does_not_count_nothing() -> None:
    some, none, other = labels(person(tracking=["MLflow"]), person(tracking=["No / None"]), person(tracking=["Other"]))
    assert [record["answers"]["shipping"] for record in (some, none, other)] == [["tracking"], [], []]


def test_blanks_and_the_shape_of_apostrophes_do_not_matter() -> None:
    (record,) = labels(person(education=["Master\u2019s degree"], ides=["  RStudio "]))
    assert record["answers"] == {"tools": ["r"], "background": "master"}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("publishing: first", "", "stands in several just if it takes one answer"),
        ("activity: skip", "activity: last", "several.activity: "),
        ("nothing:", "nought:", "nought: is not a known key"),
        ("    sql: {languages: [SQL]}", "    sql: {languages: some}", "questions.tools.sql.languages"),
    ],
)
def test_a_crosswalk_of_another_form_is_refused(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    path.write_text((EVIDENCE / "crosswalk.yaml").read_text("utf-8").replace(old, new, 1), "utf-8")
    code, _, err = program("crosswalk.py", str(path))
    assert code == 2
    assert complaint in err


@pytest.mark.parametrize("name", ["counts.py", "calibrate.py"])
def test_a_program_without_files_says_so(name: str) -> None:
    assert program(name) == (2, "", f"{name}: no file is named; name files of labelled answers\n")


def test_the_data_folder_must_hold_two_years(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds 0 years of practitioners; name the data folder"):
        validate.main([str(tmp_path)])


def test_nobody_is_scored_by_what_was_fitted_on_themselves(catalog: Catalog) -> None:
    people = people_of(catalog, ["deliverables"], 20)
    people = [person.model_copy(update={"id": str(i)}) for i, person in enumerate(people)]
    fitted: list[set[str | int | None]] = []

    def fit(whole: Catalog, known: weights.People) -> Catalog:
        fitted.append({person.id for person in known})
        return whole

    seen = cross_validated(catalog, people, fit)
    asked = [{person.id for person in part.people} for part in seen.parts]
    assert all(known | part == {person.id for person in people} for known, part in zip(fitted, asked, strict=True))
    assert all(known.isdisjoint(part) for known, part in zip(fitted, asked, strict=True))


def test_what_is_known_of_a_person_goes_along() -> None:
    (record,) = labels({**person(years_coding=["1-3 years"]), "about": {"country": "Chile"}})
    assert record["about"] == {"country": "Chile", "experience": "1-3 years"}


def test_two_ticks_do_not_say_which_one_thing_a_person_would_pick() -> None:
    research = "Do research that advances the state of the art of machine learning"
    prototypes = "Build prototypes to explore applying machine learning to new areas"
    one, two = labels(person(activities=[research]), person(activities=[research, prototypes]))
    assert one["answers"]["activity"] == "invent"
    assert "activity" not in two["answers"]
    assert two["answers"]["lifecycle"] == ["explore", "beyond"]


def test_who_publishes_on_both_counts_for_the_first(catalog: Catalog) -> None:
    options = list(RULES.questions["publishing"])
    kinds: list[Any] = [RULES.questions["publishing"][option].get("research_kind", []) for option in options]
    (both,) = labels(person(research_kind=[*kinds[0], *kinds[1]], published=["Yes"]))
    assert both["answers"]["publishing"] == options[0] == catalog.question("publishing").options[0].id


def test_who_was_not_shown_a_question_did_not_choose_its_options() -> None:
    some, other, unknown = labels(
        person(nlp_methods=["Word embeddings/vectors (GLoVe, fastText, word2vec)"], algorithms=["None"]),
        person(algorithms=["Transformer Networks (BERT, gpt-3, etc)"]),
        person(education=["Other"]),
    )
    assert "embeddings" in some["answers"]["networks"]
    assert "embeddings" in other["offered"]["networks"]
    assert "embeddings" not in other["answers"]["networks"]
    assert "networks" not in unknown["offered"]


def test_the_crosswalk_reads_plain_and_gzipped_people() -> None:
    text = "\n".join(json.dumps(person(languages=[tool])) for tool in ("R", "SQL")).encode()
    code, plain, _ = program("crosswalk.py", stdin=text)
    assert code == 0
    assert [json.loads(line)["answers"]["tools"] for line in plain.splitlines()] == [["r"], ["sql"]]
    assert program("crosswalk.py", stdin=gzip.compress(text)) == (0, plain, "")


@pytest.mark.parametrize(
    ("stdin", "complaint"),
    [
        (b'{"year": 2022, "said": {}}\n{"year": 2022}\n', "standard input:2: said: is missing; add it"),
        (b'{"year": 2022, "said": {"languages": "R"}}', "standard input:1: said.languages: must be a list"),
        (b'{"year": 2022, "said": {"languages": null}}', "standard input:1: said.languages: must be a list"),
        (b'{"year": [], "said": {}}', "standard input:1: year: should be a valid integer"),
        (b'{"year": 1, "ye\\nar": 1, "ye\\nar": 2, "said": {}}', "standard input:1: the key ye ar is given twice"),
        (b"[1]", "standard input:1: must be a mapping of keys to values"),
        (b"{", "standard input:1: is not valid JSON"),
        (gzip.compress(b'{"year": 2022, "said": {}}\n' * 50, mtime=0)[:-9], "is a gzip file that is cut off or"),
    ],
    ids=["missing", "text", "null", "list", "twice", "no mapping", "no JSON", "damaged"],
)
def test_people_that_cannot_be_read_give_one_line(stdin: bytes, complaint: str) -> None:
    code, _, err = program("crosswalk.py", stdin=stdin)
    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


def test_a_crosswalk_to_an_option_that_does_not_exist_gives_its_line(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    text = (EVIDENCE / "crosswalk.yaml").read_text("utf-8").replace("    matlab:", "    mtalab:")
    path.write_text(text.replace("  methods:\n", "  method:\n"), "utf-8")
    code, _, err = program("crosswalk.py", str(path))
    line = next(i for i, each in enumerate(text.splitlines(), 1) if "mtalab" in each)
    assert code == 2
    assert f"{path}:{line}: questions.tools.mtalab: the question has no option mtalab; did you mean matlab?" in err
    with pytest.raises(InputError) as error:
        load_rules(str(path), load_catalog())
    assert "the catalog has no question method; did you mean methods?" in str(error.value.problems[1])


# The quick quiz


def drawn(catalog: Catalog, count: int) -> list[LabelledAnswers]:
    """For each role people who answer every question by its shares."""
    chance = random.Random(6)
    return [person for role in catalog.roles for person in quick.drawn(catalog, role, count, chance)]


def test_people_are_asked_what_the_quick_quiz_asks_and_get_what_it_gives(catalog: Catalog) -> None:
    part = Part.of(catalog, drawn(catalog, 4))
    for person, course in zip(part.people, quick.courses(part), strict=True):
        known = Answers(answers={})
        while question := next_question(catalog, known):
            answers = {**known.answers, question.id: person.answers[question.id]}
            known = known.model_copy(update={"answers": answers})
        end = course.end(STOP_BELOW)
        assert end.asked == len(known.answers)
        ranking = [role.fit for role in score(catalog, known).ranking]
        assert sorted(end.standing.fits, reverse=True) == pytest.approx(ranking)
        assert course.changes(end) == (score(catalog, known).ranking[0].role != score(catalog, person).ranking[0].role)


def test_people_are_asked_only_what_they_answered_with_the_options_they_were_offered(catalog: Catalog) -> None:
    few = LabelledAnswers.model_validate(
        {
            "role": "ds",
            "answers": {"horizon": "weeks", "tools": ["sql"], "background": None},
            "offered": {"tools": ["sql", "r"]},
        }
    )
    (course,) = quick.courses(Part.of(catalog, [few]))
    assert [step.asked for step in course.steps] == [0, 1, 2]
    assert course.questions == 2
    assert course.steps[0].standing.totals == [0.0] * len(catalog.roles)
    assert course.steps[-1].standing.totals == course.whole.totals
    assert course.steps[-1].chance == 0


def test_a_higher_threshold_never_asks_more(catalog: Catalog) -> None:
    for course in quick.courses(Part.of(catalog, drawn(catalog, 4))):
        asked = [course.end(below).asked for below in quick.THRESHOLDS]
        assert asked == sorted(asked, reverse=True)
        assert [step.asked for step in course.steps] == list(range(asked[0] + 1))


def test_a_fixed_order_asks_everybody_the_first_questions_that_they_answered(catalog: Catalog) -> None:
    whole, other = drawn(catalog, 1)[:2]
    order = [question.id for question in catalog.questions]
    (partly,) = answering([other], order[1:])
    taken = quick.Taken(Seen([Part.of(catalog, [whole, partly])])).fixed([order], 2)
    for (asked, standing), person, kept in zip(taken, (whole, partly), (order[:2], order[1:3]), strict=True):
        assert asked == 2
        fits = [role.fit for role in score(catalog, answering([person], kept)[0]).ranking]
        assert sorted(standing.fits, reverse=True) == pytest.approx(fits)


def test_the_order_for_somebody_unknown_begins_as_the_quick_quiz_does(catalog: Catalog) -> None:
    order = quick.telling_most(catalog)
    assert sorted(order) == sorted(question.id for question in catalog.questions)
    for i in range(3):
        found = next_question(only(catalog, order[i:]), Answers(answers={}))
        assert found is not None
        assert found.id == order[i]


def test_the_tables_of_the_quick_quiz_fit_each_other(catalog: Catalog) -> None:
    seen = Seen([Part.of(catalog, drawn(catalog, 5)), Part.of(catalog, drawn(catalog, 3))])
    tables = quick.tables(seen)
    whole, *_ = rows = tables["quick"]["rows"]
    assert whole[1:4] == [f"{len(catalog.questions)}.00", "100%", "100.0%"]
    (own,) = (row for row in rows if "as it is" in row[0])
    *by_length, everybody = tables["quick-lengths"]["rows"]
    people = sum(int(row[1]) for row in by_length)
    assert everybody[:2] == ["all", str(people)] == ["all", "32"]
    assert everybody[3] == own[3]
    assert float(own[1]) == pytest.approx(sum(int(row[0]) * int(row[1]) for row in by_length) / people, abs=0.006)


def test_as_many_people_are_simulated_for_each_role_and_always_the_same(catalog: Catalog) -> None:
    found = quick.on_drawn(catalog, 3)
    assert [row[1] for row in found["rows"]] == ["3", "3", "3", "3", "12"]
    assert found == quick.on_drawn(catalog, 3)


def test_people_are_drawn_by_the_shares_of_their_role(catalog: Catalog) -> None:
    role = catalog.roles[0]
    people = quick.drawn(catalog, role, 800, random.Random(7))
    for question in catalog.questions:
        for option in question.options:
            share = role.shares[question.id][option.id].share
            chosen = [option.id in ([a] if isinstance(a := p.answers[question.id], str) else a or ()) for p in people]
            assert sum(chosen) / len(people) == pytest.approx(share, abs=0.08)


def test_the_quick_quiz_does_what_was_asked_of_it_on_practitioners() -> None:
    rows = report.load_figures()["quick"]["rows"]
    (whole,) = (row for row in rows if row[0] == "the whole quiz")
    (own,) = (row for row in rows if "as it is" in row[0])
    assert float(own[1]) <= float(whole[1]) / 2
    assert float(own[3].removesuffix("%")) >= 90
    assert float(own[4]) >= float(whole[4]) - 0.02
    fixed = [row for row in rows if row[0].startswith("everybody")]
    assert len(fixed) == 2
    assert all(float(own[3].removesuffix("%")) > float(row[3].removesuffix("%")) for row in fixed)


# Reading texts


def made_up(catalog: Catalog) -> list[Posting]:
    """Postings with signals drawn by the shares of their role; one employer seeks two roles, others one."""
    chance = random.Random(8)
    options = [(q, option) for q in catalog.questions for option in q.options if option.signals]
    found = []
    for role in catalog.roles:
        parts = [role.shares[question.id][option.id].text or 0 for question, option in options]
        for number in range(12):
            words = [chance.choice(option.signals) for _, option in chance.choices(options, parts, k=20)]
            company = "Large" if role.id in {"ds", "as"} and number < 6 else f"{role.id} {number}"
            found.append(
                posting(role.id, company, "You know about statistics, models, algorithms, " + ", ".join(words))
            )
    return found


def test_postings_are_read_by_what_other_employers_post(catalog: Catalog) -> None:
    sample = texts.Sample.of(catalog, made_up(catalog))
    asked_of: list[str] = []

    def way(known: texts.Sample, asked: texts.Sample, roles: ways.Roles) -> texts.Numbers:
        assert set(known.employers).isdisjoint(asked.employers)
        assert set(asked.roles) <= set(roles)
        asked_of.extend(asked.employers)
        return np.equal(asked.roles[:, None], roles).astype(float)

    scores = ways.crossed(sample, way, [0, 2], seed=1)
    of_these = sample.only(np.isin(sample.roles, [0, 2]))
    assert sorted(asked_of) == sorted(of_these.employers)
    assert ways.Told.of(sample, scores, [0, 2]).figures().balanced_accuracy == pytest.approx(1)


def test_the_data_folder_must_hold_postings(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"postings\.jsonl\.gz"):
        scans.main([str(tmp_path)])


def test_all_postings_of_an_employer_are_in_one_part(catalog: Catalog) -> None:
    sample = texts.Sample.of(catalog, made_up(catalog))
    for seed in range(3):
        parts = sample.folds(seed)
        assert set(parts) == set(range(texts.FOLDS))
        for employer in set(sample.employers):
            assert len(set(parts[sample.employers == employer])) == 1


def test_an_employer_weighs_the_same_however_much_it_posts(catalog: Catalog) -> None:
    often, once = [posting("ds", "A", "SQL and R")] * 9, [posting("ds", "B", "SQL")]
    naming = {
        option: signals for option, role, signals, _ in texts.Sample.of(catalog, often + once).naming() if role == "ds"
    }
    assert naming["tools", "sql"] == pytest.approx(2)
    assert naming["tools", "r"] == pytest.approx(1)


def test_no_posting_is_read_by_the_shares_of_its_own_employer(catalog: Catalog) -> None:
    alone = posting("rs", "Alone", "LaTeX")
    sample = texts.Sample.of(catalog, [*made_up(catalog), alone])
    *_, scores = texts.crossed(sample)
    # Nobody else names it, so it tells no role from another.
    assert scores == pytest.approx([scores[0]] * len(catalog.roles), abs=0.2)
    *_, known = sample.signals @ texts.shares_of(sample)
    assert known[2] > known[0] + 1


def test_the_weight_rests_on_the_roles_that_texts_tell(catalog: Catalog) -> None:
    people = made_up(catalog)
    unclear = [role.id for role in catalog.roles if role.unclear_in_texts]
    weight = texts.fit_weight(texts.Sample.of(catalog, people))
    mislabelled = [*people, *(posting(unclear[0], "Odd", each.description) for each in people if each.role == "ds")]
    assert 0 < weight < 1
    assert texts.fit_weight(texts.Sample.of(catalog, mislabelled)) == pytest.approx(weight, abs=0.1)


def told_at_random(count: int) -> ways.Told:
    chance = np.random.default_rng(5)
    fits = chance.dirichlet([1, 1, 1], count)
    return ways.Told(fits, chance.integers(0, 3, count), np.array([f"x{i % 7}" for i in range(count)]), np.ones(count))


def test_where_all_postings_weigh_the_same_the_figures_are_the_usual_ones() -> None:
    told = told_at_random(60)
    usual = compute_metrics(told.predictions)
    for field in ways.MEASURES:
        assert getattr(told.figures(), field) == pytest.approx(getattr(usual, field))


def test_a_posting_that_weighs_double_counts_as_two() -> None:
    told = told_at_random(40)
    weights_of = np.ones(40)
    weights_of[:9] = 2
    twice = [*range(40), *range(9)]
    again = ways.Told(told.fits[twice], told.roles[twice], told.employers[twice], told.even[twice])
    assert told.figures(weights_of) == pytest.approx(again.figures())


def test_resampling_draws_whole_employers() -> None:
    fits = np.array([[0.9, 0.1]] * 3 + [[0.2, 0.8]] * 6)
    told = ways.Told(fits, np.array([0, 0, 0, 0, 1, 1, 1, 1, 1]), np.array([*"aaab", *"ccccc"]), np.ones(9))
    # Of the two employers who seek the first role both are drawn, or one of them twice.
    assert {round(each.balanced_accuracy, 3) for each in told.resampled(40, 1)} == {0.5, 0.875, 1.0}


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
def test_an_aside_is_told_from_what_is_asked_for(text: str, kinds: set[str], catalog: Catalog) -> None:
    sample = asides.read_all(texts.Sample.of(catalog, [posting("ds", "A", text)]))
    found = asides.Mentions.of(sample).found
    place = texts.options_of(catalog).index(("tools", "sql"))
    assert [set(mention) for _, option, mentions in found for mention in mentions if option == place] == [kinds]


def test_a_signal_is_left_out_only_where_all_its_mentions_are(catalog: Catalog) -> None:
    read = [posting("ds", "A", "We use SQL. SQL is a plus."), posting("ds", "B", "SQL is a plus.")]
    mentions = asides.Mentions.of(texts.Sample.of(catalog, read))
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


def test_leaving_out_asides_gains_too_little_to_be_built() -> None:
    whole, *others = report.load_figures()["scan-costs"]["rows"]
    assert all(float(row[i]) < float(whole[i]) + 0.01 for row in others for i in (1, 5))


def test_nine_in_ten_clear_verdicts_on_texts_are_right() -> None:
    *_, everyone = report.load_figures()["scan-verdicts"]["rows"]
    assert everyone[0] == "all roles, weighing the same"
    assert float(everyone[6].removesuffix("%")) == pytest.approx(90, abs=2)


# The figures


def respondents(catalog: Catalog, year: int, count: int) -> list[dict[str, Any]]:
    """People who answer a survey as their role would answer the quiz, in the survey's words."""
    chance = random.Random(year)
    found = []
    for role in ("ds", "mle", "rs"):
        for number in range(count):
            said: dict[str, list[str]] = {"years_coding": [f"{number % 2} years"]}
            for question, options in RULES.questions.items():
                for option, parts in options.items():
                    for survey, names in parts.items():
                        ticked = said.setdefault(survey, ["None"])
                        name = names[0] if isinstance(names, tuple) else f"{option} {survey}"
                        if names != "asked" and chance.random() < catalog.role(role).shares[question][option].share:
                            ticked.append(name)
            found.append(
                {
                    **person(role, **said),
                    "id": f"{role}{number}",
                    "year": year,
                    "about": {"gender": "x", "industry": "y"},
                }
            )
    return found


def test_all_figures_of_the_page_can_be_measured(catalog: Catalog) -> None:
    records = {y: [Practitioner.model_validate(r) for r in respondents(catalog, y, 12)] for y in (2021, 2022)}
    figures = validate.figures(catalog, records, made_up(catalog), validate.Sizes(2, partitions=1, runs=500))
    assert figures.keys() == report.load_figures().keys()
    for name, each in figures.items():
        assert all(len(row) == len(each["columns"]) for row in each["rows"]), name
    assert figures["people"]["rows"][-1] == ["both", "24", "24", "24"]
    (told, *_) = figures["validity"]["rows"]
    assert told[0] == "2021, cross-validated"
    assert float(told[2].split()[0]) > 0.5, "answers that follow the shares are recognised"
    (told, *_) = figures["scan"]["rows"]
    assert float(told[2]) > 0.5, "so are texts"
    assert [row[0] for row in figures["scan-as"]["rows"]] == ["Large"]


def test_the_page_and_its_pictures_have_the_figures_that_were_measured() -> None:
    page = report.PAGE.read_text("utf-8")
    figures = report.load_figures()
    assert report.filled(page, figures) == page, "run: python evidence/report.py"
    assert {name for _, name, _ in report.BLOCK.findall(page)} == figures.keys()
    for name, picture in report.pictures(figures).items():
        assert (report.DOCS / name).read_text("utf-8") == picture, "run: python evidence/report.py"
        assert f"({name})" in page


def test_the_figures_were_measured_with_the_catalog_as_it_is(catalog: Catalog) -> None:
    figures = report.load_figures()
    rows = {row[0]: row for row in figures["weights"]["rows"]}
    for question in catalog.questions:
        assert rows[question.id][3].lstrip(".") == f"{question.weight:.3f}".removeprefix("0").lstrip(".")
    for row in figures["example"]["rows"]:
        role = next(role for role in catalog.roles if role.title == row[0])
        result = score(catalog, Answers.model_validate({"answers": {"tools": ["sql"]}, "offered": {"tools": ["sql"]}}))
        fit = next(ranked.fit for ranked in result.ranking if ranked.role == role.id)
        assert row[-1] == f"{fit * 100:.0f}%"


def test_judged_weights_are_those_of_questions_that_no_survey_covers(catalog: Catalog) -> None:
    judged = yaml.safe_load((EVIDENCE / "judged.yaml").read_text("utf-8"))["weights"]
    assert judged.keys() == {question.id for question in catalog.questions if not question.weight_source}
    assert judged.keys().isdisjoint(RULES.questions)
