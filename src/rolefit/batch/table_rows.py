"""Rows of a table, whatever holds it; the first one names the columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple, TypeAlias, cast

from rolefit.documents.files import NOT_UTF8
from rolefit.errors import InputError, Problem


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row that cannot be used."""

    problem: Problem
    """What is wrong with it; file and line are told by whoever knows them."""
    cells: Sequence[Any] = ()
    """Its cells, as far as they can be told."""


Row: TypeAlias = Sequence[Any] | FaultyRow
"""The cells of a row: texts; of a table that has types, whatever stands there."""


class RowChunk(NamedTuple):
    """Some whole rows of a table, without blank lines and rows of empty cells."""

    line: int
    """The number of the first line, from 1."""
    lines: Sequence[int]
    """The number of the line on which each row begins."""
    rows: Sequence[Row]
    read: int
    """How many bytes of the file, as it is stored, were read so far; 0 where that is not known."""
    size: int
    """How many bytes of text they are, about."""


def split_row(chunks: Iterator[RowChunk], file: str) -> tuple[int, Sequence[Any], Iterator[RowChunk]]:
    """Split off the first row: its line, its cells, none where there is no row, and the chunks with what follows.

    Raises InputError where it cannot be used.
    """
    for chunk in chunks:
        if not chunk.rows:
            continue
        line, row = chunk.lines[0], chunk.rows[0]
        if isinstance(row, FaultyRow):
            raise faulty(row.problem, file, line)
        rest = chunk._replace(lines=chunk.lines[1:], rows=chunk.rows[1:])
        return line, row, chain([rest], chunks)
    return 1, (), iter(())


def of_width(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """The rows, of which those are faulty that have not as many cells as the head; blank ones at the end count not."""
    if FaultyRow not in map(type, rows) and set(map(len, cast("Sequence[Sequence[Any]]", rows))) == {width}:
        return rows
    return [_of_width(row, width) for row in rows]


def _of_width(row: Row, width: int) -> Row:
    if isinstance(row, FaultyRow) or len(row) == width:
        return row
    if len(row) > width and not any(row[width:]):
        return row[:width]
    hint = "cells that have a separator or a line end in them stand in quotes"
    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
    return FaultyRow(Problem(f"has {cells}, not {width} as the head has", hint), row)


def of_text(row: Sequence[str]) -> Row:
    """The row, which is faulty where it has bytes that are no UTF-8; these become visible."""
    if not any("\ud800" <= letter <= "\udfff" for cell in row for letter in cell):
        return row
    return FaultyRow(
        Problem(*NOT_UTF8), [cell.encode(errors="surrogateescape").decode(errors="replace") for cell in row]
    )


def faulty(problem: Problem, file: str, line: int) -> InputError:
    """What to raise for a faulty row."""
    return InputError(replace(problem, file=file, line=line))
