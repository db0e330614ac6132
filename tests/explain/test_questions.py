"""The file to fill in: as it is, every question is skipped; whoever takes a # away chooses an option."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import FIVE_ROLES
from rolefit import Answers, Catalog, InputError, Option, Question, load_answers, load_catalog
from rolefit.answers.models import NONE_CHOSEN, chosen_options
from rolefit.explain.questions import answers_template

BUILT_IN = load_catalog()


def read(folder: Path, text: str, catalog: Catalog) -> Answers:
    file = folder / "me.yaml"
    file.write_text(text, encoding="utf-8")
    return load_answers(file, catalog)


def filled(catalog: Catalog, chosen: dict[str, list[str]]) -> str:
    """The template with the # taken away before the chosen options."""
    lines, question = [], ""
    for line in answers_template(catalog).splitlines():
        if line.startswith("  ") and line.endswith(":") and "#" not in line:
            question = line.strip(" :'")
        option = line.partition("#- ")[2].partition(" # ")[0].strip(" '")
        lines.append(line.replace("#- ", "- ", 1) if option in chosen.get(question, ()) else line)
    return "\n".join(lines)


@pytest.mark.parametrize("catalog", [BUILT_IN, load_catalog(FIVE_ROLES)], ids=lambda catalog: catalog.name)
def test_as_it_is_every_question_is_skipped(tmp_path: Path, catalog: Catalog) -> None:
    skipped = {question.id: None for question in catalog.questions}
    assert read(tmp_path, answers_template(catalog), catalog) == Answers(answers=skipped)


@given(data=st.data())
def test_what_is_uncommented_is_chosen(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    chosen = {
        question.id: data.draw(st.lists(st.sampled_from(question.option_ids), unique=True, max_size=most))
        for question in BUILT_IN.questions
        for most in (len(question.options) if question.takes_many else 1,)
    }
    answers = read(tmp_path_factory.mktemp("answers"), filled(BUILT_IN, chosen), BUILT_IN)
    assert {name: set(chosen_options(answer)) for name, answer in answers.answers.items()} == {
        name: set(options) for name, options in chosen.items()
    }


def test_none_of_these_importance_and_a_second_option_are_there_too(tmp_path: Path) -> None:
    text = filled(BUILT_IN, {"tools": [NONE_CHOSEN]}).replace("#importance", "importance")
    answers = read(tmp_path, text, BUILT_IN)
    assert (answers.answers["tools"], answers.importance) == ((), {"tools": "high"})
    with pytest.raises(InputError, match="takes one answer, not 2; keep one of days, weeks"):
        read(tmp_path, filled(BUILT_IN, {"horizon": ["days", "weeks"]}), BUILT_IN)


def test_ids_and_labels_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    options = tuple(Option(id=each, label="odd: 'label'\n- # \x1b") for each in ("no", "1", "null", "2026-01-31"))
    odd = Question(id="on", ask="Yes:\n- or no? #", kind="many", options=options)
    catalog = BUILT_IN.model_copy(update={"questions": (odd,)})
    assert read(tmp_path, answers_template(catalog), catalog).answers == {"on": None}
    answers = read(tmp_path, filled(catalog, {"on": list(odd.option_ids)}), catalog)
    assert answers.answers == {"on": odd.option_ids}
