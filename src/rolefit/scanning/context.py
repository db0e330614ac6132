"""Signals of more than one meaning: they count where what must stand near them does, and what must not does not."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from rolefit.catalog.spelling import spellings
from rolefit.catalog.texts import Context
from rolefit.scanning.finder import KeywordMatch, Words
from rolefit.scanning.sentences import SentenceBounds

NEAR = 9
"""How many words away a word may be that stands near: in postings most that belong together are nearer."""


class _Nearby:
    """Words and phrases one of which may stand near a signal, in any spelling."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._keywords = keywords

    @cached_property
    def _forms(self) -> list[list[str]]:
        return [Words(form).pieces[1:-1:2] for keyword in self._keywords for form in spellings(keyword)]

    # A text has few of the signals, and all forms of all words would take longer than it does.
    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(form[0] for form in self._forms if len(form) == 1)

    @cached_property
    def _phrases(self) -> re.Pattern[str] | None:
        phrases = sorted({re.escape(" ".join(form)) for form in self._forms if len(form) > 1}, key=len)
        return re.compile(f" (?:{'|'.join(phrases)}) ") if phrases else None

    def among(self, words: list[str]) -> bool:
        """Whether one of them is among some words that follow each other."""
        if not self._words.isdisjoint(words):
            return True
        return self._phrases is not None and self._phrases.search(f" {' '.join(words)} ") is not None


class ContextFilter:
    """Leaves out matches of signals whose context says that they mean something else."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        self._rules = {
            signal: (_Nearby(context.near) if context.near else None, _Nearby(context.not_near))
            for context in contexts
            for signal in context.signals
        }

    def fitting(self, matches: Iterable[KeywordMatch], text: Words, bounds: SentenceBounds) -> Iterator[KeywordMatch]:
        """The matches whose context is none or right."""
        for match in matches:
            rule = self._rules.get(match.keyword)
            if rule is None or _fits(match, text, bounds.around(match.place, NEAR), *rule):
                yield match


def _fits(match: KeywordMatch, text: Words, room: tuple[int, int], near: _Nearby | None, not_near: _Nearby) -> bool:
    first, beyond = room
    around = text.pieces[first:beyond:2]
    if not_near.among(around):
        return False
    if near is None:
        return True
    # What a signal is made of says nothing of where it stands.
    end = match.place
    while end < len(text.pieces) and text.ends[end] < match.end:
        end += 2
    return near.among(text.pieces[first : match.place : 2]) or near.among(text.pieces[end + 2 : beyond : 2])
