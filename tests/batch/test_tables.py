"""Tables as people have them: whatever program wrote them, the same answers are read."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from helpers import Run, answers_to
from rolefit import Answers, load_catalog, score_lines
from rolefit.batch.score import ScoreTask, score_file

BUILT_IN = load_catalog()
TOOLS, HORIZON = BUILT_IN.question("tools"), BUILT_IN.question("horizon")
SQL, R, CPP = (TOOLS.label(option) for option in ("sql", "r", "c-cpp"))
DELIVERABLES = BUILT_IN.question("deliverables")


def row_of(answers: Mapping[str, Any], offered: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """The row of somebody who gave these answers, with these tools on offer, all where none is named."""
    said = {"id": "p1", "answers": answers} | ({"offered": {"tools": offered}} if offered else {})
    (row,) = score_lines([json.dumps(said)])
    return {**json.loads(row), **more}


def rows_in(run: Run, path: Path, *options: str) -> tuple[list[dict[str, Any]], list[str]]:
    _, out, err = run("score", str(path), *options)
    return [json.loads(line) for line in out.splitlines()], [line.partition(".csv: ")[2] for line in err.splitlines()]


ONE = {"tools": ["sql"]}
TWO = {"tools": ["sql", "c-cpp"]}

READ: Mapping[str, tuple[bytes, Mapping[str, Any]]] = {
    "bars": (b"id|tools\np1|sql\n", ONE),
    "bars in and between cells": (b'id|tools\np1|"sql|c-cpp"\n', TWO),
    "semicolons": (b"id;tools\np1;sql,c-cpp\n", TWO),
    "Excel's line for semicolons": (b"sep=;\r\nid;tools\r\np1;sql\r\n", ONE),
    "Excel's line for a mark of its own": (b'"sep=^"\nid^tools\np1^sql\n', ONE),
    "line ends of an old Mac": (b"id,tools\rp1,sql", ONE),
    "UTF-16 as Excel saves Unicode text": (
        "\ufeffid\ttools\r\np1\tSQL, to get answers out of databases\r\n".encode("utf-16-le"),
        ONE,
    ),
    "UTF-16 of the other order, old Mac": ("\ufeffid\ttools\rp1\tsql\r".encode("utf-16-be"), ONE),
    "empty columns": (b"id,,tools,,\np1,,sql,,\n", ONE),
    "more empty cells than columns": (b"id,tools\np1,sql,,,\n", ONE),
    "the head again, where exports were joined": (b"id,tools\nid,tools\np1,sql\n", ONE),
    "words with commas": (f'id,tools\np1,"{SQL}, {CPP}"\n'.encode(), TWO),
    "line ends in a cell": (f'id,tools\np1,"{SQL}\n{CPP}"\n'.encode(), TWO),
    "spaces between ids, as ODK has them": (b"id,tools\np1,sql c-cpp\n", TWO),
    "what parts answers, also at their end": (b"id,tools\np1,sql;\n", ONE),
    "the same after none of these": (b"id,tools\np1,None of these;\n", {"tools": []}),
    "a number before a question": (b'id,"1. Tools: besides Python, which would you like to work with?"\np1,sql\n', ONE),
    "a question within a group": (b"id,page/tools\np1,sql\n", ONE),
    "a title above the head": (b"Answers of May,\nid,tools\np1,sql\n", ONE),
    "another name for the id": (b"Respondent ID,tools\np1,sql\n", ONE),
    "quotation marks and spaces as Word has them": (
        (
            'id,background,"Tools:\u00a0besides Python\u2060, which would you like to work with?"\n'
            "p1,A master\u2019s\u00a0degree,sql\n"
        ).encode(),
        {**ONE, "background": "master"},
    ),
}

THREE = ["sql", "r", "c-cpp"]

TICKED: Mapping[str, tuple[str, Mapping[str, Any], Sequence[str]]] = {
    "options under their question, ticked in words": (
        f'id,"{TOOLS.ask}",,\n,"{SQL}","{R}",{CPP}\np1,"{SQL}",,{CPP}\n',
        TWO,
        THREE,
    ),
    "options under a question that is repeated": (
        f'id,tools,tools\n,"{SQL}",{CPP}\np1,x,\u2713\n',
        TWO,
        ["sql", "c-cpp"],
    ),
    "one answer under its question": (
        "id,horizon,tools,\n,Response,sql,r\np1,weeks,1,0\n",
        {**ONE, "horizon": "weeks"},
        ["sql", "r"],
    ),
    "one answer and Other under its question": (
        "id,horizon,,tools,\n,Response,Other (please specify),sql,r\np1,weeks,,1,0\n",
        {**ONE, "horizon": "weeks"},
        ["sql", "r"],
    ),
    "slashes": ("id,tools/sql,tools/r,tools/c-cpp\np1,1,0,TRUE\n", TWO, THREE),
    "dots": ("id,tools.sql,tools.r,tools.c_cpp\np1,X,,yes\n", TWO, THREE),
    "underscores": ("id,tools_sql,tools_r,tools_c_cpp\np1,x,,x\n", TWO, THREE),
    "brackets": (
        f'id,"{TOOLS.ask} [{SQL}]","{TOOLS.ask} [{R}]",Tools [C or C++]\np1,Yes,No,Yes\n',
        TWO,
        THREE,
    ),
    "colons": (f'id,"tools: {SQL}",tools: {CPP}\np1,sql,{CPP}\n', TWO, ["sql", "c-cpp"]),
    "three rows of heads, as Qualtrics has them": (
        (
            f'ResponseId,Q1_1,Q2\nid,"{TOOLS.ask} - Selected Choice - {SQL}",Horizon\n'
            f'"{{""ImportId"":""_recordId""}}","{{""ImportId"":""QID1""}}","{{""ImportId"":""QID2""}}"\n'
            f'p1,"{SQL}",weeks\n'
        ),
        {**ONE, "horizon": "weeks"},
        ["sql"],
    ),
    "one answer, a column each": ("id,horizon/days,horizon/weeks\np1,0,1\n", {"horizon": "weeks"}, []),
    "no tick at all": ("id,tools/sql,tools/r,horizon\np1,,,weeks\n", {"horizon": "weeks"}, []),
    "nothing but no": (
        "id,tools/sql,tools/r,horizon\np1,0,0,weeks\n",
        {"horizon": "weeks", "tools": []},
        ["sql", "r"],
    ),
    "a tick at none of these": ("id,tools/sql,tools/none of these\np1,,x\n", {"tools": []}, ["sql"]),
    "both, with labels that nothing parts": (
        f'id,tools,tools/sql,tools/r,tools/c-cpp\np1,"{SQL} {CPP}",1,0,1\n',
        TWO,
        THREE,
    ),
    "both, as ODK has them": ("id,tools,tools/sql,tools/r,tools/c-cpp\np1,sql c-cpp,1,0,1\n", TWO, THREE),
    "both, with an option that has no column": ("id,tools,tools/sql,tools/r\np1,sql c-cpp,1,0\n", TWO, THREE),
}


PEOPLE = {
    "a remark in each row": "horizon,tools,\nyears,sql,note\nweeks,sql,\n",
    "a remark that is an option": "tools,,horizon\nsql,r,years\nsql,,weeks\n",
    "two options, and another answer": "tools,,horizon,\nsql,r,years,x\nsql,,weeks,\n",
    "an option, and none": "tools,\nsql,none\nr,\n",
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_a_person_with_remarks_in_columns_without_a_name_is_no_row_of_options(
    run: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "people.csv").write_text(text)
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert [row.get("error") for row in rows] == [None, None]


def test_options_below_their_question_may_be_of_the_survey_alone_and_are_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,team,,tools,,,\n,a,b,sql,r,Julia,Other\np1,x,,1,0,1,\n")
    (row,), (said, _) = rows_in(run, tmp_path / "people.csv")
    assert (row["id"], row["noted"]) == ("p1", {"tools": ["Julia"]})
    assert said.endswith("passed over, as heads: 1 row")


@pytest.mark.parametrize(("text", "answers"), READ.values(), ids=READ)
def test_tables_are_read_as_programs_write_them(
    run: Run, tmp_path: Path, text: bytes, answers: Mapping[str, Any]
) -> None:
    (tmp_path / "people.csv").write_bytes(text)
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of(answers)]


@pytest.mark.parametrize(("text", "answers", "offered"), TICKED.values(), ids=TICKED)
def test_a_question_may_have_a_column_for_each_option_and_nothing_is_known_of_others(
    run: Run, tmp_path: Path, text: str, answers: Mapping[str, Any], offered: Sequence[str]
) -> None:
    (tmp_path / "people.csv").write_text(text)
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of(answers, offered)]
    ((full,), _) = rows_in(run, tmp_path / "people.csv", "--full")
    assert {each["role"]: each["fit"] for each in full["ranking"]} == rows[0]["fit"]


NOTED: Mapping[str, tuple[str, Mapping[str, Any], Mapping[str, Any]]] = {
    "under Other": ('p1,"sql, Other: Julia",', ONE, {"tools": ["Other: Julia"]}),
    "as Google Forms has it": (
        'p1,"Rust on Fridays, sql",weeks',
        {**ONE, "horizon": "weeks"},
        {"tools": ["Rust on Fridays"]},
    ),
    "beside none of the options": ('p1,"None of these, Other: Julia",', {"tools": []}, {"tools": ["Other: Julia"]}),
    "instead of all options": ("p1,Julia; Rust,weeks", {"horizon": "weeks"}, {"tools": ["Julia", "Rust"]}),
    "where one answer is taken": ("p1,sql,Other: it depends", ONE, {"horizon": ["Other: it depends"]}),
}


@pytest.mark.parametrize(("row", "answers", "noted"), NOTED.values(), ids=NOTED)
def test_words_that_are_no_option_are_noted_and_the_rest_counts(
    run: Run, tmp_path: Path, row: str, answers: Mapping[str, Any], noted: Mapping[str, Any]
) -> None:
    (tmp_path / "people.csv").write_text(f"id,tools,horizon\n{row}\n")
    rows, (_, said) = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of(answers, noted=noted)]
    question, words = next(iter(noted.items()))
    assert said.endswith(f"the rows have them under noted, the first is line 2, {question}: {words[0]}")
    ((full,), _) = rows_in(run, tmp_path / "people.csv", "--full")
    assert full["noted"] == noted
    _, out, _ = run("score", str(tmp_path / "people.csv"), "--to", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["noted"].startswith(f"{question}: {words[0]}")


def test_what_stands_after_a_question_is_no_other_question(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,tools/sql,tools/horizon\np1,1,1\n")
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of(ONE, ["sql"], noted={"tools": ["horizon"]})]


def test_who_has_no_id_has_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,tools\n,sql\n")
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of(ONE, id=None)]


def test_columns_of_no_option_are_noted_where_they_say_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,tools/sql,tools/Julia,tools_other\np1,1,1,and some Rust\np2,1,0,\n")
    (first, second), _ = rows_in(run, tmp_path / "people.csv")
    assert first == row_of(ONE, ["sql"], noted={"tools": ["julia", "and some Rust"]})
    assert second == {**row_of(ONE, ["sql"]), "id": "p2"}


ONLY_OTHER = {
    "a cell": "id,tools\np1,Rust\n",
    "ticks": "id,tools/sql,tools/r,tools/Other\np1,0,0,Rust\n",
    "marks": "id,tools/sql,tools/r,tools/Other\np1,,,Rust\n",
    "both": "id,tools,tools/sql,tools/r\np1,Rust,0,0\n",
}


@pytest.mark.parametrize("text", ONLY_OTHER.values(), ids=ONLY_OTHER)
def test_who_writes_nothing_but_an_answer_of_their_own_skipped_the_question(
    run: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "people.csv").write_text(text)
    rows, _ = rows_in(run, tmp_path / "people.csv")
    assert rows == [row_of({}, noted={"tools": ["Rust"]})]


REFUSED = {
    "columns that contradict each other": (
        "id,tools,tools/sql,tools/r\np1,sql,1,1\n",
        "tools: says sql, tools/sql and its like sql, r; make them agree, or leave one of them out",
    ),
    "a tick that is none": ("id,tools/sql\np1,maybe\n", "tools/sql: is neither ticked nor empty: maybe; write x or 1"),
    "two ticks for one answer": ("id,horizon/days,horizon/weeks\np1,1,1\n", "takes one answer, not 2"),
    "none of these beside another": ("id,tools/sql,tools/none\np1,1,1\n", "has none of these ticked and sql too"),
    "almost an option": ("id,tools\np1,sqll\n", "there is no option sqll; did you mean sql?"),
}


@pytest.mark.parametrize(("text", "what"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_makes_no_sense_is_refused(run: Run, tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "people.csv").write_text(text)
    ((row,), _) = rows_in(run, tmp_path / "people.csv")
    error = row["error"]
    assert what in f"{error['key']}: {error['message']}; {error['hint']}"


REFUSED_HEADS = {
    "almost an option": ("id,tools/matlap\np1,1\n", "tools/matlap: is almost an option of tools; did you mean matlab?"),
    "an option twice": ("id,tools/sql,tools_sql\np1,1,1\n", "tools_sql: stands twice"),
    "no question": ("id;name\np1;Ada\n", "no column is a question: they are id, name; name columns by the ids"),
    "a question in what somebody wrote": (
        "id,remark\np1,tools\np2,x\n",
        "no column is a question: they are id, remark",
    ),
    "a table of rolefit's own, with notes": (
        "id,top,noted\np1,ds,tools: Other: x\np2,rs,\n",
        "no column is a question",
    ),
    "half of a letter": ("\ufeffid\ttools\np1\tsql".encode("utf-16")[2:-1], "is text in UTF-16 that is cut off"),
}


@pytest.mark.parametrize(("text", "what"), REFUSED_HEADS.values(), ids=REFUSED_HEADS)
def test_a_file_that_makes_no_sense_is_refused(run: Run, tmp_path: Path, text: str | bytes, what: str) -> None:
    (tmp_path / "people.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = run("score", str(tmp_path / "people.csv"))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err


def test_a_summary_says_what_became_of_columns_and_cells(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,team,team,,tools,\np1,a,b,,sql,\nid,team,team,,tools,\np2,a,,c,Julia,\n")
    rows, (first, second) = rows_in(run, path)
    assert [row["about"] for row in rows] == [
        {"team": "a", "team (2)": "b"},
        {"team": "a", "team (2)": "", "column 4": "c"},
    ]
    assert first == (
        "read as answers: 1 column, 2 cells; passed through, not scored: team, team (2), column 4;"
        " passed over, as heads: 1 row"
    )
    assert second == (
        "1 text that is no option counts for nothing; the rows have them under noted, the first is line 4, tools: Julia"
    )


def test_a_team_reads_tables_as_scores_do(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"p{i};1;0;papers, Other: a film\n" for i in range(6))
    (tmp_path / "team.csv").write_text(f"sep=;\nid;tools/sql;tools/r;deliverables\n{rows}")
    code, out, err = run("team", str(tmp_path / "team.csv"))
    assert code == 0
    assert "6 texts that are no option count for nothing; the first is line 3, deliverables: Other: a film" in err
    code, out, _ = run("team", str(tmp_path / "team.csv"), "--json")
    wanted = {option["option"]: option["wanted"] for each in json.loads(out)["coverage"] for option in each["options"]}
    assert wanted["papers"] == 6


FORMULAS = ["=cmd|' /C calc'!A1", "@SUM(1+1)*cmd|x", "+1+1", "-2+3", "\tx", "'=1", "''-x", "-0.5", "+1,5", "x"]


def test_rows_of_csv_run_nothing_in_a_spreadsheet_and_read_back_the_same(run: Run, tmp_path: Path) -> None:
    people, again = tmp_path / "people.jsonl", tmp_path / "rows.csv"
    people.write_text("".join(json.dumps({"id": each, "answers": ONE}) + "\n" for each in FORMULAS))
    run("score", str(people), "--output", str(again))
    text = again.read_text()
    cells = [row[0] for row in csv.reader(io.StringIO(text))][1:]
    assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == ["-0.5", "+1,5"]
    again.write_text(text.replace("id,top", "id,tools", 1).replace(",ds,", ",sql,"))
    rows, _ = rows_in(run, again)
    assert [row["id"] for row in rows] == FORMULAS


DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "end": st.sampled_from(["\n", "\r\n", "\r"]),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        "says": st.booleans(),
        "form": st.sampled_from(["ids", "words", "slash", "underscore", "bracket", "two rows"]),
    }
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the examples of a property share."""
    return tmp_path_factory.mktemp("tables")


