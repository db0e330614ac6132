"""The quiz in a real pseudo-terminal, key by key, as it stands on the screen."""

import json
import signal
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers import EXAMPLES, FIVE_ROLES, ROOT
from rolefit import Catalog, load_answers
from rolefit.answers.models import chosen_options
from rolefit.terminal.console import between_words
from terminals import Terminal


class Desk:
    """Starts terminals that share one folder for what was begun, and closes them in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._terminals: list[Terminal] = []

    def start(
        self, *arguments: str, columns: int = 80, rows: int = 24, program: Sequence[str] = (), **environment: Any
    ) -> Terminal:
        terminal = Terminal(self.folder, *arguments, columns=columns, rows=rows, program=program, **environment)
        self._terminals.append(terminal)
        return terminal

    def close(self) -> None:
        for terminal in self._terminals:
            terminal.child.close(force=True)

    @property
    def saved(self) -> list[Path]:
        return sorted((self.folder / "rolefit" / "quizzes").glob("*.json"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path / "state")
    yield opened
    opened.close()


UP, DOWN, LEFT, SHIFT_TAB, ENTER, ESCAPE, CONTROL_C = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[Z", "\r", "\x1b", "\x03"

FOUR = ("--roles", str(FIVE_ROLES))
"""A catalog with four questions: tools (many), deliverables (many), horizon (one), watch (one)."""


def test_a_quiz_key_by_key_from_the_first_question_to_the_verdict(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4", "❯ [ ] SQL")
    quiz.press(" ", "❯ [x] SQL")
    quiz.press("jjjj ", "❯ [x] Hadoop")
    quiz.press(ENTER, "✓ Tools: SQL; Hadoop", "Question 2 of 4")
    quiz.press(UP + DOWN + DOWN + " " + ENTER, "Question 3 of 4", "1 ❯ ( ) Days")
    assert "(•)" not in quiz.text
    quiz.press(DOWN, "1   ( ) Days", "2 ❯ (•) Months")
    quiz.press(ENTER, "Question 4 of 4")
    quiz.press(
        "s", "  Watch: skipped", "Your answers: pick one to change it.", "3 answered and 1 skipped of 4 questions."
    )
    quiz.press(ENTER)
    assert quiz.end() == 0
    assert "Next: " in quiz.scrolled
    summary = [line for line in quiz.scrolled.splitlines() if line.startswith(("✓", "–"))]
    assert [line.split(":")[0] for line in summary] == ["✓ Tools", "✓ Deliverables", "✓ Horizon", "– Watch"]
    assert "Question" not in quiz.scrolled
    assert desk.saved == []


@pytest.mark.parametrize("back", [LEFT, SHIFT_TAB])
def test_back_takes_the_line_away_and_fills_the_earlier_answer_in(desk: Desk, back: str) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("j " + ENTER, "✓ Tools: Python or R", "Question 2 of 4")
    quiz.press(back, "Question 1 of 4", "❯ [x] Python or R")
    assert "✓" not in quiz.text
    quiz.press("k ", "❯ [x] SQL", "  [x] Python or R")
    quiz.press(ENTER, "✓ Tools: SQL; Python or R", "Question 2 of 4")
    quiz.press(LEFT + LEFT, "Question 1 of 4", "There is nothing before this.")


def test_what_was_ticked_before_going_back_is_still_ticked(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("s", "Question 2 of 4")
    quiz.press("j ", "❯ [x]")
    quiz.press(LEFT, "Question 1 of 4")
    quiz.press("s", "Question 2 of 4", "❯ [x]")


def test_none_of_these_is_not_a_skip(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(ENTER, "None of these? Enter again; s skips.")
    quiz.press(ENTER, "✓ Tools: none of these", "Question 2 of 4")
    quiz.press("s", "– Deliverables: skipped", "Question 3 of 4")


def test_a_slash_filters_as_one_types(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("/hqs", "/ hqs", "nothing matches")
    quiz.press("\x1b[C\x1b[3~\x7f\x7fad", "/ had", "❯ [ ] Hadoop")
    assert "SQL" not in quiz.text
    quiz.press(ENTER + " ", "❯ [x] Hadoop")
    quiz.press(ESCAPE, "[ ] SQL", "❯ [x] Hadoop")


def test_i_makes_a_question_important(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    quiz = desk.start(*FOUR, "--save", str(saved))
    quiz.see("Question 1 of 4")
    quiz.press("i", "Important: this question counts double.")
    quiz.press(" " + ENTER, "✓ Tools (important): SQL")
    quiz.press("ii ", "Unimportant: this question counts half.")
    quiz.press(ENTER, "✓ Deliverables (unimportant)")
    quiz.press("q", "Your answers")
    quiz.press(ENTER)
    assert quiz.end() == 0
    assert "Your answers are in" in quiz.scrolled
    assert yaml.safe_load(saved.read_text("utf-8"))["importance"] == {"tools": "high", "deliverables": "low"}


def test_the_keys_are_shown_and_hidden(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("? keys")
    quiz.press("?", "ctrl-c", "❯ [ ] SQL")
    assert "left, esc" not in quiz.text  # there is nothing before the first question
    quiz.press("s", "Question 2 of 4")
    quiz.press("?", "left, esc")
    quiz.resize(40, 10)
    quiz.press("k", "[ ] ")
    quiz.press("?", "ctrl-c")
    assert "[ ]" not in quiz.text
    quiz.press("?", "[ ]")


def test_in_the_review_any_answer_can_be_changed(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(
        " " + ENTER + " " + ENTER + "1" + ENTER + "1" + ENTER,
        "Your answers: pick one to change it.",
        "❯ See the result",
    )
    quiz.press("jjj", "❯ Horizon: ")
    quiz.press(ENTER, "Question 3 of 4")
    quiz.press(DOWN + DOWN + ENTER, "4 answered of 4 questions.", "  Horizon: Years")
    quiz.press(ENTER)
    assert quiz.end() == 0
    assert "Next: " in quiz.scrolled


def test_the_review_repeats_nothing_that_stands_above_it(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("1" + ENTER + "2" + ENTER + "3" + ENTER + "1" + ENTER, "4 answered of 4 questions.", "  Horizon: Years")
    assert "✓" not in quiz.text
    assert quiz.text.count("Tools: ") == quiz.text.count("Horizon: ") == 1
    quiz.press(LEFT, "Question 4 of 4", "✓ Horizon: Years")
    assert [line.split(":")[0] for line in quiz.text.splitlines() if "✓" in line] == [
        "✓ Tools",
        "✓ Deliverables",
        "✓ Horizon",
    ]
    quiz.press("s", "3 answered and 1 skipped of 4 questions.")
    quiz.press("j" + ENTER, "Question 1 of 4")
    quiz.press("2" + ENTER, "Tools: SQL; Python or R")
    quiz.press(ENTER)
    assert quiz.end() == 0
    # What was changed stands there once, as it is now.
    said = [line for line in quiz.scrolled.splitlines() if line.startswith(("✓", "–"))]
    assert [line.split(":")[0] for line in said] == ["✓ Tools", "✓ Deliverables", "✓ Horizon", "– Watch"]
    assert said[0] == "✓ Tools: SQL; Python or R for analyses"


def test_a_review_on_a_screen_too_small_for_all_lines_says_them_again_once(desk: Desk) -> None:
    quiz = desk.start(columns=60, rows=8)
    quiz.see("Question 1 of 13")
    quiz.press("s" * 13, "Your answers: pick one", "❯ See the result")
    quiz.press(ENTER)
    assert quiz.end() == 0
    said = [line for line in quiz.scrolled.splitlines() if line.startswith("– ")]
    assert len(said) == len(set(said)) == 13


@pytest.mark.parametrize("leave", [LEFT, ESCAPE, "q"])
def test_a_change_to_the_first_question_leads_back_to_the_review(desk: Desk, leave: str) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("1" + ENTER + "s" + "q", "Your answers")
    quiz.press("jj" + ENTER, "Question 1 of 4 · then your answers again", "[x] SQL")
    quiz.press(leave, "1 answered, 1 skipped and 2 not asked of 4 questions.")
    quiz.press("jj" + ENTER, "Question 1 of 4")
    quiz.press("2" + ENTER, "  Tools: SQL; Python or R")
    quiz.press("j" + ENTER, "✓ Tools: SQL; Python or R", "– Deliverables: skipped", "Question 3 of 4")


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_whoever_stops_at_the_first_question_just_leaves(desk: Desk, arguments: tuple[str, ...]) -> None:
    quiz = desk.start(*FOUR, *arguments)
    quiz.see("Question 1 of 4")
    quiz.press(" q" if not arguments else "q\r")
    assert quiz.end() == 0
    assert "Fit" not in quiz.scrolled
    assert "answers" not in quiz.text.partition("Question")[0]
    assert desk.saved == []


def test_a_digit_picks_and_in_the_filter_is_typed(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("1 ❯ [ ] SQL")
    quiz.press("2", "2 ❯ [x] Python or R")
    quiz.press("12", "1   [x] SQL", "2 ❯ [ ] Python or R")
    quiz.press("/2", "/ 2", "nothing matches")
    quiz.press(ESCAPE, "1 ❯ [x] SQL")


def test_escape_goes_back_and_arrows_are_no_escape(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("1" + ENTER, "Question 2 of 4")
    quiz.press(DOWN + DOWN + UP, "2 ❯ [ ]", "Question 2 of 4")
    quiz.press(ESCAPE, "Question 1 of 4", "❯ [x] SQL")
    quiz.press(ESCAPE, "There is nothing before this.")


def test_the_screen_may_shrink_and_grow_in_the_middle(desk: Desk) -> None:
    quiz = desk.start()
    quiz.see("Question 1 of 13")
    quiz.press("s", "Question 2 of 13")
    quiz.resize(40, 10)
    quiz.press("jjjjj", "❯ [ ] A document on the design, method", "more ·")
    assert max(len(line) for line in quiz.text.splitlines()) <= 40
    quiz.press(" " + ENTER, "Question 3 of 13")
    quiz.resize(100, 30)
    quiz.press("j", "Question 3 of 13", "enter goes on · ← back · s skips")


def test_control_c_leaves_and_the_next_quiz_goes_on(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" i" + ENTER, "Question 2 of 4")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    assert "interrupted; your answers are saved;" in quiz.text
    assert "quiz --roles" in quiz.text
    assert restored(quiz)
    again = desk.start(*FOUR)
    again.see("after 1 of 4 questions.", "❯ Go on where you were", "Start afresh")
    again.press(ENTER, "✓ Tools (important): SQL", "Question 2 of 4")
    again.press(LEFT, "Question 1 of 4", "❯ [x] SQL", "Important")
    assert "✓" not in again.text


def test_starting_afresh_says_how_to_get_the_earlier_answers_back(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start(*FOUR, columns=200)
    again.see("Go on where you were")
    again.press(DOWN + ENTER, "Your earlier answers are not lost:", "Question 1 of 4", "❯ [ ] SQL")
    assert desk.saved == []
    assert f"rolefitquiz--roles{FIVE_ROLES}--code" in "".join(again.text.split())


def test_fresh_does_not_ask_whether_to_go_on(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    desk.start(*FOUR, "--fresh").see("Your earlier answers are not lost:", "Question 1 of 4", "❯ [ ] SQL")


def test_after_kill_9_only_the_answer_being_given_is_lost(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("j " + ENTER, "Question 2 of 4")
    quiz.press(" ", "❯ [x]")
    quiz.child.kill(signal.SIGKILL)
    assert quiz.end() == -signal.SIGKILL
    again = desk.start(*FOUR)
    again.see("after 1 of 4 questions.")
    again.press(ENTER, "Question 2 of 4", "❯ [ ]")
    again.press(LEFT, "❯ [x] Python or R")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_a_sound_terminal(desk: Desk, end: signal.Signals) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.child.kill(end)
    assert quiz.end() == 130
    assert restored(quiz)
    assert "Traceback" not in quiz.scrolled
    assert len(desk.saved) == 1


def restored(quiz: Terminal) -> bool:
    """Whether the terminal shows its cursor, and no colour is left on."""
    return not quiz.screen.cursor.hidden and quiz.screen.cursor.attrs.fg == "default"


def test_the_terminal_echoes_again_whatever_ended_the_quiz(desk: Desk) -> None:
    shell = desk.start(*FOUR, program=["/bin/sh", "-c", '"$@"; stty -a', "sh"])
    shell.see("Question 1 of 4")
    shell.press(CONTROL_C, " icanon ", " echo ")


def test_a_terminal_that_is_gone_takes_nothing_with_it(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.hang_up()
    again = desk.start(*FOUR)
    again.see("after 1 of 4 questions.")


def test_two_quizzes_at_once_do_not_meet(desk: Desk) -> None:
    one = desk.start(*FOUR)
    one.see("Question 1 of 4")
    one.press(" " + ENTER, "Question 2 of 4")
    other = desk.start(*FOUR)
    other.see("Question 1 of 4", "❯ [ ] SQL")
    other.press("j " + ENTER, "✓ Tools: Python or R", "Question 2 of 4")
    assert len(desk.saved) == 2
    one.press(" " + ENTER, "Question 3 of 4")
    one.press(LEFT + LEFT, "Question 1 of 4", "[x] SQL", "[ ] Python or R")


def test_a_catalog_that_changed_keeps_what_makes_sense_and_says_what_does_not(desk: Desk, tmp_path: Path) -> None:
    changed = tmp_path / "roles.yaml"
    data = yaml.safe_load(FIVE_ROLES.read_text("utf-8"))
    changed.write_text(yaml.safe_dump(data), "utf-8")
    quiz = desk.start("--roles", str(changed))
    quiz.see("Question 1 of 4")
    quiz.press(" j " + ENTER + " " + ENTER + " " + ENTER, "Question 4 of 4")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    tools, deliverables = data["questions"][:2]
    gone = tools["options"].pop(0)["id"]
    data["questions"].remove(deliverables)
    for role in data["roles"]:
        del role["shares"][tools["id"]][gone]
        del role["shares"][deliverables["id"]]
    changed.write_text(yaml.safe_dump(data), "utf-8")
    again = desk.start("--roles", str(changed))
    again.see("Tools has other answers now, so it is asked again", "deliverables is not asked any more", "Go on")
    again.press(ENTER, "Question 2 of 3", "[x] Python or R")
    again.press(ENTER, "Question 3 of 3")


def test_a_saved_quiz_that_cannot_be_read_is_set_aside_and_said_once(desk: Desk) -> None:
    folder = desk.folder / "rolefit" / "quizzes"
    folder.mkdir(parents=True)
    (folder / "old.json").write_text('{"schema": "rolefit/quiz/1", "answ', "utf-8")
    (folder / "foreign.json").write_text('{"schema": "something/else"}', "utf-8")
    quiz = desk.start(*FOUR, columns=100)
    quiz.see("A saved quiz cannot be read and is set aside as", "Question 1 of 4")
    assert sorted(path.name.split(".")[0] for path in folder.glob("*.unreadable")) == ["foreign", "old"]
    again = desk.start(*FOUR)
    again.see("Question 1 of 4")
    assert "cannot be read" not in again.text


def test_what_is_saved_is_for_the_owner_only(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    (saved,) = desk.saved
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert stat.S_IMODE(saved.parent.stat().st_mode) == 0o700


def test_where_nothing_can_be_saved_the_quiz_says_so_once_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be", "utf-8")
    quiz = desk.start(*FOUR, columns=120)
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Your answers cannot be saved as you go", "Question 2 of 4")
    said = quiz.text.partition("Question 2 of 4")[0].rstrip()
    assert "✓ Tools: SQL" in said
    quiz.press("s", "Question 3 of 4")
    assert quiz.text.count("cannot be saved") == 1
    quiz.press(LEFT, "Question 2 of 4")
    quiz.press(LEFT, "Question 1 of 4")
    assert quiz.text.startswith(f"{said}\n")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    assert "to see the result of your answers:\nrolefit quiz --roles" in quiz.text


def test_a_full_disk_does_not_stop_the_quiz(desk: Desk) -> None:
    quiz = desk.start(*FOUR, columns=120, program=["/bin/bash", "-c", 'ulimit -f 0; "$@"', "bash"])
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Your answers cannot be saved as you go", "File too large", "Question 2 of 4")


def test_pasted_text_presses_no_keys(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("\x1b[200~ssq\x1b[2J\rq\x1b[201~" + "j", "❯ [ ] Python or R", "Question 1 of 4")
    quiz.press("/\x1b[200~py\x07thon\x1b[201~", "/ python", "❯ [ ] Python or R")


def test_keys_that_come_faster_than_the_screen_are_all_heard(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("j " + ENTER + "j " + ENTER + "j" + ENTER + "s", "Your answers", "  Horizon: Months", "  Watch: skipped")
    assert "[B" not in quiz.scrolled


def test_colours_follow_no_color(desk: Desk) -> None:
    def colours(quiz: Terminal) -> set[str]:
        quiz.see("Question 1 of 4")
        return {cell.fg for line in quiz.screen.buffer.values() for cell in line.values()}

    assert len(colours(desk.start(*FOUR))) > 1
    assert colours(desk.start(*FOUR, NO_COLOR="1")) == {"default"}


def test_a_terminal_without_utf_8_gets_plainer_signs(desk: Desk) -> None:
    quiz = desk.start(*FOUR, PYTHONIOENCODING="ascii")
    quiz.see("> [ ] SQL", "space ticks - enter goes on")
    quiz.press(" " + ENTER, "+ Tools: SQL")


def test_json_goes_to_a_file_while_the_terminal_asks(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    quiz = desk.start(*FOUR, "--json", program=["/bin/sh", "-c", f'"$@" > {out}', "sh"])
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.press("q" + ENTER)
    assert quiz.end() == 0
    assert json.loads(out.read_text("utf-8"))["answers"] == {"tools": ["sql"]}


def test_where_standard_error_leads_elsewhere_the_terminal_asks_all_the_same(desk: Desk, tmp_path: Path) -> None:
    quiz = desk.start(*FOUR, program=["/bin/sh", "-c", f'"$@" 2> {tmp_path / "errors"}', "sh"])
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "✓ Tools: SQL", "Question 2 of 4")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    assert "interrupted" in (tmp_path / "errors").read_text("utf-8")
    assert restored(quiz)


def test_a_result_fits_on_the_screen_with_the_verdict_in_view(desk: Desk) -> None:
    quiz = desk.start("--answers", str(EXAMPLES / "applied-scientist.yaml"))
    assert quiz.end() == 0
    assert quiz.text.lstrip().startswith("Close: applied scientist, but")
    assert "Next: " in quiz.text


def test_a_quick_quiz_asks_less_says_how_sure_it_is_and_offers_to_go_on(desk: Desk, catalog: Catalog) -> None:
    said = load_answers(str(EXAMPLES / "data-scientist.yaml"), catalog).answers
    quiz = desk.start("--quick")
    quiz.see("fewer where the rest would hardly matter", "Question 1 of at most 12")
    answers = 0
    while "Your answers" not in quiz.text:
        (question,) = (question for question in catalog.questions if question.ask in " ".join(quiz.text.split()))
        places = [question.option_ids.index(option) for option in chosen_options(said[question.id] or ())]
        quiz.press("".join(f"g{'j' * place} " for place in places) + ENTER, "")
        answers += 1
        quiz.see_one(f"Question {answers + 1} of", "Your answers")
    assert 4 <= answers < 12
    quiz.see(
        f"{answers} answered and {12 - answers} not asked of 12 questions.",
        "questions that are left would put another role first",
    )
    quiz.press(DOWN, "❯ Go on with the")
    quiz.press(ENTER, f"Question {answers + 1} of")


def test_a_quick_quiz_goes_on_as_one(desk: Desk) -> None:
    quiz = desk.start("--quick")
    quiz.see("Question 1 of at most 12")
    quiz.press("s", "Question 2 of at most 12")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start()
    again.see("Go on where you were")
    again.press(ENTER, "Question 2 of at most 12")


def test_ticks_from_before_going_back_outlast_an_interruption(desk: Desk) -> None:
    quiz = desk.start(*FOUR)
    quiz.see("Question 1 of 4")
    quiz.press("s", "Question 2 of 4")
    quiz.press("i ", "Important", "❯ [x]")
    quiz.press(LEFT, "Question 1 of 4")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start(*FOUR)
    again.see("Go on where you were")
    again.press(ENTER, "Question 2 of 4", "Important", "❯ [x]")


def test_nothing_is_forgotten_until_it_was_shown_and_saved(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    quiz = desk.start(*FOUR, "--save", str(folder / "me.yaml"))
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    folder.rmdir()
    quiz.press("q", "Your answers")
    quiz.press(ENTER)
    assert quiz.end() == 1
    assert "your answers are saved;" in " ".join(quiz.scrolled.split())
    assert len(desk.saved) == 1


def test_a_result_that_nobody_gets_leaves_the_quiz_to_go_on_with(desk: Desk) -> None:
    quiz = desk.start(*FOUR, program=["/bin/sh", "-c", '"$@" > /dev/full', "sh"])
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.press("q", "Your answers")
    quiz.press(ENTER)
    assert quiz.end() == 1
    assert len(desk.saved) == 1


def test_a_terminal_that_hangs_up_still_gets_its_copy_saved(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "me.yaml"
    quiz = desk.start(*FOUR, "--save", str(copy))
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.hang_up()
    assert yaml.safe_load(copy.read_text("utf-8")) == {"answers": {"tools": ["sql"]}}


def test_the_end_of_input_at_the_offer_to_go_on_loses_nothing(desk: Desk) -> None:
    quiz = desk.start(*FOUR, "--plain")
    quiz.see("for help:")
    quiz.press("1\r", "Question 2 of 4")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start(*FOUR, "--plain")
    again.see("f starts afresh:")
    again.press("\x04")
    assert again.end() == 130
    assert len(desk.saved) == 1


def test_a_result_can_be_looked_over_and_changed_from_its_file(desk: Desk) -> None:
    quiz = desk.start("--answers", str(EXAMPLES / "ml-engineer.yaml"), "--review", rows=40)
    quiz.see("Your answers: pick one to change it.", "13 answered of 13 questions.")
    quiz.press("j" + ENTER, "Question 1 of 13")
    quiz.press("s", "12 answered and 1 skipped of 13 questions.")
    quiz.press(ENTER)
    assert quiz.end() == 0
    # One of the 13 is no part of the fit.
    assert "11 of 12 answered." in quiz.scrolled


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_line_by_line_where_the_environment_asks_for_it(desk: Desk, environment: dict[str, Any]) -> None:
    quiz = desk.start(*FOUR, **environment)
    quiz.see("Your numbers, ? for help:")
    quiz.press("1 2\r", "Question 2 of 4")


@pytest.mark.parametrize("off", ["0", "false", "No", "off", ""])
def test_a_setting_that_says_no_leaves_the_list(desk: Desk, off: str) -> None:
    quiz = desk.start(*FOUR, ACCESSIBLE=off)
    quiz.see("Question 1 of 4", "❯ [ ] SQL")


def test_line_by_line_with_back_an_interruption_and_a_review(desk: Desk) -> None:
    quiz = desk.start(*FOUR, "--plain")
    quiz.see("Your numbers, ? for help:")
    quiz.press("1 2\r", "Question 2 of 4")
    quiz.press("b\r", "Your answer so far: 1 2; Enter keeps it.")
    quiz.press("\r", "Question 2 of 4")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start(*FOUR, "--plain")
    again.see("after 1 of 4 questions.", "Enter goes on, f starts afresh:")
    again.press("\r", "Tools: SQL; Python or R", "Question 2 of 4")
    again.press("q\r", "1  Tools: SQL; Python or R", "Enter for the result")
    again.press("\r")
    assert again.end() == 0
    assert "1 of 4 answered" in again.scrolled
    assert desk.saved == []


def test_the_end_of_input_at_a_terminal_is_a_wish_to_stop(desk: Desk) -> None:
    quiz = desk.start(*FOUR, "--plain")
    quiz.see("for help:")
    quiz.press("1\r", "Question 2 of 4")
    quiz.press("\x04")
    assert quiz.end() == 0
    assert "1 of 4 answered" in quiz.scrolled


def test_forty_columns_are_enough_for_lines(desk: Desk) -> None:
    quiz = desk.start("--plain", columns=40)
    quiz.see("Tableau or Looker", "for help:")


def test_what_a_resume_suggests_is_ticked_and_counts_once_confirmed(desk: Desk, tmp_path: Path) -> None:
    samples = ("--roles", str(ROOT / "data" / "example" / "catalog.yaml"))
    resume = tmp_path / "resume.json"
    resume.write_text('{"skills": [{"name": "Sourdough"}], "education": [{"studyType": "Grill academy"}]}')
    quiz = desk.start(*samples, "--from-resume", str(resume))
    quiz.see("From the resume: 2 suggestions for 1 question; confirm it.", "Question 1 of 2")
    quiz.press(
        " " + ENTER, "Question 2 of 2", "Filled in from your resume: enter confirms", "[x] An oven", "[x] A grill"
    )
    quiz.press(LEFT, "Question 1 of 2", "(•) Long before dawn")
    quiz.press(ENTER, "[x] An oven", "[x] A grill")
    quiz.press("q", "1 answered and 1 not asked of 2 questions.")
    quiz.press(DOWN + ENTER, "Filled in from your resume")
    quiz.press("jj " + ENTER, "2 answered of 2 questions.", "  Heat: An oven")
    quiz.press(CONTROL_C)
    assert quiz.end() == 130
    again = desk.start(*samples, "--from-resume", str(resume), "--json")
    again.press(ENTER, "2 answered of 2 questions.", "  Heat: An oven")
    again.press(ENTER)
    assert again.end() == 0
    assert "resume" not in again.scrolled
    assert '"oven"' in again.scrolled
    assert '"grill"' not in again.scrolled.partition('"answers"')[2]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_is_said_in_the_end_breaks_between_words_and_leaves_the_command_whole(
    desk: Desk, tmp_path: Path, columns: int
) -> None:
    catalog = tmp_path / "roles.yaml"
    catalog.write_text(FIVE_ROLES.read_text("utf-8"), "utf-8")
    quiz = desk.start("--roles", "roles.yaml", columns=columns, program=["/bin/sh", "-c", f'cd {tmp_path}; "$@"', "sh"])
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.child.send(CONTROL_C)
    assert quiz.end() == 130
    lines = quiz.text.splitlines()
    assert lines[-2:] == ["rolefit quiz --roles roles.yaml", "goes on where you were"]
    said = lines[lines.index(next(line for line in lines if line.startswith("rolefit: "))) : -2]
    assert " ".join(said) == "rolefit: interrupted; your answers are saved;"


@pytest.mark.parametrize("columns", [40, 80])
def test_an_error_breaks_between_words_only(desk: Desk, columns: int) -> None:
    quiz = desk.start("--roles", "no/such/file/of/a/name/so/long.yaml", columns=columns)
    assert quiz.end() == 2
    assert len(quiz.text.splitlines()) > 1
    assert " ".join(quiz.text.split()) == (
        "rolefit: no/such/file/of/a/name/so/long.yaml: cannot be read: No such file or directory; "
        "name a file that exists"
    )


def test_a_word_that_is_longer_than_a_line_stays_whole() -> None:
    assert between_words("The report is in /a/long/path.html.", 10) == ["The report", "is in", "/a/long/path.html."]
    assert between_words("職務 職務 x", 6) == ["職務", "職務 x"]


def finish(quiz: Terminal) -> None:
    """Choose the first answer to the first question, then no more."""
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    quiz.press("q", "Your answers")
    quiz.press(ENTER)


OTHERS = "answers: {horizon: days}\n"


def test_saved_answers_are_replaced_by_others_only_after_a_yes(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text(OTHERS, "utf-8")
    quiz = desk.start(*FOUR, "--save", str(saved))
    finish(quiz)
    quiz.see("me.yaml holds other answers.", "Replace them? y for yes, Enter for no:")
    assert saved.read_text("utf-8") == OTHERS
    quiz.press("y\r")
    assert quiz.end() == 0
    assert "Your answers have replaced those in" in " ".join(quiz.scrolled.split())
    assert yaml.safe_load(saved.read_text("utf-8")) == {"answers": {"tools": ["sql"]}}
    assert desk.saved == []


def test_saved_answers_stay_where_nobody_wants_them_replaced_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text(OTHERS, "utf-8")
    quiz = desk.start(*FOUR, "--save", str(saved))
    finish(quiz)
    quiz.see("Enter for no:")
    quiz.press("\r")
    assert quiz.end() == 0
    said = " ".join(quiz.scrolled.split())
    assert "Next: " in said
    assert "me.yaml stays as it is; your answers are saved;" in said
    assert saved.read_text("utf-8") == OTHERS
    again = desk.start(*FOUR, "--save", str(tmp_path / "other.yaml"))
    again.press(ENTER, "Question 2 of 4")
    again.press("q", "Your answers")
    again.press(ENTER)
    assert again.end() == 0
    assert yaml.safe_load((tmp_path / "other.yaml").read_text("utf-8")) == {"answers": {"tools": ["sql"]}}


@pytest.mark.parametrize("leave", [CONTROL_C, "\x04"])
def test_whoever_leaves_when_asked_replaces_nothing(desk: Desk, tmp_path: Path, leave: str) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text(OTHERS, "utf-8")
    quiz = desk.start(*FOUR, "--save", str(saved))
    finish(quiz)
    quiz.see("Enter for no:")
    quiz.press(leave)
    assert quiz.end() == (130 if leave == CONTROL_C else 0)
    assert saved.read_text("utf-8") == OTHERS
    assert len(desk.saved) == 1


@pytest.mark.parametrize("how", ["interrupt", "hang up"])
def test_an_interrupted_quiz_replaces_no_other_answers(desk: Desk, tmp_path: Path, how: str) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text(OTHERS, "utf-8")
    quiz = desk.start(*FOUR, "--save", str(saved))
    quiz.see("Question 1 of 4")
    quiz.press(" " + ENTER, "Question 2 of 4")
    if how == "interrupt":
        quiz.press(CONTROL_C)
        assert quiz.end() == 130
        assert "me.yaml stays as it is; your answers are saved;" in " ".join(quiz.text.split())
    else:
        quiz.hang_up()
    assert saved.read_text("utf-8") == OTHERS
    assert len(desk.saved) == 1


def test_the_same_answers_are_saved_again_without_a_question(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "me.json"
    saved.write_text('{"answers": {"tools": ["sql"]}}', "utf-8")
    quiz = desk.start(*FOUR, "--save", str(saved))
    finish(quiz)
    assert quiz.end() == 0
    assert "Replace them?" not in quiz.scrolled
    assert "Your answers have replaced those in" in " ".join(quiz.scrolled.split())


def test_answers_from_a_file_replace_others_after_a_yes_and_for_a_script_at_once(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text(OTHERS, "utf-8")
    me = str(EXAMPLES / "ml-engineer.yaml")
    quiz = desk.start("--answers", me, "--save", str(saved))
    quiz.see("Enter for no:")
    quiz.press("\r")
    assert quiz.end() == 0
    assert "me.yaml stays as it is; to see the result of your answers:" in " ".join(quiz.scrolled.split())
    assert saved.read_text("utf-8") == OTHERS
    script = desk.start("--answers", me, "--save", str(saved), "--json")
    assert script.end() == 0
    assert "Replace them?" not in script.scrolled
    assert saved.read_text("utf-8") != OTHERS
