"""Forms for other programs and for paper: each asks what the quiz asks, and `score` reads what comes back."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from pyxform.xls2xform import convert

from helpers import EXAMPLES, FIVE_ROLES, ROOT, Run, poisoned
from rolefit import Answers, Catalog, load_answers, load_catalog, score_lines
from rolefit.answers.models import chosen_options
from rolefit.documents.output import escape_control
from rolefit.forms.write import write_form

NODE = shutil.which("node")
with_node = pytest.mark.skipif(NODE is None, reason="there is no node to run JavaScript with")
SURVEYJS = ROOT / ".venv" / "node_modules" / "survey-core"
with_surveyjs = pytest.mark.skipif(
    NODE is None or not SURVEYJS.exists(), reason="there is no SurveyJS: npm install --prefix .venv survey-core@3"
)
NOTHING = "None of these"
"""What each form offers who wants none of the options."""


@pytest.fixture(scope="module")
def people(catalog: Catalog) -> list[Answers]:
    """Two people, one of whom skips a question and wants nothing of another."""
    like = load_answers(EXAMPLES / "data-scientist.yaml", catalog)
    other = {**load_answers(EXAMPLES / "ml-engineer.yaml", catalog).answers, "networks": (), "horizon": None}
    return [Answers(answers=like.answers), Answers(answers=other)]


def rows_of(catalog: Catalog, people: Iterable[Answers]) -> list[tuple[str, Mapping[str, float]]]:
    """What the answers give that each person meant."""
    lines = [json.dumps({"answers": dict(each.answers), "importance": dict(each.importance)}) for each in people]
    return [(row["top"], row["fit"]) for row in map(json.loads, score_lines(lines, catalog))]


def scored(run: Run, file: Path) -> list[tuple[str, Mapping[str, float]]]:
    code, out, err = run("score", str(file))
    assert (code, out.count("error")) == (0, 0), err
    return [(row["top"], row["fit"]) for row in map(json.loads, out.splitlines())]


def table(file: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])
    return file


def in_survey(given: Answers) -> dict[str, Any]:
    """Answers as SurveyJS gives them: what is skipped is missing, none of the options is the choice `none`."""
    told = {name: answer for name, answer in given.answers.items() if answer is not None}
    return {name: list(answer) or ["none"] if isinstance(answer, tuple) else answer for name, answer in told.items()}


def test_surveyjs_asks_what_the_quiz_asks_and_what_matters(catalog: Catalog) -> None:
    survey = json.loads(write_form(catalog, "surveyjs"))
    *asked, matters = [element for page in survey["pages"] for element in page["elements"]]
    for question, each in zip(catalog.questions, asked, strict=True):
        assert (each["name"], each["title"]) == (question.id, question.ask)
        assert each["type"] == ("checkbox" if question.takes_many else "radiogroup")
        assert each.get("showNoneItem", False) == question.takes_many
        assert each["choices"] == [{"value": option.id, "text": option.label} for option in question.options]
    assert (matters["type"], matters["name"]) == ("matrix", "importance")
    assert [row["value"] for row in matters["rows"]] == [question.id for question in catalog.fit_questions]


def test_results_of_surveyjs_are_read(run: Run, catalog: Catalog, people: Sequence[Answers], tmp_path: Path) -> None:
    first, second = people
    importance = {"tools": "high", "horizon": "low"}
    results = [{**in_survey(first), "importance": importance}, in_survey(second)]
    file = tmp_path / "results.json"
    meant = [Answers.model_validate({"answers": first.answers, "importance": importance}), second]
    for text in ("".join(f"{json.dumps(each)}\n" for each in results), json.dumps(results, indent=2)):
        file.write_text(text, encoding="utf-8")
        assert scored(run, file) == rows_of(catalog, meant)


FILLED = """
const [library, form, people] = process.argv.slice(1);
const { Model } = require(library);
const read = (file) => JSON.parse(require("fs").readFileSync(file));
const results = read(people).map((answers) => {
  const survey = new Model(read(form));
  if (survey.jsonErrors?.length) throw survey.jsonErrors;
  for (const [name, answer] of Object.entries(answers)) survey.getQuestionByName(name).value = answer;
  if (!survey.tryComplete()) throw new Error("is not complete");
  return survey.data;
});
console.log(JSON.stringify(results));
"""
"""Fills in a form of SurveyJS for several people, and prints what it gives back."""


@with_surveyjs
@pytest.mark.parametrize("name", ["built-in", "five roles"])
def test_surveyjs_itself_gives_back_what_score_reads(run: Run, name: str, tmp_path: Path) -> None:
    catalog_file = {"five roles": ("--roles", str(FIVE_ROLES))}.get(name, ())
    catalog = load_catalog(*catalog_file[1:])
    take_all = [
        question.option_ids if question.takes_many else question.option_ids[0] for question in catalog.questions
    ]
    take_none = [() if question.takes_many else None for question in catalog.questions]
    ids = [question.id for question in catalog.questions]
    meant = [Answers(answers=dict(zip(ids, answers, strict=True))) for answers in (take_all, take_none)]
    form, people, results = (tmp_path / name for name in ("form.json", "people.json", "results.json"))
    form.write_bytes(write_form(catalog, "surveyjs"))
    people.write_text(json.dumps(list(map(in_survey, meant))), encoding="utf-8")
    command = [str(NODE), "-e", FILLED, str(SURVEYJS), str(form), str(people)]
    results.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    code, out, err = run("score", str(results), *catalog_file)
    assert (code, [(row["top"], row["fit"]) for row in map(json.loads, out.splitlines())]) == (
        0,
        rows_of(catalog, meant),
    ), err


@pytest.mark.parametrize("name", ["built-in", "five roles", "hostile"])
def test_pyxform_makes_a_form_of_the_workbook_without_a_warning(name: str, tmp_path: Path) -> None:
    files = {"five roles": str(FIVE_ROLES), "hostile": poisoned(tmp_path)}
    catalog = load_catalog(files.get(name))
    file = tmp_path / "quiz.xlsx"
    file.write_bytes(write_form(catalog, "xlsform"))
    made = convert(str(file))
    assert made.warnings == []
    space = {"x": "http://www.w3.org/2002/xforms"}
    form = ET.fromstring(made.xform)  # noqa: S314  # our own
    fields = [each for kind in ("select", "select1") for each in form.iterfind(f".//x:{kind}", space)]
    assert {each.attrib["ref"] for each in fields} == {f"/data/{question.id}" for question in catalog.questions}
    rules = {each.attrib["nodeset"]: each.attrib.get("constraint", "") for each in form.iterfind(".//x:bind", space)}
    for question in catalog.questions:
        rule = "not(selected(., 'none_of_these')) or count-selected(.) = 1" if question.takes_many else ""
        assert rules[f"/data/{question.id}"].strip() == rule, "none of the options stands alone"
        items = form.findall(f".//x:instance[@id='{question.id}']//x:item", space)
        labels = ["".join(each.itertext()) for item in items for each in item.iterfind("x:label", space)]
        offered = [escape_control(option.label) for option in question.options] + [NOTHING] * question.takes_many
        assert labels == offered
    with zipfile.ZipFile(file) as parts:
        assert not any("<f>" in parts.read(each).decode() for each in parts.namelist() if "sheet" in each)


def split(given: Answers, catalog: Catalog) -> dict[str, str]:
    """Answers as KoboToolbox gives them: all options in a cell, and besides a column for each, with 1 or 0."""
    cells = {}
    for question in catalog.questions:
        answer = given.answers.get(question.id)
        chosen = ("none_of_these",) if answer == () else chosen_options(answer)
        cells[question.id] = " ".join(chosen)
        for option in (*question.option_ids, "none_of_these") if question.takes_many else ():
            cells[f"{question.id}/{option}"] = "" if answer is None else str(int(option in chosen))
    return cells


@pytest.mark.parametrize("columns", ["together", "apart", "both"])
def test_tables_of_odk_and_kobotoolbox_are_read(
    run: Run, catalog: Catalog, people: Sequence[Answers], columns: str, tmp_path: Path
) -> None:
    rows = [{"SubmissionDate": "2026-05-01T09:00:00.000Z", **split(each, catalog), "KEY": "uuid:1"} for each in people]
    many = [question.id for question in catalog.questions if question.takes_many]
    head = [
        name for name in rows[0] if columns == "both" or not ("/" in name if columns == "together" else name in many)
    ]
    file = table(tmp_path / "quiz.csv", head, [[row[name] for name in head] for row in rows])
    assert scored(run, file) == rows_of(catalog, people)


def test_the_same_workbook_has_the_same_bytes(catalog: Catalog) -> None:
    assert write_form(catalog, "xlsform") == write_form(catalog, "xlsform")


def test_exports_of_google_forms_are_read(
    run: Run, catalog: Catalog, people: Sequence[Answers], tmp_path: Path
) -> None:
    def cell(given: Answers, name: str, separator: str) -> str:
        question, answer = catalog.question(name), given.answers.get(name)
        if isinstance(answer, tuple):
            return separator.join(map(question.label, answer)) or NOTHING
        return question.label(answer) if answer else ""

    head = ["Timestamp", *(question.ask for question in catalog.questions)]
    for separator in (", ", ";"):
        rows = [
            ["2026/05/01 9:00:00 am GMT+2", *(cell(each, question.id, separator) for question in catalog.questions)]
            for each in people
        ]
        assert scored(run, table(tmp_path / "Responses.csv", head, rows)) == rows_of(catalog, people)


RECORDER = """
const form = {items: []};
const add = type => () => {
  const item = {type};
  form.items.push(item);
  const into = key => value => { item[key] = value; return item; };
  return Object.assign(item, {setTitle: into("title"), setHelpText: into("help"), setRequired: into("required"),
    setChoiceValues: into("choices")});
};
globalThis.FormApp = {create: title => Object.assign(form, {title, setDescription: text => { form.description = text; },
  setProgressBar: () => form, addCheckboxItem: add("many"), addMultipleChoiceItem: add("one"),
  setPublished: published => { form.published = published; },
  getEditUrl: () => "edit", getPublishedUrl: () => "sent"})};