@given(people=st.lists(answers_to(BUILT_IN), min_size=1, max_size=4), dialect=DIALECTS)
def test_a_table_says_the_same_in_every_dialect(
    people: Sequence[Answers], dialect: Mapping[str, Any], folder: Path
) -> None:
    rows = table_of(people, dialect["form"])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=dialect["delimiter"], lineterminator=dialect["end"]).writerows(rows)
    said = f"sep={dialect['delimiter']}{dialect['end']}" if dialect["says"] else ""
    source, target = folder / "people.csv", folder / "rows.jsonl"
    source.write_bytes((said + text.getvalue()).encode(dialect["encoding"]))
    score_file(BUILT_IN, ScoreTask(str(source), str(target), jobs=1))
    lines = (json.dumps({"id": f"p{i}", "answers": dict(each.answers)}) for i, each in enumerate(people))
    assert target.read_text() == "".join(f"{row}\n" for row in score_lines(lines, BUILT_IN))


def table_of(people: Sequence[Answers], form: str) -> list[list[str]]:
    """People as a table: a column for each question, or of a question that takes many for each option."""
    first, second = ["id"], [""]
    rows = [[f"p{i}"] for i, _ in enumerate(people)]
    for question in BUILT_IN.questions:
        given = [each.answers.get(question.id) for each in people]
        if not question.takes_many or form in {"ids", "words"}:
            name = (lambda option: option) if form == "ids" else question.label
            first.append(question.id if form == "ids" else question.ask)
            second.append("Response")
            for row, answer in zip(rows, given, strict=True):
                options = [answer] if isinstance(answer, str) else answer
                row.append("" if options is None else "; ".join(map(name, options)) or "none of these")
            continue
        for place, option in enumerate(question.option_ids):
            heads = {
                "slash": f"{question.id}/{option}",
                "underscore": f"{question.id}_{option}",
                "bracket": f"{question.ask} [{question.label(option)}]",
                "two rows": "" if place else question.ask,
            }
            first.append(heads[form])
            second.append(question.label(option))
            for row, answer in zip(rows, given, strict=True):
                row.append("" if answer is None else "1" if option in answer else "0")
    return [first, *([second] if form == "two rows" else []), *rows]


