"""Scanning many texts: the same as one by one, whatever is wrong with some, in and out of files of any length."""

import gzip
import json
import os
import pickle
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import EXAMPLES, Run, shell
from rolefit import InputError, Scanner, load_catalog, scan_lines
from schemas import Samples

BUILT_IN = load_catalog()
SCANNER = Scanner(BUILT_IN)
SIGNALS = sorted({signal for each in BUILT_IN.questions for option in each.options for signal in option.signals})
WORDS = ["the", "and", "with", "machine learning", "statistics", "models", "Applied scientist", "data lake", "é"]
TEXTS = st.lists(st.sampled_from(SIGNALS + WORDS), min_size=1, max_size=15).flatmap(
    lambda words: st.sampled_from([" ", "\n", ". "]).map(lambda between: between.join(words))
)
TITLES = st.sampled_from([None, "Data scientist", "ML Engineers", "", "Chef"])
POSTINGS = st.lists(st.tuples(TEXTS, TITLES), min_size=1, max_size=5)

LINES = [
    '{"id": "p1", "title": "ML engineer", "body": "We publish novel machine learning at NeurIPS.", "year": 2026}',
    '{"id": "p2", "title": "Chef", "boddy": "Mix flour with eggs."}',
    '{"body": "Data scientist\\nDashboards in Tableau, SQL, statistics and experiments, machine learning.", "id": 3}',
]
TEXT = "\n".join(LINES) + "\n"
MANY = ["--text", "body", "--title-field", "title"]


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "postings.jsonl"
    path.write_text(TEXT)
    return path


def rows_of(lines: Sequence[str | bytes], **options: Any) -> list[dict[str, Any]]:
    return [json.loads(row) for row in scan_lines(lines, **{"text": "body", **options})]


def expected(text: str, title: str | None, name: str | int | None) -> dict[str, Any]:
    found = SCANNER.scan(text, title)
    return {
        "id": name,
        "top": found.ranking[0].role,
        "verdict": found.verdict.kind,
        "fit": {role.id: next(r.fit for r in found.ranking if r.role == role.id) for role in BUILT_IN.told_in_texts},
        "because": found.verdict.because,
        "title": list(found.title.roles) if found.title else None,
    }


@settings(max_examples=40)
@given(postings=POSTINGS)
def test_rows_are_what_scanning_one_by_one_gives_to_the_last_digit(postings: list[tuple[str, str | None]]) -> None:
    lines = [json.dumps({"id": i, "body": text, "title": title}) for i, (text, title) in enumerate(postings)]
    assert rows_of(lines) == [expected(text, None, i) for i, (text, _) in enumerate(postings)]
    assert rows_of(lines, title="title") == [expected(text, title or "", i) for i, (text, title) in enumerate(postings)]


@settings(max_examples=40)
@given(text=TEXTS)
def test_a_full_row_is_the_scan_with_the_id(text: str) -> None:
    (row,) = rows_of([json.dumps({"id": 7, "body": text})], full=True)
    assert row == {"id": 7, **SCANNER.scan(text).model_dump(mode="json", by_alias=True)}


def test_another_catalog_may_read_the_texts_and_one_that_cannot_says_so() -> None:
    catalog = load_catalog(Samples.folder / "catalog.yaml")
    assert rows_of(['{"body": "A stone oven for our sourdough"}'], catalog=catalog)[0]["top"] == "baker"
    with pytest.raises(InputError, match="does not say how to read texts"):
        rows_of(LINES, catalog=catalog.model_copy(update={"texts": None}))


@pytest.mark.parametrize(
    "line",
    [
        '{"body":"We use SQL","id":"a","more":{"id":1,"body":[2]}}',
        '  {"id": "a", "body": "We use S\\u0051L"}\r\n',
        '{"id": "a", "body": "We\\u00a0use SQL\\r\\n"}',
        '{"id": "a", "body": "<p>We use <b>SQL</b></p>"}',
        b'{"\\u0062ody": "We use SQL", "id": "a"}',
    ],
)
def test_how_a_record_is_written_does_not_matter(line: str | bytes) -> None:
    assert rows_of([line]) == [expected("We use SQL", None, "a")]


