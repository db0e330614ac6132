"""Reading files of any length line by line: plain or gzipped, UTF-8."""

from collections.abc import Iterator

from rolefit.chunks import MAX_LINE, read_chunks
from rolefit.errors import InputError, Problem
from rolefit.files import NOT_UTF8, display_name

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
