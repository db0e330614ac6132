"""PDF to plain text."""

import logging
import re
from dataclasses import replace
from io import BytesIO
from time import thread_time
from typing import Any

from rolefit.errors import InputError, Problem
from rolefit.extract.normalize import normalize
from rolefit.extract.pdf_page import add_space, extract_page, new_fonts

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

_LONGEST_WORD = 30
"""How many letters a word has at most."""

_FEWEST_LETTERS = 200
"""How many letters a text has at least that can be told to have no words."""

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
        for font in new_fonts(page, fonts):
            check_time()
            tables += add_space(font)
            if tables > _MAX_TABLES:
                raise LimitReachedError
        pages.append(extract_page(page, check_time))
        if sum(map(len, pages)) > _MAX_CHARACTERS:
            raise LimitReachedError
    return "\n\n".join(pages)


def _has_words(text: str) -> bool:
    """Whether at least half of the Latin letters stand in words: not alone, and not in one of a line's length."""
    lengths = [len(word) for word in re.findall("[A-Za-z]+", text)]
    in_words = sum(length for length in lengths if 1 < length <= _LONGEST_WORD)
    return sum(lengths) < max(_FEWEST_LETTERS, in_words * 2)


def _dehyphenated(text: str) -> str:
    """Join words that are parted by a hyphen at a line end; the hyphen stays where the text has it elsewhere too."""
    written = normalize(text).casefold()

    def joined(match: re.Match[str]) -> str:
        first, second, rest = match.groups()
        hyphen = "-" if f"{first}-{second}".casefold() in written else ""
        return f"{first}{hyphen}{second}{rest}\n"

    return _PARTED.sub(joined, text)
