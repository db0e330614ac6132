"""Chunks: a file of any length in parts of whole lines, each with the number of its first line."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from io import BufferedReader
from typing import NamedTuple

from rolefit.batch.stored_text import as_lines
from rolefit.documents.files import MAX_BYTES, NOT_UTF8, STDIN, display_name, opened
from rolefit.errors import InputError, Problem

SIZE = 400_000
"""About how many bytes a chunk has: enough that handing it to another process costs little beside the work on it."""

MAX_LINE = 1_000_000
"""The longest line, in bytes, of a file that is read in parts. A record of answers has some hundred."""

_MAY_BE_LIST = {b"", b"["}
"""With what a list in JSON begins, which may stand on one line as a whole; nothing, while only space is read."""

_GZIP = b"\x1f"
"""How a gzipped file begins, and no text does."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_OTHER = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"ARROW1": "arrow"}
"""How files begin that are tables and no text, to their formats."""


class Chunk(NamedTuple):
    """Some whole lines, of which one that is too long may be cut; only the last of a file may lack its end."""

    line: int
    """The number of the first of them, from 1."""
    data: bytes
    read: int = 0
    """How many bytes of the file, as it is stored, were read so far; 0 where that is not known."""
    start: int | None = None
    """Where in the file they begin, in bytes; None where nobody can read from there."""
    numbers: Sequence[int] = ()
    """The number of each, where they do not follow one another as lines of the file."""

    @property
    def size(self) -> int:
        """How many bytes of text they are."""
        return len(self.data)

    def after(self, size: int, lines: int) -> "Chunk":
        """What is left of it without so many bytes and lines at its beginning."""
        start = None if self.start is None else self.start + size
        return Chunk(self.line + lines, self.data[size:], self.read, start)


def read_chunks(path: str, *, prompt: int = 0) -> Iterator[Chunk]:
    """The chunks of a file, plain or gzipped, in UTF-8 without a byte-order mark; `-` is standard input.

    Until `prompt` bytes were read, lines are given on as soon as they come. Of a line longer than MAX_LINE no more than
    its beginning may be given, which is too long as well; of a file that begins as a list in JSON, that holds for lines
    longer than MAX_BYTES. Raises InputError where the file is missing, unreadable, a directory, no text, or a gzip
    file or text in UTF-16 that is damaged or cut off.
    """
    with opened(path) as file:
        zipped = file.peek(1)[:1] == _GZIP
        start = file.peek(6)
        other = next((kind for mark, kind in _OTHER.items() if start.startswith(mark)), None)
        if other:
            raise InputError(Problem("is not text", f"if it is a table, --from {other} reads it", display_name(path)))
        rest = Chunk(1, b"")
        try:
            blocks = _blocks(gzip.GzipFile(fileobj=file) if zipped else file, prompt)
            text = as_lines(blocks, display_name(path), MAX_LINE)
            if path != STDIN and file.seekable() and not zipped and text.is_as_stored:
                rest = rest._replace(start=0)
            mark, longest = b"", MAX_BYTES
            for block in text.blocks:
                more = block if len(rest.data) <= longest else _from_line_end(block)
                rest = rest._replace(data=rest.data + more, read=file.tell() if file.seekable() else 0)
                if rest.line == 1 and rest.data.startswith(_BYTE_ORDER_MARK):
                    rest = rest.after(len(_BYTE_ORDER_MARK), 0)
                mark = mark or rest.data.lstrip()[:1]
                longest = MAX_BYTES if mark in _MAY_BE_LIST else MAX_LINE
                end = rest.data.rfind(b"\n", max(len(rest.data) - len(more), 0)) + 1
                if end:
                    yield rest._replace(data=rest.data[:end])
                    rest = rest.after(end, rest.data.count(b"\n", 0, end))
                elif len(rest.data) > longest:
                    # What else the line has is dropped, so these are no longer the bytes of the file.
                    rest = rest._replace(data=rest.data[: longest + 1], start=None)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = f"is a gzip file that is cut off or damaged after line {rest.line - 1}"
            raise InputError(Problem(what, "fetch or make it again", file=display_name(path))) from error
        if rest.data:
            yield rest


def _from_line_end(block: bytes) -> bytes:
    """A block without what belongs to a line that began before it."""
    end = block.find(b"\n")
    return b"" if end < 0 else block[end:]


def _blocks(source: BufferedReader | gzip.GzipFile, prompt: int) -> Iterator[bytes]:
    done = 0
    while block := source.read1(SIZE) if done < prompt else source.read(SIZE):
        yield block
        done += len(block)


TOO_LONG = ("is too long", f"at most {MAX_LINE:,} bytes")
"""What is wrong, and what would be right."""


def read_lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file, plain or gzipped, that are not blank, each with its number from 1; `-` is stdin.

    Any length of file is read, some thousand lines at a time. Raises InputError where the file is missing, unreadable,
    a directory, not UTF-8, a gzip file that is damaged or cut off, or where a line is longer than MAX_LINE bytes.
    """
    for chunk in read_chunks(path):
        for number, line in enumerate(chunk.data.split(b"\n"), chunk.line):
            text = line_of(line, display_name(path), number)
            if text.strip():
                yield number, text


def line_of(line: bytes, file: str, number: int) -> str:
    """A line of a file as text; InputError where it is longer than MAX_LINE bytes or not UTF-8."""
    if len(line) > MAX_LINE:
        raise InputError(Problem(*TOO_LONG, file=file, line=number))
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise InputError(Problem(*NOT_UTF8, file=file, line=number)) from error
