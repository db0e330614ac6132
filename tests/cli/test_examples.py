"""What help shows as examples can be typed as it stands."""

import shlex
import shutil
from pathlib import Path

import pytest

from helpers import EXAMPLES as FILES
from helpers import FIVE_ROLES, Run
from paper import pdf
from rolefit.cli.examples import EXAMPLES

COMMANDS = sorted({command for of_command in EXAMPLES.values() for command, _ in of_command if "quiz" not in command})
"""All of them but those that ask."""


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples name."""
    shutil.copy(FILES / "ml-engineer.yaml", tmp_path / "me.yaml")
    shutil.copy(FILES / "data-scientist.yaml", tmp_path / "2025.yaml")
    shutil.copy(FILES / "postings" / "data-scientist.txt", tmp_path / "posting.txt")
    shutil.copy(FILES / "postings" / "ml-engineer.html", tmp_path / "posting.html")
    (tmp_path / "cv.pdf").write_bytes(pdf("Docker and Java since 2019"))
    (tmp_path / "jobs.csv").write_text("id,title,description\n1,ML engineer,We use Docker", encoding="utf-8")
    shutil.copy(FILES / "people.csv", tmp_path / "people.csv")
    shutil.copy(FILES / "team.csv", tmp_path / "team.csv")
    shutil.copy(FILES / "made-up-people.jsonl", tmp_path / "labelled.jsonl.gz")
    shutil.copy(FIVE_ROLES, tmp_path / "my-roles.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_works_as_it_stands(run: Run, workplace: Path, command: str) -> None:
    program, *arguments = shlex.split(command.replace("*.html", "posting.html"))
    assert program == "rolefit"
    code, out, err = run(*arguments)
    assert code == 0, err
    assert out or list(workplace.glob("fits.*"))


def test_the_examples_that_ask_name_options_that_there_are(run: Run, workplace: Path) -> None:
    assert workplace.exists()
    for command, _ in EXAMPLES["quiz"]:
        arguments = shlex.split(command)[1:]
        if "--answers" in arguments:
            assert run(*arguments)[0] == 0
        else:
            options = [argument for argument in arguments if argument.startswith("--")]
            assert all(option in run("quiz", "--help")[1] for option in options)
