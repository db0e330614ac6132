"""Errors as JSON: what a script is told that asked for JSON."""

import copy
import json
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, Field

from helpers import EXAMPLES, FIVE_ROLES, Run
from rolefit import InputError, Problem
from rolefit.documents.parse import Document
from rolefit.documents.validation import Model, validate
from rolefit.errors import ErrorCode

ME = str(EXAMPLES / "ml-engineer.yaml")
KEYS = ["code", "message", "file", "line", "key", "hint"]


def test_an_error_has_these_keys_and_no_others() -> None:
    assert list(Problem("is wrong").as_error(ErrorCode.BAD_INPUT)) == KEYS
    assert Problem("is wrong").as_error(ErrorCode.BAD_INPUT) == {
        **dict.fromkeys(KEYS),
        "code": "bad-input",
        "message": "is wrong",
    }


def test_an_error_says_what_where_and_what_would_be_right_apart(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("answers:\n  horizon: weks\n", encoding="utf-8")
    code, out, err = run("quiz", "--answers", str(file), "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert json.loads(err) == {
        "error": {
            "code": "bad-input",
            "message": "there is no option weks",
            "file": str(file),
            "line": 2,
            "key": "answers.horizon",
            "hint": "did you mean weeks?",
        }
    }


def test_further_problems_stand_beside_the_first(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(FIVE_ROLES.read_text("utf-8").replace("weight: 0.5", "weight: -1"), encoding="utf-8")
    code, _, err = run("roles", "--roles", str(file), "--json")
    said = json.loads(err)
    assert (code, list(said), len(said["more"])) == (2, ["error", "more"], 3)
    assert all(list(problem) == KEYS for problem in (said["error"], *said["more"]))
    assert len({problem["line"] for problem in (said["error"], *said["more"])}) == 4


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["quiz", "--nosuch"], ("usage", "there is no option --nosuch", "see rolefit quiz --help")),
        (["compare"], ("usage", "missing argument ROLE", "the roles are ds (")),
        (["quizz"], ("usage", "there is no command quizz", "did you mean rolefit quiz?")),
        (["quiz", "--code", "0", "--answers", ME], ("usage", "--answers and --code both give answers", "use one of")),
        (["quiz", "--answers", ME, "--quick"], ("usage", "--answers and --code ask nothing", "leave out how to ask")),
        (["compare", "ds", "mel"], ("bad-input", "there is no role mel", "did you mean mle?")),
        (["schema", "resutl"], ("bad-input", "there is no schema resutl", "did you mean result?")),
        (["quiz", "--answers", ME, "--save", "/"], ("bad-input", "is a directory", "name a file")),
    ],
)
def test_every_wrong_call_is_json_where_json_was_asked_for(
    run: Run, arguments: list[str], expected: tuple[str, str, str]
) -> None:
    code, out, err = run(*arguments, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    error = json.loads(err)["error"]
    assert (error["code"], error["message"]) == expected[:2]
    assert error["hint"].startswith(expected[2])


def test_what_stands_behind_two_hyphens_asks_for_nothing(run: Run) -> None:
    _, _, err = run("compare", "--", "ds", "--json")
    assert err == "rolefit: there is no role --json; it is one of ds, as, rs, mle\n"


def test_a_disk_that_fails_is_json_and_leaves_the_result(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fail)
    saved, report = str(tmp_path / "me.yaml"), str(tmp_path / "me.html")
    for option, file in (("--save", saved), ("--report", report)):
        code, out, err = run("quiz", "--answers", ME, "--json", option, file)
        error = json.loads(err)["error"]
        assert (code, json.loads(out)["schema"]) == (1, "rolefit/result/1")
        assert (error["code"], error["file"]) == ("cannot-write", file)
        assert error["message"] == "cannot be written: Input/output error"


def test_nothing_but_errors_is_said_to_a_script(run: Run, tmp_path: Path) -> None:
    saved, report = str(tmp_path / "me.yaml"), str(tmp_path / "me.html")
    code, _, err = run("quiz", "--answers", ME, "--json", "--save", saved, "--report", report)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("raised", "exit_code", "said"), [(RuntimeError, 1, "unexpected"), (KeyboardInterrupt, 130, "interrupted")]
)
def test_a_fault_of_its_own_and_an_interruption_are_json_as_well(
    run: Run, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], exit_code: int, said: str
) -> None:
    def fail(*_: Any) -> None:
        raise raised

    monkeypatch.setattr("rolefit.catalog.load.load_catalog", fail)
    code, out, err = run("roles", "--json")
    assert (code, out, json.loads(err)["error"]["code"]) == (exit_code, "", said)


@pytest.mark.parametrize(("code", "expected"), [*zip(ErrorCode, (2, 2, 1, 1, 130, 1), strict=True)])
def test_the_exit_code_goes_with_the_error(code: ErrorCode, expected: int) -> None:
    assert code.exit == expected


def test_an_input_error_has_all_problems_and_says_the_first() -> None:
    error = InputError(Problem("is wrong"), Problem("is wrong as well"))
    assert (str(error), len(error.problems)) == ("is wrong (and 1 more)", 2)


def test_an_error_of_another_process_is_whole() -> None:
    error = copy.copy(InputError(Problem("is wrong", line=3), Problem("is wrong as well")))
    assert (error.problems[0].line, len(error.problems)) == (3, 2)


class Everything(Model):
    whole: int = 1
    part: Annotated[float, Field(gt=0, lt=1)] = 0.5
    kind: Literal["one", "many"] = "one"
    yes: bool = True
    long: Annotated[str, Field(max_length=3)] = ""
    few: Annotated[tuple[str, ...], Field(max_length=1)] = ()
    when: AwareDatetime | None = None


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("whole", "many", "should be a valid integer, not many"),
        ("whole", 1.5, "should be a valid integer, not 1.5"),
        ("part", 0, "should be greater than 0, not 0"),
        ("part", 1, "should be less than 1, not 1"),
        ("kind", "two", "should be 'one' or 'many', not two"),
        ("yes", [], "should be true or false, not []"),
        ("long", "four", "should have at most 3 characters, not four"),
        ("few", ["a", "b"], "should have at most 1 entries, not ['a', 'b']"),
        ("when", "noon", "should be a date and a time, such as 2026-01-31T12:00:00Z, not noon"),
        ("when", "2026-01-31T12:00:00", "should name its time zone, such as Z at its end, not 2026-01-31T12:00:00"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_words_of_its_own(key: str, value: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        validate(Everything, Document({key: value}, "", "a.yaml"))
    assert str(caught.value) == f"a.yaml: {key}: {said}"


def test_an_unknown_option_is_said_in_words_of_its_own(run: Run) -> None:
    _, _, err = run("quiz", "--rolse", "x")
    assert err.startswith("rolefit: there is no option --rolse; did you mean --")
    assert " or --roles" in err
    assert err.endswith("? see rolefit quiz --help\n")
