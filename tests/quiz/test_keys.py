"""Picking with keys: what is thrown in the middle comes out, and the terminal is not left waiting."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import rolefit.cli.main
from rolefit.quiz.keys import pick
from rolefit.quiz.picker import Item, Picker
from rolefit.terminal.console import stderr


class Faulty(Picker):
    """A list with a fault in it."""

    def __init__(self, fault: Exception) -> None:
        super().__init__([Item("a", "A"), Item("b", "B")], "many")
        self._fault = fault

    def move(self, by: int) -> None:  # noqa: ARG002  # it does not come to that
        raise self._fault


def press(picker: Picker, keys: str) -> None:
    """Pick with these keys."""
    with create_pipe_input() as source, create_app_session(input=source, output=DummyOutput()):
        source.send_text(keys)
        pick(picker, [], stderr())


@pytest.fixture(autouse=True)
def _streams() -> None:
    rolefit.cli.main.prepare_streams()


def test_keys_reach_the_list() -> None:
    picker = Picker([Item("a", "A"), Item("b", "B")], "many")
    press(picker, "j \r")
    assert picker.chosen == ("b",)


def test_a_fault_comes_out_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        press(Faulty(ZeroDivisionError()), "j")


def test_a_terminal_that_is_gone_is_an_interruption() -> None:
    with pytest.raises(KeyboardInterrupt):
        press(Faulty(OSError()), "j")
