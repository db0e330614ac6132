"""Text as programs store it, in UTF-8 or UTF-16 and with any line ends, as UTF-8 whose lines end in a line feed."""

import codecs
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from rolefit.errors import InputError, Problem

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""The byte-order marks with which text in UTF-16 begins, as Excel saves what it calls Unicode text."""


class StoredText(NamedTuple):
    """Blocks of UTF-8 whose lines end in a line feed, perhaps after a carriage return."""

    blocks: Iterator[bytes]
    is_as_stored: bool
    """Whether the same bytes stand in the file, perhaps after a byte-order mark."""


def as_lines(blocks: Iterator[bytes], file: str, longest: int) -> StoredText:
    """The text in some blocks, which are read as far as one line end, or `longest` bytes, to tell how it is stored.

    Raises InputError, also while the blocks are read, where UTF-16 is cut off or damaged.
    """
    start = _up_to_line_end(blocks, longest)
    encoding = _UTF_16.get(start[:2])
    blocks = chain([start], blocks)
    if encoding:
        blocks = _recoded(blocks, encoding, file)
        start = _up_to_line_end(blocks, longest)
        blocks = chain([start], blocks)
    if b"\n" in start or b"\r" not in start[:-1]:
        return StoredText(blocks, is_as_stored=encoding is None)
    return StoredText(_with_line_feeds(blocks), is_as_stored=False)


def _up_to_line_end(blocks: Iterator[bytes], longest: int) -> bytes:
    """The first blocks, up to one that shows how lines end."""
    start = b""
    for block in blocks:
        start += block
        if b"\n" in start or b"\r" in start[:-1] or len(start) > longest:
            break
    return start


def _recoded(blocks: Iterator[bytes], encoding: str, file: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(next(blocks))[1:]  # without the mark
        for block in blocks:
            yield text.encode()
            text = decoder.decode(block)
        yield (text + decoder.decode(b"", final=True)).encode()
    except UnicodeDecodeError as error:
        what = "is text in UTF-16 that is cut off or damaged"
        raise InputError(Problem(what, "save it again, best as UTF-8", file=file)) from error


def _with_line_feeds(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks in which lines end as on an old Mac, or in any other way."""
    rest = b""
    for block in blocks:
        # What follows a carriage return at the end tells whether it is a line end of its own.
        text = rest + block
        rest = b"\r" if text.endswith(b"\r") else b""
        yield text.removesuffix(rest).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if rest:
        yield b"\n"
