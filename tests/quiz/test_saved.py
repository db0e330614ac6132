"""What is kept of a quiz that was begun, and what of it still makes sense later."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from helpers import FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, load_catalog
from rolefit.documents.parse import parse
from rolefit.documents.validation import validate
from rolefit.quiz.engine import Progress
from rolefit.quiz.saved import QuizFile, SavedQuiz, new_quiz_file, unfinished

SMALL = load_catalog(FIVE_ROLES)


def saved(progress: Progress, catalog: Catalog = SMALL, file: str | None = None) -> SavedQuiz:
    return SavedQuiz.of(progress, catalog, file, quick=False)


def with_options(question: str, *options: str) -> Catalog:
    """The small catalog, with other options for one question."""
    questions = [
        each.model_copy(
            update={"options": tuple(each.options[0].model_copy(update={"id": option}) for option in options)}
        )
        if each.id == question
        else each
        for each in SMALL.questions
    ]
    return SMALL.model_copy(update={"questions": tuple(questions)})


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


@given(answers=answers_to(SMALL))
def test_what_was_said_is_the_same_after_it_was_saved(answers: Answers) -> None:
    before = Progress(dict(reversed(list(answers.answers.items()))), dict(answers.importance))
    text = saved(before).text
    after, lost = validate(SavedQuiz, parse(text, "saved")).progress(SMALL)
    assert (after, lost) == (before, ())
    assert list(after.answers) == list(before.answers)


@pytest.mark.parametrize(
    ("answer", "options", "filled"),
    [
        (("sql", "r"), ("sql", "new"), ("sql",)),
        (("r",), ("sql", "new"), None),
        ((), ("sql", "new"), None),
        (None, ("sql", "new"), None),
    ],
)
def test_a_question_with_other_options_is_asked_again_with_what_is_left_filled_in(
    answer: tuple[str, ...] | None, options: tuple[str, ...], filled: tuple[str, ...] | None
) -> None:
    progress, lost = saved(Progress({"tools": answer})).progress(with_options("tools", *options))
    assert progress.answers == {}
    assert progress.drafts == {"tools": filled}
    assert lost == ("Tools has other answers now, so it is asked again",)


def test_options_in_another_order_are_the_same_options() -> None:
    (question,) = (question for question in SMALL.questions if question.id == "tools")
    turned = question.model_copy(update={"options": question.options[::-1]})
    catalog = SMALL.model_copy(update={"questions": (turned,)})
    progress, lost = saved(Progress({"tools": ("sql",)})).progress(catalog)
    assert (progress.answers, lost) == ({"tools": ("sql",)}, ())


def test_an_answer_to_a_question_that_takes_one_is_filled_in_if_it_is_still_there() -> None:
    begun = saved(Progress({"horizon": "weeks"}))
    assert begun.progress(with_options("horizon", "weeks", "centuries"))[0].drafts == {"horizon": "weeks"}
    assert begun.progress(with_options("horizon", "days", "centuries"))[0].drafts == {"horizon": None}


def test_an_answer_of_the_other_kind_is_asked_again() -> None:
    one = SMALL.question("tools").model_copy(update={"kind": "one"})
    other = SMALL.model_copy(update={"questions": (one, *SMALL.questions[1:])})
    progress, lost = saved(Progress({"tools": ("sql",)})).progress(other)
    assert (progress.answers, progress.drafts) == ({}, {"tools": "sql"})
    assert len(lost) == 1


def test_what_was_begun_is_filled_in_again_as_far_as_it_makes_sense() -> None:
    begun = saved(Progress({"horizon": "weeks"}, drafts={"tools": ("sql", "r"), "deliverables": ("papers",)}))
    assert begun.progress(SMALL)[0].drafts == {"tools": ("sql", "r"), "deliverables": ("papers",)}
    assert begun.progress(with_options("tools", "sql", "new"))[0].drafts["tools"] == ("sql",)


def test_a_question_that_is_gone_takes_its_answer_and_importance_along() -> None:
    shorter = SMALL.model_copy(update={"questions": SMALL.questions[1:]})
    begun = saved(Progress({"tools": ("sql",), "horizon": "weeks"}, {"tools": "high", "horizon": "low"}))
    progress, lost = begun.progress(shorter)
    assert progress == Progress({"horizon": "weeks"}, {"horizon": "low"})
    assert lost == ("the question tools is not asked any more, so your answer to it is left out",)


def test_the_last_quiz_with_the_same_catalog_is_found(state: Path) -> None:
    def begin(progress: Progress, file: str | None) -> None:
        quiz_file = new_quiz_file()
        quiz_file.keep(saved(progress, file=file).text)
        quiz_file.leave()

    begin(Progress({"horizon": "weeks"}), None)
    begin(Progress({"horizon": "years"}), "other.yaml")
    begin(Progress({"tools": ()}), None)
    found, troubles = unfinished(None)
    assert found is not None
    assert (found.quiz.answers, troubles) == ({"tools": ()}, ())
    for path in state.glob("rolefit/quizzes/*.json"):
        if path != found.file.path:
            other = QuizFile(path)
            assert other.take()
            other.leave()
    elsewhere, _ = unfinished(str(Path("other.yaml").resolve()))
    assert elsewhere is not None
    assert elsewhere.quiz.answers == {"horizon": "years"}
    assert len(list(state.glob("rolefit/quizzes/*.json"))) == 3


def test_a_quiz_that_is_being_taken_or_was_finished_is_not_found(state: Path) -> None:
    taken, finished = new_quiz_file(), new_quiz_file()
    taken.keep(saved(Progress({"horizon": "weeks"})).text)
    finished.keep(saved(Progress({"horizon": "weeks"})).text)
    finished.drop()
    assert unfinished(None) == (None, ())
    assert not QuizFile(taken.path).take()
    assert {path.stem for path in state.rglob("*.*")} == {taken.path.stem}


def test_where_there_is_no_folder_there_is_nothing_to_find(state: Path) -> None:
    assert unfinished(None) == (None, ())
    assert not list(state.iterdir())


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "yesterday"])
def test_a_time_that_cannot_be_is_not_read(state: Path, when: str) -> None:
    quiz_file = new_quiz_file()
    quiz_file.keep(saved(Progress({"horizon": "weeks"})).text)
    quiz_file.leave()
    data = json.loads(quiz_file.path.read_text("utf-8"))
    quiz_file.path.write_text(json.dumps({**data, "saved": when}), "utf-8")
    found, (trouble,) = unfinished(None)
    assert found is None
    assert "saved: " in trouble
    assert len(list(state.rglob("*.unreadable"))) == 1


def test_what_is_no_plain_file_is_left_alone(state: Path) -> None:
    folder = state / "rolefit" / "quizzes"
    (folder / "folder.json").mkdir(parents=True)
    assert unfinished(None) == (None, ())
    assert (folder / "folder.json").is_dir()


@pytest.mark.usefixtures("state")
def test_of_several_quizzes_the_last_is_gone_on_with_and_the_others_stay_free() -> None:
    for tool in ("sql", "r"):
        quiz_file = new_quiz_file()
        quiz_file.keep(saved(Progress({"tools": (tool,)})).text)
        quiz_file.leave()
    last, _ = unfinished(None)
    assert last
    assert last.quiz.answers == {"tools": ("r",)}
    other, _ = unfinished(None)
    assert other
    assert other.quiz.answers == {"tools": ("sql",)}
