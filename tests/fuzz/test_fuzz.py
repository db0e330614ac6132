"""A sample of what `make fuzz` runs, and whether it would notice what is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz import samples
from fuzz.inputs import FILES, KINDS, Input, make
from fuzz.plain import misread
from fuzz.runs import Ran, broken, faults, prepared, run

SAMPLE = 500
PARTS = 10


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with prepared(tmp_path):
        yield tmp_path


@pytest.mark.parametrize("part", range(PARTS))
def test_no_input_breaks_a_command_or_is_misread(part: int) -> None:
    for number in range(part, SAMPLE, PARTS):
        given = make(1, number)
        assert faults(given) == [], (number, given)


LIKENESSES = {
    "answers": ("quiz --answers {} --json", "compare {} baker --report page.html"),
    "catalogs": ("check {} --random 50", "scan posting.txt --marked --report page.html --roles {}"),
    "scan": ("scan {} --json", "scan {} --marked --report page.html"),
}
"""Kind of what went wrong once, to commands that read it."""


@pytest.mark.parametrize("kind", LIKENESSES)
def test_what_went_wrong_once_is_right_now(kind: str) -> None:
    for path in sorted((samples.LIKENESSES / kind).iterdir()):
        for command in LIKENESSES[kind]:
            more = [] if kind == "catalogs" else ["--roles", "small.yaml"]
            arguments = [*command.replace("{}", path.name).split(), *more]
            assert faults(Input(kind, arguments, path.name, path.read_bytes())) == [], (path, command)


def test_an_input_is_the_same_whenever_it_is_made_and_each_kind_is_made() -> None:
    made = [make(1, number) for number in range(SAMPLE)]
    assert made == [make(1, number) for number in range(SAMPLE)]
    assert {given.kind for given in made} == KINDS.keys()


QUIZ = Input(
    "answers", ("quiz", "--answers", "me.yaml", "--json", "--roles", "small.yaml"), "me.yaml", FILES["me.yaml"]
)


@pytest.mark.parametrize(
    ("ran", "what"),
    [
        (Ran(None, "", ""), "takes more than"),
        (Ran(0, "{}", "", megabytes=400), "takes 400 MB"),
        (Ran(1, "", "rolefit: this should not happen: KeyError(0)\n"), "this should not happen"),
        (Ran(1, "", '{"error": {}}\n'), "exit code 1"),
        (Ran(2, "", ""), "without a word"),
        (Ran(2, "", "rolefit: \x1b[2J\n"), "moves a cursor"),
        (Ran(2, "", '{"error": {"message": "' + "x" * 2000 + '"}}\n'), "a line of"),
        (Ran(2, "", "no JSON\n"), "another line"),
        (Ran(2, "", "rolefit: x\n" * 10), "10 lines"),
        (Ran(0, '{"fit": NaN}', ""), "no JSON on standard output"),
    ],
)
def test_what_breaks_a_command_is_noticed(ran: Ran, what: str) -> None:
    assert any(what in found for found in broken(QUIZ, ran))


@pytest.mark.parametrize(
    "changed",
    [
        {"answers": {"hours": "night", "heat": ["oven"]}},
        {"answers": {"hours": "night", "heat": ["oven", "stove", "grill"]}},
        {"answers": {"hours": "noon", "heat": ["oven", "stove"]}},
        {"answers": {"heat": ["oven", "stove"]}},
        {"answers": {"hours": "night", "heat": []}},
        {"importance": {}},
        {"id": "person-2"},
    ],
)
def test_what_is_misread_is_noticed(changed: dict[str, Any]) -> None:
    ran = run(QUIZ)
    assert (ran.code, misread(QUIZ, ran.code, ran.out)) == (0, [])
    assert misread(QUIZ, ran.code, json.dumps({**json.loads(ran.out), **changed})) != []
