"""Tables of postings as job scrapers write them: columns found by name, and best first for a person."""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers import EXAMPLES, Run
from rolefit import Scanner, load_catalog
from terminals import Terminal

SCANNER = Scanner(load_catalog())
ENGINEER = "Deploy machine learning models to production with Docker, Kubernetes and Airflow; Java and unit tests."
ANALYST = "Dashboards in Tableau, SQL, statistics and A/B tests; you tell stakeholders the story."
RESEARCHER = "Publish novel machine learning research at NeurIPS and ICML; a PhD, PyTorch and linear algebra."
CV = "I have run Docker and Kubernetes since 2019, written Java with unit tests, and some SQL."
POSTINGS = [
    {"id": "p1", "title": "Data Scientist", "company": "Inn", "url": "https://example.org/1", "text": ANALYST},
    {"id": "p2", "title": "ML Engineer", "company": "Mill", "url": "https://example.org/2", "text": ENGINEER},
    {"id": "p3", "title": "Scientist", "company": "Forge", "url": "https://example.org/3", "text": RESEARCHER},
]

EXPORTS: Mapping[str, Mapping[str, str]] = {
    "JobSpy": {"id": "id", "title": "title", "company": "company", "url": "job_url", "text": "description"},
    "LinkedIn at Kaggle": {
        "id": "job_id",
        "title": "title",
        "company": "company_name",
        "url": "job_posting_url",
        "text": "description",
    },
    "Glassdoor at Kaggle": {
        "id": "Job Id",
        "title": "Job Title",
        "company": "Company Name",
        "url": "Job Link",
        "text": "Job Description",
    },
    "Indeed at Apify": {
        "id": "id",
        "title": "positionName",
        "company": "company",
        "url": "url",
        "text": "descriptionHTML",
    },
    "LinkedIn at Apify": {
        "id": "id",
        "title": "title",
        "company": "companyName",
        "url": "link",
        "text": "descriptionText",
    },
    "JSearch": {
        "id": "job_id",
        "title": "job_title",
        "company": "employer_name",
        "url": "job_apply_link",
        "text": "job_description",
    },
    "Reed": {"id": "jobId", "title": "jobTitle", "company": "employerName", "url": "jobUrl", "text": "jobDescription"},
}


@pytest.fixture
def cv(tmp_path: Path) -> str:
    path = tmp_path / "cv.txt"
    path.write_text(CV)
    return str(path)


def table(postings: Sequence[Mapping[str, Any]], names: Mapping[str, str], delimiter: str = ",") -> str:
    columns = {"site": "site", **names}
    text = io.StringIO()
    rows = csv.DictWriter(text, list(columns.values()), delimiter=delimiter)
    rows.writeheader()
    rows.writerows({name: posting.get(kind, "") for kind, name in columns.items()} for posting in postings)
    return text.getvalue()


def written(folder: Path, content: str, name: str = "jobs.csv") -> str:
    path = folder / name
    data = content.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return str(path)


def rows_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("names", EXPORTS.values(), ids=EXPORTS)
def test_columns_are_found_by_the_names_that_scrapers_give_them(
    run: Run, tmp_path: Path, names: Mapping[str, str], cv: str
) -> None:
    jobs = written(tmp_path, table(POSTINGS, names))
    code, out, err = run("scan", jobs, "--cv", cv)
    rows = rows_of(out)
    assert (code, err) == (0, "")
    assert [(row["rank"], row["id"], row["title"]) for row in rows] == [
        (1, "p2", ["mle"]),
        (2, "p1", ["ds"]),
        (3, "p3", []),
    ]
    assert rows[0]["about"] == {"title": "ML Engineer", "company": "Mill", "url": "https://example.org/2"}
    lines = "".join(json.dumps({names[kind]: value for kind, value in each.items()}) + "\n" for each in POSTINGS)
    assert rows_of(run("scan", written(tmp_path, lines, "jobs.jsonl"), "--cv", cv)[1]) == rows


def test_a_row_counts_what_the_posting_and_the_person_have_in_common(run: Run, tmp_path: Path, cv: str) -> None:
    answers = written(tmp_path, "answers: {tools: [containers, r, java], shipping: [testing]}", "me.yaml")
    jobs = written(tmp_path, table(POSTINGS, EXPORTS["JobSpy"]))
    row, *_ = rows_of(run("scan", jobs, "--cv", cv, "--answers", answers)[1])
    named = SCANNER.scan(ENGINEER, "").revealed
    shared = {"containers", "java", "testing"}
    tools = sum(each.question in {"tools", "shipping"} for each in named)
    assert row["suit"] == {"shared": 3, "asked": tools - 3, "wanted": 1}
    assert row["cv"] == {"shown": len(shared), "missing": len(named) - 3, "extra": 1}
    whole, *_ = rows_of(run("scan", jobs, "--cv", cv, "--answers", answers, "--full")[1])
    assert (whole["rank"], whole["id"], len(whole["suit"]["shared"])) == (1, "p2", 3)
    assert {each["option"] for each in whole["cv"]["shown"]} == shared


