"""Signals of more than one meaning: they count where what must stand near them does, and what must not does not."""

from collections.abc import Iterable, Sequence

from rolefit.catalog.texts import Context
from rolefit.scanning.finder import KeywordMatch
from rolefit.scanning.sentences import parts

NEAR = 60
"""How many characters away a word may be that stands near: in postings most that belong together are nearer."""


class ContextFilter:
    """Leaves out matches of signals whose context says that they mean something else."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        self._rules = {
            signal: (frozenset(context.near), frozenset(context.not_near))
            for context in contexts
            for signal in context.signals
        }

    @property
    def keywords(self) -> frozenset[str]:
        """The words of contexts, whose matches it must be shown."""
        return frozenset(word for near, not_near in self._rules.values() for word in near | not_near)

    def fitting(self, matches: Sequence[KeywordMatch], text: str) -> list[KeywordMatch]:
        """The matches, in the order of the text, whose context is none or right."""
        return [
            match
            for place, match in enumerate(matches)
            if match.keyword not in self._rules or self._fits(matches, place, text)
        ]

    def _fits(self, matches: Sequence[KeywordMatch], place: int, text: str) -> bool:
        near, not_near = self._rules[matches[place].keyword]
        around = _around(matches, place, text)
        return not_near.isdisjoint(around) and (not near or not near.isdisjoint(around))


def _around(matches: Sequence[KeywordMatch], place: int, text: str) -> set[str]:
    """The keywords near a match, in its sentence or in the items of a list beside it."""
    match = matches[place]
    found = set()
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(matches) and not _is_beyond(match, matches[other], text):
            found.add(matches[other].keyword)
            other += step
    return found


def _is_beyond(match: KeywordMatch, other: KeywordMatch, text: str) -> bool:
    first, second = sorted((match, other), key=lambda each: each.start)
    return second.start - first.end > NEAR or parts(text, first.end, second.start)
