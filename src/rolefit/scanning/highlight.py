"""Marking a text: its lines, or its strongest passages, in pieces, each with what it speaks for."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rolefit.scanning.result import Scan
from rolefit.scanning.sentences import sentences


class TextPiece(NamedTuple):
    """A piece of a line."""

    text: str
    role: str | None = None
    """The id of the role for which it speaks most; None where it says nothing."""


class Passage(NamedTuple):
    """A sentence of a text, or as much of a long one as can be read at a glance."""

    pieces: Sequence[TextPiece]
    role: str
    """The id of the role for which it speaks most."""
    strengths: Mapping[str, float]
    """Signal to what it does for the role for which it speaks most, in natural log units against the mean of the
    roles."""


def highlighted_lines(scan: Scan, text: str) -> Iterator[list[TextPiece]]:
    """The lines of a text that was scanned, without their ends."""
    line: list[TextPiece] = []
    for piece in _pieces(text, _marks(scan), 0, len(text)):
        first, *others = piece.text.split("\n")
        line.append(piece._replace(text=first))
        for other in others:
            yield line
            line = [piece._replace(text=other)]
    yield line


def passages(scan: Scan, text: str) -> list[Passage]:
    """The passages of a text that was scanned which speak for a role, in the order of the text."""
    marks = _marks(scan)
    found = []
    for start, end in _whole_sentences(text, marks):
        cuts = [start, *_cuts(text, marks, start, end), end]
        for begin, stop in pairwise(cuts):
            inside = _between(marks, begin, stop)
            if inside:
                pieces = list(_in_one_line(_pieces(text, inside, begin, stop)))
                before, after = [_MORE] * (begin > start), [_MORE] * (stop < end)
                strengths = {mark.signal: mark.strength for mark in inside}
                found.append(Passage([*before, *pieces, *after], _strongest_role(inside), strengths))
    return found


def strongest_first(of_text: Sequence[Passage]) -> Iterator[int]:
    """The numbers of passages, those first that say most of what those before them have not said yet."""
    left = dict(enumerate(of_text))
    said: set[str] = set()

    def news(number: int) -> float:
        return sum(strength for signal, strength in left[number].strengths.items() if signal not in said)

    while left:
        best = max(left, key=news)
        if news(best) < FAINT:
            return
        said |= left.pop(best).strengths.keys()
        yield best


FAINT = 0.05
"""What a passage has to say at least that is new, in natural log units: it makes a role a twentieth more likely."""

LONGEST = 230
"""How many characters a passage has at most: three lines."""

_PAUSE = re.compile(r"(?<=[,:)])\s+|\s+(?=\()")
_BLANK = re.compile(r"\s+")

_MORE = TextPiece("…")
"""Stands where a sentence goes on."""


class _Mark(NamedTuple):
    """A signal in a text."""

    start: int
    end: int
    role: str
    signal: str
    strength: float


def _marks(scan: Scan) -> list[_Mark]:
    """What is marked, in the order of the text; a signal of two options is marked once, for the stronger one."""
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for reason in scan.why:
        key = reason.question, reason.option
        if key not in best or reason.effect > best[key][0]:
            best[key] = reason.effect, reason.role
    found = []
    for each in scan.revealed:
        effect, role = best[each.question, each.option]
        for mention in each.mentions:
            strength = effect / len(each.mentions)
            found += [_Mark(start, end, role, mention.signal, strength) for start, end in mention.places]
    apart: list[_Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.strength)):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def _strongest_role(marks: Sequence[_Mark]) -> str:
    strengths: dict[str, float] = {}
    for role, _, strength in {(mark.role, mark.signal, mark.strength) for mark in marks}:
        strengths[role] = strengths.get(role, 0.0) + strength
    return max(sorted(strengths), key=strengths.__getitem__)


def _between(marks: Sequence[_Mark], start: int, end: int) -> Sequence[_Mark]:
    first, beyond = (bisect_left(marks, place, key=lambda mark: mark.start) for place in (start, end))
    return marks[first:beyond]


def _pieces(text: str, marks: Sequence[_Mark], start: int, end: int) -> Iterator[TextPiece]:
    for mark in marks:
        yield TextPiece(text[start : mark.start])
        yield TextPiece(text[mark.start : mark.end], mark.role)
        start = mark.end
    yield TextPiece(text[start:end])


def _in_one_line(pieces: Iterator[TextPiece]) -> Iterator[TextPiece]:
    """The same without line ends, the sign of a list before them, and blanks at their ends."""
    first, *others = (piece._replace(text=re.sub(r"\s+", " ", piece.text)) for piece in pieces)
    *between, last = first._replace(text=first.text.lstrip("-–•·▪* ")), *others
    yield from (*between, last._replace(text=last.text.rstrip()))


def _whole_sentences(text: str, marks: Sequence[_Mark]) -> Iterator[tuple[int, int]]:
    """The sentences; where one ends within a signal, the next belongs to it."""
    begin: int | None = None
    for start, end in sentences(text):
        begin = start if begin is None else begin
        inside = _between(marks, begin, end)
        if not inside or inside[-1].end <= end:
            yield begin, end
            begin = None


def _cuts(text: str, marks: Sequence[_Mark], start: int, end: int) -> Iterator[int]:
    """Where a sentence is cut so that no part is too long: never within a signal."""
    while end - start > LONGEST:
        cut = _good_cut(text, start)
        start = max([cut, *(mark.end for mark in _between(marks, start, cut))])
        if start < end:
            yield start


def _good_cut(text: str, start: int) -> int:
    """The last comma or bracket in the second half of what may be taken; else the last blank; else all of it."""
    for pattern in (_PAUSE, _BLANK):
        gaps = [gap.end() for gap in pattern.finditer(text, start + LONGEST // 2, start + LONGEST)]
        if gaps:
            return gaps[-1]
    return start + LONGEST