TABLE = [
    ["id", "team", "tools", "horizon/weeks", "horizon/years"],
    ["p1", "red", "sql; c-cpp", "1", "0"],
    ["p2", "=1+1", "sql, Julia", "", ""],
    ["p3", "", "none of these", "0", "x"],
]


def stored(folder: Path, ending: str) -> Path:
    """The table in a file of some kind."""
    path = folder / f"people.{ending}"
    columns = {name: list(cells) for name, *cells in zip(*TABLE, strict=True)}
    if ending == "csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(TABLE)
    elif ending == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["Exported by a program"])
        sheet = book.create_sheet("Answers")
        for row in TABLE:
            sheet.append([cell or None for cell in row])
        sheet["B3"].data_type = "s"  # no formula
        book.save(path)
    elif ending == "parquet":
        pq.write_table(pa.table(columns), path)
    else:
        open_file = pa.ipc.new_file if ending == "arrow" else pa.ipc.new_stream
        with open_file(path, pa.table(columns).schema) as writer:
            writer.write_table(pa.table(columns))
    return path


@pytest.mark.parametrize("ending", ["xlsx", "parquet", "arrow", "arrows"])
def test_workbooks_and_arrow_are_read_as_csv_is(run: Run, tmp_path: Path, ending: str) -> None:
    plain = run("score", str(stored(tmp_path, "csv")))
    code, out, err = run("score", str(stored(tmp_path, ending)))
    assert (code, out, err.replace(f".{ending}:", ".csv:")) == plain
    _, counts, _ = run("team", str(stored(tmp_path, "csv")), "--json")
    assert run("team", str(stored(tmp_path, ending)), "--json")[1] == counts.replace("people.csv", f"people.{ending}")


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_rows_of_arrow_say_what_rows_of_csv_do(run: Run, tmp_path: Path, kind: str, jobs: str) -> None:
    people = stored(tmp_path, "csv")
    with people.open("a") as file:
        file.write("p4,red,sqll,,\n")
    _, out, _ = run("score", str(people), "--to", "csv")
    target = tmp_path / f"rows.{kind}"
    code, _, _ = run("score", str(people), "--output", str(target), "--jobs", jobs)
    found = pq.read_table(target) if kind == "parquet" else pa.ipc.open_file(target).read_all()
    told = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found.to_pylist()]
    rows = [row | {"team": row["team"].removeprefix("'")} for row in csv.DictReader(io.StringIO(out))]
    assert (code, told) == (1, rows)


