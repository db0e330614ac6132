"""What is left of a quiz after `kill -9`: at every key, and between any two calls to the system."""

import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from helpers import FIVE_ROLES
from kills import drop, forked, keep, save, take_quiz
from rolefit import load_catalog
from rolefit.quiz.engine import Progress
from rolefit.quiz.saved import SavedQuiz, folder, unfinished
from terminals import ForkedTerminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs forks and pseudo-terminals")

FOUR = ("--roles", str(FIVE_ROLES))
SMALL = load_catalog(FIVE_ROLES)
LEFT, ENTER = "\x1b[D", "\r"


Said: TypeAlias = Mapping[str, str | tuple[str, ...]]


class Step(NamedTuple):
    """Keys, and what they lead to."""

    keys: str
    seen: str
    said: Said
    """All that was said so far and must not be lost."""


TOOLS: Said = {"tools": ("sql", "streams")}
WORK: Said = {**TOOLS, "deliverables": ("system-code", "platform-code")}
MONTHS: Said = {**WORK, "horizon": "months"}
CHANGED: Said = {**MONTHS, "deliverables": ("dashboards", "system-code", "platform-code")}
ALL: Said = {**CHANGED, "watch": "service"}
REVIEWED: Said = {**ALL, "tools": ("sql", "r", "streams")}

STEPS = (
    Step(" jj jj ", "❯ [x] Hadoop", {}),
    Step("kk jj", "❯ [x] Hadoop", {}),
    Step("i", "Important", {}),
    Step(ENTER, "Question 2 of 4", TOOLS),
    Step("j jj ", "❯ [x] A platform", TOOLS),
    Step(ENTER, "Question 3 of 4", WORK),
    Step("jjk", "❯ (•) Months", WORK),
    Step(ENTER, "Question 4 of 4", MONTHS),
    Step("jj", "❯ (•) A service", MONTHS),
    Step(LEFT, "Question 3 of 4", MONTHS),
    Step(LEFT, "Question 2 of 4", MONTHS),
    Step("kk?", "ctrl-c", MONTHS),
    Step("?gj k ", "❯ [x] A dashboard", MONTHS),
    Step("j ", "❯ [x] A product", MONTHS),
    Step(ENTER, "Question 3 of 4", CHANGED),
    Step(ENTER, "Question 4 of 4", CHANGED),
    Step("kjjkjkj", "❯ (•) A service", CHANGED),
    Step(ENTER, "4 answered of 4 questions", ALL),
    Step("j", "❯", ALL),
    Step(ENTER, "Question 1 of 4", ALL),
    Step("j ", "❯ [x] Python or R", ALL),
    Step(ENTER, "4 answered of 4 questions", REVIEWED),
    Step("jjjkkk", "❯", REVIEWED),
    Step(ENTER, "Next: ", {}),
)
"""A whole quiz of some 60 keys, with ways back and changes; after its last key nothing is to be kept any more."""


def keys_of(step: Step) -> list[str]:
    return re.findall(r"\x1b\[.|.", step.keys, re.DOTALL)


@contextmanager
def quiz(state: Path) -> Iterator[ForkedTerminal]:
    terminal = ForkedTerminal(lambda tty: forked(take_quiz, tty, str(state), *FOUR))
    try:
        yield terminal
    finally:
        terminal.close()


def kept(state: Path, monkeypatch: pytest.MonkeyPatch) -> Progress | None:
    """What rolefit would go on with; it must be able to read it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    found, unreadable = unfinished(str(FIVE_ROLES))
    assert unreadable == ()
    if found is None:
        return None
    progress, lost = found.quiz.progress(SMALL)
    assert lost == ()
    found.file.leave()
    return progress


def test_after_kill_9_at_any_key_no_more_than_the_answer_being_given_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = 0
    for done, step in enumerate(STEPS):
        before = STEPS[done - 1].said if done else {}
        for number, _ in enumerate(keys_of(step), 1):
            keys += 1
            state = tmp_path / str(keys)
            with quiz(state) as terminal:
                terminal.see("Question 1 of 4")
                for each in STEPS[:done]:
                    terminal.press(each.keys, each.seen)
                terminal.child.send("".join(keys_of(step)[:number]))
                terminal.kill()
            progress = kept(state, monkeypatch)
            now = progress.answers if progress else {}
            assert now in (before, step.said), (step, number)
    assert keys > 60


@pytest.mark.parametrize("done", [4, 9, 14])
def test_after_kill_9_a_quiz_goes_on_where_it_was(tmp_path: Path, done: int) -> None:
    with quiz(tmp_path) as terminal:
        terminal.see("Question 1 of 4")
        for step in STEPS[:done]:
            terminal.press(step.keys, step.seen)
    with quiz(tmp_path) as terminal:
        answered = len(STEPS[done - 1].said)
        terminal.see(f"after {answered} of 4 questions.")
        terminal.press(ENTER, f"Question {answered + 1} of 4")


def text_of(answers: Said) -> str:
    return SavedQuiz.of(Progress(dict(answers)), SMALL, str(FIVE_ROLES), quick=False).text


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [(keep, None, text_of(TOOLS)), (keep, text_of(TOOLS), text_of(WORK)), (drop, text_of(TOOLS), None)],
    ids=["kept first", "kept again", "forgotten"],
)
def test_whenever_it_is_killed_a_quiz_is_kept_as_it_was_or_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: Callable[..., None], before: str | None, after: str | None
) -> None:
    found = set()
    for call in count():
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / str(call)))
        path = folder() / "0.json"
        if before is not None:
            path.parent.mkdir(parents=True)
            path.write_text(before, "utf-8")
        process = forked(what, str(path), after or "", call)
        process.join()
        found.add(path.read_text("utf-8") if path.exists() else None)
        kept(tmp_path / str(call), monkeypatch)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
    assert call > 5
    assert found == {before, after}


@pytest.mark.parametrize("before", [None, "answers: {watch: model}\n"])
def test_whenever_it_is_killed_a_file_of_the_user_is_whole(tmp_path: Path, before: str | None) -> None:
    after = "answers: {tools: [sql]}\n" * 1000
    found = set()
    for call in count():
        path = tmp_path / f"{call}.yaml"
        if before is not None:
            path.write_text(before, "utf-8")
        process = forked(save, str(path), after, call)
        process.join()
        found.add(path.read_text("utf-8") if path.exists() else None)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
    assert call > 5
    assert found == {before, after}
