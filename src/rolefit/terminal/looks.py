"""How roles look, in colour and without: the same in every table and chart, so that a role is known again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.text import Text

MARKS = "●■▲◆▼✚"
"""The marks of roles, in the order of the catalog: no colour is needed to tell them apart."""

COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red")
"""Their colours, those that a terminal shows as its user likes them."""


@dataclass(frozen=True)
class Look:
    """How one role looks."""

    mark: str
    colour: str

    @property
    def text(self) -> Text:
        """Its mark in its colour."""
        return Text(self.mark, self.colour)


def looks_of(roles: Iterable[str]) -> Mapping[str, Look]:
    """Role id to its look, for all roles of a catalog in its order; after the sixth the marks come in other colours.

    >>> looks_of(["ds", "mle"])["mle"].mark
    '■'
    """
    looks = {}
    for number, role in enumerate(roles):
        round_, place = divmod(number, len(MARKS))
        looks[role] = Look(MARKS[place], COLOURS[(place + round_) % len(COLOURS)])
    return looks
