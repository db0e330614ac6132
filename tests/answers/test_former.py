"""Answers to an earlier version of the catalog: files, results and codes are taken over, with a warning."""

import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import given as given_by

from helpers import FIVE_ROLES, Run, answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog, score
from rolefit.answers.code import from_code, to_code
from rolefit.answers.load import to_text
from rolefit.answers.models import chosen_options
from rolefit.catalog.models import Option, Question
from rolefit.errors import FormerAnswersWarning

OLD = Path(__file__).parent / "results" / "result-1.json"
"""A result of version 1 in which all that was answered is still asked."""

FORMER: dict[str, str | list[str] | None] = {
    "activity": "decide",
    "deliverables": ["documents", "manuals"],
    "tools": ["sql"],
    "presentation": ["power-bi", "latex"],
    "networks": ["deep-learning", "images"],
    "shipping": None,
    "production": "advise",
}
"""Answers to version 1: of each way an answer went one."""

NOW = {
    "tools": ("deep-learning", "sql", "bi"),
    "deliverables": ("platform-code", "documents"),
    "lifecycle": ("understand",),
    "production": "advise",
    "networks": ("images",),
}
"""What they mean today: what was asked elsewhere is there now, and latex nowhere."""

WARNING = (
    "these answers are for version 1 of data-and-ml-roles; what still means the same is kept; "
    "left out: presentation.latex"
)


def version_1(catalog: Catalog) -> Catalog:
    """What version 1 of the catalog asked, as far as a code depends on it."""
    (former,) = catalog.former
    questions = tuple(
        Question(id=q.id, ask=q.id, kind=q.kind, options=tuple(Option(id=o, label=o) for o in q.option_ids))
        for q in former.questions
    )
    return catalog.model_copy(update={"questions": questions})


BUILT_IN = load_catalog()
THEN = version_1(BUILT_IN)


def saved(folder: Path, data: Any) -> str:
    file = folder / "me.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


def given(answers: Answers) -> dict[str, Any]:
    return {question: answer for question, answer in answers.answers.items() if answer is not None}


def test_a_file_of_former_answers_is_taken_over_with_a_warning(catalog: Catalog, tmp_path: Path) -> None:
    file = saved(tmp_path, {"answers": FORMER, "importance": {"tools": "high", "activity": "low"}})
    with pytest.warns(FormerAnswersWarning, match=f"^{re.escape(WARNING)}$"):
        found = load_answers(file, catalog)
    assert given(found) == NOW
    assert found.answers["shipping"] is None
    assert found.importance == {"tools": "high"}


