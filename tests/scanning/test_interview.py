"""What to ask in the interview: what a text leaves unsaid, and would tell its readings apart."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, Run
from rolefit import Catalog, load_catalog, scan

CATALOG = load_catalog()
SIGNALS = [signal for q in CATALOG.questions for option in q.options for signal in option.signals]
POSTING = EXAMPLES / "postings" / "applied-scientist.txt"
CLOSE = POSTING.read_text("utf-8")
CLEAR = (EXAMPLES / "postings" / "data-scientist.txt").read_text("utf-8")


@given(st.lists(st.sampled_from(SIGNALS), max_size=12))
def test_what_a_text_says_is_never_asked(named: list[str]) -> None:
    found = scan(CATALOG, ". ".join(named))
    said = {(each.question, each.option) for each in found.revealed}
    for ask in found.ask:
        question = CATALOG.question(ask.question)
        assert not question.outside_fit
        assert (ask.question, ask.option) not in said
        assert ask.option or ask.question not in {name for name, _ in said}


@given(st.lists(st.sampled_from(SIGNALS), max_size=12))
def test_a_few_things_are_asked_each_of_another_question_what_tells_most_first(named: list[str]) -> None:
    asks = scan(CATALOG, ". ".join(named)).ask
    told = [ask.information for ask in asks]
    assert len(asks) <= 3
    assert len({ask.question for ask in asks}) == len(asks)
    assert told == sorted(told, reverse=True)
    assert all(each > told[0] / 4 for each in told)


@given(st.randoms())
def test_the_order_of_the_catalog_does_not_matter(chance: Random) -> None:
    questions = list(CATALOG.questions)
    chance.shuffle(questions)
    other = CATALOG.model_copy(update={"questions": tuple(questions)})
    asked = [{ask.question: ask.information for ask in scan(each, CLOSE).ask} for each in (CATALOG, other)]
    assert asked[0] == pytest.approx(asked[1])


def test_close_and_open_texts_are_asked_about_and_clear_ones_are_not() -> None:
    assert scan(CATALOG, CLOSE).verdict.kind == "close"
    assert scan(CATALOG, CLOSE).ask
    assert scan(CATALOG, "We use SQL.").verdict.because == "too-little"
    assert scan(CATALOG, "We use SQL.").ask
    assert scan(CATALOG, CLEAR).verdict.kind == "clear"
    assert not scan(CATALOG, CLEAR).ask


def test_a_text_that_says_nothing_of_any_role_is_asked_about_by_its_title_alone() -> None:
    assert not scan(CATALOG, "Mix flour with sugar and two eggs.").ask
    assert scan(CATALOG, "We look for somebody who can count.", title="Data Scientist").ask


def test_where_another_job_is_near_all_roles_are_told_apart() -> None:
    near = scan(CATALOG, CLEAR, title="Data Analyst")
    assert (near.verdict.because, len(near.verdict.roles)) == ("near-job", 1)
    assert near.ask


@pytest.mark.parametrize(
    ("title", "text", "because"),
    [
        ("Sales representative", "You visit customers, make offers and close deals in your region. " * 5, "other-job"),
        ("", "Wir suchen eine Person, die Daten auswertet und daraus Berichte macht. " * 5, "other-language"),
    ],
)
def test_a_text_about_none_of_the_roles_is_not_asked_about(title: str, text: str, because: str) -> None:
    found = scan(CATALOG, text, title=title)
    assert found.verdict.because == because
    assert not found.ask


def test_a_catalog_without_interview_questions_asks_nothing(catalog: Catalog) -> None:
    bare = [
        question.model_copy(
            update={
                "interview": None,
                "options": tuple(option.model_copy(update={"interview": None}) for option in question.options),
            }
        )
        for question in catalog.questions
    ]
    assert not scan(catalog.model_copy(update={"questions": tuple(bare)}), CLOSE).ask


def test_no_question_of_the_interview_names_a_role_or_is_long(catalog: Catalog) -> None:
    asked = [q.interview for q in catalog.questions] + [o.interview for q in catalog.questions for o in q.options]
    texts = list(filter(None, asked))
    assert len(texts) == len(set(texts))
    for text in texts:
        assert len(text) <= 78
        assert text.endswith("?")
        assert not any(role.title.lower() in text.lower() for role in catalog.roles)


def test_it_is_asked_in_the_terminal_on_a_page_and_in_json(run: Run, tmp_path: Path) -> None:
    posting = str(POSTING)
    out = run("scan", posting, columns=80)[1]
    asked = out[out.index("\nAsk them:\n") :].splitlines()[2:-1]
    assert asked[0] == "  • Who puts the models into production, and who is called when they fail?"
    assert len(out.splitlines()) <= 30
    assert [ask["text"] for ask in json.loads(run("scan", posting, "--json")[1])["ask"]] == [
        line.removeprefix("  • ") for line in asked
    ]
    assert "Ask them:" in run("scan", posting, "--all", columns=80)[1]
    assert "Ask them:" not in run("scan", posting, posting, columns=80)[1]
    report = tmp_path / "report.md"
    run("scan", posting, "--report", str(report))
    assert "## Ask them\n\n- Who puts the models into production" in report.read_text("utf-8")
