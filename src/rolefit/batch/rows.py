"""Rows: what a batch says of each person, as JSON lines or as CSV, and where they are written."""

import csv
import gzip
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import UNSET

from rolefit.batch.endings import ArrowFormat
from rolefit.batch.read_json import bad_row
from rolefit.batch.records import Columns, Noted, RecordName
from rolefit.batch.spreadsheet import safe
from rolefit.batch.values import json_of
from rolefit.catalog.models import Catalog
from rolefit.documents.files import STDIN, check_writable, writing
from rolefit.documents.output import escape_control
from rolefit.errors import InputError, Problem, excerpt
from rolefit.scoring.scorer import ScoreColumns


class Rows(Protocol):
    """Writes rows in one format. All of them are whole lines of UTF-8, unless they are packed."""

    head: bytes
    """What comes before the first row."""

    @property
    def packed(self) -> ArrowFormat | None:
        """The kind of file that rows must be packed into; None where they are lines of text."""

    def short(self, people: Columns, scores: ScoreColumns) -> bytes:
        """A row for each person: who comes first, the verdict, and the fit of every role."""

    def bad(self, name: RecordName, error: InputError) -> bytes:
        """The row of a record that cannot be scored."""


class JsonRows:
    """Rows as JSON lines."""

    head = b""
    packed = None

    def __init__(self, catalog: Catalog) -> None:
        self._encode = msgspec.json.Encoder(enc_hook=str)
        self._roles = [role.id for role in catalog.roles]
        fields = [f"role_{index}" for index, _ in enumerate(self._roles)]
        names = dict(zip(fields, self._roles, strict=True))
        self._fit = msgspec.defstruct("Fit", [(field, float) for field in fields], rename=names, gc=False)
        fields_of_row: list[Any] = [
            ("id", Any),
            *_SHORT,
            ("fit", self._fit),
            ("about", Any, UNSET),
            ("noted", Any, UNSET),
        ]
        self._row = msgspec.defstruct("Row", fields_of_row, gc=False)

    def short(self, people: Columns, scores: ScoreColumns) -> bytes:
        """Lines with the keys of a short row."""
        firsts = map(self._roles.__getitem__, scores.first)
        fits = map(self._fit, *scores.fits)
        about = (each or UNSET for each in people.about) if people.about else repeat(UNSET)
        noted = (each or UNSET for each in people.noted) if people.noted else repeat(UNSET)
        return self._encode.encode_lines(list(map(self._row, people.ids, firsts, scores.kinds, fits, about, noted)))

    def bad(self, name: RecordName, error: InputError) -> bytes:
        """A line with the id and the error, as `--json` prints errors."""
        return bad_row(name.id, error, other_fields(name))


def other_fields(name: RecordName) -> dict[str, str]:
    """What a row says besides the result, as JSON: what was passed through, and words that are no option."""
    return {field: json_of(value) for field, value in (("about", name.about), ("noted", name.noted)) if value}


_SHORT: Sequence[tuple[str, Any]] = (("top", str), ("verdict", str))


class CsvRows:
    """Rows as CSV; what a table of records says besides the answers stands before the result."""

    packed = None

    def __init__(self, catalog: Catalog, about: Sequence[str]) -> None:
        self._about = tuple(about)
        self._roles = [role.id for role in catalog.roles]
        self.head = _csv(
            [list(map(safe, columns_of_rows(catalog, about, "give it another name, or write JSON lines")))]
        )

    def short(self, people: Columns, scores: ScoreColumns) -> bytes:
        """A line for each person; the column for errors is empty."""
        about = map(self._other_fields, people.about) if people.about else repeat(())
        noted = map(safe, map(in_a_cell, people.noted)) if people.noted else repeat("")
        firsts = map(self._roles.__getitem__, scores.first)
        rows = zip(map(safe, people.ids), about, noted, firsts, scores.kinds, *scores.fits, strict=False)
        return _csv([name, *others, first, kind, *fits, "", words] for name, others, words, first, kind, *fits in rows)

    def bad(self, name: RecordName, error: InputError) -> bytes:
        """A line with the id and the error; the columns for the result are empty."""
        empty = [""] * (len(_SHORT) + len(self._roles))
        told = [safe(name.id), *self._other_fields(name.about), *empty, safe(escape_control(str(error)))]
        return _csv([[*told, safe(in_a_cell(name.noted))]])

    def _other_fields(self, about: Any) -> list[object]:
        return [safe(about.get(column, "")) for column in self._about]


def in_a_cell(noted: Noted) -> str:
    """Words that are no option, each with its question."""
    return "; ".join(f"{question}: {text}" for question, words in noted.items() for text in words)


def columns_of_rows(catalog: Catalog, about: Sequence[str], hint: str) -> list[str]:
    """The names of the columns of a table of results. Raises InputError with the hint where one would stand twice."""
    fits = (f"fit_{role.id}" for role in catalog.roles)
    names = ["id", *about, *(name for name, _ in _SHORT), *fits, "error", "noted"]
    twice = [name for index, name in enumerate(names) if name in names[:index]]
    if twice:
        raise InputError(Problem(f"the column {excerpt(twice[0])} would stand twice in the rows", hint))
    return names


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(errors="backslashreplace")


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
