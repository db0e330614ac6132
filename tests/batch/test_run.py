"""Scoring many people: the same as one by one, whatever the format, and whatever is wrong with some of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import FIVE_ROLES, Run, answers_to
from rolefit import Answers, Catalog, load_catalog, score, score_lines

BUILT_IN = load_catalog()
CATALOGS = {"four roles": BUILT_IN, "five roles": load_catalog(FIVE_ROLES)}


def line_of(answers: Answers, **more: Any) -> str:
    return json.dumps({**answers.model_dump(mode="json", exclude_defaults=True), **more})


def plain_answers(catalog: Catalog) -> st.SearchStrategy[Answers]:
    """Answers as most people give them: all options on offer, all questions alike."""
    return answers_to(catalog).map(lambda given: Answers(answers=given.answers))


def expected(catalog: Catalog, answers: Answers, name: str | int | None) -> dict[str, Any]:
    result = score(catalog, answers)
    fit = {role.id: next(r.fit for r in result.ranking if r.role == role.id) for role in catalog.roles}
    return {"id": name, "top": result.ranking[0].role, "verdict": result.verdict.kind, "fit": fit}


@pytest.mark.parametrize("catalog", CATALOGS.values(), ids=CATALOGS)
@given(data=st.data())
def test_rows_are_what_scoring_one_by_one_gives_to_the_last_digit(catalog: Catalog, data: st.DataObject) -> None:
    people = data.draw(st.lists(plain_answers(catalog) | answers_to(catalog), min_size=1, max_size=5))
    lines = (line_of(each, id=f"p{i}") for i, each in enumerate(people))
    rows = [json.loads(row) for row in score_lines(lines, catalog)]
    assert rows == [expected(catalog, each, f"p{i}") for i, each in enumerate(people)]


@given(answers=answers_to(BUILT_IN))
def test_a_full_row_is_the_result(answers: Answers) -> None:
    (row,) = score_lines([line_of(answers)], BUILT_IN, full=True)
    assert json.loads(row) == score(BUILT_IN, answers).model_dump(mode="json", by_alias=True)


def test_a_full_row_is_what_the_quiz_prints(run: Run, tmp_path: Path) -> None:
    line = '{"id": "p1", "answers": {"tools": ["sql"], "horizon": "weeks"}, "importance": {"tools": "high"}}'
    (tmp_path / "people.jsonl").write_text(line)
    (tmp_path / "person.json").write_text(line)
    rows = run("score", str(tmp_path / "people.jsonl"), "--full")
    assert json.loads(rows[1]) == json.loads(run("quiz", "--answers", str(tmp_path / "person.json"), "--json")[1])


@pytest.mark.parametrize(
    "line",
    [
        '{"answers":{"tools":["sql","r"],"horizon":"weeks"},"id":"a:b"}',
        '  {"id": "a:b", "answers": {"horizon": "weeks", "tools": ["r", "sql", "sql"], "skills": null}}\r\n',
        '{"id":"a\\u003ab","answers":{"tools":["\\u0073ql","r"],"horizon":"weeks"}}',
        b'{"id":"a:b","answers":{"tools":["sql","r"],"horizon":"weeks"},"importance":{"tools":"normal"}}',
    ],
)
def test_how_a_line_is_written_does_not_matter(line: str | bytes) -> None:
    answers = Answers(answers={"tools": ("sql", "r"), "horizon": "weeks"})
    assert [json.loads(row) for row in score_lines([line])] == [expected(BUILT_IN, answers, "a:b")]


def test_an_id_may_be_a_number_or_missing() -> None:
    rows = score_lines(['{"id": 17, "answers": {}}', '{"answers": {}}', '{"id": null, "answers": {}}'])
    assert [json.loads(row)["id"] for row in rows] == [17, None, None]


BAD = {
    "no JSON": ('{"id": "p2", "answers"', "is not valid JSON"),
    "not an object": ("[1]", "must be a mapping"),
    "no answers": ('{"id": "p2"}', "has no answers"),
    "a question that is not asked": ('{"id": "p2", "answers": {"tols": ["sql"]}}', "there is no question tols"),
    "an option that is not there": ('{"id": "p2", "answers": {"tools": ["sqll"]}}', "there is no option sqll"),
    "several answers where one is taken": ('{"answers": {"horizon": ["days", "weeks"]}}', "takes one answer, not 2"),
    "a bare question with a slip": ('{"tools": "sql", "horizn": "days"}', "horizn: is not a known key"),
    "a key given twice": ('{"id":"p2","answers":{"tools":["sql"],"tools":[]}}', "the key tools is given twice"),
    "a key given twice beside a colon": ('{"id":"p\\u003a","answers":{"tools":["sql"],"tools":[]}}', "is given twice"),
    "an id given twice": ('{"id":"p1","id":"p2","answers":{}}', "the key id is given twice"),
    "an unknown key": ('{"id": "p2", "answers": {}, "ansers": {}}', "is not a known key"),
    "NaN": ('{"id": NaN, "answers": {}}', "NaN is not a JSON number"),
    "a huge number": ('{"id": 1e999, "answers": {}}', "not"),
    "nested deep": ('{"answers": ' + "[" * 10_000 + "]" * 10_000 + "}", "is nested too deep"),
    "a NUL byte": ('{"id": "p\x002", "answers": {}}', "is not valid JSON"),
    "not UTF-8": (b'{"id": "p\xff", "answers": {}}', "is not UTF-8 text"),
    "half a pair of surrogates": ('{"id": "\\ud800", "answers": {}}', "id"),
    "half a character besides": ('{"id": "p2", "answers": {}, "note": "\\ud800"}', "has half a character in it"),
    "an id that is none": ('{"id": true, "answers": {}}', "must be text, a whole number, or null"),
    "too long": ('{"id": "' + "x" * 1_100_000 + '", "answers": {}}', "is too long"),
}


@pytest.mark.parametrize(("line", "what"), BAD.values(), ids=BAD)
def test_a_bad_line_gives_an_error_and_the_rest_goes_on(line: str | bytes, what: str) -> None:
    good = '{"id": "good", "answers": {"horizon": "weeks"}}'
    before, bad, after = (json.loads(row) for row in score_lines([good, line, good]))
    assert before == after == expected(BUILT_IN, Answers(answers={"horizon": "weeks"}), "good")
    assert set(bad) == {"id", "error"}
    assert set(bad["error"]) == {"code", "message", "file", "line", "key", "hint"}
    assert (bad["error"]["code"], bad["error"]["line"]) == ("bad-input", 2)
    assert what in f"{bad['error']['key']}: {bad['error']['message']}"


def test_a_bad_line_keeps_its_id() -> None:
    (row,) = score_lines(['{"id": "p2", "answers": {"tools": "sql"}}'])
    assert json.loads(row)["id"] == "p2"


def test_every_line_has_one_row_whatever_ends_it() -> None:
    lines = ['{"id": "a\u2028b", "answers": {}}', " \n", '{"id": 2,\n"answers": {}}\r\n', "{}\n"]
    rows = [json.loads(row) for row in score_lines(lines)]
    assert [row["id"] for row in rows] == ["a\u2028b", 2, None]
    assert rows[2]["error"]["line"] == 4


def test_lines_are_scored_while_they_come() -> None:
    def forever() -> Any:
        while True:
            yield '{"answers": {}}'

    assert json.loads(next(score_lines(forever())))["verdict"] == "open"