def test_html_is_read_as_a_page_with_its_title() -> None:
    page = (EXAMPLES / "postings" / "ml-engineer.html").read_text("utf-8")
    assert rows_of([json.dumps({"body": page})])[0]["title"] == ["mle"]
    assert rows_of([json.dumps({"body": page, "title": "Data scientist"})], title="title")[0]["title"] == ["ds"]


def test_an_id_may_be_a_number_or_missing() -> None:
    lines = [
        '{"id": 17, "body": "x"}',
        '{"body": "x"}',
        '{"id": null, "body": "x"}',
        f'{{"id": {"9" * 40}, "body": "x"}}',
    ]
    assert [row["id"] for row in rows_of(lines)] == [17, None, None, int("9" * 40)]


def test_a_title_that_is_missing_is_none_and_no_first_line_is_taken_for_it() -> None:
    body = "Data scientist\nWe use SQL"
    lines = [json.dumps({"body": body, **more}) for more in ({}, {"title": None}, {"title": " "}, {"title": "Chef"})]
    assert [row["title"] for row in rows_of(lines)] == [["ds"]] * 4
    assert [row["title"] for row in rows_of(lines, title="title")] == [None, None, None, []]


BAD = {
    "no JSON": ('{"id": "p2", "body"', "is not valid JSON", None),
    "not an object": ('["SQL"]', "must be an object", None),
    "no such field": ('{"id": "p2", "boddy": "SQL"}', "has no field body; did you mean boddy?", "p2"),
    "no other field": ('{"id": "p2"}', "has no field body", "p2"),
    "null": ('{"id": "p2", "body": null}', "body: must be text, not null", "p2"),
    "a list": ('{"id": "p2", "body": ["SQL"]}', "body: must be text", "p2"),
    "a title that is none": ('{"id": "p2", "body": "SQL", "title": 3}', "title: must be text, not 3", "p2"),
    "an empty text": ('{"id": "p2", "body": " \\n"}', "body: is empty", "p2"),
    "HTML without text": ('{"id": "p2", "body": "<p><br></p>"}', "body: has no text", "p2"),
    "no text at all": ('{"id": "p2", "body": "PK\\u0003\\u0004\\u0000"}', "body: is not text", "p2"),
    "not UTF-8": (b'{"id": "p2", "body": "SQL \xff"}', "is not UTF-8 text", None),
    "half a pair of surrogates": ('{"id": "p2", "body": "SQL \\ud800"}', "body: has half a character in it", "p2"),
    "an id that is none": ('{"id": true, "body": "SQL"}', "id: must be text, a whole number, or null", None),
    "a number that is none": ('{"id": "p2", "body": "SQL", "pay": NaN}', "NaN is not a JSON number", "p2"),
    "nested too deep": ('{"id": "p2", "body": "SQL", "x": ' + "[" * 9999 + "]" * 9999 + "}", "nested", None),
    "a text given twice": ('{"id": "p2", "body": "SQL", "body": "R"}', "the key body is given twice", "p2"),
    "a text given twice in other letters": ('{"id": "p2", "body": "SQL", "b\\u006fdy": "R"}', "given twice", "p2"),
    "too long": ('{"id": "p2", "body": "' + "SQL " * 300_000 + '"}', "is too long; at most 1,000,000 bytes", None),
}


