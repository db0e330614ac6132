"""Words and phrases that reveal something, found in texts in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from rolefit.catalog.spelling import spellings
from rolefit.catalog.texts import LONGEST_KEYWORD

_JOINED = r"[a-zA-Z0-9\w+#&-]"
"""What belongs to a word behind its first letter or digit. The commonest letters are named: to ask of each whether it
is one takes longer."""

_SPLIT = re.compile(rf"([^\W_]{_JOINED}*)")
"""Takes a text apart into words, and what stands between them: a word has an odd index."""

SHORTEST_IN_COMPOUND = 3
"""From so many characters on a keyword is found where a compound begins with it, such as SQL in SQL-like; R is not
found in R-CNN."""


class Words:
    """A text, word by word.

    `pieces` has in turn what stands between two words and a word, in small letters: a word has an odd place.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # The small form of this letter alone is longer than it, and would move what comes after it.
        self.pieces = [*_SPLIT.split(text.replace("İ", "I").lower()), ""]
        self.ends = list(accumulate(map(len, self.pieces)))
        """Where each piece ends, in characters."""


class KeywordMatch(NamedTuple):
    """A keyword in a text, and where it stands there: from `start` up to `end`, in characters."""

    keyword: str
    start: int
    end: int
    place: int
    """That of its first word among the pieces of the text."""


class Finder:
    """Finds keywords as whole words, or at the beginning of compounds: C is not found in C++ or Objective-C.

    A keyword is found in any of its spellings.

    A text is gone through once, word by word; only where one or two words begin a keyword is the rest of it compared.
    A keyword is no pattern, so the time that takes grows with the text and no faster.
    """

    def __init__(self, keywords: Iterable[str]) -> None:
        self._by_beginning = _by_beginning(frozenset(keywords))
        self._first_words = {beginning.partition(" ")[0] for beginning in self._by_beginning}
        self._beginning = lru_cache(100_000)(self._beginning_with)

    def find(self, text: str | Words) -> Iterator[KeywordMatch]:
        """Every keyword, in the order of the text; of those that begin at the same word the longest first."""
        whole = Words(text) if isinstance(text, str) else text
        pieces, ends = whole.pieces, whole.ends
        words = pieces[1::2]
        begins = self._first_words.intersection(words)
        begins |= {word for word in set(words) if ("-" in word or "_" in word) and self._begins_compound(word)}
        for place in compress(range(1, len(pieces), 2), map(begins.__contains__, words)):
            word, start = pieces[place], ends[place - 1]
            for keyword, pattern in self._beginning(word, pieces[place + 2][:LONGEST_KEYWORD]):
                match = pattern.match(whole.text, start) if pattern else None
                if match or not pattern:
                    yield KeywordMatch(keyword, start, match.end() if match else ends[place], place)

    def _begins_compound(self, word: str) -> bool:
        """Whether what a compound begins with begins a keyword."""
        return len(word) <= LONGEST_KEYWORD and _stem(word) in self._first_words

    def _beginning_with(self, word: str, following: str) -> list[tuple[str, re.Pattern[str] | None]]:
        """The keywords that may begin with these words, or what these begin with; no pattern where none is needed.

        The longest first; each in the one form that is longest.
        """
        words = dict.fromkeys((word, _stem(word)))
        beginnings = [f"{first} {second}" for first in words for second in dict.fromkeys((following, _stem(following)))]
        forms = [pair for each in (*beginnings, *words) for pair in self._by_beginning.get(each, ())]
        return [(keyword, None if form == word else _pattern(form)) for form, keyword in forms]


def contains_any(keywords: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether one of some keywords stands in one of some texts."""
    finder = _finder(tuple(keywords))
    return any(True for text in texts for _ in finder.find(text))


_finder = lru_cache(1000)(Finder)


# Whoever makes many scanners makes them by one catalog.
@lru_cache(32)
def _by_beginning(keywords: frozenset[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The first two words of forms, to the forms and the keywords that these stand for, the longest first."""
    # What is a keyword itself is that, and no spelling of another.
    forms = {form: keyword for keyword in sorted(keywords) for form in spellings(keyword)}
    forms |= {keyword: keyword for keyword in keywords}
    found: dict[str, list[tuple[str, str]]] = {}
    for form, keyword in sorted(forms.items(), key=lambda item: (-len(item[0]), item)):
        words = _SPLIT.split(form.lower())[1:]
        # What has no word, such as a dash for a title, stands for nothing in a text.
        if words:
            found.setdefault(" ".join(words[:3:2]), []).append((form, keyword))
    return found


def _stem(word: str) -> str:
    """What a compound begins with."""
    return word.partition("-")[0].partition("_")[0]


# To compile the patterns of all keywords takes longer than to read a text, which has few of them.
@lru_cache(10_000)
def _pattern(keyword: str) -> re.Pattern[str]:
    """What a keyword looks like in a text; between its words a line may end, but no paragraph."""
    words = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)".join(map(re.escape, keyword.split(" "))).replace("'", "['\u2019]")
    end = r"(?![^\W_]|[+#&])" if len(keyword) >= SHORTEST_IN_COMPOUND else f"(?!{_JOINED})"
    return re.compile(words + end, 0 if keyword != keyword.lower() else re.IGNORECASE)
