"""Runs of the real commands in this process: bounded, and what is wrong with them."""

import io
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

from fuzz.inputs import FILES, Input
from fuzz.plain import misread
from rolefit.cli.main import main
from rolefit.cli.problems import MOST_ECHOED

MOST_SECONDS = 2.0
"""The most processor time that an input may take."""

MOST_MEGABYTES = 300
"""The most memory that an input may take, beside what the process had before."""

LONGEST_LINE = 5 * MOST_ECHOED
"""The most characters in what is said of one problem."""

MOST_LINES = 6
"""The most lines on standard error: a problem of each of two files, and what there is to know besides."""

_MOVES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What could move a cursor, line ends apart."""

_BATCHES = {"score", "team", "scan", "evaluate"}


class TooSlowError(BaseException):
    """An input takes more time than it may; no handler of errors is to catch it."""


@dataclass(frozen=True)
class Ran:
    """What became of an input."""

    code: int | None
    """The exit code; None where it was ended."""
    out: str
    err: str
    """What was said on standard error; of an input that was ended, in which function that was."""
    megabytes: float = 0.0


@contextmanager
def prepared(folder: Path) -> Iterator[None]:
    """Let a folder be the surroundings of all runs meanwhile."""
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    surroundings = {"XDG_STATE_HOME": str(folder / "state"), "COLUMNS": "80"}
    with chdir(folder), patch.dict(os.environ, surroundings):
        yield


def run(given: Input) -> Ran:
    """Give an input to its command, in the current folder."""
    for path in Path().iterdir():
        if path.is_file() and path.name not in FILES:
            path.unlink()
    if given.name:
        Path(given.name).write_bytes(given.data)
    if given.name == "saved.json":
        _keep(given.data)
    stdin, out, err = _streams(given)
    before = _forget_peak()
    code: int | None = None
    where = ""
    try:
        with patch.multiple(sys, stdin=stdin, stdout=out, stderr=err, argv=["rolefit"]), _bounded():
            code = main(given.arguments)
    except TooSlowError as error:
        where = str(error)
    megabytes = _peak() - before
    for stream in (out, err):
        stream.flush()
    said, complained = (stream.buffer.getvalue().decode(errors="replace") for stream in (out, err))
    stdin.close()
    return Ran(code, said, where or complained, megabytes)


class _Typed(io.TextIOWrapper):
    """A file that passes for a terminal."""

    def isatty(self) -> bool:
        return True


def _streams(given: Input) -> tuple[Any, Any, Any]:
    if given.name == "saved.json":
        Path("replies.txt").write_text("\nq\n\n", "utf-8")
    source = Path("replies.txt" if given.is_asked else os.devnull).open("rb")  # noqa: SIM115  # closed when it was read
    stdin = (_Typed if given.typed else io.TextIOWrapper)(source, encoding="utf-8", errors="replace")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    return stdin, out, err


def _keep(data: bytes) -> None:
    """Let data be what was kept of a quiz, beside nothing else."""
    folder = Path(os.environ["XDG_STATE_HOME"]) / "rolefit" / "quizzes"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    # Where the catalog is only this process knows.
    here = json.dumps(str(Path("small.yaml").resolve())).encode()
    (folder / "0.json").write_bytes(data.replace(b'"small.yaml"', here))


@contextmanager
def _bounded() -> Iterator[None]:
    """Bound the processor time of what is done meanwhile."""

    def stop(_: int, frame: FrameType | None) -> None:
        while frame and "rolefit" not in Path(frame.f_code.co_filename).parts:
            frame = frame.f_back
        raise TooSlowError(frame.f_code.co_qualname if frame else "")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_STATUS = Path("/proc/self/status")


def _forget_peak() -> float:
    """Begin to measure memory; return how much the process has, in megabytes."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    return _peak()


def _peak() -> float:
    """The most memory since it was forgotten, in megabytes; where that is not told, since the process began."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text("ascii"))
        if found:
            return int(found[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def faults(given: Input) -> list[str]:
    """What is wrong with how an input is taken; nothing where all is well."""
    ran = run(given)
    return [*broken(given, ran)] or misread(given, ran.code, ran.out)


def broken(given: Input, ran: Ran) -> Iterator[str]:
    """What no input may bring about."""
    if ran.code is None:
        yield f"takes more than {MOST_SECONDS} s, in {ran.err}"
        return
    if ran.megabytes > MOST_MEGABYTES:
        yield f"takes {ran.megabytes:.0f} MB"
    if "should not happen" in ran.err or "Traceback" in ran.err:
        yield ran.err.strip()[:300]
        return
    as_json = "--json" in given.arguments
    is_batch = ran.code == 1 and bool(_BATCHES & set(given.arguments)) and "records cannot be" in ran.err
    if ran.code not in {0, 2} and not is_batch:
        yield f"exit code {ran.code}: {ran.err[:200]}"
    if ran.code == 2 and not ran.err:
        yield "exit code 2 without a word"
    if _MOVES.search(ran.err):
        yield f"what moves a cursor on standard error: {ran.err[:300]!r}"
    if not given.is_asked:
        yield from _long(ran.err, as_json=as_json)
    yield from _unclean(given, ran, as_json=as_json)


_SAID = ("rolefit: ", "The report is in ", "The form is in ", "Your answers are in ", "Your answers have replaced ")
"""How a line on standard error begins."""


def _long(err: str, *, as_json: bool) -> Iterator[str]:
    lines = err.splitlines()
    if len(lines) > MOST_LINES:
        yield f"{len(lines)} lines on standard error: {lines[:3]}"
    for line in lines:
        said = [line]
        if as_json and line.startswith("{"):
            try:
                told = json.loads(line)
            except ValueError:
                yield f"no JSON on standard error: {line[:200]}"
                continue
            said = [json.dumps(each) for each in (told.get("error"), *told.get("more", ())) if each]
        elif not line.startswith(_SAID):
            yield f"another line on standard error: {line[:200]!r}"
        if len(max(said, key=len, default="")) > LONGEST_LINE:
            yield f"a line of {len(line)} characters on standard error"


def _unclean(given: Input, ran: Ran, *, as_json: bool) -> Iterator[str]:
    """What is wrong on standard output, as far as its form is known."""
    command = given.arguments[0] if given.kind != "command-lines" else ""
    has_rows = command == "score" or (command == "scan" and given.kind in {"postings", "workbooks"})
    if "csv" in given.arguments or "postings.csv" in given.arguments or not command:
        return
    if as_json or has_rows:
        is_one = ran.out.startswith(("{\n", "[\n"))
        try:
            for text in [ran.out] if is_one else filter(str.strip, ran.out.split("\n")):
                json.loads(text, parse_constant=_refuse)
        except ValueError as error:
            yield f"no JSON on standard output: {error}"
    elif found := _MOVES.search(ran.out):
        yield f"what moves a cursor on standard output: {found!r}"


def _refuse(name: str) -> Any:
    raise ValueError(name)
