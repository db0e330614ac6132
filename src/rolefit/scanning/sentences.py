"""Where sentences end: at line ends, points of lists, and full stops that belong to no abbreviation.

Our own rules: of pysbd, sentencex and syntok none reads all of the abbreviations, initials, languages and lists of
postings that the tests have (each misses two to four of them), and the first and the last take 2 to 16 ms a posting.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache

from rolefit.scanning.finder import Words

ROOM = 60
"""How many characters of a sentence are shown at most on either side of a position."""

_BLANKS = re.compile(r"\s++(?:[•·▪*]\s++)?")
"""Where a sentence, a line or a point of a list may end."""

_STOP = re.compile("[.!?;][\"'\u2019\u201d)\\]]*$")
"""What a sentence ends with."""

_MOST_CLOSING = 5
"""How many characters of it are looked at."""

_NO_END = re.compile(
    r"(?:^|[\s(\[/,])(?:e\.g|i\.e|vs|cf|approx|incl|esp|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Fig)\.$|(?:^|\n)\s*\d{1,2}\.$",
    re.IGNORECASE,
)
"""Abbreviations that never end a sentence, and numbers of points."""

_INITIAL = re.compile(r"(?:^|[^\w.])[A-Z]\.$")

_LANGUAGE = re.compile(r"(?:\b(?:and|or|in|with|like|using|as|know)\s|[,/(]\s?)[A-Z]\.$")
"""A letter that is no initial: the languages R and C stand so at the end of a sentence."""

_BEGINNING = re.compile(r"(?:You|We|The|This|Our|It|In|If|As|An?)\s")
"""Words that are no surname."""

_AROUND = 12
"""How many characters around a full stop tell whether it ends a sentence."""


def ends_before(text: str, position: int) -> bool:
    """Whether a sentence ends just before a position: with a sign that ends one, or a full stop that does."""
    found = _STOP.search(text, max(0, position - _MOST_CLOSING), position)
    if not found or found[0][0] != ".":
        return found is not None
    before = text[max(0, found.start() + 1 - _AROUND) : found.start() + 1]
    following = text[position : position + _AROUND].lstrip()
    if following[:1].islower() or _NO_END.search(before):
        return False
    is_initial = _INITIAL.search(before) and not _LANGUAGE.search(before)
    return not is_initial or _BEGINNING.match(following) is not None


class SentenceBounds:
    """Where the sentences of a text end, by the places of what stands between its words."""

    def __init__(self, text: Words) -> None:
        self._words = text
        # Whether a sign ends a sentence is asked only where it matters: most stand far from any signal.
        self._ends = [
            2 * index
            for index, between in enumerate(text.pieces[::2])
            if len(between) > 1 and _kind(between[:_LONGEST_GAP])
        ]

    def around(self, place: int, most: int) -> tuple[int, int]:
        """The places from the first word of a sentence up to the one beyond its last, around that of a word.

        At most so many words on either side; a line that ends without a sign, as in a list, ends no sentence here.
        """
        ends, behind = self._ends, bisect(self._ends, place)
        before = behind - 1
        first, last = max(1, place - 2 * most), min(len(self._words.pieces), place + 2 * most + 2)
        while before >= 0 and ends[before] > first and not self._is_end(ends[before]):
            before -= 1
        while behind < len(ends) and ends[behind] < last and not self._is_end(ends[behind]):
            behind += 1
        if before >= 0:
            first = max(first, ends[before] + 1)
        return first, min(last, ends[behind] + 1) if behind < len(ends) else last

    def _is_end(self, gap: int) -> bool:
        between = self._words.pieces[gap]
        if _kind(between[:_LONGEST_GAP]) == _END:
            return True
        start = self._words.ends[gap - 1] if gap else 0
        return any(ends_before(self._words.text, start + blanks.start()) for blanks in _BLANKS.finditer(between))


_NOTHING, _END, _PERHAPS = range(3)
"""What two words are parted by: nothing that matters, the end of a sentence, or a sign that may be one."""

_LONGEST_GAP = 40
"""How many characters of what stands between two words are looked at."""

_BLANK_LINE = re.compile(r"\n\s*\n")

_SIGN = re.compile(r"[.!?;]\S*\s")


@lru_cache(10_000)
def _kind(between: str) -> int:
    """Which of these stands between two words: there is much text, and little that parts its words."""
    if _BLANK_LINE.search(between) or ("\n" not in between and any(sign in between for sign in "•·▪*")):
        return _END
    return _PERHAPS if _SIGN.search(between) else _NOTHING


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """From which character up to which each sentence, line or point of a list goes, of those that are not empty.

    >>> from rolefit.scanning.sentences import sentences
    >>> text = "You know tools, e.g. Spark. A Ph.D. helps."
    >>> [text[start:end] for start, end in sentences(text)]
    ['You know tools, e.g. Spark.', 'A Ph.D. helps.']
    """
    start = 0
    for gap in _BLANKS.finditer(text):
        if "\n" in gap[0] or gap[0].strip() or ends_before(text, gap.start()):
            if start < gap.start():
                yield start, gap.start()
            start = gap.end()
    if start < len(text):
        yield start, len(text)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a position in a text, in one line, with … where more of it stands beyond ROOM."""
    first, beyond = max(0, start - ROOM), min(len(text), end + ROOM)
    around = ((first + begin, first + stop) for begin, stop in sentences(text[first:beyond]))
    begin, stop = next((each for each in around if each[1] > start), (start, end))
    before, after = text[begin:start], text[end : max(stop, end)]
    if begin and begin == start - ROOM:
        before = "…" + before.partition(" ")[2]
    if stop < len(text) and stop == end + ROOM:
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split()).lstrip("-•·▪* ")