def test_what_was_not_asked_then_counts_as_not_offered(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.warns(FormerAnswersWarning):
        offered = load_answers(saved(tmp_path, {"answers": FORMER}), catalog).offered
    # Containers were asked with shipping, which was skipped; of the one activity the others were not refused.
    assert set(catalog.question("tools").option_ids) - set(offered["tools"]) == {"containers"}
    assert offered["lifecycle"] == ("understand",)
    assert "evaluations" not in offered["deliverables"]
    assert not {"shipping", "skills", "production"} & offered.keys()


def test_the_question_that_is_still_asked_goes_before_the_one_that_is_not(catalog: Catalog, tmp_path: Path) -> None:
    answers = {"activity": "decide", "lifecycle": ["beyond"]}
    with pytest.warns(FormerAnswersWarning):
        found = load_answers(saved(tmp_path, {"answers": answers}), catalog)
    assert given(found) == {"lifecycle": ("beyond",)}
    assert found.offered == {}


def test_a_former_code_means_what_the_file_does(catalog: Catalog, tmp_path: Path) -> None:
    code = to_code(Answers.model_validate({"answers": FORMER}), THEN)
    assert code is not None
    with pytest.warns(FormerAnswersWarning, match=f"^{re.escape(WARNING)}$"):
        found = from_code(code, catalog)
    with pytest.warns(FormerAnswersWarning):
        in_a_file = load_answers(saved(tmp_path, {"answers": FORMER}), catalog)
    assert given(found) == given(in_a_file)
    assert found.offered == in_a_file.offered


def test_a_code_that_version_1_printed_is_still_read(catalog: Catalog) -> None:
    result = json.loads(OLD.read_text("utf-8"))
    with pytest.warns(FormerAnswersWarning, match="what still means the same is kept$"):
        found = from_code(result["code"], catalog)
    assert given(found) == given(Answers.model_validate({"answers": result["answers"]}))
    assert found.importance == result["importance"]


def test_a_result_tells_its_version_even_where_all_that_was_answered_is_still_asked(catalog: Catalog) -> None:
    with pytest.warns(FormerAnswersWarning, match="what still means the same is kept$"):
        found = load_answers(OLD, catalog)
    assert given(found) == {"tools": ("sql", "c-cpp"), "horizon": "months", "production": "ship"}
    assert set(catalog.question("tools").option_ids) - set(found.offered["tools"]) == {
        "bi",
        "charts",
        "deep-learning",
        "containers",
    }


@given_by(answers=answers_to(THEN))
def test_any_former_answers_can_be_read(tmp_path_factory: pytest.TempPathFactory, answers: Answers) -> None:
    # Answers that the catalog asks for as well cannot be told from those to the catalog as it is.
    asked = {(question.id, option) for question in BUILT_IN.questions for option in question.option_ids}
    assume(
        {(question, option) for question, each in answers.answers.items() for option in chosen_options(each)} - asked
    )
    file = tmp_path_factory.mktemp("answers") / "me.yaml"
    file.write_text(to_text(answers, file.name), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FormerAnswersWarning)
        found = load_answers(file, BUILT_IN)
    for question in BUILT_IN.questions:
        chosen, offered = found.answers.get(question.id) or (), found.offered.get(question.id)
        assert offered is None or set(chosen) <= set(offered) < set(question.option_ids)


@pytest.mark.parametrize("more", [{"offered": {"shipping": ["containers"]}}, {"importance": {"presentation": "low"}}])
def test_what_was_offered_or_important_shows_former_answers_as_well(
    catalog: Catalog, tmp_path: Path, more: dict[str, Any]
) -> None:
    with pytest.warns(FormerAnswersWarning):
        found = load_answers(saved(tmp_path, {"answers": {"horizon": "days", "shipping": []}, **more}), catalog)
    assert found.answers["horizon"] == "days"


def former_result(catalog: Catalog) -> dict[str, Any]:
    """A result of version 1 with other answers, and of the reasons the part that reading one back needs."""
    (former,) = catalog.former
    why = [
        {"question": q.id, "option": option} for q in former.questions for option in q.option_ids if FORMER.get(q.id)
    ]
    return {**json.loads(OLD.read_text("utf-8")), "answers": FORMER, "importance": {}, "why": why}


def test_a_former_result_is_taken_over_with_a_warning(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.warns(FormerAnswersWarning, match=re.escape(WARNING)):
        found = load_answers(saved(tmp_path, former_result(catalog)), catalog)
    assert found.id == "someone"
    assert {question: found.answers[question] for question in ("lifecycle", "production")} == {
        "lifecycle": ("understand",),
        "production": "advise",
    }


def test_a_former_result_means_what_the_file_does(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.warns(FormerAnswersWarning):
        found = load_answers(saved(tmp_path, former_result(catalog)), catalog)
    assert given(found) == NOW


def test_the_command_line_says_it_in_one_line(run: Run, tmp_path: Path) -> None:
    code, out, err = run("quiz", "--answers", saved(tmp_path, {"answers": FORMER}))
    assert (code, err) == (0, f"rolefit: {WARNING}\n")
    assert out


def test_a_result_of_another_catalog_is_not_a_former_one(catalog: Catalog, tmp_path: Path) -> None:
    other = load_catalog(FIVE_ROLES)
    assert other.version == catalog.former[0].version
    result = score(other, Answers(answers={"watch": "service", "horizon": "weeks"}))
    with pytest.raises(InputError, match="there is no question watch"):
        load_answers(saved(tmp_path, result.model_dump(mode="json", by_alias=True)), catalog)


def test_answers_that_no_version_asked_for_are_refused_as_they_are(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_answers(saved(tmp_path, {"answers": {"activity": "decide", "cuisine": "french"}}), catalog)
    assert "answers.activity: there is no question activity" in str(caught.value)
    with pytest.raises(InputError, match="there is no question activity"):
        load_answers(saved(tmp_path, {"answers": {"activity": "decide"}}), load_catalog(FIVE_ROLES))
