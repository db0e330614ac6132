"""Marking a text: its lines in pieces, each with what it speaks for."""

from collections.abc import Iterator
from typing import NamedTuple

from rolefit.scanning.result import Scan


class TextPiece(NamedTuple):
    """A piece of a line."""

    text: str
    role: str | None = None
    """The id of the role for which it speaks most; None where it says nothing."""


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
            yield TextPiece(text[start:end], role)
            done = end
    yield TextPiece(text[done:])


def _strongest_roles(scan: Scan) -> dict[tuple[str, str], str]:
    """Question and option id of what a text names to the id of the role for which it speaks most."""
    best: dict[tuple[str, str], tuple[str, float]] = {}
    for reason in scan.why:
        key = reason.question, reason.option
        if key not in best or reason.effect > best[key][1]:
            best[key] = reason.role, reason.effect
    return {key: role for key, (role, _) in best.items()}
