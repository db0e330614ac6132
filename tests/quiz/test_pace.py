"""How long the rest is said to take."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolefit.quiz.pace import Pace

SECONDS = st.floats(0, 3600)


def said(times: Sequence[float], total: int) -> list[int]:
    """What is said at each question, of a person who takes these times for answers."""
    pace, minutes = Pace(), []
    for number, seconds in enumerate(times, 1):
        minutes.append(pace.minutes_left(number, total))
        pace.answered(seconds)
    return minutes


@given(times=st.lists(SECONDS, min_size=1, max_size=40), more=st.integers(0, 10))
def test_it_never_rises_and_falls_by_one_at_most(times: list[float], more: int) -> None:
    assert all(before - after in {0, 1} for before, after in pairwise(said(times, len(times) + more)))


@pytest.mark.parametrize(("seconds", "minutes"), [(3, 1), (15, 2), (40, 3)])
def test_it_follows_the_pace(seconds: float, minutes: int) -> None:
    assert said([seconds] * 13, 13)[7] == minutes
    assert said([seconds] * 13, 13)[0] == 3


def test_a_pause_counts_little() -> None:
    assert said([10] * 3 + [3600] + [10] * 9, 13)[-1] == said([10] * 13, 13)[-1] == 0


@given(times=st.lists(SECONDS, min_size=3, max_size=10))
def test_where_a_question_is_asked_again_the_same_is_said(times: list[float]) -> None:
    pace = Pace()
    before = []
    for number, seconds in enumerate(times, 1):
        before.append(pace.minutes_left(number, 20))
        pace.answered(seconds)
    assert [pace.minutes_left(number, 20) for number in range(1, len(times) + 1)] == before
