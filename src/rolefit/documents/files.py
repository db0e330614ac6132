"""Reading and writing the user's text files: bounded, UTF-8, whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from rolefit.errors import InputError, OutputError, Problem

STDIN = "-"
"""The file name that stands for standard input."""

MAX_BYTES = 10_000_000
"""The longest file that is read. A catalog has some 0.1 MB; anything near this is not one."""


def read_text(path: str) -> str:
    """Read a UTF-8 file, or standard input where `path` is `-`.

    Raises InputError where it is missing, unreadable, a directory, longer than MAX_BYTES or not UTF-8.
    """
    name = display_name(path)
    with opened(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        hint = f"a file of at most {MAX_BYTES // 1_000_000} MB is read"
        raise InputError(Problem("is too long", hint, file=name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(Problem(*NOT_UTF8, file=name, line=line)) from error


NOT_UTF8 = ("is not UTF-8 text", "save it as UTF-8")
"""What is wrong, and what would be right."""


@contextmanager
def opened(path: str) -> Iterator[BufferedReader]:
    """The bytes of a file, or of standard input where `path` is `-`.

    Raises InputError where the file is missing, unreadable or a directory, also when that shows only while reading.
    """
    name = display_name(path)
    if path == STDIN and sys.stdin is None:
        raise InputError(Problem("is closed", "pipe something into it", file=name))
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as file:
            yield cast("BufferedReader", file)
    except InputError:
        raise
    except IsADirectoryError as error:
        raise InputError(Problem("is a directory", "name a file", file=name)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "name a file that exists" if isinstance(error, FileNotFoundError) else "name a file that you may read"
        raise InputError(Problem(f"cannot be read: {reason}", hint, file=name)) from error


def display_name(path: str) -> str:
    """How messages name the file at `path`."""
    return "standard input" if path == STDIN else path or "''"


def check_writable(path: str) -> None:
    """Raise InputError where `path` clearly cannot be written, so that the user learns it before doing any work."""
    if path == STDIN:
        raise InputError(Problem("is standard input", "name a file", file=path))
    what, hint = _why_not_writable(path)
    if what:
        raise InputError(Problem(what, hint, file=display_name(path)))


def check_unused(path: str, *others: str | None) -> None:
    """Raise InputError where `path` is one of the other files that a command reads or writes."""
    if path != STDIN and os.path.realpath(path) in {os.path.realpath(other) for other in others if other}:
        raise InputError(Problem("is in use by another option", "name another file to write", file=display_name(path)))


def _why_not_writable(path: str) -> tuple[str, str]:
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            return "is a directory", "name a file"
        if not target.parent.is_dir():
            return "is in a folder that does not exist", "make the folder first"
        # A file is replaced by a new one, so its folder must be open to writing too.
        needed = [target] if _is_special(target) else [target.parent, *([target] if target.exists() else [])]
        if not all(os.access(each, os.W_OK) for each in needed):
            return "cannot be written: no permission", "name another file"
    except (OSError, ValueError) as error:
        return f"cannot be written: {getattr(error, 'strerror', None) or error}", "name another file"
    return "", ""


def write_text(path: str, text: str, *, private: bool = False) -> None:
    """Write `text` to `path` as UTF-8, whole or not at all; readable by the owner only if `private`.

    Raises OutputError where that fails; what stood there before is then untouched.
    """
    with writing(path, private=private) as file:
        file.write(text.encode())


@contextmanager
def writing(path: str, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A file at `path` to write to, whole or not at all: what stood there before is replaced once all is well.

    It is readable by the owner only if `private`. Raises OutputError where it cannot be written.
    """
    target = Path(path)
    try:
        with target.open("wb") if _is_special(target) else _replacing(target, private=private) as file:
            yield file
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise OutputError(Problem(what, "name another file", file=path)) from error


def _is_special(target: Path) -> bool:
    # A device or a pipe must be written to, not replaced by a file.
    return target.exists() and not target.is_file()


@contextmanager
def _replacing(path: Path, *, private: bool) -> Iterator[IO[bytes]]:
    target = Path(os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(temporary).chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
