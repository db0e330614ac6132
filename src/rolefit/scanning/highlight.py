"""Marking a text: its lines in pieces, each with what it speaks for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rolefit.scanning.result import Scan


class TextPiece(NamedTuple):
    """A piece of a line."""

    text: str
    role: str | None = None
    """The id of the role for which it speaks most; None where it says nothing."""
    effect: float = 0.0
    """How much it speaks for that role, in natural log units against the mean of the roles."""


class Passage(NamedTuple):
    """A sentence or a line of a text, with what it says marked in it."""

    pieces: tuple[TextPiece, ...]
    role: str
    """The id of the role for which it speaks most."""
    weight: float
    """How much it speaks for all roles together, each mark for the one for which it speaks most."""


def highlighted_lines(scan: Scan, text: str) -> Iterator[list[TextPiece]]:
    """The lines of a text that was scanned, without their ends."""
    line: list[TextPiece] = []
    for piece in _pieces(scan, text):
        first, *others = piece.text.split("\n")
        line.append(piece._replace(text=first))
        for other in others:
            yield line
            line = [piece._replace(text=other)]
    yield line


def telling_passages(scan: Scan, text: str) -> list[Passage]:
    """The sentences and lines of a text that say anything of a role, in their order."""
    found = []
    for line in highlighted_lines(scan, text):
        for pieces in _sentences(line):
            effects: dict[str, float] = {}
            # What is said twice in one sentence counts once.
            for piece in {piece.text.casefold(): piece for piece in pieces if piece.role}.values():
                effects[str(piece.role)] = effects.get(str(piece.role), 0.0) + piece.effect
            if effects:
                found.append(Passage(tuple(pieces), max(effects, key=effects.__getitem__), sum(effects.values())))
    return found


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=\S)")


def _sentences(line: list[TextPiece]) -> Iterator[list[TextPiece]]:
    """A line cut at the ends of sentences; nothing that is marked is cut."""
    sentence: list[TextPiece] = []
    for piece in line:
        first, *others = [piece.text] if piece.role else _SENTENCE_END.split(piece.text)
        sentence.append(piece._replace(text=first))
        for other in others:
            yield sentence
            sentence = [piece._replace(text=other)]
    yield sentence


def _pieces(scan: Scan, text: str) -> Iterator[TextPiece]:
    roles = _strongest_roles(scan)
    spans = sorted(
        (start, end, roles[each.question, each.option])
        for each in scan.revealed
        for mention in each.mentions
        for start, end in mention.places
    )
    done = 0
    for start, end, role in spans:
        # A signal of two options is marked once.
        if start >= done:
            yield TextPiece(text[done:start])
            yield TextPiece(text[start:end], *role)
            done = end
    yield TextPiece(text[done:])


def _strongest_roles(scan: Scan) -> dict[tuple[str, str], tuple[str, float]]:
    """Question and option id of what a text names to the id of the role for which it speaks most, and how much."""
    best: dict[tuple[str, str], tuple[str, float]] = {}
    for reason in scan.why:
        key = reason.question, reason.option
        if key not in best or reason.effect > best[key][1]:
            best[key] = reason.role, reason.effect
    return best
