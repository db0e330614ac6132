"""Completion: what a shell is told, how it is set up, and what a person sees who presses tab in bash, zsh or fish."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import shell as made
from helpers import FIVE_ROLES, Run, shell
from rolefit import Catalog
from rolefit.cli import shells
from rolefit.cli.completion import FILES, INDEX, respond, suggest
from rolefit.schemas import NAMES
from terminals import Terminal

BIN = Path(sys.executable).parent


def words(line: str) -> list[str]:
    """What completes the last word of a line."""
    *before, begun = line.split(" ")[1:]
    return [value for value, _ in suggest(before, begun)]


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("rolefit com", ["compare"]),
        ("rolefit nosuch ", []),
        ("rolefit quiz --re", ["--review", "--report"]),
        ("rolefit quiz --report me.html --re", ["--review"]),
        ("rolefit quiz --answers ", [FILES]),
        ("rolefit quiz --answers=", [FILES]),
        ("rolefit quiz --answers =", [FILES]),
        ("rolefit quiz --code ", []),
        ("rolefit quiz ", []),
        ("rolefit show m", ["mle"]),
        ("rolefit show --json m", ["mle"]),
        ("rolefit show mle ", []),
        ("rolefit compare ds mle r", ["rs"]),
        ("rolefit compare ds d", [FILES]),
        ("rolefit compare me", [FILES]),
        ("rolefit compare me.yaml mle --from r", ["rs"]),
        (
            "rolefit compare ds --",
            ["--answers", "--code", "--from", "--all", "--topic", "--report", "--json", "--roles", "--help"],
        ),
        ("rolefit show -- --", []),
        (f"rolefit show --roles {FIVE_ROLES} d", ["ds", "de"]),
        (f"rolefit show --roles={FIVE_ROLES} d", ["ds", "de"]),
        (f"rolefit show --roles = {FIVE_ROLES} d", ["ds", "de"]),
        ("rolefit check ", [FILES]),
        ("rolefit schema ", list(NAMES)),
        ("rolefit score ", [FILES]),
        ("rolefit score people.csv --to ", ["jsonl", "csv", "parquet", "arrow"]),
        ("rolefit score people.csv --from=c", ["csv"]),
    ],
)
def test_what_completes_a_line(line: str, completed: list[str]) -> None:
    assert words(line) == completed


def test_every_command_and_every_role_is_completed(catalog: Catalog) -> None:
    assert words("rolefit ") == [command.name for command in made.commands() if command.name]
    assert dict(suggest(["show"], "")) == {role.id: role.title for role in catalog.roles}


@pytest.mark.parametrize(
    ("asked", "environment", "printed"),
    [
        ("complete_bash", {"COMP_WORDS": "rolefit show d", "COMP_CWORD": "2"}, "ds\n"),
        ("complete_bash", {"COMP_WORDS": 'rolefit compare "data scientist" m', "COMP_CWORD": "3"}, "mle\n"),
        ("complete_bash", {"COMP_WORDS": "rolefit quiz --answers 'my ", "COMP_CWORD": "3"}, ":files\n"),
        ("complete_zsh", {"_TYPER_COMPLETE_ARGS": "rolefit show d"}, "ds\tData scientist\n"),
        ("complete_zsh", {"_TYPER_COMPLETE_ARGS": "rolefit show d "}, ""),
        ("complete_fish", {"_TYPER_COMPLETE_ARGS": "rolefit schema res"}, "result\n"),
        ("complete_fish", {}, ""),
    ],
)
def test_shells_ask_as_typer_has_them_ask(
    asked: str, environment: dict[str, str], printed: str, capfd: pytest.CaptureFixture[str]
) -> None:
    respond(asked, environment)
    assert capfd.readouterr() == (printed, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "roles: 3",
        "roles: [{id: ds}]",
        "[" * 2000,
        "\0",
        "roles: [{id: '$(ls)', title: x}, {id: b, title: \"\\e\"}]",
    ],
)
def test_a_broken_catalog_completes_nothing_and_says_nothing(
    text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(text)
    for path in (file, tmp_path, "-", "/dev/stdin"):
        respond("complete_zsh", {"_TYPER_COMPLETE_ARGS": f"rolefit show --roles {path} "})
    assert capfd.readouterr() == ("", "")


def test_a_shell_does_not_wait_for_what_only_commands_need() -> None:
    program = "import sys; from rolefit.__main__ import run; run(); print(*sys.modules, file=sys.stderr)"
    for line in ("rolefit quiz --", "rolefit show "):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"_ROLEFIT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout
        loaded = set(done.stderr.split())
        assert not {"typer", "pydantic", "rich", "rolefit.cli.main", "rolefit.catalog.models"} & loaded
        assert ("yaml" in loaded) == ("show" in line)


def test_what_completion_knows_of_the_commands_is_current() -> None:
    assert INDEX.read_text("utf-8") == made.index(), "run: make man"


@pytest.mark.parametrize("asked", ["--help", "-h", "--version"])
def test_what_is_printed_at_once_is_what_the_commands_print(asked: str) -> None:
    through_the_commands = "import sys; from rolefit.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", through_the_commands, asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "80"})
    assert shell(asked, COLUMNS="80") == (0, done.stdout, "")


def test_the_manual_is_sound_and_has_every_command(tmp_path: Path) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    manual = tmp_path / "rolefit.1"
    manual.write_text(made.page(), encoding="utf-8")
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tascii", "-P-cbou", str(manual)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert all(f"rolefit {command.name} [OPTION]..." in done.stdout for command in made.commands() if command.name)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the user's own, with settings that are not UTF-8 and do not end their last line."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for settings in (".bashrc", ".zshrc"):
        (tmp_path / settings).write_bytes(b"\n\nPS1='$ '  # caf\xe9")
    return tmp_path


@pytest.mark.parametrize(("shell", "settings"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_settings_stay_as_they_are_and_get_one_line(shell: str, settings: str, home: Path) -> None:
    before = (home / settings).read_bytes()
    script, changed = shells.install(shell)
    assert changed == home / settings
    after = changed.read_bytes()
    assert after.startswith(before + b"\n[ ! -f ")
    assert after.count(b"\n") == before.count(b"\n") + 2
    script.write_text("an older version")
    assert shells.install(shell) == [script, changed]
    assert changed.read_bytes() == after
    assert script.read_text() == shells.script(shell)


def test_settings_are_made_where_there_are_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZDOTDIR", str(home / "zsh"))
    assert shells.install("zsh")[1] == home / "zsh" / ".zshrc"
    assert shells.install("fish") == [home / ".config" / "fish" / "completions" / "rolefit.fish"]


def test_settings_that_cannot_be_changed_are_named_with_the_line_that_they_lack(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    (home / ".bashrc").unlink()
    (home / ".bashrc").mkdir()
    code, out, err = run("--install-completion")
    assert (code, out) == (1, "")
    assert err.startswith(f"rolefit: {home}/.bashrc: cannot be changed: Is a directory; add this line to it: [ ! -f ")
    assert err.count("\n") == 1


def test_other_shells_are_told_which_would_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    assert run("--show-completion") == (2, "", "rolefit: no completion for tcsh; call rolefit from bash, zsh or fish\n")


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_tab_in_a_real_shell(shell: str, home: Path) -> None:
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"{shell} is not installed")
    (home / "my answers.yaml").write_text("answers: {horizon: days}")
    (home / "five.yaml").symlink_to(FIVE_ROLES)
    terminal = Terminal(home, "-i", instead=[program], columns=100, PATH=f"{BIN}:{os.environ['PATH']}")
    terminal.press("cd; rolefit --install-completion\r", "is set up in")
    terminal.press(f"clear; exec {shell} -i\r")
    terminal.press("echo re''ady\r", "ready")
    for begun, completed in (
        ("rolefit sh", "rolefit show"),
        ("ml", "rolefit show mle"),
        ("--jso", "rolefit show mle --json"),
        ("\x15rolefit compare --roles fi", "--roles five.yaml"),
        ("de --answers my", "five.yaml de --answers my\\ answers.yaml"),
        ("\x15rolefit quiz --answers=my", "--answers=my\\ answers.yaml"),
        ("\x15rolefit quiz --answers ~/my", "--answers ~/my\\ answers.yaml"),
        ("\x15rolefit schema resu", "rolefit schema result"),
        ("\x15rolefit quiz --re\t", "--review"),
    ):
        terminal.press(f"{begun}\t", completed)
    terminal.press("\x15rolefit show --roles nosuch.yaml \t\t\x15echo do''ne\r", "done")
    assert "Traceback" not in terminal.scrolled
    terminal.press("exit\r")
    terminal.end()
