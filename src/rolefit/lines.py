"""Reading files of any length line by line: plain or gzipped, UTF-8."""

import gzip
import zlib
from collections.abc import Iterator
from typing import IO, cast

from rolefit.errors import InputError, Problem
from rolefit.files import NOT_UTF8, display_name, opened

MAX_LINE = 1_000_000
"""The longest line of a file that is read line by line. A record of answers has some thousand bytes."""


_GZIP = b"\x1f"
"""How a gzipped file begins, and no text does."""


def read_lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file, plain or gzipped, that are not blank, each with its number from 1; `-` is stdin.

    Any length of file is read, one line at a time. Raises InputError where the file is missing, unreadable, a
    directory, not UTF-8, a gzip file that is damaged or cut off, or where a line is longer than MAX_LINE bytes.
    """
    name = display_name(path)
    number = 0
    with opened(path) as file:
        zipped = file.peek(1)[:1] == _GZIP
        lines: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=file) if zipped else file)
        try:
            while line := lines.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    raise InputError(Problem("is too long", f"at most {MAX_LINE:,} bytes", file=name, line=number))
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                if text.strip():
                    yield number, text
        except UnicodeDecodeError as error:
            raise InputError(Problem(*NOT_UTF8, file=name, line=number)) from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = f"is a gzip file that is cut off or damaged after line {number}"
            raise InputError(Problem(what, "fetch or make it again", file=name)) from error
