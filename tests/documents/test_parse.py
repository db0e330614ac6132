"""Parsing YAML and JSON from people: hostile and broken text ends in one clear sentence."""

import json
from collections.abc import Callable
from datetime import date
from typing import NoReturn

import pytest
import yaml

from rolefit import InputError
from rolefit.documents.parse import parse
from rolefit.documents.yaml_nodes import Loader


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("a.yaml", "", "a.yaml: is empty"),
        ("a.yaml", " \n\t\n", "a.yaml: is empty"),
        ("a.yaml", "a: [1\nb: 2\n", "a.yaml:2: is not valid YAML: "),
        ("a.yaml", "# nothing but a comment", "a.yaml: is empty; give it YAML or JSON"),
        ("a.yaml", "a: 1\nb: 2\na: 3\n", "a.yaml:3: the key a is given twice; keep one of them"),
        ("a.yaml", "a: &x [1]\nb: *x\n", "a.yaml:2: the alias *x is not read; write the value out instead"),
        ("a.yaml", "a:\n  <<: {b: 1}\n", "a.yaml:2: the merge key << is not read; write the values out instead"),
        (
            "a.yaml",
            "a: 1\n---\nb: 2\n",
            "a.yaml:2: has a second document; keep one, without the --- between them",
        ),
        (
            "a.yaml",
            "? [a]\n: b\n",
            "a.yaml:1: has a list where a key should stand; write key: [a, b]",
        ),
        ("a.yaml", "{{name}: x}\n", "a.yaml:1: has a mapping where a key should stand"),
        ("a.yaml", "? &x a\n: {b: {c: *x}}", "a.yaml:2: the alias *x is not read"),
        ("a.yaml", "{" * 10_000, "a.yaml:1: is nested too deep"),
        ("a.yaml", "a: 1\nb: " + "[{a: " * 1_000, "a.yaml:2: is nested too deep; at most 50 levels are read"),
        ("a.yaml", "- " * 100_000 + "x", "a.yaml:1: is nested too deep; at most 50 levels are read"),
        ("a.yaml", "[" * 10_000, "a.yaml: is nested too deep"),
        ("a.yaml", "a: 2024-99-99", "a.yaml: has a date or number that cannot be read; put it in quotes"),
        ("a.yaml", "a: " + "9" * 5000, "a.yaml: has a date or number that cannot be read"),
        ("a.yaml", "b: 1\na: \x00", "a.yaml:2: has a control character; remove it"),
        (
            "a.yaml",
            "a: !!python/object/apply:os.system [id]",
            "object/apply:os.system is not read; leave it out",
        ),
        ("a.yaml", "a: !!bool abc", "a.yaml:1: the tag tag:yaml.org,2002:bool is not read; leave it out"),
        ("a.json", "[" * 60 + "]" * 60, "a.json: is nested too deep; at most 50 levels are read"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "a.json: has a date or number that cannot be read"),
        ("a.json", '{"a": }', "a.json:1: is not valid JSON: "),
        ("a.json", '{"a": 1,\n "a": 2}', "a.json:2: the key a is given twice; keep one of them"),
        ("a.json", '{"a": "\\ud83d\\ude00", "a": 2}', "a.json: the key a is given twice; keep one of them"),
        ("a.json", '{"a": NaN}', "a.json: NaN is not a JSON number"),
        ("a.json", "[" * 100_000, "a.json: is nested too deep"),
        ("standard input", '{"a": ' * 10_000, "standard input: is nested too deep"),
    ],
)
def test_what_cannot_be_read_is_explained(file: str, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, file)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ['{"a": ["b", 1.5, null]}', "{a: [b, 1.5, null]}", "a:\n- b\n- 1.5\n- null\n"])
def test_yaml_and_json_are_told_apart_by_what_they_are(text: str) -> None:
    assert parse(text, "standard input").data == {"a": ["b", 1.5, None]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("~", None),
        ("", None),
        ("0x1F", 31),
        ("1_000", 1000),
        (".5", 0.5),
        ("2024-01-31", date(2024, 1, 31)),
        ("'yes'", "yes"),
        ('"1"', "1"),
        ("=", "="),
        ("1.0.0", "1.0.0"),
        ("|\n  two\n  lines", "two\nlines"),
        ("[]", []),
        ("{1: {}, no: x}", {1: {}, False: "x"}),
    ],
)
def test_plain_words_of_yaml_mean_what_yaml_says(text: str, value: object) -> None:
    assert parse(f"a: {text}", "a.yaml").data == {"a": value}


def test_every_key_has_its_line_in_yaml_and_in_json() -> None:
    data = {"a": {"b": [1, {"c": 2}]}, "d": 3}
    as_json = parse(json.dumps(data, indent=2), "x.json")
    as_yaml = parse("a:\n  b:\n  - 1\n  - c: 2\nd: 3\n", "x.yaml")
    assert [as_json.line(path) for path in [("a",), ("a", "b", 1, "c"), ("d",)]] == [2, 6, 10]
    assert [as_yaml.line(path) for path in [("a",), ("a", "b", 1, "c"), ("d",)]] == [1, 4, 5]


def test_a_missing_key_has_the_line_of_the_nearest_above() -> None:
    assert parse("x: 1\na:\n  b: 2\n", "x.yaml").line(("a", "missing", "deeper")) == 2


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Loader])
@pytest.mark.parametrize("text", ["{" * 10_000, "a: 1\nb: " + "[" * 2_000, "- " * 2_000 + "x"])
def test_what_is_nested_too_deep_is_said_so_whichever_parser_finds_it(
    monkeypatch: pytest.MonkeyPatch, loader: object, text: str
) -> None:
    monkeypatch.setattr("rolefit.documents.yaml_nodes.Loader", loader)
    with pytest.raises(InputError, match="is nested too deep; at most 50 levels are read"):
        parse(text, "a.yaml")


def test_a_parser_may_refuse_what_is_deep_in_any_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, file: str) -> NoReturn:
        mark = yaml.Mark(file, len(text), 1, 0, "", 0)
        raise yaml.scanner.ScannerError(problem="words of a later release", problem_mark=mark)

    monkeypatch.setattr("rolefit.documents.yaml_nodes._read_yaml", refuse)
    with pytest.raises(InputError, match=r"a\.yaml:2: is nested too deep; at most 50 levels are read"):
        parse("a:\n" + "[" * 51, "a.yaml")
    with pytest.raises(InputError, match=r"a\.yaml:2: is not valid YAML"):
        parse("a:\n" + "[" * 50, "a.yaml")


@pytest.mark.parametrize(
    "levels",
    [
        lambda number: "- " * number + "1",
        lambda number: "[" * number + "1" + "]" * number,
        lambda number: "\n".join(f"{' ' * level}a:" for level in range(number)) + " 1",
    ],
    ids=["list", "json", "mapping"],
)
def test_fifty_levels_are_read_and_no_more(levels: Callable[[int], str]) -> None:
    assert parse(levels(50), "a.yaml").data
    with pytest.raises(InputError, match="is nested too deep; at most 50 levels are read"):
        parse(levels(51), "a.yaml")


def test_a_key_that_is_given_twice_is_found_among_very_many() -> None:
    keys = ", ".join(f'"k{number}": 0' for number in (*range(50_000), 49_999))
    with pytest.raises(InputError, match="the key k49999 is given twice"):
        parse(f"{{{keys}}}", "many.json")


def test_where_a_document_begins_is_where_what_it_lacks_is_missing() -> None:
    assert parse("# a note\na: 1\n", "me.yaml").line(("b",)) == 2
