"""The documentation: its commands run, its figures are those that the program prints, its picture is current."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import picture
from helpers import ROOT, Run
from rolefit import Catalog, load_catalog, score
from rolefit.answers import Answers

README = (ROOT / "README.md").read_text("utf-8")
METHODOLOGY = (ROOT / "docs" / "METHODOLOGY.md").read_text("utf-8")
CHAPTERS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [code for language, code in CHAPTERS if language == "sh" and not code.startswith("make ")]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder to run in, with the examples and saved answers as the README's first commands leave them."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "me.yaml").write_text("answers: {horizon: weeks}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", COMMANDS, ids=[code.splitlines()[0][:60] for code in COMMANDS])
def test_the_commands_of_the_readme_work(code: str, workplace: Path) -> None:
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", code],
        cwd=workplace,
        input="1\n2\nq\n" * code.count("quiz --") if "--answers -" not in code else "",
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_python_of_the_readme_works() -> None:
    (code,) = [code for language, code in CHAPTERS if language == "python"]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("close Research scientist 0.6")


def test_the_two_commands_of_the_readme_are_targets_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"```sh\nmake (\w+)\n```", README):
        assert f"\n{target}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_picture_is_a_current_run_and_loads_nothing() -> None:
    shown = picture.PICTURE.read_text("utf-8")
    assert shown == picture.render(), "run: make picture"
    assert "@font-face" not in shown


def test_the_figures_of_check_are_those_it_prints(run: Run) -> None:
    _, out, _ = run("check")
    said = [re.sub(r"^ +[━╸]* +", "", line).strip() for line in out.splitlines()[1:]]
    block = METHODOLOGY.partition("printed by `rolefit check`")[2]
    for line in said:
        assert f"  {line}\n" in block


def test_the_people_behind_the_shares_are_those_that_were_counted() -> None:
    with (ROOT / "evidence" / "counts.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["question"] == "lifecycle"]
    people = {(row["year"], row["role"]): int(row["answered"]) for row in rows}
    assert f"{sum(people.values()):,} respondents" in README
    for number in people.values():
        assert f" {number:,} |" in METHODOLOGY


def test_the_worked_example_is_the_model_at_work(catalog: Catalog) -> None:
    two = {"roles": tuple(role for role in catalog.roles if role.id in {"ds", "mle"})}
    known = Answers.model_validate({"answers": {"tools": ["sql"]}, "offered": {"tools": ["sql"]}})
    result = score(load_catalog().model_copy(update=two), known)
    assert f"= {result.ranking[0].fit * 100:.0f}%" in METHODOLOGY
    for role in ("ds", "mle"):
        assert f"{catalog.role(role).shares['tools']['sql'].share * 100:.0f}%" in METHODOLOGY
