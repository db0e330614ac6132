"""PDF to plain text."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import pairwise
from math import inf
from time import thread_time
from typing import Any

from rolefit.errors import InputError, Problem
from rolefit.extract.columns import right_column
from rolefit.extract.normalize import normalize

MAX_PAGES = 100
"""The most pages that are read; a posting has two, a long CV twenty."""

MAX_SECONDS = 10.0
"""The most processor time that is taken to read the pages; a dense page takes some 0.2 s."""

_MAX_CHARACTERS = 2_000_000

# These hold for each stream, and a file may show one over and over. To parse as much of one as here takes two seconds.
_LIMITS: dict[str, Any] = {
    "stream_parsing_work_maximum_count": 200_000,
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 50_000_000,
}

_MAX_TABLES = 20_000_000
"""The most bytes in tables of fonts that are read; the fonts of a Chinese text have some 300,000 each."""

_SPACE = b"\n1 beginbfchar\n<FFFF> <0020>\nendbfchar\n"
"""Says in the table of a font that a glyph, which none has, is a space."""

_USUAL_GAP = 95
"""From how many thousandths of the font size on a gap parts words, if pypdf is not told otherwise."""

_LEAST_GAP = 45
"""Letters that are spaced out or kerned are up to so far apart, in thousandths too."""

_LONGEST_WORD = 30
"""How many letters a word has at most."""

_FEWEST_LETTERS = 200
"""How many letters a text has at least that can be told to have no words."""

_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
"""The operators that show text."""

_HYPHENS = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}"

_PARTED = re.compile(rf"(?<![^\W\d_])([^\W\d_]++)[{_HYPHENS}]\n[ \t]*([^\W\d_]+)(\S*)[ \t]*\n?")

_DAMAGED = Problem("is a damaged PDF", "make it again, or give it the text")

_LOCKED = Problem("is a PDF that needs a password", "save it without one, or give it the text")

_SCAN = Problem("is a PDF without text, such as a scan", "give it the text instead")

_RUN_TOGETHER = Problem("is a PDF whose words or letters cannot be told apart", "give it the text instead")

_LONG = Problem(f"is a PDF with more than {MAX_PAGES} pages, or too much in them", "give it the posting alone")


def read_pdf(data: bytes, file: str) -> str:
    """The text of a PDF, line by line; a word that is parted at a line end is made whole on the first of the lines.

    Raises InputError where it is damaged, locked, too long or has no text or no words, and ImportError where pypdf is
    not installed; `file` is its name in messages.
    """
    from pypdf import apply_configuration  # noqa: PLC0415
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError  # noqa: PLC0415

    try:
        with apply_configuration(**_LIMITS):
            text = _extract_pages(data)
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise InputError(replace(_LOCKED, file=file)) from error
    except (LimitReachedError, MemoryError) as error:
        raise InputError(replace(_LONG, file=file)) from error
    except Exception as error:  # a broken PDF breaks its reader in many ways
        raise InputError(replace(_DAMAGED, file=file)) from error
    if not text.strip():
        raise InputError(replace(_SCAN, file=file))
    if not _has_words(text):
        raise InputError(replace(_RUN_TOGETHER, file=file))
    return normalize(_dehyphenated(text))


def _extract_pages(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import LimitReachedError  # noqa: PLC0415

    # Of the repairs that it makes nobody needs to know.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        # Without the owner's password many may not be printed, but all can be read.
        reader.decrypt("")
    if len(reader.pages) > MAX_PAGES:
        raise LimitReachedError
    pages: list[str] = []
    end = thread_time() + MAX_SECONDS

    def check_time(*_: Any) -> None:
        if thread_time() > end:
            raise LimitReachedError

    fonts: dict[int, Any] = {}
    tables = 0
    for page in reader.pages:
        # A page may also be long to read without an operator in it.
        check_time()
        for font in _new_fonts(page, fonts):
            check_time()
            tables += _add_space(font)
            if tables > _MAX_TABLES:
                raise LimitReachedError
        pages.append(_extract_page(page, check_time))
        if sum(map(len, pages)) > _MAX_CHARACTERS:
            raise LimitReachedError
    return "\n\n".join(pages)


def _extract_page(page: Any, check_time: Callable[..., None]) -> str:
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


def _new_fonts(page: Any, known: dict[int, Any]) -> Iterator[Any]:
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


def _dictionary(parent: Any, name: str) -> Any:
    """An entry of a dictionary in a PDF; none is empty, and so is what a broken file has in its place."""
    from pypdf.generic import DictionaryObject  # noqa: PLC0415

    entry = parent.get(name)
    entry = entry.get_object() if entry is not None else None
    return entry if isinstance(entry, DictionaryObject) else DictionaryObject()


def _add_space(font: Any) -> int:
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


def _has_words(text: str) -> bool:
    """Whether at least half of the Latin letters stand in words: not alone, and not in one of a line's length."""
    words = [len(word) for word in re.findall("[A-Za-z]+", text)]
    return sum(words) < _FEWEST_LETTERS or sum(length for length in words if 1 < length <= _LONGEST_WORD) * 2 >= sum(
        words
    )


def _dehyphenated(text: str) -> str:
    """Join words that are parted by a hyphen at a line end; the hyphen stays where the text has it elsewhere too."""
    written = text.casefold()

    def joined(match: re.Match[str]) -> str:
        first, second, rest = match.groups()
        hyphen = "-" if f"{first}-{second}".casefold() in written else ""
        return f"{first}{hyphen}{second}{rest}\n"

    return _PARTED.sub(joined, text)
