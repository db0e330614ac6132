"""The course of a quiz, with a script in place of a person."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import FIVE_ROLES
from rolefit import load_catalog
from rolefit.answers import Answer
from rolefit.quiz import Move, Reply, Step, run_quiz

FOUR_QUESTIONS = load_catalog(FIVE_ROLES)


def scripted(replies: list[Reply], seen: list[Step]) -> Callable[[Step], Reply]:
    script: Iterator[Reply] = iter(replies)

    def ask(step: Step) -> Reply:
        seen.append(step)
        return next(script)

    return ask


def play(*replies: Reply) -> tuple[dict[str, Answer], list[Step]]:
    answers: dict[str, Answer] = {}
    seen: list[Step] = []
    run_quiz(FOUR_QUESTIONS, scripted(list(replies), seen), answers)
    return answers, seen


def test_questions_come_in_order_and_answers_are_kept() -> None:
    answers, seen = play(("sql",), (), "weeks", Move.SKIP)
    assert answers == {"tools": ("sql",), "deliverables": (), "horizon": "weeks", "watch": None}
    assert [(step.number, step.question.id) for step in seen] == [
        (1, "tools"),
        (2, "deliverables"),
        (3, "horizon"),
        (4, "watch"),
    ]


def test_back_shows_the_earlier_answer_and_replaces_it() -> None:
    answers, seen = play(("sql",), Move.BACK, ("r",), Move.STOP)
    assert (seen[2].reached_before, seen[2].earlier) == (True, ("sql",))
    assert answers == {"tools": ("r",)}


def test_back_to_a_skipped_question_knows_that_it_was_skipped() -> None:
    _, seen = play(Move.SKIP, Move.BACK, Move.STOP)
    assert (seen[2].reached_before, seen[2].earlier) == (True, None)


def test_back_at_the_first_question_stays_there() -> None:
    _, seen = play(Move.BACK, Move.STOP)
    assert [step.number for step in seen] == [1, 1]


def test_what_was_answered_is_there_when_asking_breaks_off() -> None:
    answers: dict[str, Answer] = {}

    def ask(step: Step) -> Reply:
        if step.number == 3:
            raise KeyboardInterrupt
        return ("sql",) if step.number == 1 else Move.SKIP

    with pytest.raises(KeyboardInterrupt):
        run_quiz(FOUR_QUESTIONS, ask, answers)
    assert answers == {"tools": ("sql",), "deliverables": None}


@given(moves=st.lists(st.sampled_from([Move.BACK, Move.SKIP]), max_size=30))
def test_however_one_goes_back_and_forth_the_quiz_ends_with_every_question_passed(
    moves: list[Reply],
) -> None:
    answers: dict[str, Answer] = {}
    run_quiz(FOUR_QUESTIONS, scripted([*moves, *[Move.SKIP] * 4], []), answers)
    assert list(answers) == [question.id for question in FOUR_QUESTIONS.questions]
