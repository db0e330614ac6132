"""What a JSON Resume suggests, and the quiz that a person then confirms."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from helpers import EXAMPLES, Run
from rolefit import Catalog, load_catalog
from rolefit.catalog.models import Option
from rolefit.quiz.ask_in_lines import LineInterviewer
from rolefit.quiz.engine import Progress, Quiz
from rolefit.quiz.wording import suggestions_in_words
from rolefit.scanning.finder import contains_any
from rolefit.scanning.json_resume import load_resume, suggestions
from rolefit.scanning.reader import TextReader
from rolefit.terminal.console import console_for
from schemas import Samples

RESUME = str(EXAMPLES / "resume.json")
SAMPLES = load_catalog(Samples.folder / "catalog.yaml")


def suggested(tmp_path: Path, catalog: Catalog, **sections: Any) -> dict[str, Any]:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps({"basics": {}, **sections}), encoding="utf-8")
    return suggestions(catalog, load_resume(str(file)))


def test_skills_work_projects_degrees_and_publications_suggest_answers(catalog: Catalog) -> None:
    assert suggestions(catalog, load_resume(RESUME)) == {
        "tools": ("deep-learning", "sql", "r", "bi"),
        "deliverables": ("pipelines", "dashboards", "papers"),
        "methods": ("forecasting", "regression", "boosting"),
        "publishing": "own-subject",
        "background": "master",
    }


SENTENCE = "Built dashboards in Tableau on top of PostgreSQL"


@pytest.mark.parametrize(
    "sections",
    [
        {"basics": {"summary": SENTENCE}},
        {"work": [{"position": SENTENCE}]},
        {"work": [{"summary": None}, {"summary": SENTENCE}]},
        {"work": [None, {"summary": SENTENCE, "highlights": [None]}]},
        {"work": [{"highlights": ["Halved the costs", SENTENCE]}]},
        {"projects": [{"description": SENTENCE}]},
        {"projects": [{"name": "Bread", "highlights": [SENTENCE]}]},
    ],
)
def test_sentences_suggest_what_a_scan_reads_in_them(
    catalog: Catalog, tmp_path: Path, sections: dict[str, Any]
) -> None:
    found = {(name, option) for name, options in suggested(tmp_path, catalog, **sections).items() for option in options}
    assert found == set(TextReader(catalog).read(SENTENCE).options)
    assert {("tools", "bi"), ("tools", "sql"), ("deliverables", "dashboards")} <= found


def test_what_a_sentence_negates_and_who_a_name_means_suggest_nothing(catalog: Catalog, tmp_path: Path) -> None:
    assert suggested(tmp_path, catalog, basics={"summary": "I do not work with Tableau."}) == {}
    assert suggested(tmp_path, catalog, work=[{"name": "SQL Ltd", "position": "Chef"}], projects=[{"name": "R"}]) == {}


def test_sentences_tell_nothing_of_questions_that_take_one_answer(catalog: Catalog, tmp_path: Path) -> None:
    for question in catalog.questions:
        for signal in [signal for option in question.options for signal in option.signals]:
            found = suggested(tmp_path, catalog, work=[{"highlights": [f"Worked with {signal}"]}])
            assert question.takes_many or question.id not in found, signal


def test_a_catalog_that_does_not_read_texts_tells_skills_alone(catalog: Catalog, tmp_path: Path) -> None:
    silent = catalog.model_copy(update={"texts": None})
    found = suggested(tmp_path, silent, skills=[{"name": "Tableau"}], basics={"summary": "Wrote SQL"})
    assert found == {"tools": ("bi",)}


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (["PhD", "Bachelor of Arts"], "doctorate"),
        (["B.Sc.", "M.Sc."], "master"),
        (["BSc (Hons)"], "up-to-bachelor"),
        (["Doctor of Philosophy"], "doctorate"),
        (["High School Diploma"], "up-to-bachelor"),
        (["Masters"], "master"),
    ],
)
def test_the_highest_degree_is_suggested_whatever_stands_first(
    catalog: Catalog, tmp_path: Path, degrees: list[str], expected: str
) -> None:
    education = [{"studyType": degree} for degree in degrees]
    assert suggested(tmp_path, catalog, education=education) == {"background": expected}


def test_a_degree_is_read_in_education_only(catalog: Catalog, tmp_path: Path) -> None:
    assert suggested(tmp_path, catalog, skills=[{"name": "Scrum Master"}], education=[{"area": "PhD"}]) == {}


def test_a_signal_in_a_section_tells_more_than_that_the_section_is_there(catalog: Catalog, tmp_path: Path) -> None:
    paper = {"name": "A better optimiser", "publisher": "ICML 2021"}
    assert suggested(tmp_path, catalog, publications=[paper])["publishing"] == "new-methods"
    assert suggested(tmp_path, catalog, publications=[{"name": "On bread"}])["publishing"] == "own-subject"
    assert suggested(tmp_path, catalog, publications=[]) == suggested(tmp_path, catalog, publications=[{}]) == {}


@pytest.mark.parametrize(
    ("signal", "text", "found"),
    [
        ("R", "R", True),
        ("R", "R, Python", True),
        ("R", "r", False),
        ("R", "R&D", False),
        ("R", "R-CNN", False),
        ("Go", "go to market", False),
        ("C", "C/C++", True),
        ("C", "C++", False),
        ("C", "Objective-C", False),
        ("c++", "Modern C++ (17)", True),
        ("power bi", "Microsoft Power  BI", True),
        ("power bi", "power bidding", False),
        ("SQL", "NoSQL", False),
        ("SQL", "MySQL", False),
        ("B.Sc.", "BASco", False),
    ],
)
def test_a_signal_is_a_whole_word_and_its_capitals_matter(signal: str, text: str, found: bool) -> None:
    assert contains_any([signal], ["something else", text]) is found


@pytest.mark.parametrize("signal", ["", " R", "a  b", "x.*", "(R)", "[ab]", "x" * 61, 7])
def test_a_signal_is_plain_words(signal: object) -> None:
    with pytest.raises(ValueError, match="signals"):
        Option.model_validate({"id": "x", "label": "X", "signals": [signal]})


def test_every_option_is_revealed_by_its_own_signals(catalog: Catalog, tmp_path: Path) -> None:
    for question in filter(lambda question: question.takes_many, catalog.questions):
        for option in question.options:
            for signal in option.signals:
                found = suggested(tmp_path, catalog, skills=[{"name": signal}])
                assert option.id in found[question.id], signal


def test_a_resume_in_yaml_and_one_with_nulls_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text("skills: [{name: null, keywords: [Sourdough]}, {name: x, keywords: null}]\nwork: null\n")
    assert suggestions(SAMPLES, load_resume(str(file))) == {"heat": ("oven",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answers: {horizon: weeks}", "is not a JSON Resume; it has sections such as skills or education"),
        ("[1, 2]", "is not a JSON Resume"),
        ("{skills: python}", "skills: must be a list, not python"),
        ("{skills: [python]}", "skills.0: must be a mapping of keys to values, not python"),
        ("{skills: [{name: 3}]}", "skills.0.name: must be text"),
        ("{skills: [", "is not valid YAML"),
        ("", "is empty"),
    ],
)
def test_what_is_no_resume_gives_one_line(run: Run, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "resume"
    file.write_text(text, encoding="utf-8")
    code, out, err = run("quiz", "--from-resume", str(file))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--answers", str(EXAMPLES / "ml-engineer.yaml")], "--from-resume fills in a quiz that is asked; leave out"),
        (["--answers", str(EXAMPLES / "ml-engineer.yaml"), "--review"], "--from-resume fills in a quiz that is asked"),
        ([], "standard input: is no terminal, so nobody can confirm what the resume suggests; answer in a terminal"),
        (["--report", RESUME], f"{RESUME}: is in use by another option"),
        (["--save", RESUME], f"{RESUME}: holds something else than answers"),
    ],
)
def test_where_nobody_can_confirm_nothing_is_suggested(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run("quiz", "--from-resume", RESUME, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_resume_over_standard_input_is_refused(run: Run) -> None:
    code, _, err = run("quiz", "--from-resume", "-", "--json")
    assert (code, json.loads(err)["error"]["code"]) == (2, "usage")


def test_a_suggestion_counts_only_once_it_is_confirmed() -> None:
    shown = io.StringIO()
    progress = Progress(suggestions={"hours": "night", "heat": ("oven", "grill")})
    Quiz(SAMPLES, LineInterviewer(console_for(shown), io.StringIO("\nb\n2\nq\n")), progress).take()
    assert progress.answers == {"hours": "noon"}
    text = " ".join(shown.getvalue().split())
    assert "From your resume: 1; Enter confirms it." in text
    assert "Your answer so far: 1; Enter keeps it." in text
    assert "From your resume: 1 3; Enter confirms it." in text


def test_what_was_skipped_or_begun_counts_for_more_than_a_suggestion() -> None:
    progress = Progress({"hours": None}, drafts={"heat": ("stove",)}, suggestions={"hours": "night", "heat": ("oven",)})
    assert (progress.filled("hours"), progress.filled("heat")) == (None, ("stove",))
    assert not progress.is_suggested("hours")
    assert not progress.is_suggested("heat")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"heat": ("oven", "grill"), "hours": "night"}, "From the resume: 3 suggestions for 2 questions; confirm each"),
        ({"hours": "night"}, "From the resume: 1 suggestion for 1 question; confirm it."),
        ({}, "The resume tells nothing of what is asked, so nothing is filled in."),
    ],
)
def test_how_much_was_found_is_said_in_a_sentence(found: dict[str, Any], said: str) -> None:
    assert suggestions_in_words(found).startswith(said)