def test_columns_of_arrow_keep_their_types(run: Run, tmp_path: Path) -> None:
    people = {"id": [1, 2], "age": [30, None], "tools": [["sql"], None], "tools/r": [False, None]}
    pq.write_table(pa.table(people), tmp_path / "people.parquet")
    run("score", str(tmp_path / "people.parquet"), "--output", str(tmp_path / "rows.parquet"))
    rows = pq.read_table(tmp_path / "rows.parquet")
    assert rows.select(["id", "age"]).to_pydict() == {"id": [1, 2], "age": [30, None]}
    assert rows["verdict"].to_pylist() == ["close", "open"]


@pytest.mark.parametrize("how", [[], ["--full"]])
def test_dates_of_arrow_are_text_in_json(run: Run, tmp_path: Path, how: Sequence[str]) -> None:
    people = {"when": [datetime(2026, 1, 31)] * 2, "tools": ["sql", "sqll"]}  # noqa: DTZ001  # as a form has it
    pq.write_table(pa.table(people), tmp_path / "people.parquet")
    rows, _ = rows_in(run, tmp_path / "people.parquet", *how)
    assert [row["about"] for row in rows] == [{"when": "2026-01-31T00:00:00"}] * 2


IDS = {
    "whole numbers": ([0, 1], [0, 1]),
    "fractions": ([1.0, 1.5], [1, "1.5"]),
    "numbers that are none": ([float("nan"), None], [None, None]),
    "decimal numbers": ([Decimal("1.0"), Decimal(2)], ["1.0", "2.0"]),
    "dates": ([date(2026, 1, 31), None], ["2026-01-31", None]),
    "bytes": ([b"ab", None], ["YWI=", None]),
    "lists": ([[1], [2, 3]], ["[1]", "[2,3]"]),
    "structs": ([{"a": 1}, {"a": 2}], ['{"a":1}', '{"a":2}']),
    "true and false": ([True, False], ["true", "false"]),
}


