"""Sentences: what stands around a place in a text."""

import re

ROOM = 60
"""How many characters of a sentence are shown at most on either side of a place."""

_END = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*|\s+[•·▪*]\s+")
"""Where a sentence, a line or a point of a list ends."""


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a place in a text, in one line, with … where more of it stands beyond ROOM."""
    before, after = _END.split(text[max(0, start - ROOM) : start])[-1], _END.split(text[end : end + ROOM])[0]
    cut_before = len(before) == ROOM and start > ROOM
    cut_after = len(after) == ROOM and end + ROOM < len(text)
    if cut_before:
        before = "…" + before.partition(" ")[2]
    if cut_after:
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split()).lstrip("-•·▪* ")
