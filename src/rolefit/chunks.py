"""Chunks: a file of any length in parts of whole lines, each with the number of its first line."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import NamedTuple, TypeAlias

from rolefit.errors import InputError, Problem
from rolefit.files import display_name, opened

SIZE = 1_000_000
"""About how many bytes a chunk has: enough that handing it to another process costs little beside the work on it."""

MAX_LINE = 1_000_000
"""The longest line, in bytes, of a file that is read in parts. A record of answers has some hundred."""

_GZIP = b"\x1f"
"""How a gzipped file begins, and no text does."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Chunk(NamedTuple):
    """Some whole lines; only the last of a file may lack its end."""

    line: int
    """The number of the first of them, from 1."""
    data: bytes
    read: int
    """How many bytes of the file, as it is stored, were read so far."""


Cut: TypeAlias = Callable[[bytes], int]
"""Where in some text, which begins with a record, the last whole record ends; 0 where none does."""


def after_last_line(text: bytes) -> int:
    """Where the last line ends."""
    return text.rfind(b"\n") + 1


def outside_quotes(text: bytes) -> int:
    """Where the last line ends that is not within the quotes of a cell of CSV."""
    end = after_last_line(text)
    quotes = text.count(b'"', 0, end)
    while end and quotes % 2:
        before = text.rfind(b"\n", 0, end - 1) + 1
        quotes -= text.count(b'"', before, end)
        end = before
    return end


def read_chunks(path: str, cut: Cut, *, prompt: int = 0) -> Iterator[Chunk]:
    """The chunks of a file, plain or gzipped, without a byte-order mark; `-` is standard input.

    Until `prompt` bytes were read, lines are given on as soon as they come. A line longer than MAX_LINE is given as
    some longer line. Raises InputError where the file is missing, unreadable, a directory, or a gzip file that is
    damaged or cut off.
    """
    line, rest = 1, b""
    with opened(path) as file:
        try:
            for block in _blocks(file, prompt):
                rest += block
                end = cut(rest)
                if not end and len(rest) > 2 * SIZE:
                    end = after_last_line(rest)
                if end:
                    yield Chunk(line, rest[:end], _position(file))
                    line += rest.count(b"\n", 0, end)
                    rest = rest[end:]
                elif b"\n" not in rest:
                    rest = rest[: MAX_LINE + 1]
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = f"is a gzip file that is cut off or damaged after line {line - 1}"
            raise InputError(Problem(what, "fetch or make it again", file=display_name(path))) from error
        if rest:
            yield Chunk(line, rest, _position(file))


def _blocks(file: BufferedReader, prompt: int) -> Iterator[bytes]:
    source = gzip.GzipFile(fileobj=file) if file.peek(1)[:1] == _GZIP else file
    done = 0
    while block := source.read1(SIZE) if done < prompt else source.read(SIZE):
        yield block if done else block.removeprefix(_BYTE_ORDER_MARK)
        done += len(block)


def _position(file: BufferedReader) -> int:
    return file.tell() if file.seekable() else 0
