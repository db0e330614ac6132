"""Which roles words name, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolefit import Catalog, InputError, load_catalog
from rolefit.roles.names import roles_named

BUILT_IN = load_catalog()


@given(
    st.lists(st.sampled_from([(role.id, name) for role in BUILT_IN.roles for name in role.names]), min_size=1),
    st.sampled_from([" ", ",", ", ", " vs ", " VS. ", " versus ", " and ", " or ", " & "]),
    st.sampled_from([str.upper, str.lower, lambda name: name.replace(" ", "-"), lambda name: name.replace(" ", "_")]),
    st.booleans(),
)
def test_any_names_with_anything_between_them_are_these_roles(
    picked: list[tuple[str, str]], between: str, written: object, quoted: bool
) -> None:
    assert callable(written)
    line = between.join(written(name) for _, name in picked)
    words = [line] if quoted else line.split(" ")
    assert [role.id for role in roles_named(BUILT_IN, words)] == [role for role, _ in picked]


def renamed(catalog: Catalog, *names: str) -> Catalog:
    """The catalog with roles of these titles, and nothing else changed."""
    roles = [role.model_copy(update={"title": name}) for role, name in zip(catalog.roles, names, strict=False)]
    return catalog.model_copy(update={"roles": (*roles, *catalog.roles[len(roles) :])})


def named(catalog: Catalog, words: str) -> list[str]:
    return [role.title for role in roles_named(catalog, words.split())]


def test_the_longest_name_counts(catalog: Catalog) -> None:
    roles = renamed(catalog, "Data", "Data engineer", "Engineer")
    assert named(roles, "data engineer engineer data") == ["Data engineer", "Engineer", "Data"]


def test_a_word_between_names_may_be_part_of_one(catalog: Catalog) -> None:
    roles = renamed(catalog, "Research and development", "Vs")
    assert named(roles, "research and development and vs") == ["Research and development", "Vs"]


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("ds sceintist data mle", ["sceintist data"]),
        ("foo and bar", ["foo", "bar"]),
        ("foo,bar", ["foo", "bar"]),
        (",", [","]),
        ("", ["''"]),
        ("vs", ["vs"]),
    ],
)
def test_what_names_no_role_is_said_in_one_piece(words: str, unknown: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        roles_named(BUILT_IN, [words])
    assert [problem.what for problem in caught.value.problems] == [f"there is no role {name}" for name in unknown]
    assert all(problem.hint.endswith("it is one of ds, as, rs, mle") for problem in caught.value.problems)
