"""What is longer than a screen goes through the user's pager, at a terminal and nowhere else."""

import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from terminals import Terminal

EVERYTHING = ("compare", "ds", "mle", "--all")


def pager(code: str) -> str:
    """A pager in Python that does what the code says."""
    return shlex.join([sys.executable, "-c", f"import sys; {code}"])


COUNTS = pager("print('paged more than a screen:', sys.stdin.read().count(chr(10)) > 100)")


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Runs a command in a terminal with some pager, to its end."""
    terminals: list[Terminal] = []

    def run(command: str, *arguments: str, expected: int = 0) -> Terminal:
        program = [sys.executable, "-m", "rolefit", *arguments]
        terminal = Terminal(tmp_path, instead=program, PAGER=command)
        terminals.append(terminal)
        assert terminal.end() == expected
        return terminal

    yield run
    for terminal in terminals:
        terminal.child.close(force=True)


@pytest.mark.parametrize("arguments", [EVERYTHING, ("show", "mle", "--all"), ("show", "mle", "--topic", "goal")])
def test_every_fact_goes_through_the_pager(shown: Callable[..., Terminal], arguments: tuple[str, ...]) -> None:
    assert "paged more than a screen:" in shown(COUNTS, *arguments).text


def test_one_screen_does_not(shown: Callable[..., Terminal]) -> None:
    assert "paged" not in shown(COUNTS, "compare", "ds", "mle").text
    assert "paged" not in shown(COUNTS, *EVERYTHING, "--json").text


@pytest.mark.parametrize("command", ["", "no-such-pager", "less 'with an open quotation mark"])
def test_without_a_pager_it_is_printed(shown: Callable[..., Terminal], command: str) -> None:
    said = shown(command, *EVERYTHING).scrolled
    assert "work is read; an ML engineer's work is run." in said
    assert "Sources" in said


def test_a_pager_may_be_a_command_for_a_shell(shown: Callable[..., Terminal]) -> None:
    assert "paged more than a screen:" in shown(f"cat | {COUNTS}", *EVERYTHING).text


def test_a_pager_that_cannot_be_started_loses_nothing(shown: Callable[..., Terminal], tmp_path: Path) -> None:
    broken = tmp_path / "pager"
    broken.write_bytes(b"\x7fELF is no program")
    broken.chmod(0o755)
    assert "Sources" in shown(str(broken), *EVERYTHING).scrolled


def test_a_pager_that_is_left_at_once_is_no_mistake(shown: Callable[..., Terminal]) -> None:
    assert "rolefit:" not in shown(pager("sys.stdin.readline()"), *EVERYTHING).scrolled