def test_without_a_person_rows_keep_the_order_of_the_file(run: Run, tmp_path: Path) -> None:
    rows = rows_of(run("scan", written(tmp_path, table(POSTINGS, EXPORTS["JobSpy"])))[1])
    assert [row["id"] for row in rows] == ["p1", "p2", "p3"]
    assert not {"rank", "cv", "suit"} & rows[0].keys()


@pytest.mark.parametrize(
    ("name", "delimiter"), [("jobs.tsv", "\t"), ("JOBS.CSV", ";"), ("jobs.csv.gz", ","), ("jobs.csv", "\t")]
)
def test_tables_may_have_other_delimiters_and_be_gzipped(run: Run, tmp_path: Path, name: str, delimiter: str) -> None:
    jobs = written(tmp_path, table(POSTINGS, EXPORTS["Reed"], delimiter), name)
    assert [row["id"] for row in rows_of(run("scan", jobs)[1])] == ["p1", "p2", "p3"]


def test_columns_may_be_named(run: Run, tmp_path: Path, cv: str) -> None:
    jobs = written(tmp_path, table(POSTINGS, {**EXPORTS["JobSpy"], "text": "Was wir suchen", "title": "Stelle"}))
    named = ("--text", "Was wir suchen", "--title-field", "Stelle")
    rows = rows_of(run("scan", jobs, *named, "--cv", cv)[1])
    assert [row["title"] for row in rows] == [["mle"], ["ds"], []]
    lines = "".join(f"{json.dumps(each)}\n" for each in POSTINGS)
    ranked = rows_of(run("scan", "--jsonl", written(tmp_path, lines, "a.csv"), "--cv", cv)[1])
    assert [row["about"]["title"] for row in ranked] == ["ML Engineer", "Data Scientist", "Scientist"]
    as_file = rows_of(run("scan", written(tmp_path, lines, "a.jsonl"), "--text", "text", "--cv", cv)[1])
    assert as_file == ranked


def test_where_json_lines_and_their_text_are_named_no_other_field_is_looked_for(run: Run, tmp_path: Path) -> None:
    lines = written(tmp_path, "".join(f"{json.dumps(each)}\n" for each in POSTINGS), "a.csv")
    rows = rows_of(run("scan", "--jsonl", lines, "--text", "text")[1])
    assert [(row["id"], row["title"], row.get("about")) for row in rows] == [(f"p{i}", None, None) for i in range(1, 4)]


def test_a_field_that_the_first_record_lacks_is_found(run: Run, tmp_path: Path, cv: str) -> None:
    first, *others = POSTINGS
    lines = ["no JSON", json.dumps({"id": "x", "text": first["text"]}), *map(json.dumps, others)]
    jobs = written(tmp_path, "\n".join(lines), "jobs.jsonl")
    *rows, broken = rows_of(run("scan", jobs, "--cv", cv)[1])
    assert {row["about"].get("title") for row in rows} == {None, *(each["title"] for each in others)}
    assert broken["error"]["line"] == 1


@pytest.mark.parametrize(
    "text", ["&lt;p&gt;We use SQL &amp;amp; Docker&lt;/p&gt;", "We use SQL &amp; Docker&nbsp;daily"]
)
def test_entities_are_the_characters_that_they_stand_for(run: Run, tmp_path: Path, cv: str, text: str) -> None:
    posting = {"description": text, "title": "R&amp;D Data Scientist", "company": "B&amp;B", "location": "nan"}
    row, *_ = rows_of(run("scan", written(tmp_path, json.dumps(posting), "jobs.jsonl"), "--cv", cv)[1])
    assert row["about"] == {"title": "R&D Data Scientist", "company": "B&B"}
    full, *_ = rows_of(run("scan", written(tmp_path, json.dumps(posting), "jobs.jsonl"), "--cv", cv, "--full")[1])
    assert {each["option"] for each in full["revealed"]} >= {"sql", "containers"}
    assert not any("amp" in mention["sentence"] for each in full["revealed"] for mention in each["mentions"])


def test_rows_never_replace_what_they_are_made_of(run: Run, tmp_path: Path, cv: str) -> None:
    jobs = written(tmp_path, table(POSTINGS, EXPORTS["JobSpy"]))
    before = Path(cv).read_bytes()
    code, _, err = run("scan", jobs, "--cv", cv, "--output", cv)
    assert (code, err) == (2, f"rolefit: {cv}: is in use by another option; name another file to write\n")
    assert Path(cv).read_bytes() == before


