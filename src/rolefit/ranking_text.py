"""A ranking of roles, as a table for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.console import ENDLESS, NARROW, bar, row, words, wrapped
from rolefit.output import percent
from rolefit.result import Ranked

LONG_BAR = 30
"""How many columns a bar takes in the ranked table."""


def ranking_table(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    """The roles with their fits, one below the other; what stands side by side is stacked where lines are short."""
    yield from (_stacked if console.width < NARROW else _table)(console, ranking)


def _table(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    widest = max(_name(role).cell_len for role in ranking)
    widths = [2, widest if console.width == ENDLESS else min(30, widest), LONG_BAR + 5]
    yield from row(console, [Text(title, "bold") for title in ("#", "Role", " Fit")], widths)
    for rank, role in enumerate(ranking, 1):
        yield from row(console, [Text(str(rank)), _name(role), _fit(role)], widths)


def _stacked(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    for rank, role in enumerate(ranking, 1):
        yield from wrapped(console, Text.assemble((f"{rank}. ", "bold"), _name(role)))
        yield from wrapped(console, Text("   ") + _fit(role))


def _name(role: Ranked) -> Text:
    return Text.assemble(words(role.title, "bold"), words(f" ({role.role})", "dim"))


def _fit(role: Ranked) -> Text:
    return Text(f"{percent(role.fit):>4} ") + bar(role.fit, LONG_BAR)
