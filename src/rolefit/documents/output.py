"""Output that needs no Rich: JSON, and text from files made safe for a terminal."""

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel


_WHITESPACE = re.compile(r"[ \t\r\n]+")

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def escape_control(text: str) -> str:
    r"""Text from a file with everything that could move the cursor made visible, such as \x1b for escape."""
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], _WHITESPACE.sub(" ", text))


def to_json(data: "BaseModel | dict[str, Any] | list[str]", *, ascii_only: bool = False) -> str:
    """Data as JSON that ends its last line, with keys as the schema has them."""
    plain_data = data if isinstance(data, dict | list) else data.model_dump(mode="json", by_alias=True)
    return json.dumps(plain_data, indent=2, ensure_ascii=ascii_only) + "\n"


compact_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Plain data as JSON in one line without blanks."""


def print_json(data: "BaseModel | dict[str, Any] | list[str]") -> None:
    """Print JSON and nothing else on standard output."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(to_json(data, ascii_only=not utf8))
