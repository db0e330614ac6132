"""What of a text is not about the work: sections on the employer, its benefits and pay, set phrases, shared lines."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rolefit.catalog.texts import Asides

MOST_BEHIND = 3
"""How many words stand at most behind the beginning of the head of an aside, such as the name of the employer."""

SHORTEST_SHARED = 25
"""How many characters a line has at least that several texts of one employer share: a heading may be anybody's."""

LEAST_SHARING = 3
"""How many texts have a line at least that counts for nothing in them: two may seek the same, three hardly do."""

MOST_SHARED = 0.5
"""What part of a text is left out at most because other texts have it too; two that are nearly the same are read."""

_LINE = re.compile(r"[^\n]+")

_SENTENCE = re.compile(r"[.,;:]\s+\S|[.,;]\s*$|\d")
"""What stands in no head, but in a line that says something."""

_POINT = re.compile(r"\s*[-•·▪*+]\s")

_FIRST_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


class Span(NamedTuple):
    """A part of a text: from `start` up to `end`, in characters."""

    start: int
    end: int


class AsideFinder:
    """Finds the sections of texts that are asides, by their heads, and lines that several texts share."""

    def __init__(self, asides: Asides) -> None:
        self._asides = {head.lower() for head in asides.heads}
        self._heads: dict[str, list[str]] = {}
        for head in sorted({*self._asides, *map(str.lower, asides.other_heads)}, key=lambda head: (-len(head), head)):
            self._heads.setdefault(head.partition(" ")[0], []).append(head)

    def find(self, text: str, shared: Collection[str] = ()) -> Iterator[Span]:
        """The asides of a text, in its order; `shared` are lines that other texts have too."""
        inside = False
        for line in _LINE.finditer(text):
            head, behind = self._opening(line[0])
            is_aside = head in self._asides
            if head and not is_aside:
                inside = False
            elif is_aside and len(behind.split()) <= MOST_BEHIND and not _SENTENCE.search(f"{behind} "):
                inside = True
            if inside or (is_aside and behind.startswith(":")) or (shared and line[0].strip() in shared):
                yield Span(*line.span())

    def _opening(self, line: str) -> tuple[str | None, str]:
        """What the head of a section begins with, where a line begins so, and what stands behind that."""
        # A sign of Markdown or a number may stand before it, but no word, and no sign of a list.
        begin = _FIRST_WORD.search(line)
        if begin and not _POINT.match(line):
            words = line[begin.start() :].lower().replace("\u2019", "'")
            for head in self._heads.get(words[: begin.end() - begin.start()], ()):
                if words.startswith(head) and not words[len(head) : len(head) + 1].isalnum():
                    return head, words[len(head) :].strip("*#_ ")
        return None, ""


def shared_lines(texts: Iterable[str]) -> list[frozenset[str]]:
    r"""For each of several texts the lines that others have too; none where they are more than MOST_SHARED of it.

    >>> from rolefit.scanning.asides import shared_lines
    >>> about = "We make maps of the sea floor."
    >>> works = "You make charts of all routes.", "You train models on pictures of fish.", "You keep ships running."
    >>> [sorted(lines) == [about] for lines in shared_lines(f"{about}\n{work} {work}" for work in works)]
    [True, True, True]
    """
    lines = [{line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST_SHARED} for text in texts]
    seen: dict[str, int] = {}
    for each in lines:
        for line in each:
            seen[line] = seen.get(line, 0) + 1
    found = []
    for each in lines:
        shared = frozenset(line for line in each if seen[line] >= LEAST_SHARING)
        is_too_much = sum(map(len, shared)) > MOST_SHARED * sum(map(len, each))
        found.append(frozenset() if is_too_much else shared)
    return found
