"""How much of what was typed, or stands in a file, an error repeats: enough to know what is meant, never more."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import EXAMPLES, FIVE_ROLES, Run
from rolefit.cli.problems import MOST_ECHOED

ME = str(EXAMPLES / "ml-engineer.yaml")
PEOPLE = str(EXAMPLES / "made-up-people.jsonl")
LONG = {"one word": "w" * 10_000, "many words": "w " * 5_000, "capitals": "W" * 10_000, "control": "w\x07" * 5_000}

TYPED: dict[str, Callable[[str], list[str]]] = {
    "command": lambda long: [long],
    "help": lambda long: ["help", long],
    "role to show": lambda long: ["show", long],
    "role to compare": lambda long: ["compare", "ds", long],
    "one argument more": lambda long: ["roles", long],
    "option": lambda long: ["quiz", f"--{long}"],
    "option of all": lambda long: [f"--{long}"],
    "short option": lambda long: ["quiz", f"-{long}"],
    "code": lambda long: ["quiz", "--code", long],
    "code to show": lambda long: ["show", "ds", "--code", long],
    "format": lambda long: ["score", PEOPLE, "--from", long],
    "number": lambda long: ["check", "--random", long],
    "value of a flag": lambda long: ["quiz", f"--json={long}"],
    "topic": lambda long: ["show", "ds", "--topic", long],
    "topic to compare": lambda long: ["compare", "ds", "mle", "--topic", long],
    "schema": lambda long: ["schema", long],
    "subgroup": lambda long: ["evaluate", PEOPLE, "--resamples", "100", "--by", long],
    "field": lambda long: ["scan", "--jsonl", PEOPLE, "--text", long, "--strict"],
    "title field": lambda long: ["scan", "--jsonl", PEOPLE, "--text", long, "--title-field", long],
    "file of answers": lambda long: ["quiz", "--answers", long],
    "file to save": lambda long: ["quiz", "--answers", ME, "--save", long],
    "resume": lambda long: ["quiz", "--from-resume", long],
    "report": lambda long: ["quiz", "--answers", ME, "--report", long],
    "posting": lambda long: ["scan", long],
    "address": lambda long: ["scan", f"https://{long}"],
    "catalog": lambda long: ["roles", "--roles", long],
    "people": lambda long: ["score", long],
    "output": lambda long: ["score", PEOPLE, "--output", long],
    "labelled": lambda long: ["evaluate", long],
}

WRITTEN: dict[str, Callable[[str], str]] = {
    "question": lambda long: json.dumps({"answers": {long: "x"}}),
    "option": lambda long: json.dumps({"answers": {"horizon": long}}),
    "options": lambda long: json.dumps({"answers": {"tools": [long, "sql"]}}),
    "kind": lambda long: json.dumps({"answers": {"tools": long}}),
    "key": lambda long: json.dumps({"answers": {}, long: 1}),
    "key twice": lambda long: f'{{"answers": {{"{long}": 1, "{long}": 2}}}}',
    "importance": lambda long: json.dumps({"answers": {}, "importance": {"tools": long}}),
    "not offered": lambda long: json.dumps({"answers": {"tools": ["sql"]}, "offered": {"tools": [long]}}),
    "format": lambda long: json.dumps({"schema": long}),
    "other catalog": lambda long: json.dumps(
        {"schema": "rolefit/result/1", "catalog": {"name": long, "digest": long}, "answers": {long: "x"}}
    ),
    "tag": lambda long: f"answers: !{long} x",
    "alias": lambda long: f"answers: *{long}",
    "broken": lambda long: f"answers: [{long}",
    "text": lambda long: f"{long}",
}


def check(code: int, said: str) -> None:
    assert code == 2
    assert said.count("\n") == 1
    # What is made of nothing but w has hardly any of it in the words of the error itself.
    assert said.lower().count("w") <= MOST_ECHOED
    assert len(said) < 5 * MOST_ECHOED


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("long", LONG)
@pytest.mark.parametrize("where", TYPED)
def test_what_was_typed_is_not_repeated_whole(run: Run, where: str, long: str, as_json: bool) -> None:
    code, _, said = run(*TYPED[where](LONG[long]), *["--json"] * as_json)
    check(code, said)


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("long", ["one word", "many words"])
@pytest.mark.parametrize("where", WRITTEN)
def test_what_a_file_holds_is_not_repeated_whole(
    run: Run, tmp_path: Path, where: str, long: str, as_json: bool
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(WRITTEN[where](LONG[long].strip()), "utf-8")
    code, _, said = run("quiz", "--answers", str(file), *["--json"] * as_json)
    check(code, said)


@pytest.mark.parametrize("key", ["name", "topic", "relation", "source"])
def test_what_a_catalog_holds_is_not_repeated_whole(run: Run, tmp_path: Path, key: str) -> None:
    long = LONG["one word"]
    text = FIVE_ROLES.read_text("utf-8")
    catalog = tmp_path / "roles.yaml"
    changed = {
        "name": text.replace("title: Data engineer", f"title: {long}"),
        "topic": text.replace("facts:", f"facts:\n      {long}: {{}}", 1),
        "relation": f"{text}\nrelations: [{{kind: move, title: x, from: [{long}], to: [ds], points: {{}}}}]\n",
        "source": text.replace("weight: 0.5", f"weight: 0.5\n    weight_source: {long}", 1),
    }
    assert changed[key] != text
    catalog.write_text(changed[key], "utf-8")
    code, _, said = run("roles", "--roles", str(catalog))
    check(code, said)


def test_columns_of_a_table_are_not_all_repeated(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(",".join(["horizon", *(f"w{'w' * 50}{n}" for n in range(200))]) + "\n", "utf-8")
    check(*run("score", str(table), "--id", "nobody")[::2])


def test_a_path_that_is_long_is_told_by_its_end(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / ("w" * 200) / ("w" * 200)
    folder.mkdir(parents=True)
    saved = folder / "me.yaml"
    code, _, err = run("quiz", "--answers", ME, "--save", str(saved))
    assert (code, err.count("/me.yaml; rolefit quiz --answers FILE reads them.")) == (0, 1)
    assert err.count("w") <= MOST_ECHOED
    code, _, err = run("quiz", "--answers", str(folder / "no.yaml"))
    check(code, err)
    assert "/no.yaml: cannot be read: No such file or directory;" in err


def test_a_code_that_is_too_long_to_be_one_is_refused_before_its_letters_are_read(run: Run) -> None:
    # U is no letter of a code, which would be said if it was read.
    code, _, err = run("quiz", "--code", "U" * 9_600)
    assert code == 2
    assert err.endswith("U… has 9,600 letters, not 27; compare it letter by letter, or name its catalog with --roles\n")
    assert "the code has U in it" in run("quiz", "--code", "U" * 27)[2]
