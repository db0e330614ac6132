"""What results are for is said in the product itself, wherever there is one: a person's orientation, no decision."""

import html
import json
import sys
from pathlib import Path

import pytest

from helpers import EXAMPLES, Run, shell
from rolefit.cli.completion import suggest
from terminals import Terminal

QUIZ = ["quiz", "--answers", str(EXAMPLES / "ml-engineer.yaml")]
SCAN = ["scan", str(EXAMPLES / "postings" / "data-scientist.txt")]
WAY = ["compare", str(EXAMPLES / "ml-engineer.yaml"), "ds"]
PEOPLE = ["compare", str(EXAMPLES / "ml-engineer.yaml"), str(EXAMPLES / "data-scientist.yaml")]
SCORE = ["score", str(EXAMPLES / "people.csv")]
TEAM = ["team", str(EXAMPLES / "team.csv")]
USE_FOR_TEAMS = "For planning work, not for deciding about anybody: it ranks no people."
USE = "For a person's orientation, not for deciding about anybody."


@pytest.mark.parametrize("command", ["quiz", "scan", "compare", "score"])
def test_help_says_it(run: Run, command: str) -> None:
    assert run(command, "--help")[1].endswith(f"\n\n  {USE}\n")
    assert USE not in run("roles", "--help")[1]


def test_what_completes_a_command_is_a_line_each() -> None:
    assert not [about for _, about in suggest([], "") if "\n" in about]


@pytest.mark.parametrize(
    "call",
    [QUIZ, [*QUIZ, "--explain"], SCAN, [*SCAN, SCAN[1]], [*SCAN, "--all"], WAY, PEOPLE],
    ids=["quiz", "explained", "scan", "scans", "all", "way", "people"],
)
def test_what_is_printed_ends_with_it(run: Run, call: list[str]) -> None:
    assert run(*call)[1].endswith(f"\n{USE}\n")


@pytest.mark.parametrize("call", [QUIZ, SCAN, WAY, PEOPLE], ids=["quiz", "scan", "way", "people"])
@pytest.mark.parametrize("ending", ["html", "md", "svg", "txt", "json"])
def test_reports_say_it(run: Run, tmp_path: Path, call: list[str], ending: str) -> None:
    report = tmp_path / f"report.{ending}"
    run(*call, "--report", str(report))
    assert USE in html.unescape(report.read_text("utf-8")).replace("\xa0", " ")


def test_of_a_team_it_is_said_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    assert run("team", "--help")[1].endswith(f"\n\n  {USE_FOR_TEAMS}\n")
    assert run(*TEAM)[1].endswith(f"\n{USE_FOR_TEAMS}\n")
    assert json.loads(run(*TEAM, "--json")[1])["use"] == USE_FOR_TEAMS
    for ending in ("html", "md", "svg", "txt", "json"):
        report = tmp_path / f"report.{ending}"
        run(*TEAM, "--report", str(report))
        assert USE_FOR_TEAMS in html.unescape(report.read_text("utf-8")).replace("\xa0", " ")


def test_json_has_it_and_short_rows_do_not(run: Run) -> None:
    for call in (QUIZ, SCAN, WAY, PEOPLE):
        assert json.loads(run(*call, "--json")[1])["use"] == USE
    assert all(each["use"] == USE for each in json.loads(run(*SCAN, SCAN[1], "--json")[1])["scans"])
    assert all(json.loads(row)["use"] == USE for row in run(*SCORE, "--full")[1].splitlines())
    assert USE not in run(*SCORE)[1]


def test_of_many_people_or_texts_it_is_said_once_to_whoever_watches(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"id": 1, "text": "We use SQL."}\n' * 3)
    for call in (SCORE, ["scan", "--jsonl", str(texts), "--text", "text"]):
        watched = Terminal(
            tmp_path, instead=[sys.executable, "-m", "rolefit", *call, "--output", str(tmp_path / "rows")]
        )
        assert watched.end() == 0
        assert watched.scrolled.count(USE) == 1
        for arguments in (call, [*call, "--json"]):
            assert USE not in run(*arguments)[2]


def test_the_quiz_says_it_before_it_asks() -> None:
    _, _, asked = shell("quiz", "--plain", stdin="q\n")
    assert USE in asked.partition("Question 1")[0]