@pytest.mark.parametrize("how", [[], ["--full"]])
@pytest.mark.parametrize(("cells", "ids"), IDS.values(), ids=IDS)
def test_ids_of_arrow_become_text_or_whole_numbers(
    run: Run, tmp_path: Path, cells: Sequence[Any], ids: Sequence[Any], how: Sequence[str]
) -> None:
    pq.write_table(pa.table({"id": cells, "tools": ["sql", "sqll"]}), tmp_path / "people.parquet")
    rows, _ = rows_in(run, tmp_path / "people.parquet", *how)
    assert [row["id"] for row in rows] == ids
    for target in ("rows.parquet", "rows.csv"):
        assert run("score", str(tmp_path / "people.parquet"), "--output", str(tmp_path / target))[0] == 1
    assert pq.read_table(tmp_path / "rows.parquet")["id"].to_pylist() == [
        each if cells == ids or each is None else str(each) for each in ids
    ]


@pytest.mark.parametrize("how", [[], ["--full"]])
def test_numbers_that_are_none_are_null_in_json(run: Run, tmp_path: Path, how: Sequence[str]) -> None:
    people = {"x": [float("nan"), float("inf")], "y": [[float("-inf")], [1.5]], "tools": ["sql", "sqll"]}
    pq.write_table(pa.table(people), tmp_path / "people.parquet")
    rows, _ = rows_in(run, tmp_path / "people.parquet", *how)
    assert [row["about"] for row in rows] == [{"x": None, "y": [None]}, {"x": None, "y": [1.5]}]
    (tmp_path / "people.jsonl").write_text('{"answers": {"tools": ["sql"]}, "about": {"x": 1e400}}', "utf-8")
    ((row,), _) = rows_in(run, tmp_path / "people.jsonl", *how)
    assert row["about"] == {"x": None}


