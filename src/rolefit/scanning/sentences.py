"""Where sentences end: at line ends, points of lists, and full stops that belong to no abbreviation.

Our own rules: of pysbd, sentencex and syntok none reads all of the abbreviations, initials, languages and lists of
postings that the tests have (each misses two to four of them), and the first and the last take 2 to 16 ms a posting.
"""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 500
"""How many characters on either side of a position a sentence has at most."""

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


def parts(text: str, start: int, end: int) -> bool:
    """Whether a sentence or a paragraph ends between two positions; an item of a list may."""
    return any(
        "\n\n" in gap[0] or ("\n" not in gap[0] and _ends_sentence(text, gap))
        for gap in _GAP.finditer(text, start, end)
    )


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


def span_of_sentence(text: str, start: int, end: int, room: int = LONGEST_SENTENCE) -> tuple[int, int]:
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