@pytest.mark.parametrize(("line", "what", "name"), BAD.values(), ids=BAD)
def test_a_bad_line_gives_an_error_and_the_rest_goes_on(line: str | bytes, what: str, name: str | None) -> None:
    before, bad, after = rows_of([LINES[0], line, LINES[0]], title="title")
    assert before == after
    assert before["id"] == "p1"
    assert bad.keys() == {"id", "error"}
    error = bad["error"]
    assert error.keys() == {"code", "message", "file", "line", "key", "hint"}
    assert (bad["id"], error["code"], error["line"]) == (name, "bad-input", 2)
    assert what in "".join([error["key"] or "", ": ", error["message"], "; ", error["hint"] or ""])


@pytest.mark.parametrize(("text", "title"), [("id", None), ("body", "body"), ("body", "id")])
def test_a_field_is_for_one_thing(text: str, title: str | None) -> None:
    with pytest.raises(InputError, match="cannot be two of id, text and title"):
        rows_of(LINES, text=text, title=title)


def test_texts_are_scanned_while_they_come() -> None:
    def forever() -> Any:
        while True:
            yield '{"body": "SQL"}'

    assert json.loads(next(scan_lines(forever(), text="body")))["verdict"] == "open"


def test_an_engine_can_send_the_call_to_its_workers() -> None:
    sent = pickle.loads(pickle.dumps(partial(scan_lines, catalog=BUILT_IN, text="body")))  # noqa: S301  # our own
    parts = map(sent, ([LINES[0], ""], [LINES[2]]))
    assert [json.loads(row) for part in parts for row in part] == rows_of([LINES[0], LINES[2]])


def test_the_command_gives_the_same_rows_and_counts_what_is_bad(run: Run, postings: Path) -> None:
    code, out, err = run("scan", "--jsonl", str(postings), *MANY)
    rows = rows_of(LINES, title="title")
    rows[1]["error"]["file"] = str(postings)
    assert [json.loads(row) for row in out.splitlines()] == rows
    assert (code, err) == (
        1,
        f"rolefit: {postings}: 1 of 3 records cannot be scanned; their rows say why, the first is line 2\n",
    )
    full = run("scan", "--jsonl", str(postings), *MANY, "--full")[1]
    assert json.loads(full.splitlines()[0])["why"]


def test_with_json_the_count_is_json_and_the_first_bad_record_can_end_it(run: Run, postings: Path) -> None:
    code, out, err = run("scan", "--jsonl", str(postings), *MANY, "--json")
    assert (code, len(out.splitlines()), json.loads(err)["error"]["code"]) == (1, 3, "bad-records")
    code, out, err = run("scan", "--jsonl", str(postings), *MANY, "--strict")
    assert (code, [json.loads(row)["id"] for row in out.splitlines()]) == (2, ["p1"])
    assert err == f"rolefit: {postings}:2: has no field body; did you mean boddy?\n"


def test_several_processes_give_the_same_bytes(run: Run, postings: Path) -> None:
    record = {"body": "We use SQL, R and Docker", "more": "x" * 6000}
    lines = (json.dumps({"id": number, **record} if number % 50 else {}) for number in range(200))
    postings.write_text("\n".join(lines))
    call = ("scan", "--jsonl", str(postings), *MANY)
    one = run(*call, "--jobs", "1")
    assert (one[0], len(one[1].splitlines())) == (1, 200)
    assert "4 of 200 records cannot be scanned" in one[2]
    assert run(*call, "--jobs", "2") == run(*call) == one


def test_files_may_be_gzipped_and_rows_go_to_a_file_whole(run: Run, postings: Path, tmp_path: Path) -> None:
    out = run("scan", "--jsonl", str(postings), *MANY)[1]
    zipped, rows = tmp_path / "zipped.jsonl.gz", tmp_path / "rows.jsonl.gz"
    zipped.write_bytes(gzip.compress(b"\xef\xbb\xbf" + TEXT.encode()))
    assert run("scan", "--jsonl", str(zipped), *MANY, "--output", str(rows))[:2] == (1, "")
    assert gzip.decompress(rows.read_bytes()).decode() == out.replace(str(postings), str(zipped))
    rows.unlink()
    assert run("scan", "--jsonl", str(zipped), *MANY, "--strict", "-o", str(rows))[0] == 2
    assert not rows.exists()


