"""`rolefit questions` and `rolefit quiz --template`: what is asked, without reading YAML."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from helpers import EXAMPLES, FIVE_ROLES, Run, shell
from rolefit import Catalog, load_catalog
from schemas import Samples

KITCHEN = str(Samples.folder / "catalog.yaml")


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_questions_and_options_are_listed_with_their_ids(run: Run, columns: int, snapshot: SnapshotAssertion) -> None:
    code, out, err = run("questions", "--roles", KITCHEN, columns=columns)
    assert (code, err) == (0, "")
    assert out == snapshot
    assert max(map(len, out.splitlines())) <= columns


@pytest.mark.parametrize("columns", [80, 40])
def test_all_of_the_built_in_catalog_fits(run: Run, catalog: Catalog, columns: int) -> None:
    out = run("questions", columns=columns)[1]
    assert max(map(len, out.splitlines())) <= columns
    shown = " ".join(out.split())
    for question in catalog.questions:
        assert f"{question.id} · {'any number of answers' if question.takes_many else 'one answer'}" in shown
        assert all(f"\n  {option.id} " in out for option in question.options)
    (outside,) = (question for question in catalog.questions if question.outside_fit)
    assert f"{outside.id} · one answer, told beside the fit" in shown


def test_the_json_has_the_ids_and_words_of_the_catalog(run: Run) -> None:
    five = load_catalog(FIVE_ROLES)
    listed = json.loads(run("questions", "--json", "--roles", str(FIVE_ROLES))[1])
    assert [(each["id"], each["ask"], each["kind"]) for each in listed["questions"]] == [
        (question.id, question.ask, question.kind) for question in five.questions
    ]
    assert listed["questions"][0]["options"][0] == {
        "id": five.questions[0].options[0].id,
        "label": five.questions[0].options[0].label,
    }


def test_as_markdown(run: Run, snapshot: SnapshotAssertion) -> None:
    code, out, err = run("questions", "--markdown", "--roles", KITCHEN)
    assert (code, err) == (0, "")
    assert out == snapshot


def test_markdown_and_json_contradict_each_other(run: Run) -> None:
    assert run("questions", "--markdown", "--json")[0] == 2


def test_a_template_is_printed_without_a_terminal_and_can_be_given_back(tmp_path: Path) -> None:
    code, out, err = shell("quiz", "--template", "--roles", str(FIVE_ROLES))
    assert (code, err) == (0, "")
    assert f"rolefit quiz --roles {FIVE_ROLES.name} --answers me.yaml" in out
    file = tmp_path / "me.yaml"
    file.write_text(out.replace("#- years", "- years"), encoding="utf-8")
    result = json.loads(shell("quiz", "--roles", str(FIVE_ROLES), "--answers", str(file), "--json")[1])
    assert result["answered"] == ["horizon"]


@pytest.mark.parametrize("more", [["--json"], ["--answers", str(EXAMPLES / "ml-engineer.yaml")], ["--save", "me.yaml"]])
def test_a_template_is_all_that_is_wanted(run: Run, more: list[str]) -> None:
    code, out, err = run("quiz", "--template", *more)
    assert (code, out) == (2, "")
    assert "--template only prints a file to fill in" in err
