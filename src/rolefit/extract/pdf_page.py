"""A page of a PDF to text: where words are apart, and columns."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import inf
from typing import Any

from rolefit.extract.columns import right_column

_SPACE = b"\n1 beginbfchar\n<FFFF> <0020>\nendbfchar\n"
"""Says in the table of a font that a glyph, which none has, is a space."""

_USUAL_GAP = 95
"""From how many thousandths of the font size on a gap parts words, if pypdf is not told otherwise."""

_LEAST_GAP = 45
"""Letters that are spaced out or kerned are up to so far apart, in thousandths too."""

_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
"""The operators that show text."""


def extract_page(page: Any, check_time: Callable[..., None]) -> str:
    """The text of a page of pypdf's; `check_time` is called at each operator, and may raise."""
    gaps: Counter[float] = Counter()
    starts: list[float] = []

    def look(operator: bytes, operands: Any, *matrices: Any) -> None:
        check_time()
        if operator == b"TJ" and operands and isinstance(operands[0], list):
            gaps.update(-part for part in operands[0] if isinstance(part, int | float) and -part >= _LEAST_GAP)
        if operator in _SHOWING:
            starts.append(_start(*matrices))

    text: str = page.extract_text(visitor_operand_before=look)
    least, column = _least_word_gap(gaps, sum(map(len, text.split()))), right_column(starts)
    if column is None and not any(least <= gap < _USUAL_GAP for gap in gaps):
        return text

    def hide(begin: float, end: float, operator: bytes, operands: Any, *matrices: Any) -> None:
        check_time()
        if operator in _SHOWING and not begin <= _start(*matrices) < end:
            operands.clear()

    width = 200 * least / _USUAL_GAP
    edges = [-inf, inf] if column is None else [-inf, column, inf]
    parts = [
        page.extract_text(visitor_operand_before=partial(hide, *edge), space_width=width) for edge in pairwise(edges)
    ]
    # In place of what is hidden a blank is left.
    return "\n\n".join(re.sub("^ +", "", part, flags=re.MULTILINE) for part in parts)


def _start(page_matrix: Sequence[float], text_matrix: Sequence[float]) -> float:
    """How far from the left a text begins that is shown with these matrices, in points."""
    return text_matrix[4] * page_matrix[0] + text_matrix[5] * page_matrix[2] + page_matrix[4]


def _least_word_gap(gaps: Mapping[float, int], letters: int) -> float:
    """From which gap on words are apart on a page: half of the gap between most words, or the usual where that is less.

    Words have some five letters, so that is half of the median of so many of the widest gaps.
    """
    wider = 0
    for gap in sorted(gaps, reverse=True):
        wider += gaps[gap]
        if wider > letters / 10:
            return min(max(gap * 0.55, _LEAST_GAP), _USUAL_GAP)
    return _USUAL_GAP


def new_fonts(page: Any, known: dict[int, Any]) -> Iterator[Any]:
    """The fonts of a page and of the forms on it that are not known yet; they are from then on."""
    holders = [page]
    while holders:
        resources = _dictionary(holders.pop(), "/Resources")
        for kind in ("/Font", "/XObject"):
            entries = _dictionary(resources, kind)
            for found in (_dictionary(entries, name) for name in entries):
                if id(found) not in known:
                    known[id(found)] = found
                    if kind == "/Font":
                        yield found
                    else:
                        holders.append(found)


def add_space(font: Any) -> int:
    """Add a space to a font that has none, as those of XeLaTeX and LuaLaTeX, and return how long its table is.

    For pypdf any letter, glyph number 32, would be the space, and narrow gaps no gaps:
    https://github.com/py-pdf/pypdf/issues/3978. Where a font has a space, one behind it changes nothing.
    """
    from pypdf.generic import DecodedStreamObject, NameObject, StreamObject  # noqa: PLC0415

    table = _dictionary(font, "/ToUnicode")
    if font.get("/Subtype") != "/Type0" or not isinstance(table, StreamObject):
        return 0
    longer = DecodedStreamObject()
    longer.set_data(table.get_data() + _SPACE)
    font[NameObject("/ToUnicode")] = longer
    return len(longer.get_data())


def _dictionary(parent: Any, name: str) -> Any:
    """An entry of a dictionary in a PDF; none is empty, and so is what a broken file has in its place."""
    from pypdf.generic import DictionaryObject  # noqa: PLC0415

    entry = parent.get(name)
    entry = entry.get_object() if entry is not None else None
    return entry if isinstance(entry, DictionaryObject) else DictionaryObject()
