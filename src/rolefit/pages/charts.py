"""Where the marks of charts stand. Lengths down the page are in CSS pixels, across it in per cent of its width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rolefit.explain.effects import STEP, effects_by_question, reach_of
from rolefit.scoring.result import Ranked

LONGEST_LABEL = 8
"""How many letters of a role's id stand beside its mark."""

REACH = 34.0
"""How far from the zero line the strongest effect stands, in per cent of the width: the rest is room for labels."""

NARROWEST = 320
"""How many pixels wide a chart is at least. Labels that do not touch there do not touch in a wider one."""

LETTER = 7.5
"""How many pixels a letter of a label takes, generously."""

MARK = 6
"""How many pixels a mark takes to either side."""

BESIDE = 9
"""How many pixels beside the middle of its mark a label begins."""

FREE = 4
"""How many pixels stay free between two marks or labels."""

AXIS = 30
"""How many pixels the words over the axis take."""

NAME = 22
"""How many pixels the name of a question takes."""

LANE = 18
"""How many pixels a line of marks takes."""

GAP = 8
"""How many pixels stay free below a question."""


@dataclass(frozen=True)
class Series:
    """How a role looks in every chart of a page."""

    number: int
    """From 0; colours and shapes go by it."""
    label: str
    """What stands beside its marks: its id, or a number where the ids are too long to be told apart."""
    title: str


def series_of(roles: Iterable[tuple[str, str]]) -> dict[str, Series]:
    """Role id to its looks, from the ids and titles of roles in an order that stays.

    >>> series_of([("ds", "Data scientist"), ("an-engineer", "Engineer")])["an-engineer"].label
    'an-engi…'
    """
    titles = dict(roles)
    labels = [name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…" for name in titles]
    if len(set(labels)) < len(labels):
        labels = [f"R{number}" for number in range(1, len(titles) + 1)]
    return {
        name: Series(number, label, title)
        for number, (label, (name, title)) in enumerate(zip(labels, titles.items(), strict=True))
    }


@dataclass(frozen=True)
class Mark:
    """What one answer did for one role."""

    series: Series
    effect: float
    """In natural log units against the mean of the roles."""
    across: float
    """Where it stands, 0 to 100."""
    speaks_for: bool
    """Whether its label stands to the right of it, away from the zero line."""
    lane: int
    """In which line of the question it stands, from 0."""

    @property
    def down(self) -> int:
        """How far below the top of the row its middle stands."""
        return NAME + LANE * self.lane + LANE // 2


@dataclass(frozen=True)
class ChartRow:
    """What the answer to one question did for every role."""

    topic: str
    top: int
    """How far down it begins."""
    height: int
    marks: tuple[Mark, ...]
    """The role that it speaks most against comes first."""


@dataclass(frozen=True)
class EffectChart:
    """The person against the roles, question by question; what separates the roles most comes first."""

    rows: tuple[ChartRow, ...]
    height: int
    grid: tuple[float, ...]
    """Where the thin lines stand, 0 to 100; the zero line is at 50."""


def effect_chart(ranking: Sequence[Ranked], series: Mapping[str, Series], topics: Mapping[str, str]) -> EffectChart:
    """Place what each answered question did for each role. `topics` has the words for a question id."""
    effects = effects_by_question(ranking)
    most = reach_of(effects)
    rows: list[ChartRow] = []
    top = AXIS
    for question, of_question in effects.items():
        marks = _marks(of_question, series, most)
        height = NAME + LANE * (1 + max(mark.lane for mark in marks)) + GAP
        rows.append(ChartRow(topics[question], top, height, marks))
        top += height
    steps = range(1, int(most / STEP + 1e-9) + 1)
    grid = tuple(sorted(_across(sign * step * STEP, most) for step in steps for sign in (-1, 1)))
    return EffectChart(tuple(rows), top, grid)


def _across(effect: float, most: float) -> float:
    return round(50 + REACH * effect / most, 2)


def _marks(effects: Mapping[str, float], series: Mapping[str, Series], most: float) -> tuple[Mark, ...]:
    """Place marks from left to right, each in the first line where it touches no other."""
    ends: list[float] = []
    marks = []
    for role in sorted(effects, key=lambda role: (round(effects[role], 9), series[role].number)):
        across, speaks_for = _across(effects[role], most), effects[role] >= 0
        start, end = _extent(across, series[role].label, to_right=speaks_for)
        lane = next((i for i, taken in enumerate(ends) if taken + FREE <= start), len(ends))
        ends[lane : lane + 1] = [end]
        marks.append(Mark(series[role], effects[role], across, speaks_for, lane))
    return tuple(marks)


def _extent(across: float, label: str, *, to_right: bool) -> tuple[float, float]:
    """From where to where a mark and its label go in the narrowest chart, in pixels."""
    middle = across / 100 * NARROWEST
    length = BESIDE + LETTER * len(label)
    return (middle - MARK, middle + length) if to_right else (middle - length, middle + MARK)
