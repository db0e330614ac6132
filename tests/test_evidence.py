"""The evidence: measured shares are the counts, and the counts come from people by the crosswalk."""

import csv
import io
import json
from collections import defaultdict
from math import log
from typing import Any

import pytest
import weight
import yaml

import counts
from crosswalk import Crosswalk
from helpers import ROOT
from rolefit import Catalog

RULES: dict[str, Any] = yaml.safe_load((ROOT / "evidence" / "crosswalk.yaml").read_text("utf-8"))


def measured() -> dict[tuple[str, str, str], float]:
    """The mean of the years of the part of each role that gave each answer."""
    parts: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with (ROOT / "evidence" / "counts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            parts[row["question"], row["option"], row["role"]].append(int(row["chosen"]) / int(row["answered"]))
    return {key: sum(values) / len(values) for key, values in parts.items()}


def test_every_measured_share_is_what_was_counted(catalog: Catalog) -> None:
    counted = measured()
    shares = {
        (question, option, role.id): share
        for role in catalog.roles
        for question, options in role.shares.items()
        for option, share in options.items()
        if catalog.sources[share.source].measured
    }
    assert shares.keys() == counted.keys()
    assert {key: share.share for key, share in shares.items()} == pytest.approx(counted, abs=0.0006)


def test_the_crosswalk_leads_only_to_options_of_the_catalog(catalog: Catalog) -> None:
    for question, options in RULES["questions"].items():
        assert options.keys() <= {option.id for option in catalog.question(question).options}
    one_answer = {question for question in RULES["questions"] if not catalog.question(question).takes_many}
    assert RULES["several"].keys() == one_answer


def person(role: str = "ds", **said: list[str]) -> dict[str, Any]:
    return {"id": "x", "year": 2022, "role": role, "said": said}


def labels(*people: dict[str, Any]) -> list[dict[str, Any]]:
    return list(Crosswalk(RULES, people).labelled())


def test_an_option_is_chosen_not_chosen_or_unknown() -> None:
    first, second, third = labels(
        person(languages=["Python", "R"]), person(languages=["SQL"], ides=["RStudio"]), person(education=["Other"])
    )
    assert first["answers"]["tools"] == ["python", "r"]
    assert first["offered"]["tools"] == ["python", "sql", "r"]
    assert second["answers"]["tools"] == ["sql", "r"]
    assert third["answers"] == {}


def test_any_does_not_count_nothing() -> None:
    some, none, other = labels(person(bi_tools=["Tableau"]), person(bi_tools=["None"]), person(bi_tools=["Other"]))
    assert [record["answers"]["tools"] for record in (some, none, other)] == [["bi"], [], []]


def test_two_ticks_do_not_say_which_one_thing_a_person_would_pick() -> None:
    research = "Do research that advances the state of the art of machine learning"
    prototypes = "Build prototypes to explore applying machine learning to new areas"
    one, two = labels(person(activities=[research]), person(activities=[research, prototypes]))
    assert one["answers"]["activity"] == "invent"
    assert "activity" not in two["answers"]
    assert two["answers"]["lifecycle"] == ["explore", "beyond"]


def test_who_publishes_on_both_counts_for_the_first(catalog: Catalog) -> None:
    options = list(RULES["questions"]["publishing"])
    kinds = [RULES["questions"]["publishing"][option].get("research_kind", []) for option in options]
    (both,) = labels(person(research_kind=[*kinds[0], *kinds[1]], published=["Yes"]))
    assert both["answers"]["publishing"] == options[0] == catalog.question("publishing").options[0].id


def test_who_was_not_shown_a_question_did_not_choose_its_options() -> None:
    some, other, unknown = labels(
        person(nlp_methods=["Word embeddings/vectors (GLoVe, fastText, word2vec)"], algorithms=["None"]),
        person(algorithms=["Linear or Logistic Regression"]),
        person(education=["Other"]),
    )
    assert "embeddings" in some["answers"]["methods"]
    assert "embeddings" in other["offered"]["methods"]
    assert "embeddings" not in other["answers"]["methods"]
    assert "methods" not in unknown["offered"]


def test_the_weight_table_tells_good_answers_from_bad_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def losses(*roles: str) -> list[float]:
        answers = [{"background": "doctorate"}, {"background": "up-to-bachelor"}]
        records = [{"role": r, "answers": a, "offered": {}} for r, a in zip(roles, answers, strict=True)]
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, records))))
        weight.main()
        rows = capsys.readouterr().out.splitlines()[2:]
        return [float(row.split()[1]) for row in rows]

    right, wrong = losses("rs", "mle"), losses("mle", "rs")
    assert right == sorted(right, reverse=True)
    assert wrong == sorted(wrong)
    assert right[0] < log(2) < wrong[0]


def test_counts_say_how_many_and_of_how_many(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [person(languages=["Python"]), person(languages=["SQL"]), person("rs", education=["Master's degree"])]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, labels(*people)))))
    counts.main()
    assert capsys.readouterr().out.splitlines() == [
        "question\toption\tyear\trole\tchosen\tanswered",
        "background\tmaster\t2022\trs\t1\t1",
        "tools\tpython\t2022\tds\t1\t2",
        "tools\tsql\t2022\tds\t1\t2",
    ]
