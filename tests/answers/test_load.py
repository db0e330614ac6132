"""Answers: read from files, checked against a catalog, written and read back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog
from rolefit.answers.load import to_text
from rolefit.answers.models import check_answers

BUILT_IN = load_catalog()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answers: {tols: [python]}", "answers.tols: there is no question tols; did you mean tools?"),
        ("answers: {tools: [matlap]}", "answers.tools: there is no option matlap; did you mean matlab?"),
        (
            "answers: {tools: [sql, no-such]}",
            "answers.tools.1: there is no option no-such; it is one of deep-learning,",
        ),
        ("answers: {tools: python}", "answers.tools: takes a list of options, not python; write [python]"),
        ("answers: {horizon: [weeks]}", "answers.horizon: takes one option, not a list; write for example days,"),
        ("answers: {horizon: 3}", "answers.horizon: must be an option, a list of options, or null, not 3"),
        ("answers: {tools: [3]}", "answers.tools: must be an option, a list of options, or null, not [3]"),
        ("answers: {horizon: yes}", "not True; put words such as yes or 3 in quotes"),
        ("answers: []", "answers: must be a mapping of keys to values, not []"),
        ("[1, 2]", "must be a mapping of keys to values, not [1, 2]"),
        ("tools: [python]", "has no answers; put the answers under the key answers"),
        ("answers: {}\nimportant: {tools: high}", "x.yaml:2: important: is not a known key; did you mean importance?"),
        ("answers: {}\nimportance: {tools: huge}", "importance.tools: should be 'high', 'normal' or 'low', not huge"),
        ("answers: {}\nimportance: {tool: high}", "importance.tool: there is no question tool; did you mean tools?"),
        ("answers: {tools: [sql]}\noffered: {tools: [r]}", "answers.tools: sql is chosen but was not offered"),
        ("answers: {}\noffered: {tools: [sqq]}", "offered.tools: there is no option sqq; did you mean sql?"),
        ('answers: {horizon: "\\e[2J[red]"}', "answers.horizon: there is no option \x1b[2J[red]; it is one of days,"),
    ],
)
def test_answers_that_do_not_fit_are_explained(tmp_path: Path, catalog: Catalog, text: str, said: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_answers(str(file), catalog)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", ":1: is not UTF-8 text; save it as UTF-8"),
        (b"answers: {}\n# \xe9", ":2: is not UTF-8 text"),
        (b"#" * 10_000_001, ": is too long; a file of at most 10 MB is read"),
    ],
    ids=["not text", "latin-1", "long"],
)
def test_a_file_that_is_not_a_short_text_is_refused(
    tmp_path: Path, catalog: Catalog, content: bytes, said: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_answers(str(file), catalog)
    assert str(caught.value).startswith(f"{file}{said}")


@pytest.mark.parametrize("path", ["/", "/no/such/file", "nul\0"])
def test_what_is_not_a_file_is_refused(catalog: Catalog, path: str) -> None:
    with pytest.raises(InputError, match=r"is a directory|No such file|null byte"):
        load_answers(path, catalog)


def test_skipped_and_none_of_these_are_different(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("answers: {tools: null, methods: []}", encoding="utf-8")
    assert load_answers(str(file), catalog).answers == {"tools": None, "methods": ()}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_bytes(b"\xef\xbb\xbfanswers: {horizon: days}")
    assert load_answers(str(file), catalog).answers == {"horizon": "days"}


@given(answers=answers_to(BUILT_IN))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, answers: Answers) -> None:
    file = tmp_path_factory.mktemp("answers") / "me.yaml"
    sound = check_answers(answers, BUILT_IN)
    file.write_text(to_text(sound, file.name), encoding="utf-8")
    assert load_answers(str(file), BUILT_IN) == sound


@given(data=st.data(), answers=answers_to(BUILT_IN))
def test_the_order_and_repetition_of_answers_do_not_matter(data: st.DataObject, answers: Answers) -> None:
    shuffled = {
        question: tuple(data.draw(st.permutations(answer * 2))) if isinstance(answer, tuple) else answer
        for question, answer in data.draw(st.permutations(list(answers.answers.items())))
    }
    importance = dict(data.draw(st.permutations(list(answers.importance.items()))))
    other = answers.model_copy(update={"answers": shuffled, "importance": importance})
    assert to_text(check_answers(other, BUILT_IN), "") == to_text(check_answers(answers, BUILT_IN), "")
