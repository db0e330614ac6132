"""Scoring tables: what the command says of the same people as CSV, cell by cell, whatever the types of the columns."""

import csv
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import FIVE_ROLES, ROOT, Run, answers_to
from rolefit import Answers, Catalog, InputError, load_catalog, score
from rolefit.arrow import score_batches, scored_schema

BUILT_IN = load_catalog()
CATALOGS = {"four roles": BUILT_IN, "five roles": load_catalog(FIVE_ROLES)}


def table_of(rows: list[dict[str, Any]], **types: pa.DataType) -> pa.RecordBatch:
    names = {name: pa.infer_type([row.get(name) for row in rows]) for row in rows for name in row}
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema(names | types))


def scored(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (batch,) = score_batches([table_of(rows)])
    found: list[dict[str, Any]] = batch.to_pylist()
    return found


def expected(catalog: Catalog, answers: Answers) -> dict[str, Any]:
    result = score(catalog, answers)
    fits = {f"fit_{role.role}": role.fit for role in result.ranking}
    return {"top": result.ranking[0].role, "verdict": result.verdict.kind, **fits, "error": None, "noted": None}


@pytest.mark.parametrize("catalog", CATALOGS.values(), ids=CATALOGS)
@settings(max_examples=10)
@given(data=st.data())
def test_rows_are_what_scoring_one_by_one_gives_to_the_last_digit(catalog: Catalog, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(answers_to(catalog), min_size=1, max_size=20))
    people = [Answers(answers=each.answers) for each in drawn]
    kinds = {q.id: pa.list_(pa.string()) if q.takes_many else pa.string() for q in catalog.questions}
    rows = [{name: person.answers.get(name) for name in kinds} for person in people]
    batch = pa.RecordBatch.from_pylist(rows, schema=pa.schema(kinds))
    (results,) = score_batches([batch], catalog)
    assert results.to_pylist() == [{"id": None, **expected(catalog, each)} for each in people]
    assert results.schema == scored_schema(batch.schema, catalog)


def test_other_columns_pass_through_with_their_types_and_batches_stay_as_they_were() -> None:
    rows = [{"when": 2.5, "id": i, "horizon": "years", "sites": [{"url": "x"}]} for i in range(450)]
    batch = table_of(rows, when=pa.float32())
    results = list(score_batches(iter([batch, batch.slice(0, 0), batch.slice(440)])))
    assert [each.num_rows for each in results] == [450, 0, 10]
    assert {each.schema for each in results} == {scored_schema(batch.schema)}
    assert results[0].schema.names[:5] == ["id", "when", "sites", "top", "verdict"]
    for name in ("id", "when", "sites"):
        assert results[0].column(name).equals(batch.column(name))
    assert len(set(results[0].column("top").to_pylist())) == 1


def test_a_bad_cell_gives_an_error_and_the_rest_goes_on() -> None:
    first, bad, last = scored(
        [
            {"id": "a", "tools": ["sql"], "horizon": "years"},
            {"id": "b", "tools": ["sql", "ssql"], "horizon": "years"},
            {"id": "c", "tools": [], "horizon": None},
        ]
    )
    assert bad.pop("error") == "tools: there is no option ssql; did you mean sql?"
    assert bad == {**dict.fromkeys(bad), "id": "b"}
    assert first == {"id": "a", **expected(BUILT_IN, Answers(answers={"tools": ["sql"], "horizon": "years"}))}
    assert last == {"id": "c", **expected(BUILT_IN, Answers(answers={"tools": []}))}


def test_options_may_have_columns_and_words_that_are_none_are_noted() -> None:
    first, second = scored(
        [
            {"tools/sql": True, "tools/r": False, "horizon": "years"},
            {"tools/sql": None, "tools/r": None, "horizon": "Other: never"},
        ]
    )
    asked = Answers(answers={"tools": ["sql"], "horizon": "years"}, offered={"tools": ["sql", "r"]})
    assert first == {"id": None, **expected(BUILT_IN, asked)}
    assert second == {"id": None, **expected(BUILT_IN, Answers(answers={})), "noted": "horizon: Other: never"}


def test_a_null_in_a_list_is_not_taken_for_an_answer() -> None:
    assert "null" in scored([{"tools": ["sql", None]}])[0]["error"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("sql; r", pa.string()),
        ("sql, R", pa.large_string()),
        ("r;sql", pa.string_view()),
        ("r;sql", pa.dictionary(pa.int8(), pa.string())),
        (["r", "sql", "r"], pa.list_(pa.string())),
        ([" R", "SQL"], pa.large_list(pa.large_string())),
    ],
)
def test_how_a_cell_is_stored_does_not_matter(cell: object, kind: pa.DataType) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([cell], kind)], names=["tools"])
    (results,) = score_batches([batch])
    assert results.to_pylist() == [{"id": None, **expected(BUILT_IN, Answers(answers={"tools": ["sql", "r"]}))}]


def test_a_column_may_have_the_words_of_its_question_and_no_values_at_all() -> None:
    (row,) = scored([{BUILT_IN.question("horizon").ask: "years", "tools": None}])
    assert row == {"id": None, **expected(BUILT_IN, Answers(answers={"horizon": "years"}))}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"when": "now"}, "no column is a question"),
        ({"horizon": 3}, "horizon: is a column of int64; make it text"),
        ({"horizon": ["years"]}, "horizon: is a column of list<item: string>; make it text"),
        ({"tools": [1]}, "tools: is a column of list<item: int64>; make it text or lists of text"),
        ({"horizon": "years", "horzion": "days"}, "horzion: is almost the name of a question; did you mean horizon"),
        ({"horizon": "years", "top": "x"}, "the column top would stand twice in the rows; give it another name$"),
    ],
)
def test_columns_that_make_no_sense_are_refused(row: dict[str, Any], message: str) -> None:
    batch = table_of([row])
    for call in (lambda: scored_schema(batch.schema), lambda: list(score_batches([batch]))):
        with pytest.raises(InputError, match=message):
            call()


def test_without_pyarrow_one_line_says_which_extra_to_install() -> None:
    program = "import sys; sys.modules['pyarrow'] = None; from rolefit import *; import rolefit.arrow"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("ImportError: rolefit.arrow needs pyarrow")
    assert "pip install 'rolefit[arrow]'" in last


def test_text_in_cells_is_read_as_the_command_reads_csv(run: Run, tmp_path: Path) -> None:
    cells = product(["years", "decades", ""], ["sql; r", "none of these", "sql;nonsense", ""])
    people = [{"id": f"p{i}", "horizon": one, "tools": many} for i, (one, many) in enumerate(cells)]
    with (tmp_path / "people.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "horizon", "tools"])
        writer.writeheader()
        writer.writerows(people)
    _, out, _ = run("score", str(tmp_path / "people.csv"), "--to", "csv")
    told = [
        row | {"error": re.sub(r"^.*people.csv:\d+: ", "", row["error"])} for row in csv.DictReader(out.splitlines())
    ]
    rows = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in scored(people)]
    assert rows == told


def test_a_dataset_is_scored_without_an_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "any-size.md").read_text("utf-8")
    program = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)[-1]
    people = [{"id": f"p{i}", "horizon": "years", "tools": ["sql"]} for i in range(3)]
    ds.write_dataset(table_of(people), tmp_path / "people", format="parquet")
    monkeypatch.chdir(tmp_path)
    exec(program, {})  # noqa: S102  # it is ours
    assert ds.dataset(tmp_path / "results").to_table().to_pylist() == scored(people)
