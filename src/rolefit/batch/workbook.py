"""Rows of an Excel workbook (.xlsx), as text."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from rolefit.batch.table_rows import FaultyRow, RowChunk
from rolefit.documents.files import STDIN, display_name, opened
from rolefit.errors import InputError, OtherSheetsWarning, Problem, excerpt, named

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

    Rows of empty cells count for nothing; a row with a formula that was never computed is faulty.

    Raises InputError where openpyxl is not installed, the file cannot be read or is no sound workbook, or no sheet has
    such a row. Warns with OtherSheetsWarning where several have one.
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
            sheet = _sheet(book.worksheets, is_known, file)
            yield from _rows_of(sheet, _not_computed(source, sheet))
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
    """The first sheet with a name that is known. Warns with OtherSheetsWarning where others have one too."""
    first, *others = [sheet for sheet in sheets if _has_known(sheet, is_known)] or [None]
    if first is None:
        names = named(sheet.title for sheet in sheets) or "none"
        hint = "its first or second row names columns, see rolefit questions"
        raise InputError(Problem(f"no sheet has a column that is known; its sheets are {names}", hint, file=file))
    if others:
        not_read = named(sheet.title for sheet in others)
        message = f"{file}: only sheet {excerpt(first.title)} is read, not {not_read}; save each as a file of its own"
        warnings.warn(OtherSheetsWarning(message), stacklevel=2)
    return first


def _has_known(sheet: "ReadOnlyWorksheet", is_known: Callable[[str], bool]) -> bool:
    # What a program says of how large the sheet is may be wrong.
    sheet.reset_dimensions()
    heads = islice((row for row in islice(_texts(sheet), AT_ONCE) if any(row)), 2)
    return any(is_known(cell.strip()) for row in heads for cell in row)


def _not_computed(source: Any, sheet: "ReadOnlyWorksheet") -> Mapping[int, str]:
    """The numbers of rows with a formula whose value the workbook does not have, and the first cell with one in each.

    openpyxl cannot tell such a cell from an empty one.
    """
    found: dict[int, str] = {}
    path = sheet._worksheet_path  # noqa: SLF001  # nothing else names it
    with ZipFile(source) as archive:
        with archive.open(path) as stored:
            # Few workbooks have formulas, which is soon seen.
            if not _has_formulas(stored):
                return found
        from lxml.etree import iterparse  # noqa: PLC0415

        with archive.open(path) as stored:
            number = 0
            for _, row in iterparse(stored, tag="{*}row", resolve_entities=False, no_network=True):
                number = int(_place(row) or number + 1)
                cells = (_place(cell) or f"row {number}" for cell in row.iterfind("{*}c") if _lacks_value(cell))
                if first := next(cells, None):
                    found[number] = first
                row.clear()
                while row.getprevious() is not None:
                    del row.getparent()[0]
    return found


def _has_formulas(stored: IO[bytes]) -> bool:
    end = b""
    while part := stored.read(_PART):
        if _FORMULA.search(end + part):
            return True
        end = part[-_LONGEST:]
    return False


_PART = 1_000_000
"""How many bytes of a sheet are looked at at once."""

_LONGEST = 100
"""How many bytes the beginning of a formula may have."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def _place(part: Any) -> str:
    """The number of a row, or the name of a cell, where the workbook says it."""
    return str(part.xpath("string(@r)"))


def _lacks_value(cell: Any) -> bool:
    """Whether a cell is a formula without a value; one that gives no text has the type of texts."""
    return cell.find("{*}f") is not None and not cell.findtext("{*}v") and cell.get("t") != "str"


def _rows_of(sheet: "ReadOnlyWorksheet", not_computed: Mapping[int, str]) -> Iterator[RowChunk]:
    rows = enumerate(_texts(sheet), 1)
    width = 0
    while True:
        with warnings.catch_warnings(action="ignore"):
            some = [(number, row) for number, row in islice(rows, AT_ONCE)]
        if not some:
            return
        kept = [(number, row) for number, row in some if any(row) or number in not_computed]
        if kept and not width:
            width = max(index for _, row in kept[:2] for index, cell in enumerate(row, 1) if cell)
        lines = [number for number, _ in kept]
        # Empty cells at the end of a row may be there or not.
        cells = [_fitted(row, width) for _, row in kept]
        size = sum(len(cell) for row in cells for cell in row)
        whole = [
            _faulty(row, not_computed[number]) if number in not_computed else row
            for number, row in zip(lines, cells, strict=True)
        ]
        yield RowChunk(some[0][0], lines, whole, 0, size)


def _faulty(row: Sequence[str], cell: str) -> FaultyRow:
    hint = "open the workbook in Excel or LibreOffice and save it, which computes it"
    return FaultyRow(Problem("is a formula without a value", hint, key=cell), row)


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
