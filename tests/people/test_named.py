"""Which roles and people words name, in any mixture."""

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES
from rolefit import Catalog, FormerAnswersWarning, InputError, RoleNotFileWarning, load_answers, load_catalog, score
from rolefit.documents.output import to_json
from rolefit.people.named import read_compared

BUILT_IN = load_catalog()
FILES = ["data-scientist", "applied-scientist", "research-scientist", "ml-engineer"]


@given(st.lists(st.sampled_from([*((name, "file") for name in FILES), *((r.title, r.id) for r in BUILT_IN.roles)])))
def test_roles_and_people_are_told_apart_in_their_order(picked: list[tuple[str, str]]) -> None:
    words = [
        word for name, kind in picked for word in ([f"{EXAMPLES}/{name}.yaml"] if kind == "file" else name.split())
    ]
    compared = read_compared(BUILT_IN, words)
    assert [role.id for role in compared.roles] == [kind for _, kind in picked if kind != "file"]
    names = [person.name.partition(" (")[0].removeprefix("examples/") for person in compared.people]
    assert names == [name for name, kind in picked if kind == "file"]


def named(catalog: Catalog, *words: str) -> list[str]:
    compared = read_compared(catalog, words)
    return [*(person.name for person in compared.people), *(role.id for role in compared.roles)]


def test_a_person_is_an_answers_file_a_result_or_a_code(catalog: Catalog, tmp_path: Path) -> None:
    answers = load_answers(str(EXAMPLES / "ml-engineer.yaml"), catalog)
    result = score(catalog, answers)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(to_json(result))
    people = read_compared(catalog, [str(EXAMPLES / "ml-engineer.yaml"), str(earlier), result.code or ""]).people
    assert [person.answers.answers for person in people] == [answers.answers] * 3
    assert [person.name for person in people] == ["ml-engineer", "earlier", f"code {(result.code or '')[:4]}…"]


def test_a_code_may_be_read_in_lower_case_without_hyphens(catalog: Catalog) -> None:
    code = score(catalog, load_answers(str(EXAMPLES / "ml-engineer.yaml"), catalog)).code or ""
    assert read_compared(catalog, [code.lower().replace("-", "")]).people[0].answers.answers["horizon"] == "months"


def test_in_doubt_a_word_is_a_role_and_with_a_dot_a_file(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ds").write_text("answers: {horizon: days}\n")
    with pytest.warns(RoleNotFileWarning, match=r"ds is taken as the role; the file of that name is \./ds"):
        assert named(catalog, "ds") == ["ds"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [person.answers.answers for person in read_compared(catalog, ["./ds"]).people] == [{"horizon": "days"}]


def test_a_file_may_be_called_as_a_part_of_a_role_or_have_blanks_and_commas(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("data", "my answers, new.yaml", "anna", "anna 2"):
        Path(name).write_text("answers: {horizon: days}\n")
    assert named(catalog, "data", "scientist") == ["ds"]
    assert named(catalog, "my answers, new.yaml", "mle") == ["my answers, new", "mle"]
    assert named(catalog, "anna", "vs", "ML", "engineer") == ["anna", "mle"]
    assert named(catalog, "anna 2", "./anna,mle") == ["anna 2", "anna", "mle"]


def test_people_of_one_name_are_told_apart_by_folder_and_number(catalog: Catalog, tmp_path: Path) -> None:
    for folder in ("then", "now"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "me.yaml").write_text("answers: {horizon: days}\n")
    then, now = f"{tmp_path}/then/me.yaml", f"{tmp_path}/now/me.yaml"
    assert named(catalog, then, now) == ["then/me", "now/me"]
    assert named(catalog, then, then, now) == ["then/me (1)", "then/me (2)", "now/me"]


def test_answers_to_an_earlier_version_say_whose_they_are(catalog: Catalog, tmp_path: Path) -> None:
    then = tmp_path / "2024.yaml"
    then.write_text("answers: {activity: decide, deliverables: [documents, manuals]}\n")
    with pytest.warns(FormerAnswersWarning, match="^2024: these answers are for version 1"):
        named(catalog, str(then))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody.yaml", "ds"], "nobody.yaml: cannot be read"),
        (["nobody.yaml", "noone.json"], "nobody.yaml: cannot be read"),
        (["ds", "mel"], "there is no role mel; did you mean mle?"),
        (["./ds"], "./ds: cannot be read"),
        (["2WFC-7Q1Z-9KD4-0000"], "the code 2WFC-7Q1Z-9KD4-0000 has 16 letters, not 27; compare it letter by letter"),
        (["x" * 300], "there is no role xxx"),
    ],
)
def test_what_names_nothing_is_said(catalog: Catalog, words: list[str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_compared(catalog, words)
    assert str(caught.value).startswith(said)
