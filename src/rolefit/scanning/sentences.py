"""Where sentences end: at line ends, points of lists, and full stops that belong to no abbreviation.

Our own rules: of pysbd, sentencex and syntok none reads all of the abbreviations, initials, languages and lists of
postings that the tests have (each misses two to four of them), and the first and the last take 2 to 16 ms a posting.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import compress

from rolefit.scanning.finder import Words

ROOM = 60
"""How many characters of a sentence are shown at most on either side of a position."""

_CLOSING = "\"'\u2019\u201d)]"

_GAP = re.compile(rf"(?:(?<=[.!?;])|(?<=[.!?;][{re.escape(_CLOSING)}]))\s+|\s*\n\s*|\s+[•·▪*]\s+")
"""Where a sentence, a line or a point of a list may end."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[/,])(?:e\.g|i\.e|vs|cf|approx|incl|esp|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Fig)\.$", re.IGNORECASE
)
"""What a full stop belongs to that never ends a sentence."""

_INITIAL = re.compile(r"(?:^|[^\w.])[A-Z]\.$")

_LANGUAGE = re.compile(r"(?:\b(?:and|or|in|with|like|using|as|know)\s|[,/(]\s?)[A-Z]\.$")
"""A letter that is no initial: the languages R and C stand so at the end of a sentence."""

_BEGINNING = re.compile(r"(?:You|We|The|This|Our|It|In|If|As|An?)\s")
"""Words that are no surname."""

_STOPS = (".", *(f".{closing}" for closing in _CLOSING))

_LONGEST = 12
"""How many characters before a full stop tell whether it ends a sentence."""


def is_end(text: str, position: int) -> bool:
    """Whether the full stop just before a position ends a sentence."""
    before = text[max(0, position - _LONGEST) : position].rstrip(_CLOSING)
    following = text[position : position + _LONGEST].lstrip()
    if following[:1].islower() or _ABBREVIATION.search(before):
        return False
    is_initial = _INITIAL.search(before) and not _LANGUAGE.search(before)
    return not is_initial or _BEGINNING.match(following) is not None


class SentenceBounds:
    """Where the sentences of a text end, by the places of what stands between its words."""

    def __init__(self, text: Words) -> None:
        self._words = text
        # That a full stop ends a sentence is asked only where it matters: most stand far from any signal.
        kinds = map(_KINDS.__getitem__, text.pieces[::2])
        self._ends = list(compress(range(0, len(text.pieces), 2), kinds))

    def around(self, place: int, most: int) -> tuple[int, int]:
        """The places from the first word of a sentence up to the one beyond its last, around that of a word.

        At most so many words on either side; a line that ends alone, as in a list, ends no sentence here.
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
        if _KINDS[between] == _END:
            return True
        found = _PARTS.search(between)
        return found is not None and is_end(self._words.text, self._words.ends[gap - 1] + found.end("stop"))


_PARTS = re.compile(rf"(?P<stop>[.!?;][{re.escape(_CLOSING)}]*)\s|\n\s*\n|\s[•·▪*]\s")


_NOTHING, _END, _STOP = range(3)
"""What two words are parted by: nothing that matters, the end of a sentence, or a full stop, which may be one."""


class _Kinds(dict[str, int]):
    """What stands between two words, to which of these it is: there is much text, and little that parts its words."""

    def __missing__(self, between: str) -> int:
        found = _PARTS.search(between)
        is_full_stop = found is not None and (found["stop"] or "").startswith(".") and "\n" not in between
        kind = _STOP if is_full_stop else _END if found else _NOTHING
        if len(self) < _MOST_KINDS:
            self[between] = kind
        return kind


_MOST_KINDS = 10_000

_KINDS = _Kinds()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """From which character up to which each sentence, line or point of a list goes, of those that are not empty.

    >>> from rolefit.scanning.sentences import sentences
    >>> text = "You know tools, e.g. Spark. A Ph.D. helps."
    >>> [text[start:end] for start, end in sentences(text)]
    ['You know tools, e.g. Spark.', 'A Ph.D. helps.']
    """
    start = 0
    for gap in _GAP.finditer(text):
        if "\n" not in gap[0] and not _ends_sentence(text, gap):
            continue
        if start < gap.start():
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _ends_sentence(text: str, gap: re.Match[str]) -> bool:
    """Whether a sentence, or a point of a list, ends before a gap in a line."""
    return not text.endswith(_STOPS, 0, gap.start()) or is_end(text, gap.start())


def span_of_sentence(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """From which character up to which the sentence around a position goes, at most `room` on either side."""
    first, beyond = max(0, start - room), min(len(text), end + room)
    for begin, stop in sentences(text[first:beyond]):
        if first + stop > start:
            return first + begin, first + stop
    return start, end


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a position in a text, in one line, with … where more of it stands beyond ROOM."""
    begin, stop = span_of_sentence(text, start, end, ROOM)
    before, after = text[begin:start], text[end:stop]
    if begin and begin == start - ROOM:
        before = "…" + before.partition(" ")[2]
    if stop < len(text) and stop == end + ROOM:
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split()).lstrip("-•·▪* ")
