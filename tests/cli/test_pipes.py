"""What a script relies on, whatever the command: pipes that close, the same bytes again, other locales, plain text."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import shell as made
from helpers import EXAMPLES, FIVE_ROLES, Run
from rolefit import Catalog

ME = str(EXAMPLES / "ml-engineer.yaml")
PEOPLE = str(EXAMPLES / "made-up-people.jsonl")
CALLS = {
    "quiz": ["quiz", "--answers", ME, "--explain"],
    "compare": ["compare", "rs", "de", "--roles", str(FIVE_ROLES)],
    "roles": ["roles"],
    "show": ["show", "rs", "--answers", ME],
    "scan": ["scan", str(EXAMPLES / "postings" / "data-scientist.txt"), "--marked"],
    "team": ["team", str(EXAMPLES / "team.csv"), "--by", "site"],
    "score": ["score", "people.jsonl"],
    "questions": ["questions"],
    "check": ["check", "--random", "100"],
    "evaluate": ["evaluate", PEOPLE, "--resamples", "100", "--by", "country"],
    "schema": ["schema", "result"],
}
IN_TURN = """
import json, sys
from rolefit.cli.main import main
for arguments in json.load(sys.stdin):
    print("\\x1d", main(arguments), flush=True)
"""


@pytest.fixture(autouse=True)
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people in the folder where commands run."""
    (tmp_path / "people.jsonl").write_text(
        '{"id": "ada", "answers": {"horizon": "years"}}\n{"id": 2, "answers": {"tools": ["sql"]}}\n'
    )
    monkeypatch.chdir(tmp_path)


def in_turn(calls: list[list[str]], **environment: str) -> list[str]:
    """What these calls print, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", IN_TURN],
        input=json.dumps(calls),
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error", **environment},
        capture_output=True,
        encoding="latin-1" if environment.get("LC_ALL") == "C" else "utf-8",
        check=True,
    )
    assert done.stderr == ""
    outcomes = re.split("\x1d 0\n", done.stdout)
    assert len(outcomes) == len(calls) + 1
    return outcomes[:-1]


def test_every_command_is_tried() -> None:
    # Help is for people alone, and a form is a file in a format of its own.
    assert {*CALLS, "form", "help"} == {command.name for command in made.commands() if command.name}


def test_a_closed_pipe_is_no_mistake_for_any_command() -> None:
    processes = []
    for call in CALLS.values():
        process = subprocess.Popen(
            [sys.executable, "-m", "rolefit", *call], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout
        process.stdout.close()
        processes.append(process)
    for process in processes:
        assert process.stderr
        assert (process.stderr.read(), process.wait()) == ("", 0)
        process.stderr.close()


def test_the_same_input_gives_the_same_bytes_for_every_command(run: Run) -> None:
    calls = [[*call, "--json"] for call in CALLS.values()]
    again = in_turn(calls, PYTHONHASHSEED="7", PYTHONUTF8="1", NO_COLOR="1", COLUMNS="40", FORCE_COLOR="1")
    for call, printed in zip(calls, again, strict=True):
        assert run(*call) == (0, printed, "")


def test_a_locale_without_unicode_does_for_every_command(run: Run) -> None:
    calls = [more for call in CALLS.values() for more in (call, [*call, "--json"])]
    printed = in_turn(calls, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    for call, text in zip(calls, printed, strict=True):
        assert text.isascii()
        if "score" in call:
            assert text == run(*call)[1]
        elif "--json" in call:
            assert json.loads(text) == json.loads(run(*call)[1])
        else:
            assert len(text.splitlines()) > 3


@pytest.mark.parametrize("name", [name for name in CALLS if name not in {"score", "schema"}])
def test_text_in_a_pipe_is_plain_and_complete(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    code, out, err = run(*CALLS[name], columns="")
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "…" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    _, at_80, _ = run(*CALLS[name], columns=80)
    assert not [line for line in at_80.splitlines() if line != line.rstrip()]
    # What stands side by side at a terminal stands one below the other in a pipe.
    assert len(out.splitlines()) < len(at_80.splitlines()) or name in {"check", "team"}


def test_every_answer_and_every_fact_stands_on_one_line_in_a_pipe(run: Run, catalog: Catalog) -> None:
    out = run("show", "rs", "--all", columns="")[1]
    facts = [said.text for topic in catalog.role("rs").facts for said in catalog.role("rs").said(topic)]
    assert all(f"  • {text} [" in out for text in facts)
    compared = json.loads(run("compare", "ds", "as", "rs", "mle", "--json")[1])["options"]
    out = run("compare", "ds", "as", "rs", "mle", columns="")[1]
    rows = [line.strip().split("  ")[0] for line in out.splitlines() if line.count("%") == 4]
    assert len(rows) > 5
    assert set(rows) <= {option["short"] for option in compared}


def test_a_pipe_is_as_wide_as_columns_says(run: Run) -> None:
    addresses = "://"
    narrow = [line for line in run("show", "ds", columns=60)[1].splitlines() if addresses not in line]
    assert max(map(len, narrow)) <= 60


def test_a_file_gets_what_a_pipe_gets(tmp_path: Path) -> None:
    target = tmp_path / "role.txt"
    with target.open("w") as file:
        subprocess.run(
            [sys.executable, "-m", "rolefit", "show", "ds", "--all"],
            stdout=file,
            check=True,
            env={name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}},
        )
    assert max(map(len, target.read_text("utf-8").splitlines())) > 100
