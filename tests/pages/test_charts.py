"""Charts: marks stand where their effects say, and no two touch."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolefit.pages.charts import AXIS, FREE, MARK, NARROWEST, EffectChart, Mark, effect_chart, series_of
from rolefit.scoring.result import Ranked

EFFECTS = st.floats(-5, 5, allow_nan=False)


def chart_of(effects: list[list[float]]) -> EffectChart:
    """A chart of questions by roles; the roles are called r0, r1, ..."""
    roles = [f"r{i}" for i in range(len(effects[0]))]
    ranking = [
        Ranked(role=role, title=role, fit=0.5, by_question={f"q{q}": row[i] for q, row in enumerate(effects)})
        for i, role in enumerate(roles)
    ]
    topics = {f"q{q}": f"Q{q}" for q in range(len(effects))}
    return effect_chart(ranking, series_of((role, role) for role in roles), topics)


def test_marks_stand_where_their_effects_say() -> None:
    chart = chart_of([[0.1, -0.1], [1.0, -1.0]])
    assert [row.topic for row in chart.rows] == ["Q1", "Q0"]
    (against, favoured), (little, _) = (row.marks for row in chart.rows)
    assert (against.across, favoured.across) == (16, 84)
    assert little.across == pytest.approx(50 - 3.4)
    assert (against.speaks_for, favoured.speaks_for) == (False, True)
    assert chart.grid == (round(50 - 34 * log(2), 2), round(50 + 34 * log(2), 2))


def test_little_evidence_is_not_drawn_large() -> None:
    (row,) = chart_of([[0.01, -0.01]]).rows
    assert all(abs(mark.across - 50) < 1 for mark in row.marks)


def test_without_answers_there_is_nothing_to_draw() -> None:
    chart = effect_chart([Ranked(role="a", title="A", fit=1, by_question={})], series_of([("a", "A")]), {})
    assert (chart.rows, chart.height) == ((), AXIS)


@given(st.lists(st.lists(EFFECTS, min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_two_marks_touch_and_none_leaves_the_chart(effects: list[list[float]]) -> None:
    chart = chart_of(effects)
    for row in chart.rows:
        extents = [(mark.lane, *extent(mark)) for mark in row.marks]
        assert all(start >= 0 and end <= NARROWEST for _, start, end in extents)
        for i, (lane, start, end) in enumerate(extents):
            for other_lane, other_start, other_end in extents[:i]:
                assert lane != other_lane or start >= other_end + FREE or other_start >= end + FREE
    assert chart.height == chart.rows[-1].top + chart.rows[-1].height


def extent(mark: Mark) -> tuple[float, float]:
    """From where to where a mark and its label go in the narrowest chart, in pixels; a letter is 7 wide."""
    middle = mark.across / 100 * NARROWEST
    label = 9 + 7 * len(mark.series.label)
    return (middle - MARK, middle + label) if mark.speaks_for else (middle - label, middle + MARK)


def test_ids_that_are_too_long_to_tell_apart_become_numbers() -> None:
    assert [s.label for s in series_of([("a-longish-id", "A"), ("b", "B")]).values()] == ["a-longi…", "b"]
    assert [s.label for s in series_of([("a-longish-id", "A"), ("a-longish-one", "B")]).values()] == ["R1", "R2"]
