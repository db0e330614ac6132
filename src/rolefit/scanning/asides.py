"""What of a text is not about the work: sections on the employer, its benefits and pay, set phrases, shared lines."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rolefit.catalog.texts import Asides
from rolefit.scanning.finder import Finder

LONGEST_HEAD = 60
"""How many characters a line has at most that is the head of a section."""

SHORTEST_SHARED = 25
"""How many characters a line has at least that several texts of one employer share: a heading may be anybody's."""

MOST_SHARED = 0.5
"""What part of a text is left out at most because other texts have it too; two that are nearly the same are read."""

_LINE = re.compile(r"[^\n]+")


class Span(NamedTuple):
    """A part of a text: from `start` up to `end`, in characters."""

    start: int
    end: int


class AsideFinder:
    """Finds the sections of texts that are asides, by their heads, and lines that several texts share."""

    def __init__(self, asides: Asides) -> None:
        self._asides, self._others = frozenset(asides.heads), frozenset(asides.other_heads)
        self._finder = Finder([*asides.heads, *asides.other_heads])

    def find(self, text: str, shared: Collection[str] = frozenset()) -> Iterator[Span]:
        """The asides of a text, in its order; `shared` are lines that other texts have too."""
        inside = False
        for line in _LINE.finditer(text):
            if len(line[0]) <= LONGEST_HEAD and (head := self._head(line[0])):
                inside = head in self._asides
            if inside or (shared and line[0].strip() in shared):
                yield Span(*line.span())

    def _head(self, line: str) -> str | None:
        """What the head of a section begins with; None where the line is none."""
        for found in self._finder.find(line):
            # A sign of a list or of Markdown may stand before it, but no word.
            begins = not any(map(str.isalnum, line[: found.start]))
            return found.keyword if begins and not line.rstrip().endswith((".", ",", ";")) else None
        return None


def shared_lines(texts: Iterable[str]) -> list[frozenset[str]]:
    r"""For each of several texts the lines that another has too; none where they are more than MOST_SHARED of it.

    >>> from rolefit.scanning.asides import shared_lines
    >>> about = "We make maps of the sea floor, for everyone."
    >>> charts, models = "You make charts of ships and of all their routes.", "You train models on pictures of fish."
    >>> [sorted(lines) == [about] for lines in shared_lines([f"{about}\n{charts}", f"{about}\n{models}"])]
    [True, True]
    """
    lines = [{line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST_SHARED} for text in texts]
    seen: dict[str, int] = {}
    for each in lines:
        for line in each:
            seen[line] = seen.get(line, 0) + 1
    found = []
    for each in lines:
        shared = frozenset(line for line in each if seen[line] > 1)
        is_too_much = sum(map(len, shared)) > MOST_SHARED * sum(map(len, each))
        found.append(frozenset() if is_too_much else shared)
    return found
