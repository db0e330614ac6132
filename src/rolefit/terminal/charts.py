"""A chart in text: what the answer to every question did for every role."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from rich.console import Console
from rich.text import Text

from rolefit.explain.effects import effects_by_question, reach_of
from rolefit.scoring.result import Ranked
from rolefit.terminal.console import NARROW, indented, words
from rolefit.terminal.looks import Look
from rolefit.terminal.shares import placed

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
    effects = effects_by_question(ranking)
    reach = reach_of(effects)
    stacked = console.width < NARROW
    side = NARROW_SIDE if stacked else SIDE
    room = max((words(topics[question]).cell_len for question in effects), default=0)
    legend = [Text.assemble(looks[role.role].text, words(f" {role.title}", "dim")) for role in ranking]
    yield from indented(console, Text("  ").join(legend))
    against, for_it = "against".ljust(side), "for".rjust(side)
    yield Text("  " + ("" if stacked else " " * (room + 2))) + Text(f"{against}│{for_it}", "dim")
    for question, of_question in effects.items():
        name, scale = words(topics[question]), _scale(of_question, looks, reach, side)
        if stacked:
            yield from indented(console, name)
            yield Text("  ") + scale
        else:
            name.pad_right(room + 2 - name.cell_len)
            yield Text.assemble("  ", name, scale)
    ends = f"At the ends of the scale a question makes a role {exp(reach):.1f} times as likely, or as unlikely."
    yield from indented(console, Text(ends, "dim"))


def _scale(effects: Mapping[str, float], looks: Mapping[str, Look], reach: float, side: int) -> Text:
    places = {role: side + effect / reach * side for role, effect in effects.items()}
    marks = placed(((place, looks[role]) for role, place in places.items()), 2 * side + 1)
    scale = Text()
    for column in range(2 * side + 1):
        scale.append_text(marks[column].text if column in marks else Text("│" if column == side else "·", "dim"))
    return scale
