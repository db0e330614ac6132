"""Values of whatever type a table has, as rows say them: as JSON, and as what a person is called."""

from math import isfinite
from typing import Any

import msgspec

from rolefit.answers.models import PersonId


def id_in(cell: Any) -> PersonId:
    """What a cell, of whatever type, calls a person: text or a whole number; None where it says nothing."""
    if type(cell) is str:
        return cell or None
    # A text that carries more than its letters leaves that behind.
    if isinstance(cell, str):
        return str(cell)
    if cell is None or (isinstance(cell, float) and not isfinite(cell)):
        return None
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    # Programs that know no empty whole number make fractions of all of them.
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    written = json_of(cell)
    return msgspec.json.decode(written, type=str) if written.startswith('"') else written


_encode = msgspec.json.Encoder(enc_hook=str).encode


def json_of(value: Any) -> str:
    """A value, of whatever type, as JSON: dates and the like as text, null for a number that is none."""
    return _encode(value).decode()
