"""The quiz in a real pseudo-terminal, key by key."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
import yaml


@pytest.fixture
def terminal() -> Iterator[list[pexpect.spawn]]:
    """Terminals that are closed when the test is over."""
    opened: list[pexpect.spawn] = []
    yield opened
    for child in opened:
        child.close(force=True)


def start(opened: list[pexpect.spawn], *arguments: str, columns: int = 80) -> pexpect.spawn:
    environment = {**os.environ, "TERM": "dumb"}
    environment.pop("COLUMNS", None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "rolefit", "quiz", *arguments],
        env=environment,
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=20,
        # A test run in the background may have been told to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    opened.append(child)
    return child


def test_a_quiz_from_the_first_question_to_the_verdict(terminal: list[pexpect.spawn]) -> None:
    child = start(terminal)
    for number, reply in enumerate(["6", "7 8", "4", "3 4", "5", "6", "1 2", "3", "9 10", "6", "5", "1", "3"], 1):
        child.expect(rf"Question {number} of 13")
        child.expect("for help: ")
        child.sendline(reply)
    child.expect("Clear: Research scientist")
    child.expect("rolefit show rs")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_back_shows_the_earlier_answer_and_enter_keeps_it(terminal: list[pexpect.spawn]) -> None:
    child = start(terminal)
    child.expect("for help: ")
    child.sendline("3")
    child.expect("Question 2 of 13")
    child.sendline("b")
    child.expect("Question 1 of 13")
    child.expect("Your answer so far: 3; Enter keeps it.")
    child.sendline("")
    child.expect("Question 2 of 13")


def test_control_c_says_how_to_keep_the_answers(terminal: list[pexpect.spawn]) -> None:
    child = start(terminal)
    child.expect("for help: ")
    child.sendline("3")
    child.expect("Question 2 of 13")
    child.expect("for help: ")
    child.sendintr()
    child.expect_exact(
        """interrupted; to see the result of your answers: echo '{"answers": {"activity": "prototype"}}' | """
    )
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130


def test_control_c_saves_what_was_answered(terminal: list[pexpect.spawn], tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    child = start(terminal, "--save", str(saved))
    child.expect("for help: ")
    child.sendline("3")
    child.expect("Question 2 of 13")
    child.expect("for help: ")
    child.sendintr()
    child.expect("interrupted; your answers are in")
    child.expect(pexpect.EOF)
    assert yaml.safe_load(saved.read_text("utf-8")) == {"answers": {"activity": "prototype"}}


def test_the_end_of_input_at_a_terminal_is_a_wish_to_stop(terminal: list[pexpect.spawn]) -> None:
    child = start(terminal)
    child.expect("for help: ")
    child.sendline("6")
    child.expect("Question 2 of 13")
    child.expect("for help: ")
    child.sendeof()
    child.expect("You answered 1 of 13 questions")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_forty_columns_are_enough(terminal: list[pexpect.spawn]) -> None:
    child = start(terminal, columns=40)
    child.expect("for help: ")
    lines = str(child.before).splitlines()
    assert max(map(len, lines)) <= 40
    assert any("systems that collect" in line for line in lines)
