"""The documentation: its commands run, its figures are those that the program prints, its picture is current."""

import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import picture
from evidence.measure.report import BLOCK, load_figures
from helpers import ROOT

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
        input="1\n2\nq\n" * code.count("rolefit quiz") if "--answers -" not in code else "",
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
    assert done.stdout.startswith("open Research scientist 0.3")


def test_the_two_commands_of_the_readme_are_targets_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"```sh\nmake (\w+)\n```", README):
        assert f"\n{target}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", picture.PICTURES)
def test_a_picture_is_a_current_run_and_loads_nothing(name: str) -> None:
    shown = (ROOT / "docs" / name).read_text("utf-8")
    assert shown == picture.PICTURES[name](), "run: make picture"
    assert "@font-face" not in shown
    assert f"docs/{name}" in README


def test_methodology_says_nothing_by_hand_that_could_have_been_measured() -> None:
    prose = BLOCK.sub("", METHODOLOGY)
    prose = "\n".join(line for line in prose.splitlines() if not line.startswith("    "))
    # The bounds of shares are part of the model; 95% is what an interval means.
    assert set(re.findall(r"\d+(?:\.\d+)? ?%|\d*\.\d\d+", prose)) <= {"95%", "0.001", "0.999", "0.6"}


def test_the_readme_says_of_the_quick_quiz_what_was_measured() -> None:
    (quick,) = (row for row in load_figures()["quick"]["rows"] if "as it is" in row[0])
    _, _, asked, same, _ = quick
    assert f"it asked {asked} of the questions, and put the same role first as the whole quiz for {same}" in " ".join(
        README.split()
    )


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    figures = load_figures()
    (whole,) = (row for row in figures["people"]["rows"] if row[0] == "both")
    assert f"{sum(int(n.replace(',', '')) for n in whole[1:]):,} respondents" in README
    (both,) = (row for row in figures["together"]["rows"])
    accuracy, top2 = (float(both[i].split()[0]) for i in (2, 4))
    (box,) = (row for row in figures["baselines"]["rows"] if row[0] == "logistic regression, all survey options")
    assert f"comes first for {accuracy * 100:.0f}%" in README
    assert f"any of them reaches {float(box[2].split()[0]) * 100:.0f}%" in README
    assert f"among the first two for {top2 * 100:.0f}%" in README
    told = next(row for row in figures["reliability"]["rows"] if row[0] == "60 to 70%")
    assert f"Of those told {told[0]}, {told[3]} hold the role" in README
    clear = next(row for row in figures["verdicts"]["rows"] if row[0] == "clear")
    assert f"in {clear[3]} of the cases" in README


def named_modules(page: str) -> list[str]:
    """What a page names as package.module or package.module.name, in backquotes."""
    packages = "|".join(path.parent.name for path in sorted((ROOT / "src" / "rolefit").glob("*/__init__.py")))
    return re.findall(rf"`((?:{packages})(?:\.\w+)+)`", (ROOT / page).read_text("utf-8"))


@pytest.mark.parametrize("name", sorted({*named_modules("CONTRIBUTING.md"), *named_modules("docs/ARCHITECTURE.md")}))
def test_what_is_named_for_who_builds_on_it_is_there(name: str) -> None:
    assert pkgutil.resolve_name(f"rolefit.{name}")


def test_the_architecture_has_a_line_for_each_package_in_the_order_that_lint_holds() -> None:
    lines = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8"), flags=re.MULTILINE)
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    assert lines == contract["layers"][::-1]
