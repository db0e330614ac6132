"""The line mode: what a person types, and what it is taken for."""

import io
import re

import pytest

from helpers import FIVE_ROLES
from rolefit import Catalog, load_catalog
from rolefit.quiz.ask_in_lines import LineInterviewer, understand
from rolefit.quiz.engine import Progress, Quiz
from rolefit.terminal.console import console_for

SMALL = load_catalog(FIVE_ROLES)
TOOLS = SMALL.question("tools")
HORIZON = SMALL.question("horizon")


def quiz(typed: str, catalog: Catalog = SMALL) -> tuple[Progress, str]:
    """Take the quiz by typing; return what was said and everything that was shown."""
    shown = io.StringIO()
    mode = LineInterviewer(console_for(shown), io.StringIO(typed))
    mode.welcome(len(catalog.questions), quick=False)
    progress = Progress()
    Quiz(catalog, mode, progress).take()
    return progress, shown.getvalue()


@pytest.mark.parametrize("typed", ["1 3", "3,1", " 1, 3 ", "3;1;1", "01 03"])
def test_numbers_are_read_however_they_are_separated(typed: str) -> None:
    assert understand(TOOLS, typed) == ("sql", "deep-learning")


def test_nought_is_none_of_these() -> None:
    assert understand(TOOLS, "0") == ()


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ("", "Type a number, or s to skip this question."),
        (",", "Type a number, or s to skip this question."),
        ("one", "I do not understand one. Type numbers from 1 to 5, s, b, i, q or ?."),
        ("1 x", "I do not understand x."),
        ("-1", "I do not understand -1."),
        ("1.5", "I do not understand 1.5."),
        ("²", "I do not understand ²."),
        ("6", "There is no answer 6: the numbers go from 1 to 5."),
        ("9" * 5000, "I do not understand 99999999999999999999."),
        ("1-3", "Type the numbers one by one, such as 1 2 3, not 1-3."),
        ("0 1", "0 means none of these, so it cannot stand beside other numbers."),
        ("\x1b[A", "I do not understand \\x1b[A."),
    ],
)
def test_a_slip_is_explained_and_never_taken_as_an_answer(line: str, slip: str) -> None:
    with pytest.raises(ValueError, match=re.escape(slip)):
        understand(TOOLS, line)


@pytest.mark.parametrize(
    ("line", "slip"), [("1 2", "takes one answer, and you gave 2"), ("0", "There is no answer 0"), ("4", "no answer 4")]
)
def test_a_question_with_one_answer_takes_just_one(line: str, slip: str) -> None:
    with pytest.raises(ValueError, match=slip):
        understand(HORIZON, line)


def test_after_a_slip_the_question_is_asked_again() -> None:
    progress, shown = quiz("9\n1\nq\n")
    assert progress.answers == {"tools": ("sql",)}
    assert "There is no answer 9" in shown


def test_the_whole_quiz_as_a_transcript(snapshot: object) -> None:
    typed = "?\n1 5\nb\n\n5\nback\n0\nx\n2\ns\n"
    progress, shown = quiz(typed)
    assert progress.answers == {"tools": ("sql", "streams"), "deliverables": (), "horizon": "months", "watch": None}
    assert shown == snapshot


def test_back_at_the_first_question_is_explained() -> None:
    _, shown = quiz("b\nq\n")
    assert "This is the first question." in shown


def test_going_back_to_a_skipped_question_and_pressing_enter_skips_it_again() -> None:
    progress, shown = quiz("s\nb\n\nq\n")
    assert progress.answers == {"tools": None}
    assert "You skipped this before; Enter skips it again." in shown


def test_a_question_is_made_important_unimportant_and_neither_again() -> None:
    progress, shown = quiz("i\n1\ni\ni\n1\ni\ni\ni\n1\nq\n")
    assert progress.importance == {"tools": "high", "deliverables": "low"}
    assert "Important: this question counts double." in shown
    assert "Unimportant: this question counts half." in shown
    progress, shown = quiz("i\n1\nb\n\nq\n")
    assert shown.count("Important: this question counts double.") == 2
    assert progress.importance == {"tools": "high"}


def test_the_review_shows_the_answers_and_any_can_be_changed() -> None:
    progress, shown = quiz("1 5\n0\n2\ns\n3\n1\n\n")
    assert progress.answers == {"tools": ("sql", "streams"), "deliverables": (), "horizon": "weeks", "watch": None}
    first, second = shown.split("Your answers\n")[1:]
    assert "2  Deliverables: none of these" in first
    assert "4  Watch: skipped" in first
    assert "3 answered and 1 skipped of 4 questions." in first
    assert first.split("Question 3")[0].count("Horizon: ") == 1
    assert "Your answer so far: 2; Enter keeps it." in first
    assert second.index("Horizon: ") > 0


def test_after_an_early_stop_the_review_says_how_sure_it_is_and_can_go_on() -> None:
    progress, shown = quiz("1\nq\ng\n0\n2\n4\n\n")
    assert progress.answers["watch"] == "database"
    assert "1 answered and 3 not asked of 4 questions." in shown
    assert "The 3 questions that are left would put another role first about" in shown
    assert "4 answered of 4 questions." in shown


def test_the_review_explains_a_slip_and_back_asks_the_last_question() -> None:
    progress, shown = quiz("1\n0\n2\n4\n9\nb\n3\n\n")
    assert "Press Enter, or type a number from 1 to 4." in shown
    assert progress.answers["watch"] == SMALL.question("watch").options[2].id


def test_an_offer_is_taken_with_enter_and_declined_with_f() -> None:
    def offered(typed: str) -> tuple[bool, str]:
        shown = io.StringIO()
        taken = LineInterviewer(console_for(shown), io.StringIO(typed)).offer("You stopped half way.")
        return taken, shown.getvalue()

    assert offered("\n")[0]
    assert not offered("f\n")[0]
    assert "Press Enter to go on, or type f to start afresh." in offered("y\n\n")[1]


def test_the_end_of_the_input_is_told_apart_from_an_answer() -> None:
    with pytest.raises(EOFError):
        quiz("1\n")


def test_a_last_line_without_its_end_still_counts() -> None:
    progress, _ = quiz("1\n1\n1\n2")
    assert progress.answers["watch"] == "model"


def test_text_of_a_catalog_cannot_move_the_cursor_or_change_colours() -> None:
    hostile = SMALL.model_dump(by_alias=True)
    hostile["questions"][0]["ask"] = "\x1b[2JGone?\r[bold red]loud[/]"
    hostile["questions"][0]["options"][0]["label"] = "\x9b31m:smile: \u202egnirts"
    catalog = Catalog.model_validate(hostile)
    _, shown = quiz("q\n", catalog)
    assert "\\x1b[2JGone? [bold red]loud[/]" in shown
    assert "\\x9b31m:smile: \\u202egnirts" in shown
    assert not {"\x1b", "\x9b", "\r", "\u202e"} & set(shown)


def test_answers_given_by_typing_are_answers_to_the_catalog() -> None:
    progress, _ = quiz("1 2\n0\n3\n4\n")
    assert progress.given().answers["watch"] == "database"