def test_standard_input_and_a_line_of_five_megabytes() -> None:
    long = f'{{"id": "long", "body": "{"SQL " * 1_250_000}"}}'
    code, out, err = shell("scan", "--jsonl", "-", *MANY, "--jobs", "2", stdin=f"{LINES[0]}\n{long}\n{LINES[2]}\n")
    rows = [json.loads(row) for row in out.splitlines()]
    assert (code, [row["id"] for row in rows], rows[1]["error"]["message"]) == (1, ["p1", None, 3], "is too long")
    assert err.startswith("rolefit: standard input: 1 of 3 records cannot be scanned")


WRONG = {
    "a file besides": (["--jsonl", "postings.jsonl", *MANY, "posting.txt"], "FILE cannot go with --jsonl"),
    "a title": (["--jsonl", "postings.jsonl", *MANY, "--title", "x"], "--title cannot go with --jsonl"),
    "marked": (["--jsonl", "postings.jsonl", *MANY, "--marked"], "--marked cannot go with --jsonl"),
    "a report": (["--jsonl", "postings.jsonl", *MANY, "--report", "x.md"], "--report cannot go with --jsonl"),
    "no known field": (["--jsonl", "notes.jsonl"], "has no column that is known to hold the text of a posting"),
    "a field without lines": (["posting.txt", "--text", "body"], "--text goes with --jsonl"),
    "processes without lines": (["posting.txt", "--jobs", "2"], "--jobs goes with --jsonl"),
    "whole scans without lines": (["posting.txt", "--full"], "--full goes with --jsonl"),
    "one field twice": (["--jsonl", "postings.jsonl", "--text", "id"], "cannot be two of id, text and title"),
    "nothing": (
        [],
        "missing argument FILE; name postings or CVs as text, Markdown, HTML, PDF or .docx (- for stdin)",
    ),
    "a missing file": (["--jsonl", "nowhere.jsonl", *MANY], "nowhere.jsonl: cannot be read"),
    "an empty file": (["--jsonl", "empty.jsonl", *MANY], "empty.jsonl: has no records; give it one for each text"),
    "one JSON document": (["--jsonl", "one.json", *MANY], "is one JSON document, not a line for each record"),
    "a gzip file cut off": (["--jsonl", "cut.jsonl.gz", *MANY, "-j2"], "is a gzip file that is cut off or damaged"),
    "input and output the same": (["--jsonl", "postings.jsonl", *MANY, "-o", "postings.jsonl"], "is read and written"),
    "a catalog without texts": (["--jsonl", "postings.jsonl", *MANY, "--roles", "r.yaml", "-j2"], "how to read texts"),
}


@pytest.mark.parametrize(("arguments", "what"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_line_and_nothing_is_written(
    run: Run, postings: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], what: str
) -> None:
    monkeypatch.chdir(postings.parent)
    Path("posting.txt").write_text("We use SQL")
    Path("notes.jsonl").write_text('{"note": "We use SQL"}')
    Path("empty.jsonl").write_text("\n \r\n")
    Path("one.json").write_text(json.dumps([json.loads(LINES[0])], indent=2))
    Path("cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(1000).hex().encode())[:-100])
    Path("r.yaml").write_text(without_texts())
    before = sorted(Path().iterdir())
    code, out, err = run("scan", *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err
    assert sorted(Path().iterdir()) == before
    assert postings.read_text() == TEXT


def without_texts() -> str:
    """The catalog as JSON, without how texts are read."""
    catalog = BUILT_IN.model_copy(update={"texts": None})
    # What was not set stays away: a question outside the fit is sound only without a weight.
    return catalog.model_dump_json(by_alias=True, exclude_none=True, exclude_unset=True)
