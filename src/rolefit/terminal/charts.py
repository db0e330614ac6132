"""A chart in text: what the answer to every question did for every role."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp, log

from rich.console import Console
from rich.text import Text

from rolefit.scoring.result import Ranked
from rolefit.terminal.console import NARROW, indented, words
from rolefit.terminal.looks import Look
from rolefit.terminal.shares import placed

LEAST_REACH = log(2)
"""What the end of the scale stands for at least, in natural log units: a role that fits twice as well."""

SIDE = 20
"""How many columns the scale has on either side of its middle."""

NARROW_SIDE = 16
"""How many it has where lines are short."""


def effect_rows(
    console: Console, ranking: Sequence[Ranked], topics: Mapping[str, str], looks: Mapping[str, Look]
) -> Iterator[Text]:
    """A row for each answered question, the one that separates the roles most first.

    From the middle, where an answer says nothing of a role, its mark stands to the right if the answer speaks for it,
    to the left if against it. `topics` has the words for a question id.
    """
    effects = {q: {r.role: r.by_question[q] for r in ranking} for q in ranking[0].by_question}
    reach = max([LEAST_REACH, *(abs(effect) for row in effects.values() for effect in row.values())])
    stacked = console.width < NARROW
    side = NARROW_SIDE if stacked else SIDE
    room = max((words(topics[question]).cell_len for question in effects), default=0)
    legend = [Text.assemble(looks[role.role].text, words(f" {role.title}", "dim")) for role in ranking]
    yield from indented(console, Text("  ").join(legend))
    against, for_it = "against".ljust(side), "for".rjust(side)
    yield Text("  " + ("" if stacked else " " * (room + 2))) + Text(f"{against}│{for_it}", "dim")
    for question in sorted(effects, key=lambda q: -_spread(effects[q])):
        name, scale = words(topics[question]), _scale(effects[question], looks, reach, side)
        if stacked:
            yield from indented(console, name)
            yield Text("  ") + scale
        else:
            name.pad_right(room + 2 - name.cell_len)
            yield Text.assemble("  ", name, scale)
    ends = f"At the ends of the scale an answer makes a role {exp(reach):.1f} times as likely, or as unlikely."
    yield from indented(console, Text(ends, "dim"))


def _spread(effects: Mapping[str, float]) -> float:
    # Rounded, so that the last digit of a sum does not order the rows.
    return round(max(effects.values()) - min(effects.values()), 9)


def _scale(effects: Mapping[str, float], looks: Mapping[str, Look], reach: float, side: int) -> Text:
    places = {role: side + effect / reach * side for role, effect in effects.items()}
    marks = placed(((place, looks[role]) for role, place in places.items()), 2 * side + 1)
    scale = Text()
    for column in range(2 * side + 1):
        scale.append_text(marks[column].text if column in marks else Text("│" if column == side else "·", "dim"))
    return scale
