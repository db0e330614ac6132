"""Batches as CSV: tables as people have them give what the same answers give as JSON."""

import csv
import io
import json
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from helpers import EXAMPLES, Run, answers_to
from rolefit import Answers, Catalog, Question, load_catalog, score_lines
from rolefit.answers.models import NONE_CHOSEN
from rolefit.batch.table_cells import MOST_CELLS, Cells
from rolefit.batch.table_head import QuestionColumns
from rolefit.schemas import json_schema
from rolefit.scoring.replies import Reply

BUILT_IN = load_catalog()


def scored(run: Run, path: Path, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    code, out, err = run("score", str(path), *options)
    return code, [json.loads(line) for line in out.split("\n") if line], err


def cell(question: Question, options: tuple[str, ...], separator: str) -> str:
    return separator.join(question.label(option) for option in options) or NONE_CHOSEN


def said(question: Question, cell: str) -> Reply:
    return Cells(question, QuestionColumns(whole=0)).person([cell]).answer


@pytest.mark.parametrize("separator", [", ", ";", "; "])
@given(answers=answers_to(BUILT_IN))
def test_a_cell_with_words_means_the_options(separator: str, answers: Answers) -> None:
    for question in BUILT_IN.questions:
        answer = answers.answers.get(question.id)
        if isinstance(answer, tuple):
            assert said(question, cell(question, answer, separator)) == frozenset(answer)
            assert said(question, separator.join(answer).upper() or "[]") == frozenset(answer)
        elif answer is not None:
            assert said(question, question.label(answer)) == answer


def test_a_table_gives_the_rows_of_the_same_answers_as_json(run: Run, catalog: Catalog, tmp_path: Path) -> None:
    tools, horizon = catalog.question("tools"), catalog.question("horizon")
    people = {
        "p1": (Answers(answers={"tools": ("sql", "r"), "horizon": "weeks"}), ["sql;r", "weeks"]),
        "p2": (Answers(answers={"tools": ("sql", "r")}), [f"{tools.label('r')}, {tools.label('sql')}", ""]),
        "p3": (Answers(answers={"tools": (), "horizon": "days"}), ["None of these", horizon.label("days")]),
    }
    table = tmp_path / "people.csv"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows(
            [["ID", tools.ask, "Horizon"], *([name, *cells] for name, (_, cells) in people.items())]
        )
    lines = [json.dumps({"id": name, "answers": given.answers}) for name, (given, _) in people.items()]
    assert scored(run, table) == (0, [json.loads(row) for row in score_lines(lines)], "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_are_read_as_programs_write_them(run: Run, tmp_path: Path, delimiter: str, start: str, end: str) -> None:
    rows = [["id", "tools", "horizon"], ["p1", "sql", "weeks"], [], ["p2", "", "days"]]
    text = start + end.join(delimiter.join(row) for row in rows)
    (tmp_path / "people.csv").write_bytes(text.encode())
    code, found, _ = scored(run, tmp_path / "people.csv")
    assert (code, [row["id"] for row in found]) == (0, ["p1", "p2"])
    assert found[0]["fit"] != found[1]["fit"]


@pytest.mark.parametrize(
    ("cell", "option"),
    [("A master\u2019s degree", "master"), ("a Master's  degree;", "master"), ("A\u00a0doctorate ", "doctorate")],
)
def test_words_are_found_as_programs_change_them(run: Run, tmp_path: Path, cell: str, option: str) -> None:
    (tmp_path / "people.csv").write_text(f'Background*,Tools\n{cell},"MATLAB\nC or C++"\n,\n')
    _, rows, _ = scored(run, tmp_path / "people.csv")
    same = score_lines([json.dumps({"answers": {"background": option, "tools": ["c-cpp", "matlab"]}})])
    assert rows == [json.loads(row) for row in same]


def test_another_column_can_name_the_person(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Email Address,id,tools\na@x.org,7,sql\n")
    _, (row,), _ = scored(run, tmp_path / "people.csv", "--id", "email address")
    assert (row["id"], row["about"]) == ("a@x.org", {"id": "7"})
    code, _, err = run("score", str(tmp_path / "people.csv"), "--id", "mail")
    assert (code, "there is no column mail; it is one of Email Address, id, tools" in err) == (2, True)


def test_other_columns_are_passed_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text('email,tools,note\na@x.org,sql,"two\nlines"\nb@x.org,matlap,kept\n')
    path = str(tmp_path / "people.csv")
    code, out, err = run("score", path, "--to", "csv")
    first, second = csv.DictReader(io.StringIO(out))
    assert list(first) == [
        "id",
        "email",
        "note",
        "top",
        "verdict",
        "fit_ds",
        "fit_as",
        "fit_rs",
        "fit_mle",
        "error",
        "noted",
    ]
    assert (first["email"], first["note"], first["error"]) == ("a@x.org", "two\nlines", "")
    assert (second["email"], second["note"], second["top"]) == ("b@x.org", "kept", "")
    assert second["error"].startswith(f"{path}:4: tools: there is no option matlap; did you mean matlab?")
    assert code == 1
    assert err.splitlines() == [
        f"rolefit: {path}: read as answers: 1 column, 1 cell; passed through, not scored: email, note",
        f"rolefit: {path}: 1 of 2 records cannot be scored; their rows say why, the first is line 4",
    ]
    _, rows, _ = scored(run, tmp_path / "people.csv")
    assert [row["about"]["note"] for row in rows] == ["two\nlines", "kept"]
    assert {role: float(first[f"fit_{role}"]) for role in rows[0]["fit"]} == rows[0]["fit"]


HEADS = {
    "no question": ("id,name\np1,x\n", "no column is a question"),
    "a question almost": (
        "id,tools,horizn\np1,sql,\n",
        "horizn: is almost the name of a question",
    ),
    "a column twice": ("id,tools,tools\np1,sql,\n", "tools: stands twice"),
    "a question by both its names": ("tools,{ask}\nsql,\n", "stands twice"),
    "nothing but a head": ("id,tools\n", "has no records"),
    "almost the only question": ("id,horizn\np1,days\n", "horizn: is almost the name of a question"),
    "nothing": ("", "is empty; give it a head"),
}


@pytest.mark.parametrize(("text", "what"), HEADS.values(), ids=HEADS)
def test_a_head_that_makes_no_sense_is_refused(
    run: Run, catalog: Catalog, tmp_path: Path, text: str, what: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text.replace("{ask}", f'"{catalog.question("tools").ask}"'))
    code, out, err = run("score", str(path), "--output", str(tmp_path / "out.csv"))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert what in err
    assert not (tmp_path / "out.csv").exists()


def test_a_column_that_the_rows_have_themselves_is_refused_in_csv_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("tools,top\nsql,x\n")
    code, _, err = run("score", str(tmp_path / "people.csv"), "--to", "csv")
    assert (code, err) == (
        2,
        "rolefit: the column top would stand twice in the rows; give it another name, or write JSON lines\n",
    )
    assert scored(run, tmp_path / "people.csv")[1][0]["about"] == {"top": "x"}


BAD_ROWS = {
    "too few cells": ("p2,sql", "has 2 cells, not 3"),
    "too many cells": ("p2,sql,weeks,more", "has 4 cells, not 3"),
    "an unknown option": ("p2,sqll,weeks", "there is no option sqll; did you mean sql?"),
    "two answers where one is taken": ("p2,sql,weeks;days", "takes one answer, not 2; keep one of days, weeks"),
    "none and some": ("p2,sql;none of these,weeks", "there is no option none of these; none of these stands alone"),
    "a slip in the words": ("p2,Bash and the Linux comand line,weeks", "did you mean bash?"),
    "text after a quote": ('p2,"sql"x,weeks', "is not valid CSV"),
    "a line of a million letters": (f"p2,{'x' * 1_000_001},weeks", "is too long; at most 1,000,000 bytes"),
    "a line of more than is read at once": (f'p2,{"x" * 700_000},"{"é" * 700_000}', "is too long"),
    "not UTF-8": ("p2\udcff,sql,weeks", "is not UTF-8 text"),
    "NUL bytes": ("p2,s\0ql,weeks", "did you mean sql?"),
}


@pytest.mark.parametrize(("row", "what"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_gives_an_error_and_the_rest_goes_on(run: Run, tmp_path: Path, row: str, what: str) -> None:
    text = f"id,tools,horizon\np1,sql,weeks\n{row}\np3,sql,weeks\n"
    (tmp_path / "people.csv").write_bytes(text.encode(errors="surrogateescape"))
    code, (before, bad, after), _ = scored(run, tmp_path / "people.csv")
    assert code == 1
    assert before["fit"] == after["fit"]
    assert (before["id"], after["id"], bad["error"]["line"]) == ("p1", "p3", 3)
    error = bad["error"]
    assert what in f"{error['message']}; {error['hint']}"


def test_rows_are_as_their_schema_has_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text((EXAMPLES / "people.csv").read_text() + "p4,south,matlap,,,\n")
    _, rows, _ = scored(run, tmp_path / "people.csv")
    for row in rows:
        jsonschema.Draft202012Validator(json_schema("row")).validate(row)
    assert [set(row) for row in rows] == [{"id", "top", "verdict", "fit", "about"}] * 3 + [{"id", "error", "about"}]


def test_more_different_cells_than_are_remembered_do_no_harm(run: Run, catalog: Catalog, tmp_path: Path) -> None:
    options = catalog.question("deliverables").option_ids
    chosen = list(islice(permutations(options, 5), MOST_CELLS + 1000))
    (tmp_path / "people.csv").write_text("deliverables\n" + "".join(f"{';'.join(each)}\n" for each in chosen))
    _, rows, _ = scored(run, tmp_path / "people.csv")
    assert len(set(chosen)) > MOST_CELLS
    lines = (json.dumps({"answers": {"deliverables": each}}) for each in chosen)
    assert rows == [json.loads(row) for row in score_lines(lines)]


def test_a_quote_that_is_never_closed_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text('id,tools\np1,sql\np2,"sql\np3,sql\n')
    code, rows, _ = scored(run, tmp_path / "people.csv")
    assert (code, [row["id"] for row in rows]) == (1, ["p1", None, "p3"])
    assert rows[1]["error"]["message"] == "is not valid CSV: a quote is opened and never closed"


def table(run: Run, path: Path, rows: list[str], *options: str) -> list[dict[str, Any]]:
    path.write_text("\n".join(["id,horizon,note", *rows]) + "\n")
    return scored(run, path, *options)[1]


MANY = [f'p{i},years,"a\nb ""c""\nd"' for i in range(40_000)]


@pytest.mark.parametrize("broken", ['x,years,"oops', 'x,years,5" disk', f'x,years,"{"long" * 400_000}"'])
def test_a_broken_quote_costs_one_record(run: Run, tmp_path: Path, broken: str) -> None:
    rows = table(run, tmp_path / "people.csv", [*MANY[:5], broken, *MANY[5:]], "--jobs", "2")
    good = [row["id"] for row in rows if "top" in row]
    assert [name for name in good if name != "x"] == [f"p{i}" for i in range(len(MANY))]
    assert len(rows) == len(MANY) + 1
    assert len(good) == len(MANY) + ("disk" in broken)


def test_a_line_that_is_too_long_ends_the_record_that_it_stands_in(run: Run, tmp_path: Path) -> None:
    rows = table(run, tmp_path / "people.csv", ['a,years,"', f'{"long" * 400_000}"', "b,years,", 'c,years,"d\ne"'])
    assert [row.get("error", {}).get("message", row["id"]) for row in rows] == [
        "is not valid CSV: a quote is opened and never closed",
        "is too long",
        "b",
        "c",
    ]


def test_after_a_quote_that_is_never_closed_each_line_is_read_for_itself(run: Run, tmp_path: Path) -> None:
    open_at_each_line = [f'a{i}""","' for i in range(3_000)]
    rows = table(run, tmp_path / "people.csv", ['x,years,"', "a,years,", *open_at_each_line, "b,years,"])
    assert [(i, row["id"]) for i, row in enumerate(rows) if "top" in row] == [(1, "a"), (3_002, "b")]
    assert {row["error"]["line"] for row in rows if "error" in row} == {2, *range(4, 3_004)}


def test_a_cell_of_many_lines_is_one_cell(run: Run, tmp_path: Path) -> None:
    rows = table(run, tmp_path / "people.csv", ['a,years,"' + "b,years,\n" * 40_000 + '"', "c,years,"])
    assert [row["id"] for row in rows] == ["a", "c"]


@pytest.mark.parametrize(
    "text",
    [
        '\n\nid,"te\nam",horizon\nada,red,years\n',
        'id;"te\nam";horizon\nada;red;years\n',
        "id,te\x0b\u2028am,horizon\nada,red,years\n",
        "id,équipe,horizon\nada,red,years\n",
        "id,,horizon\nada,red,years\n",
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_heads_are_found_whole(run: Run, tmp_path: Path, text: str, jobs: str) -> None:
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    _, (row,), _ = scored(run, tmp_path / "people.csv", "--jobs", jobs)
    assert (row["id"], list(row["about"].values())) == ("ada", ["red"])


def test_a_head_that_is_not_utf_8_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"id,horizon,caf\xe9\na,years,x\n")
    code, _, err = run("score", str(tmp_path / "people.csv"))
    assert (code, err) == (2, f"rolefit: {tmp_path}/people.csv:1: is not UTF-8 text; save it as UTF-8\n")
