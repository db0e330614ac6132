"""The course of a quiz, with a script in place of a person."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import FIVE_ROLES
from rolefit import Answers, Catalog, load_catalog
from rolefit.answers.models import Answer
from rolefit.catalog.models import Question
from rolefit.quiz.engine import Chooser, Move, Progress, Prompt, Quiz, Reply, Review, ReviewChoice
from rolefit.scoring.selection import next_question

FOUR_QUESTIONS = load_catalog(FIVE_ROLES)

Said = Answer | Move | ReviewChoice | Reply


class Script:
    """Replies in turn, and then wants the result; keeps what it was asked."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said: Iterator[Said] = iter(said)
        self.steps: list[Prompt] = []
        self.reviews: list[Review] = []

    def ask(self, step: Prompt) -> Reply:
        self.steps.append(step)
        said = next(self._said)
        if isinstance(said, Reply):
            return said
        if isinstance(said, Move):
            return Reply(said)
        assert not isinstance(said, ReviewChoice)
        return Reply(Move.ANSWER, said)

    def review(self, review: Review) -> Question | ReviewChoice:
        self.reviews.append(review)
        said = next(self._said, ReviewChoice.RESULT)
        assert isinstance(said, str | ReviewChoice)
        return FOUR_QUESTIONS.question(said) if isinstance(said, str) else said


def play(*said: Said, progress: Progress | None = None, choose: Chooser | None = None) -> tuple[Progress, Script]:
    progress, script = progress or Progress(), Script(said)
    Quiz(FOUR_QUESTIONS, script, progress, choose).take()
    return progress, script


def asked(script: Script) -> list[str]:
    return [step.question.id for step in script.steps]


def test_questions_come_in_order_and_answers_are_kept() -> None:
    progress, script = play(("sql",), (), "weeks", Move.SKIP)
    assert progress.answers == {"tools": ("sql",), "deliverables": (), "horizon": "weeks", "watch": None}
    assert asked(script) == ["tools", "deliverables", "horizon", "watch"]
    assert [step.number for step in script.steps] == [1, 2, 3, 4]


def test_back_fills_in_the_earlier_answer_and_replaces_it() -> None:
    progress, script = play(("sql",), Move.BACK, ("r",), Move.STOP)
    assert (script.steps[2].passed, script.steps[2].filled) == (True, ("sql",))
    assert progress.answers == {"tools": ("r",)}


def test_back_to_a_skipped_question_knows_that_it_was_skipped() -> None:
    _, script = play(Move.SKIP, Move.BACK, Move.STOP)
    assert (script.steps[2].passed, script.steps[2].filled) == (True, None)


def test_back_at_the_first_question_stays_there() -> None:
    _, script = play(Move.BACK, Move.STOP)
    assert [step.number for step in script.steps] == [1, 1]


def test_an_answer_that_was_begun_before_going_back_is_filled_in_again_but_not_given() -> None:
    progress, script = play(("sql",), Reply(Move.BACK, ("papers",)), ("sql",), Move.STOP)
    assert (script.steps[3].passed, script.steps[3].filled) == (False, ("papers",))
    assert progress.answers == {"tools": ("sql",)}


def test_what_is_important_is_kept_with_the_answer_and_can_be_taken_back() -> None:
    important = Reply(Move.ANSWER, ("sql",), "high")
    assert play(important, Move.STOP)[0].importance == {"tools": "high"}
    progress, script = play(important, Move.BACK, Reply(Move.ANSWER, ("sql",), "normal"), Move.STOP)
    assert script.steps[2].importance == "high"
    assert progress.importance == {}


def test_importance_said_before_going_back_is_still_there() -> None:
    _, script = play(("sql",), Reply(Move.BACK, importance="low"), ("sql",), Move.STOP)
    assert script.steps[3].importance == "low"


def test_once_an_answer_is_given_what_was_begun_is_over() -> None:
    _, script = play(("sql",), Reply(Move.BACK, ("papers",)), ("sql",), ("dashboards",), Move.BACK, Move.STOP)
    assert script.steps[5].filled == ("dashboards",)


def test_ticks_that_were_taken_away_again_are_nothing_begun() -> None:
    _, script = play(("sql",), Reply(Move.BACK, ("papers",)), ("sql",), Reply(Move.BACK, ()), ("sql",), Move.STOP)
    assert (script.steps[5].passed, script.steps[5].filled) == (False, None)


def test_a_quick_quiz_says_that_fewer_may_be_asked_until_it_goes_on_with_all() -> None:
    def the_first_only(answers: Answers) -> Question | None:
        return None if answers.answers else FOUR_QUESTIONS.questions[0]

    _, script = play(("sql",), ReviewChoice.GO_ON, Move.STOP, choose=the_first_only)
    assert [step.quick for step in script.steps] == [True, False]


@pytest.mark.parametrize("left", [[Reply(Move.SKIP, None, "high"), Move.STOP], [Reply(Move.STOP, None, "high")]])
def test_what_is_not_answered_is_not_important(left: list[Said]) -> None:
    progress, _ = play(("sql",), *left)
    assert progress.given().importance == {}


def test_the_review_shows_all_answers_and_lets_any_of_them_be_changed() -> None:
    progress, script = play(("sql",), (), "weeks", "model", "horizon", "years")
    assert [question.id for question in script.reviews[0].questions] == ["tools", "deliverables", "horizon", "watch"]
    assert script.reviews[0].answers.answers["horizon"] == "weeks"
    assert script.steps[4].filled == "weeks"
    assert progress.answers["horizon"] == script.reviews[1].answers.answers["horizon"] == "years"


