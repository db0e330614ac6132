"""PDF to plain text."""

import logging
import re
from dataclasses import replace
from io import BytesIO
from time import thread_time
from typing import Any

from rolefit.errors import InputError, Problem
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

_PARTED = re.compile("(?<![^\\W\\d_])([^\\W\\d_]++)[-\N{SOFT HYPHEN}\N{HYPHEN}]\n[ \t]*([^\\W\\d_]+)(\\S*)[ \t]*\n?")

_DAMAGED = Problem("is a damaged PDF", "make it again, or give it the text")

_LOCKED = Problem("is a PDF that needs a password", "save it without one, or give it the text")

_SCAN = Problem("is a PDF without text, such as a scan", "give it the text instead")

_LONG = Problem(f"is a PDF with more than {MAX_PAGES} pages, or too much in them", "give it the posting alone")


def read_pdf(data: bytes, file: str) -> str:
    """The text of a PDF, line by line; a word that is parted at a line end is made whole on the first of the lines.

    Raises InputError where it is damaged, locked, too long or has no text, and ImportError where pypdf is not
    installed; `file` is its name in messages.
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

    for page in reader.pages:
        # A page may also be long to read without an operator in it.
        check_time()
        pages.append(page.extract_text(visitor_operand_before=check_time))
        if sum(map(len, pages)) > _MAX_CHARACTERS:
            raise LimitReachedError
    return "\n\n".join(pages)


def _dehyphenated(text: str) -> str:
    """Join words that are parted by a hyphen at a line end; the hyphen stays where the text has it elsewhere too."""
    written = text.casefold()

    def joined(match: re.Match[str]) -> str:
        first, second, rest = match.groups()
        hyphen = "-" if f"{first}-{second}".casefold() in written else ""
        return f"{first}{hyphen}{second}{rest}\n"

    return _PARTED.sub(joined, text)
