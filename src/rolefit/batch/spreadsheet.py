"""Text that a spreadsheet would take for a formula, written so that it shows it as text, and read back the same.

See OWASP, CSV injection: https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

MARK = "'"
"""What stands before a text that is one, as spreadsheets have it."""

_FIRST = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""The letters with which what a spreadsheet runs begins."""

_SUSPECT = frozenset(MARK + _FIRST)

_FORMULA = re.compile(f"{MARK}*[{re.escape(_FIRST)}]")

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?%?", re.ASCII | re.IGNORECASE)


def safe(cell: object) -> object:
    """A cell as a spreadsheet may open it; numbers stay as they are."""
    if not isinstance(cell, str) or cell[:1] not in _SUSPECT:
        return cell
    return f"{MARK}{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def as_meant(cell: str) -> str:
    """A cell without the mark that makes it safe."""
    return cell[1:] if cell.startswith(MARK) and _FORMULA.match(cell) else cell