BEYOND = {
    "nanoseconds": (pa.array([1, None], pa.timestamp("ns")), "1970-01-01 00:00:00.000000001"),
    "a time of day": (pa.array([1, None], pa.time64("ns")), "00:00:00.000000001"),
    "a duration": (pa.array([1, None], pa.duration("ns")), "1"),
    "a late year": (pa.array([253402300800000, None], pa.timestamp("ms", "UTC")), "10000-01-01 00:00:00.000Z"),
    "in a list": (pa.array([[1], None], pa.list_(pa.timestamp("ns"))), "[1970-01-01 00:00:00.000000001]"),
    "of a category": (pa.array([1, None], pa.timestamp("ns")).dictionary_encode(), "1970-01-01 00:00:00.000000001"),
}


@pytest.mark.parametrize(("cells", "text"), BEYOND.values(), ids=BEYOND)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_times_beyond_those_of_python_pass_through(
    run: Run, tmp_path: Path, cells: pa.Array, text: str, jobs: str
) -> None:
    source, target = tmp_path / "people.arrow", tmp_path / "rows.arrow"
    people = pa.table({"x": cells, "tools": ["sql", "r"]})
    with pa.ipc.new_file(source, people.schema) as writer:
        writer.write_table(people)
    rows, _ = rows_in(run, source, "--jobs", jobs)
    assert [row["about"]["x"] for row in rows] == [text, None]
    assert run("score", str(source), "--output", str(target), "--jobs", jobs)[0] == 0
    found = pa.ipc.open_file(target).read_all()["x"].combine_chunks()
    assert found.equals(cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells)