globalThis.Logger = {log: () => {}};
"""


@with_node
@pytest.mark.parametrize("hostile", [False, True])
def test_the_script_for_google_builds_the_form(catalog: Catalog, hostile: bool, tmp_path: Path) -> None:
    catalog = load_catalog(poisoned(tmp_path)) if hostile else catalog
    script = f"{RECORDER}{write_form(catalog, 'google').decode()}\nbuildForm(); console.log(JSON.stringify(form));"
    done = subprocess.run([str(NODE), "-"], input=script, capture_output=True, text=True, check=True)
    form = json.loads(done.stdout)
    assert form["published"]
    for question, item in zip(catalog.questions, form["items"], strict=True):
        offered = [escape_control(option.label) for option in question.options] + [NOTHING] * question.takes_many
        assert (item["type"], item["title"], item["required"]) == (question.kind, escape_control(question.ask), False)
        assert item["choices"] == offered


@pytest.mark.parametrize("hostile", [False, True])
def test_paper_has_a_box_for_each_answer(catalog: Catalog, hostile: bool, tmp_path: Path) -> None:
    catalog = load_catalog(poisoned(tmp_path)) if hostile else catalog
    text = write_form(catalog, "markdown").decode()
    boxes = sum(len(question.options) + question.takes_many for question in catalog.questions)
    assert len(re.findall(r"^- \[ \] \S", text, flags=re.MULTILINE)) == boxes
    blocks = MarkdownIt("commonmark").parse(text)
    assert [each.tag for each in blocks if each.type == "heading_open"] == ["h1", *["h2"] * len(catalog.questions)]
    assert sum(each.type == "list_item_open" for each in blocks) == boxes
    inline = [token.type for block in blocks for token in block.children or ()]
    assert not {"link_open", "image", "code_inline"} & set(inline)


@pytest.mark.parametrize(
    ("to", "ending"),
    [("html", "html"), ("surveyjs", "json"), ("xlsform", "xlsx"), ("google", "gs"), ("markdown", "md")],
)
def test_a_file_gets_the_ending_of_its_format(run: Run, catalog: Catalog, to: Any, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"quiz.{ending}"
    assert run("form", "--to", to, "--output", str(tmp_path / "quiz")) == (0, "", f"The form is in {file}.\n")
    assert file.read_bytes() == write_form(catalog, to)


def test_a_form_through_a_pipe_has_the_same_bytes_whatever_the_language(catalog: Catalog) -> None:
    for to in ("markdown", "xlsform"):
        command = [sys.executable, "-m", "rolefit", "form", "--to", to]
        done = subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (write_form(catalog, to), b"")


def test_what_cannot_be_written_is_told_in_a_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = shutil.copy(FIVE_ROLES, tmp_path / "roles.md")
    own = ["--roles", str(roles), "--output", str(roles)]
    assert run("form", "--to", "markdown", *own)[2].endswith("name another file for the form\n")
    assert run("form", "--to", "html", "--output", "/no/such/quiz.html")[0] == 2
    assert run("form")[2] == "rolefit: missing option --to; see rolefit form --help\n"
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "rolefit.forms.xlsform", raising=False)
    code, out, err = run("form", "--to", "xlsform")
    hint = "to write it, install: pip install 'rolefit[tables]'"
    assert (code, out, err) == (2, "", f"rolefit: --to: xlsform is a workbook; {hint}\n")