def test_what_cannot_be_scanned_stands_last_without_a_rank(run: Run, tmp_path: Path, cv: str) -> None:
    postings = [{"id": "p0"}, *POSTINGS]
    code, out, err = run("scan", written(tmp_path, f"{table(postings, EXPORTS['JobSpy'])}a,b\n"), "--cv", cv)
    *sound, empty, broken = rows_of(out)
    assert (code, [row["rank"] for row in sound]) == (1, [1, 2, 3])
    assert (empty["id"], empty["error"]["message"], empty["error"]["key"]) == ("p0", "is empty", "description")
    assert (broken["error"]["message"], broken["error"]["line"]) == ("has 2 cells, not 6 as the head has", 6)
    assert "rank" not in empty
    assert "2 of 5 records cannot be scanned" in err


def test_what_else_a_record_says_is_told_where_it_is_text_or_a_number(run: Run, tmp_path: Path, cv: str) -> None:
    told = '"company": "A\\ud800", "location": {"city": "Ulm"}, "url": 7, "more": ["x"]'
    jobs = written(tmp_path, f'{{"id": 1, "description": "We use SQL", {told}}}', "jobs.jsonl")
    (row,) = rows_of(run("scan", jobs, "--cv", cv)[1])
    assert row["about"] == {"company": "A?", "url": 7}


def test_several_processes_and_a_file_give_the_same_rows(run: Run, tmp_path: Path, cv: str) -> None:
    many = [{**POSTINGS[i % 3], "id": f"p{i}", "text": f"{POSTINGS[i % 3]['text']}\n{'x' * 4000}"} for i in range(300)]
    jobs, target = written(tmp_path, table(many, EXPORTS["JobSpy"])), tmp_path / "rows.jsonl"
    one = run("scan", jobs, "--cv", cv, "--jobs", "1")
    assert [row["id"] for row in rows_of(one[1])[:3]] == ["p1", "p4", "p7"]
    assert run("scan", jobs, "--cv", cv, "--jobs", "2") == run("scan", jobs, "--cv", cv) == one
    assert run("scan", jobs, "--cv", cv, "--output", str(target))[:2] == (0, "")
    assert target.read_text("utf-8") == one[1]


def test_at_a_terminal_the_best_have_a_row_each(tmp_path: Path, cv: str) -> None:
    many = [{**POSTINGS[i % 3], "id": f"p{i}"} for i in range(30)]
    jobs = written(tmp_path, table(many, EXPORTS["JobSpy"]))
    answers = str(EXAMPLES / "ml-engineer.yaml")
    call = [sys.executable, "-m", "rolefit", "scan", jobs, "--cv", cv, "--answers", answers]
    wide, narrow = (Terminal(tmp_path, instead=call, columns=columns, rows=80) for columns in (80, 40))
    assert (wide.end(), narrow.end()) == (0, 0)
    lines = wide.text.splitlines()
    assert lines[0] == "12 of 30 postings, best first"
    assert re.fullmatch(r"3 of \d+ +\d+ of \d+ +◆ ML Engineer, Mill +.*ML engineer.*", lines[2])
    assert len(lines) <= 20
    assert "◆ ML Engineer, Mill\n  3 of" in narrow.text


WRONG: Mapping[str, tuple[str, Sequence[str], str]] = {
    "no text": (
        "id,Title,Lohn\n1,x,2\n",
        [],
        "has no column that is known to hold the text of a posting; name it with ",
    ),
    "the columns": ("id,Title,Lohn\n1,x,2\n", [], "its columns are id, Title, Lohn"),
    "no such column": ("id,description\n1,SQL\n", ["--text", "desription"], "has no column desription; did you mean"),
    "no records": ("id,description\n", [], "has no records; give it one for each text"),
    "nothing": ("", [], "its columns are none"),
    "a title": ("description\nSQL\n", ["--title", "x"], "--title cannot go with a table of postings"),
    "a column twice": ("a,b\n1,2\n", ["--text", "a", "--title-field", "a"], "cannot be two of id, text and title"),
    "a report": ("description\nSQL\n", ["--report", "x.md"], "--report cannot go with a table of postings"),
    "another file": ("description\nSQL\n", ["posting.txt"], "FILE cannot go with a table of postings"),
    "the table as target": ("description\nSQL\n", ["-o", "jobs.csv"], "is read and written at once"),
    "a bad record first": ("id,description\n1,\n", ["--strict"], "description: is empty"),
}


@pytest.mark.parametrize(("content", "more", "what"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_line(run: Run, tmp_path: Path, content: str, more: Sequence[str], what: str) -> None:
    jobs = written(tmp_path, content)
    code, out, err = run("scan", jobs, *(jobs if each == "jobs.csv" else each for each in more))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err


def test_a_cv_that_reads_as_a_posting_is_told_once(run: Run, tmp_path: Path) -> None:
    jobs = written(tmp_path, table(POSTINGS, EXPORTS["JobSpy"]))
    cv = written(tmp_path, "You will join us. We offer benefits, and you have your profile.", "cv.txt")
    code, out, err = run("scan", jobs, "--cv", cv, "--jobs", "2")
    assert (code, len(rows_of(out))) == (0, 3)
    assert err == f"rolefit: {cv} reads as a posting: are they in the right order?\n"
