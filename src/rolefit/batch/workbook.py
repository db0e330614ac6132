"""Rows of an Excel workbook (.xlsx), as text."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from rolefit.batch.table_rows import RowChunk
from rolefit.documents.files import STDIN, display_name, opened
from rolefit.errors import InputError, Problem, named

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

AT_ONCE = 2_000
"""How many rows are read at once."""

MAX_PIPED = 100_000_000
"""The largest workbook, in bytes, that is read from standard input: it must be held in memory."""

MAX_STRINGS = 200_000_000
"""The most bytes of text that cells share, unpacked: openpyxl holds them in memory."""

_STRINGS = "xl/sharedStrings.xml"


def workbook_rows(path: str, is_known: Callable[[str], bool]) -> Iterator[RowChunk]:
    """The rows of the first sheet in whose first two rows a name is known; lines are rows as Excel counts them.

    Raises InputError where openpyxl is not installed, the file cannot be read or is no sound workbook, or no sheet has
    such a row.
    """
    file = display_name(path)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415
    except ImportError as error:
        hint = "to read it, install: pip install 'rolefit[tables]'"
        raise InputError(Problem("is an Excel workbook", hint, file=file)) from error
    with opened(path) as stored:
        try:
            source = BytesIO(stored.read(MAX_PIPED)) if path == STDIN else stored
            _check_size(source, file)
            with warnings.catch_warnings(action="ignore"):
                book = load_workbook(source, read_only=True, data_only=True)
            yield from _rows_of(_sheet(book.worksheets, is_known, file))
        except InputError:
            raise
        except Exception as error:  # a broken workbook breaks its reader in many ways
            hint = "save it again as .xlsx, or as CSV"
            raise InputError(Problem("is no Excel workbook, or a damaged one", hint, file=file)) from error


def _check_size(source: Any, file: str) -> None:
    with ZipFile(source) as archive:
        size = sum(each.file_size for each in archive.infolist() if each.filename == _STRINGS)
    if size > MAX_STRINGS:
        raise InputError(Problem("is a workbook with too much text in it", "save it as CSV", file=file))
    source.seek(0)


def _sheet(sheets: "Sequence[ReadOnlyWorksheet]", is_known: Callable[[str], bool], file: str) -> "ReadOnlyWorksheet":
    for sheet in sheets:
        # What a program says of how large the sheet is may be wrong.
        sheet.reset_dimensions()
        heads = islice((row for row in islice(_texts(sheet), AT_ONCE) if any(row)), 2)
        if any(is_known(cell.strip()) for row in heads for cell in row):
            return sheet
    names = named(sheet.title for sheet in sheets) or "none"
    hint = "its first or second row names columns, see rolefit questions"
    raise InputError(Problem(f"no sheet has a column that is known; its sheets are {names}", hint, file=file))


def _rows_of(sheet: "ReadOnlyWorksheet") -> Iterator[RowChunk]:
    rows = enumerate(_texts(sheet), 1)
    width = 0
    while True:
        with warnings.catch_warnings(action="ignore"):
            some = [(number, row) for number, row in islice(rows, AT_ONCE)]
        if not some:
            return
        kept = [(number, row) for number, row in some if any(row)]
        if kept and not width:
            width = max(index for _, row in kept[:2] for index, cell in enumerate(row, 1) if cell)
        lines = [number for number, _ in kept]
        # Empty cells at the end of a row may be there or not.
        cells = [_fitted(row, width) for _, row in kept]
        yield RowChunk(some[0][0], lines, cells, 0, sum(len(cell) for row in cells for cell in row))


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    return [*row, *[""] * (width - len(row))]


def _texts(sheet: "ReadOnlyWorksheet") -> Iterator[list[str]]:
    return ([_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))


def _text(cell: Any) -> str:
    """A cell as Excel shows it, with dates as ISO 8601 has them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)
