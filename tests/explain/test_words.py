"""Numbers as sentences have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolefit.explain.words import percentages, with_article


def number(shown: str) -> int:
    """What a percentage counts in the sum of a whole."""
    return {"<1%": 0, ">99%": 100}.get(shown) or int(shown.strip("<>%")) * (shown != "<1%")


@given(parts=st.lists(st.floats(0.001, 1), min_size=2, max_size=9))
def test_the_percentages_of_a_whole_add_up_to_100_and_none_is_off_by_one(parts: list[float]) -> None:
    fits = [part / sum(parts) for part in parts]
    shown = percentages(fits)
    assert sum(map(number, shown)) == 100
    assert all(abs(number(text) - 100 * fit) < 1 for text, fit in zip(shown, fits, strict=True))


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([0.415, 0.305, 0.28], ["42%", "30%", "28%"]),
        ([0.25, 0.25, 0.25, 0.25], ["25%"] * 4),
        ([0.9999, 0.0001], [">99%", "<1%"]),
        ([0.994, 0.006], ["99%", "1%"]),
    ],
)
def test_what_lost_most_by_rounding_down_gets_what_is_missing(parts: list[float], shown: list[str]) -> None:
    assert percentages(parts) == shown


def test_an_article_goes_by_the_sound() -> None:
    assert [with_article(w) for w in ("data scientist", "AI engineer", "ML engineer", "UX writer", "engineer")] == [
        "a data scientist",
        "an AI engineer",
        "an ML engineer",
        "a UX writer",
        "an engineer",
    ]