@pytest.mark.parametrize("cell", [{"a": 1}, [{"a": 1}], [["sql"]], 3])
def test_columns_of_questions_with_types_that_hold_no_answers_are_refused(
    run: Run, tmp_path: Path, cell: object
) -> None:
    pq.write_table(pa.table({"tools": [cell]}), tmp_path / "people.parquet")
    for command in ("score", "team"):
        code, out, err = run(command, str(tmp_path / "people.parquet"))
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert "people.parquet: tools: is a column of " in err


def test_rows_of_nulls_and_heads_are_passed_over_in_arrow(run: Run, tmp_path: Path) -> None:
    people = {
        "id": [None, "a", "id", None],
        "tools": ["sql", "sqll", "tools", None],
        "tools/r": ["", "", "tools/r", ""],
    }
    pq.write_table(pa.table(people), tmp_path / "people.parquet")
    _, out, err = run("score", str(tmp_path / "people.parquet"))
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == [None, "a"]
    assert "passed over, as heads: 1 row" in err
    assert rows[1]["error"]["line"] == 3


def test_types_that_parquet_lacks_are_one_line(run: Run, tmp_path: Path) -> None:
    people = pa.table({"x": pa.array([(1, 2, 3)], pa.month_day_nano_interval()), "tools": ["sql"]})
    with pa.ipc.new_file(tmp_path / "people.arrow", people.schema) as writer:
        writer.write_table(people)
    code, _, err = run("score", str(tmp_path / "people.arrow"), "--output", str(tmp_path / "rows.parquet"))
    assert (code, "has a type that Parquet lacks; write Arrow or JSON lines" in err) == (2, True)


@pytest.mark.parametrize("target", ["rows.csv", "rows.parquet"])
def test_columns_of_parquet_may_have_no_name_or_that_of_another(run: Run, tmp_path: Path, target: str) -> None:
    columns = [[1, 2], ["sql", "r"], ["a", "b"], ["c", "d"], [3, 4]]
    pq.write_table(pa.Table.from_arrays(columns, ["id", "tools", "", "x", "x"]), tmp_path / "people.parquet")
    rows, _ = rows_in(run, tmp_path / "people.parquet")
    about = [row["about"].values() for row in rows]
    assert [list(each) for each in about] == [["a", "c", 3], ["b", "d", 4]]
    assert run("score", str(tmp_path / "people.parquet"), "--output", str(tmp_path / target))[0] == 0


OFFSETS = b"\0\0\0\0\x03\0\0\0\x04\0\0\0"
"""Where the texts sql and r begin and end."""


