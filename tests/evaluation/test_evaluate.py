"""Evaluating a catalog on people whose role is known, from the file to what is printed."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from helpers import FIVE_ROLES, Run, shell
from rolefit import Catalog, InputError, load_catalog, score
from rolefit.answers.models import Answers
from rolefit.evaluation.evaluate import evaluate, recalls_by_group
from rolefit.evaluation.labelled import LabelledAnswers, load_labelled
from rolefit.evaluation.metrics import Prediction
from rolefit.evaluation.result import Evaluation


def records(catalog: Catalog, count: int, *roles: str) -> list[dict[str, Any]]:
    """People who answer by the shares of their role."""
    chance = random.Random(7)
    found = []
    for role in roles:
        for number in range(count):
            answers: dict[str, Any] = {}
            for question, options in catalog.role(role).shares.items():
                if catalog.question(question).takes_many:
                    answers[question] = [o for o, share in options.items() if chance.random() < share.share]
                else:
                    weights = [share.share for share in options.values()]
                    answers[question] = chance.choices(list(options), weights=weights)[0]
            about = {"country": ["Chile", "Kenya"][number % 2]}
            found.append({"id": f"{role}{number}", "role": role, "about": about, "answers": answers})
    return found


def written(path: Path, lines: list[Any], zipped: bool = False) -> str:
    text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(text) if zipped else text)
    return str(path)


@pytest.fixture
def file(catalog: Catalog, tmp_path: Path) -> str:
    return written(tmp_path / "labelled.jsonl", records(catalog, 60, "ds", "rs", "mle"))


def evaluated(path: str, catalog: Catalog, by: str | None = None) -> Evaluation:
    return evaluate(catalog, load_labelled(path, catalog), by, resamples=100)


def test_the_roles_that_occur_share_the_fits(file: str, catalog: Catalog) -> None:
    found = evaluated(file, catalog)
    hits = 0
    for person in load_labelled(file, catalog).people:
        ranking = score(catalog, Answers(answers=person.answers)).ranking
        hits += next(role.role for role in ranking if role.role != "as") == person.role
    assert found.roles == {"ds": 60, "rs": 60, "mle": 60}
    assert found.balanced_accuracy == pytest.approx(hits / 180)
    assert sum(found.confusion[role][role] for role in found.roles) == hits
    assert sum(sum(row.values()) for row in found.confusion.values()) == found.n == 180
    assert found.recall == {role: found.confusion[role][role] / 60 for role in found.roles}
    assert found.top2 > found.balanced_accuracy > 0.8, "people who answer by the shares are recognised"


def test_the_sets_are_those_of_the_verdicts_that_people_get(file: str, catalog: Catalog) -> None:
    found = evaluated(file, catalog)
    held: dict[str, list[bool]] = {role: [] for role in found.roles}
    named, kinds = [], []
    for person in load_labelled(file, catalog).people:
        verdict = score(catalog, Answers(answers=person.answers)).verdict
        held[person.role].append(person.role in verdict.roles)
        named.append(len(verdict.roles))
        kinds.append(verdict.kind)
    assert found.sets.holds == {role: pytest.approx(fmean(each)) for role, each in held.items()}
    # There are as many people of each role. The role that nobody holds can be named all the same.
    assert found.sets.named == pytest.approx(fmean(named))
    assert found.sets.one == pytest.approx(named.count(1) / len(named))
    assert {kind: worth.n for kind, worth in found.verdicts.items()} == Counter(kinds)
    for kind, worth in found.verdicts.items():
        assert worth.holds >= worth.true, "the first role is always named"
        assert kind != "clear" or worth.holds == worth.true


def test_what_a_verdict_holds_weighs_every_role_the_same(catalog: Catalog, tmp_path: Path) -> None:
    analyst = {"tools": ["sql", "bi", "r"], "deliverables": ["dashboards", "documents"], "production": "advise"}
    lines = [{"role": role, "answers": analyst} for role in ("ds", "rs", "rs", "rs")]
    found = evaluated(written(tmp_path / "x.jsonl", lines), catalog)
    verdict = score(catalog, Answers.model_validate({"answers": analyst})).verdict
    assert verdict.roles == ("ds",)
    (worth,) = found.verdicts.values()
    assert worth.n == 4
    assert worth.holds == pytest.approx(0.5)
    assert found.sets.holds == {"ds": 1, "rs": 0}
    assert (found.sets.named, found.sets.one) == (1, 1)


def test_a_degree_alone_is_nothing_to_score(catalog: Catalog, tmp_path: Path) -> None:
    lines = [{"role": role, "answers": {"background": "doctorate"}} for role in ("ds", "rs")]
    with pytest.raises(InputError, match="has no answers to score"):
        evaluated(written(tmp_path / "x.jsonl", lines), catalog)


def test_plain_gzipped_and_piped_records_give_the_same(file: str, tmp_path: Path) -> None:
    text = Path(file).read_text("utf-8")
    zipped = written(tmp_path / "labelled.jsonl.gz", [text], zipped=True)
    options = ["--json", "--resamples", "100"]
    found = [json.loads(shell("evaluate", path, *options, stdin=text)[1]) for path in (file, zipped, "-")]
    assert [each.pop("file") for each in found] == [file, zipped, "standard input"]
    assert found[0] == found[1] == found[2]


def test_titles_and_aliases_are_roles_too(catalog: Catalog, tmp_path: Path) -> None:
    people = records(catalog, 3, "ds", "rs")
    for person in people:
        person["role"] = {"ds": "Data Scientist", "rs": "machine-learning researcher"}[person["role"]]
    assert evaluated(written(tmp_path / "x.jsonl", people), catalog).roles == {"ds": 3, "rs": 3}


def test_records_without_a_role_of_the_catalog_are_left_out_and_named(file: str, tmp_path: Path, run: Run) -> None:
    lines = [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]
    lines[1]["role"] = "ml"
    del lines[4]["role"], lines[5]["role"], lines[6]["role"], lines[8]["role"]
    command = ("evaluate", written(tmp_path / "x.jsonl", lines), "--resamples", "100")
    code, out, err = run(*command, "--json")
    assert (code, err) == (0, "")
    assert run(*command)[2].splitlines() == [
        "rolefit: 1 record is left out: there is no role ml; did you mean mle? (line 2)",
        "rolefit: 4 records are left out: it has no role (line 5, 6, 7, ...)",
    ]
    assert json.loads(out)["n"] == 175
    assert [each["n"] for each in json.loads(out)["left_out"]] == [1, 4]


ANSWERED = '{"role": "ds", "answers": {"horizon": "weeks"}}\n'


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "has no labelled answers, it is empty; give each record a role, one of ds, as, rs, mle"),
        (["\n\n"], "has no labelled answers, it is empty"),
        (['{"answers": {}}\n'], "has no labelled answers: it has no role"),
        (['{"role": "cook", "answers": {}}\n'], "has no labelled answers: there is no role cook"),
        ([ANSWERED, ANSWERED], "all records have the role ds; at least two roles are needed"),
        (['{"role": "ds", "answers": {}}\n', '{"role": "rs", "answers": {}}\n'], "has no answers to score"),
        ([ANSWERED, '{"role": "rs", "answers": {"horizon": "ever"}}'], ":2: answers.horizon: there is no option ever"),
        ([ANSWERED, '{"role": "rs"}'], ":2: has no answers"),
        ([ANSWERED, '{"role": 3, "answers": {}}'], ":2: role: must be text"),
        ([ANSWERED, "[]"], ":2: must be a mapping"),
        ([ANSWERED, "[" * 900 + "]" * 900], ":2: is nested too deep"),
        (
            [ANSWERED, '{"role": "rs", "answers": {}, "ofered": {}}'],
            ":2: ofered: is not a known key; did you mean",
        ),
        (
            [ANSWERED, '{"role": "rs", "answers": {}, "importance": {"tools": "low"}}'],
            ":2: importance: is not eval",
        ),
        ([ANSWERED, "role,answers"], "; each line is one JSON object"),
        ([ANSWERED, " " * 1_000_001], ":2: is too long; at most 1,000,000 bytes"),
        ([ANSWERED, '{"role": '], ":2: is not valid JSON"),
        ([ANSWERED, '{"role": "ds", "role": "rs", "answers": {}}'], ":2: the key role is given twice"),
    ],
)
def test_a_file_that_cannot_be_used_gives_one_line(lines: list[Any], complaint: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path / "x.jsonl", lines)
    code, out, err = run("evaluate", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"rolefit: {path}:")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_cut_gzip_file_gives_one_line(file: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(Path(file).read_bytes())[:-500])
    code, out, err = run("evaluate", str(path))
    assert (code, out) == (2, "")
    assert err.startswith(f"rolefit: {path}: is a gzip file that is cut off or damaged after line ")
    assert err.endswith("; fetch or make it again\n")


def test_a_field_that_no_record_has_is_refused_with_those_there_are(file: str, run: Run) -> None:
    code, _, err = run("evaluate", file, "--by", "county")
    assert code == 2
    assert "no record has the field county; did you mean country?" in err


def test_a_subgroup_is_flagged_below_four_fifths_of_the_best_if_it_is_large_enough() -> None:
    def group(country: str, people: int, hits: int) -> list[tuple[LabelledAnswers, Prediction]]:
        person = LabelledAnswers.model_validate({"role": "ds", "answers": {}, "about": {"country": country}})
        return [(person, Prediction(0, (0.9, 0.1) if i < hits else (0.1, 0.9))) for i in range(people)]

    pairs = group("best", 50, 50) + group("just", 50, 40) + group("low", 50, 39) + group("small", 49, 1)
    found = recalls_by_group("country", [p for p, _ in pairs], [p for _, p in pairs], ["ds", "rs"])
    assert {each.value: each.recall["ds"].flagged for each in found.groups} == {
        "best": False,
        "just": False,
        "low": True,
        "small": False,
    }
    assert [each.recall["ds"].share for each in found.groups][:3] == [1, 0.8, 0.78]
    assert all("rs" not in each.recall for each in found.groups)


def test_people_of_one_role_may_be_few_and_all_in_one_bin(catalog: Catalog, tmp_path: Path) -> None:
    for many in (10, 49):
        lines = [ANSWERED, *[ANSWERED.replace("ds", "rs")] * many]
        found = evaluated(written(tmp_path / "x.jsonl", lines), catalog)
        assert [each.weight for each in found.reliability] == [pytest.approx(1)]
        (worth,) = found.verdicts.values()
        assert worth.n == many + 1
        assert worth.true == pytest.approx(0.5)


def test_what_is_null_was_not_said(catalog: Catalog, tmp_path: Path) -> None:
    lines = [{**person, "about": None, "note": None} for person in records(catalog, 2, "ds", "rs")]
    path = written(tmp_path / "x.jsonl", lines)
    with pytest.raises(InputError, match="no record has the field note"):
        evaluated(path, catalog, "note")


def test_further_keys_of_a_record_are_fields_as_well(catalog: Catalog, tmp_path: Path) -> None:
    people = [{**person, "year": 2020 + i % 2} for i, person in enumerate(records(catalog, 4, "ds", "rs"))]
    groups = evaluated(written(tmp_path / "x.jsonl", people), catalog, "year").groups
    assert groups is not None
    assert {each.value for each in groups.groups} == {"2020", "2021"}


def test_robustness_of_answers_that_hang_on_one_tick(tmp_path: Path) -> None:
    catalog = load_catalog(FIVE_ROLES)
    lines = [{"role": role, "answers": {"horizon": "weeks"}} for role in ("ds", "rs")]
    found = evaluated(written(tmp_path / "x.jsonl", lines), catalog).robustness
    shares = [catalog.role(role).shares["horizon"] for role in ("ds", "rs")]
    others = [option for option in shares[0] if option != "weeks"]
    first = [shares[0][option].share >= shares[1][option].share for option in ("weeks", *others)]
    turned = sum(each != first[0] for each in first[1:]) / len(others)
    assert found.one_answer_flipped.share == pytest.approx(turned)
    assert found.question_dropped.keys() == {"horizon"}
    assert found.equal_weights.share == 0
    assert found.squared_distance.share == 0


def test_the_keys_of_an_evaluation_stay(file: str, run: Run) -> None:
    data = json.loads(run("evaluate", file, "--json", "--by", "country", "--resamples", "100")[1])
    assert list(data) == [
        "schema",
        "catalog",
        "file",
        "n",
        "roles",
        "left_out",
        "balanced_accuracy",
        "log_loss",
        "top2",
        "calibration_error",
        "recall",
        "confusion",
        "intervals",
        "reliability",
        "sets",
        "verdicts",
        "robustness",
        "groups",
        "resamples",
        "seed",
    ]
    assert list(data["sets"]) == ["holds", "named", "one"]
    assert all(list(worth) == ["n", "told", "true", "holds"] for worth in data["verdicts"].values())
    assert "background" not in data["robustness"]["question_dropped"]
    assert list(data["robustness"]) == ["one_answer_flipped", "question_dropped", "equal_weights", "squared_distance"]
    assert [group["value"] for group in data["groups"]["groups"]] == ["Chile", "Kenya"]


@pytest.mark.parametrize("columns", [40, 80])
def test_an_evaluation_in_the_terminal(
    run: Run, columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: object
) -> None:
    monkeypatch.chdir(tmp_path)
    written(Path("people.jsonl"), records(load_catalog(FIVE_ROLES), 60, "ds", "rs", "mle"))
    arguments = ["--roles", str(FIVE_ROLES), "--by", "country", "--resamples", "100"]
    code, out, err = run("evaluate", "people.jsonl", *arguments, columns=columns)
    assert (code, err) == (0, "")
    assert all(len(line) <= columns for line in out.splitlines())
    assert out == snapshot


def test_bad_options_are_usage_errors(file: str, run: Run) -> None:
    for arguments in (["--resamples", "3"], ["--seed", "x"]):
        code, _, err = run("evaluate", file, *arguments)
        assert code == 2
        assert err.endswith("see rolefit evaluate --help\n")


def test_a_loaded_error_names_every_line_that_is_wrong(catalog: Catalog, tmp_path: Path) -> None:
    line = {"role": "ds", "answers": {"tools": ["sqll"], "horizon": 3}}
    with pytest.raises(InputError) as error:
        load_labelled(written(tmp_path / "x.jsonl", [ANSWERED, line]), catalog)
    assert {problem.line for problem in error.value.problems} == {2}
