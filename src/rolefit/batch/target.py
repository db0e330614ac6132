"""Where the rows of a batch are written: a file or standard output."""

import gzip
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rolefit.documents.files import STDIN, check_writable, writing
from rolefit.documents.output import escape_control
from rolefit.errors import InputError, Problem


def check_target(source: str, target: str | None) -> None:
    """Raise InputError where the target clearly cannot be written, or is the source."""
    if target:
        check_writable(target)
    if source != STDIN and _is_same(source, target):
        raise InputError(Problem("is read and written at once", "name another file to write", file=source))


def _is_same(source: str, target: str | None) -> bool:
    try:
        of_source = Path(source).stat()
        of_target = Path(target).stat() if target else os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(of_source.st_mode) and os.path.samestat(of_source, of_target)


@contextmanager
def row_writer(target: str | None) -> Iterator[Callable[[bytes], object]]:
    """What writes rows: to a file, whole or not at all, gzipped if it ends in .gz; else to standard output.

    Raises OutputError where the file cannot be written.
    """
    if target is None:
        yield _to_terminal if sys.stdout.isatty() else _to_stdout
        return
    with writing(target) as file:
        if target.endswith(".gz"):
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as zipped:
                yield zipped.write
        else:
            yield file.write


def _to_stdout(rows: bytes) -> None:
    # Rows are UTF-8 whatever the encoding of the stream.
    sys.stdout.flush()
    sys.stdout.buffer.write(rows)
    sys.stdout.buffer.flush()


def _to_terminal(rows: bytes) -> None:
    for line in rows.decode().split("\n")[:-1]:
        sys.stdout.write(escape_control(line) + "\n")
    sys.stdout.flush()