@pytest.mark.parametrize(("part", "by"), [(OFFSETS, b"\0\0\0\0\xff\xff\xff\x7f\x04\0\0\0"), (b"sqlr", b"sq\xff\xff")])
def test_arrow_with_damaged_cells_is_refused_before_they_are_read(
    run: Run, tmp_path: Path, part: bytes, by: bytes
) -> None:
    table = pa.table({"tools": ["sql", "r"]})
    with pa.ipc.new_file(tmp_path / "people.arrow", table.schema) as writer:
        writer.write_table(table)
    stored = (tmp_path / "people.arrow").read_bytes()
    assert part in stored
    (tmp_path / "people.arrow").write_bytes(stored.replace(part, by))
    code, out, err = run("score", str(tmp_path / "people.arrow"))
    assert (code, out) == (2, "")
    assert "people.arrow: is not a file of Arrow, or damaged; write it again" in err


def test_many_columns_of_one_name_are_told_apart(run: Run, tmp_path: Path) -> None:
    columns = 15_000
    (tmp_path / "people.csv").write_text(f"tools{',x' * columns},x (2)\nsql{',1' * columns},2\n", "utf-8")
    ((row,), _) = rows_in(run, tmp_path / "people.csv")
    assert list(row["about"])[:3] == ["x", "x (2)", "x (3)"]
    assert row["about"]["x (2) (2)"] == "2"
    assert len(row["about"]) == columns + 1


WRONG = {
    "a workbook that is none": ("people.xlsx", [], "is no Excel workbook, or a damaged one; save it again as .xlsx"),
    "Parquet that is none": ("people.parquet", [], "is not a file of Parquet, or damaged; write it again"),
    "Arrow that is none": ("people.arrow", [], "is not a file of Arrow, or damaged; write it again"),
    "a workbook to write": ("people.csv", ["--output", "x.xlsx"], "rows are not written as a workbook; write .csv"),
    "a bad record, strictly": (
        "people.csv",
        ["--strict", "--output", "x.parquet"],
        "no option sqll; did you mean sql?",
    ),
    "whole results": ("people.csv", ["--full", "--to", "arrow"], "does not fit into a row of Arrow; use --to jsonl"),
}


@pytest.mark.parametrize(("name", "options", "what"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_or_written_is_one_line(
    run: Run, tmp_path: Path, name: str, options: Sequence[str], what: str
) -> None:
    (tmp_path / name).write_text("tools\nsql\nsqll\n")
    code, out, err = run("score", *(str(tmp_path / each) if "." in each else each for each in (name, *options)))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_sheets_of_which_none_has_a_question_are_named(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.create_sheet("Names").append(["id", "name"])
    book.save(tmp_path / "people.xlsx")
    code, _, err = run("score", str(tmp_path / "people.xlsx"))
    assert (code, "its sheets are Notes, Names; its first or second row names columns" in err) == (2, True)


def test_other_sheets_with_people_are_named(run: Run, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(stored(tmp_path, "xlsx"))
    book.create_sheet("More").append(["id", "tools"])
    book.save(tmp_path / "people.xlsx")
    code, out, err = run("score", str(tmp_path / "people.xlsx"))
    assert (code, len(out.splitlines())) == (0, 3)
    assert "people.xlsx: only sheet Answers is read, not More; save each as a file of its own" in err


def test_a_row_with_a_formula_that_was_never_computed_is_refused(run: Run, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "people.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["id", "tools"], ["p1", "sql"], ["p2", "r"], ["p3", "sql"]]):
            sheet.write_row(number, 0, row)
        sheet.write_formula("B3", "=B2", None, "")
        sheet.write_formula("B4", "=B2", None, "sql")
    (first, second, third), _ = rows_in(run, tmp_path / "people.xlsx")
    assert (first, third) == (row_of(ONE), row_of(ONE, id="p3"))
    assert (second["id"], second["error"]["line"], second["error"]["key"]) == ("p2", 3, "B3")
    assert "is a formula without a value" in second["error"]["message"]


@pytest.mark.parametrize(
    ("library", "ending", "extra"), [("openpyxl", "xlsx", "tables"), ("pyarrow", "parquet", "arrow")]
)
def test_without_the_library_one_line_names_the_extra(tmp_path: Path, library: str, ending: str, extra: str) -> None:
    program = f"import sys; sys.modules[{library!r}] = None; from rolefit.__main__ import run; run()"
    command = [sys.executable, "-c", program, "score", str(stored(tmp_path, ending))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert f"pip install 'rolefit[{extra}]'" in done.stderr
