"""Words and phrases that reveal something, found in texts in one pass."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

_WORDS = re.compile(r"[^\s\\*?\[\](){}|^$]+( [^\s\\*?\[\](){}|^$]+)*")


def _plain_words(signal: str) -> str:
    if not _WORDS.fullmatch(signal):
        kind, message = "signal", "must be plain words with single spaces between them; patterns are not read"
        raise PydanticCustomError(kind, message)
    return signal


Signal: TypeAlias = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=60), AfterValidator(_plain_words)
]
"""A word or phrase. With a capital letter in it, it is found only as it is written; without, in any case."""

_JOINED = r"[a-zA-Z0-9\w+#&-]"
"""What belongs to a word where it stands right before or after it. The commonest letters are named: to ask of each
whether it is one takes longer."""

_SPLIT = re.compile(f"({_JOINED}+)")
"""Takes a text apart into words, and what stands between them: a word has an odd place."""


class Found(NamedTuple):
    """A signal in a text, and where it stands there: from `start` up to `end`, in characters."""

    signal: str
    start: int
    end: int


class Finder:
    """Finds signals as whole words: C is not found in C++ or Objective-C.

    A text is gone through once, word by word; only where one or two words begin a signal is the rest of it compared.
    A signal is no pattern, so the time that takes grows with the text and no faster.
    """

    def __init__(self, signals: Iterable[str]) -> None:
        self._by_beginning: dict[str, list[str]] = {}
        for signal in sorted(set(signals), key=len, reverse=True):
            between, *words = _SPLIT.split(signal.lower())
            # What begins with another character cannot begin where a word does.
            if words and not between:
                self._by_beginning.setdefault(" ".join(words[:3:2]), []).append(signal)
        self._first_words = {beginning.partition(" ")[0] for beginning in self._by_beginning}

    def find(self, text: str) -> Iterator[Found]:
        """Every signal, in the order of the text; of those that begin at the same word the longest first."""
        # The small form of this letter alone is longer than it, and would move what comes after it.
        pieces = [*_SPLIT.split(text.replace("İ", "I").lower()), ""]
        start = 0
        for place, word in enumerate(pieces):
            if word in self._first_words:
                for beginning in (f"{word} {pieces[place + 2]}", word):
                    for signal in self._by_beginning.get(beginning, ()):
                        pattern = _pattern(signal)
                        match = pattern.match(text, start) if pattern else None
                        if match or not pattern:
                            yield Found(signal, start, match.end() if match else start + len(word))
            start += len(word)


def any_found(signals: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether one of some signals stands in one of some texts."""
    finder = _finder(tuple(signals))
    return any(True for text in texts for _ in finder.find(text))


_finder = lru_cache(1000)(Finder)


# To compile the patterns of all signals takes longer than to read a text, which has few of them.
@lru_cache(10_000)
def _pattern(signal: str) -> re.Pattern[str] | None:
    """What the signal looks like in a text; None for a word that is found in any case, which is all of itself."""
    if signal == signal.lower() and _SPLIT.fullmatch(signal):
        return None
    words = r"\s+".join(map(re.escape, signal.split(" "))).replace("'", "['\u2019]")
    return re.compile(f"{words}(?!{_JOINED})", 0 if signal != signal.lower() else re.IGNORECASE)