@pytest.mark.parametrize("move", [Move.BACK, Move.STOP])
def test_leaving_a_change_leaves_the_answer_as_it_was(move: Move) -> None:
    progress, script = play(("sql",), (), "weeks", "model", "horizon", move)
    assert progress.answers["horizon"] == "weeks"
    assert len(script.reviews) == 2


def test_a_change_is_asked_as_one_and_has_the_review_before_it() -> None:
    _, script = play(("sql",), Move.STOP, "tools", Move.BACK)
    first, _, change = script.steps
    assert (first.changing, first.can_go_back) == (False, False)
    assert (change.number, change.changing, change.can_go_back) == (1, True, True)


def test_back_from_the_review_asks_the_last_question_again() -> None:
    progress, script = play(("sql",), (), "weeks", "model", ReviewChoice.BACK, "database")
    assert asked(script)[-1] == "watch"
    assert progress.answers["watch"] == "database"


def test_after_stopping_the_review_can_go_on_with_the_rest() -> None:
    progress, script = play(("sql",), Move.STOP, ReviewChoice.GO_ON, ("papers",), "weeks", "model")
    assert script.reviews[0].left == 3
    assert [question.id for question in script.reviews[0].questions] == ["tools"]
    assert script.reviews[1].left == 0
    assert list(progress.answers) == ["tools", "deliverables", "horizon", "watch"]


def test_whoever_stops_at_once_has_nothing_to_look_over() -> None:
    assert play(Move.STOP)[1].reviews == []


def test_a_quiz_goes_on_after_what_was_answered_before_and_back_reaches_it() -> None:
    begun = Progress({"tools": ("sql",), "deliverables": None}, {"tools": "low"}, {"horizon": "weeks"})
    progress, script = play(Move.BACK, Move.SKIP, "years", "model", progress=begun)
    assert asked(script) == ["horizon", "deliverables", "horizon", "watch"]
    assert (script.steps[0].passed, script.steps[0].filled) == (False, "weeks")
    assert progress.given() == Answers(
        answers={"tools": ("sql",), "deliverables": None, "horizon": "years", "watch": "model"},
        importance={"tools": "low"},
    )


def test_somebody_else_may_choose_the_next_question_and_when_it_is_enough() -> None:
    def the_last_two(answers: Answers) -> Question | None:
        left = [q for q in reversed(FOUR_QUESTIONS.questions[2:]) if q.id not in answers.answers]
        return left[0] if left else None

    progress, script = play("model", "weeks", ReviewChoice.GO_ON, ("sql",), (), choose=the_last_two)
    assert asked(script) == ["watch", "horizon", "tools", "deliverables"]
    assert script.reviews[0].left == 2
    assert set(progress.answers) == {question.id for question in FOUR_QUESTIONS.questions}


def test_a_quick_quiz_that_is_stopped_goes_on_as_a_quick_quiz() -> None:
    def choose(answers: Answers) -> Question | None:
        return next_question(FOUR_QUESTIONS, answers)

    first = choose(Answers(answers={}))
    assert first is not None
    second = choose(Answers(answers={first.id: None}))
    assert second is not None
    _, script = play(Move.SKIP, Move.STOP, ReviewChoice.GO_ON, Move.STOP, choose=choose)
    assert asked(script) == [first.id, second.id, second.id]


def test_what_is_outside_the_fit_is_asked_last_and_by_no_quick_quiz_before_it_goes_on(catalog: Catalog) -> None:
    def choose(answers: Answers) -> Question | None:
        return next_question(catalog, answers)

    (outside,) = [question.id for question in catalog.questions if question.outside_fit]
    script = Script([*[Move.SKIP] * len(catalog.fit_questions), ReviewChoice.GO_ON, Move.SKIP])
    Quiz(catalog, script, Progress(), choose).take()
    # It is no part of what is still to be found out.
    assert [review.left for review in script.reviews] == [0, 0]
    assert {step.total for step in script.steps[:-1]} == {len(catalog.fit_questions)}
    assert script.steps[-1].total == len(catalog.questions)
    assert asked(script).index(outside) == len(catalog.fit_questions)
    assert [step.quick for step in script.steps][-2:] == [True, False]


def test_what_was_answered_is_there_and_kept_when_asking_breaks_off() -> None:
    progress = Progress()
    kept: list[dict[str, Answer]] = []

    class Breaking(Script):
        def ask(self, step: Prompt) -> Reply:
            if step.number == 3:
                raise KeyboardInterrupt
            return super().ask(step)

    quiz = Quiz(
        FOUR_QUESTIONS,
        Breaking([("sql",), Move.SKIP]),
        progress,
        keep=lambda: kept.append(dict(progress.answers)),
    )
    with pytest.raises(KeyboardInterrupt):
        quiz.take()
    assert kept == [{"tools": ("sql",)}, {"tools": ("sql",), "deliverables": None}]


@given(moves=st.lists(st.sampled_from([Move.BACK, Move.SKIP]), max_size=30))
def test_however_one_goes_back_and_forth_the_quiz_ends_with_every_question_passed(moves: list[Move]) -> None:
    wishes = iter([ReviewChoice.BACK] * 3)

    class Hesitant(Script):
        def review(self, review: Review) -> ReviewChoice:
            self.reviews.append(review)
            return next(wishes, ReviewChoice.RESULT)

    progress = Progress()
    Quiz(FOUR_QUESTIONS, Hesitant([*moves, *[Move.SKIP] * 10]), progress).take()
    assert list(progress.answers) == [question.id for question in FOUR_QUESTIONS.questions]
