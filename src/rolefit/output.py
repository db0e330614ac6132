"""Output that needs no Rich: JSON, and text from files made safe for a terminal."""

import json
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

_WHITESPACE = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


ESTIMATED = "~"
"""Marks what rests on an estimate, not on a count of people."""

MARK_MEANS = f"{ESTIMATED} rests on an estimate, the rest on counts of people"


def plain(text: str) -> str:
    r"""Text from a file with everything that could move the cursor made visible, such as \x1b for escape."""
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], _WHITESPACE.sub(" ", text))


def percent(share: float) -> str:
    """A share as a whole percentage that never claims certainty: from <1% to >99%."""
    if share <= 0.005:
        return "<1%"
    if share >= 0.995:
        return ">99%"
    return f"{share * 100:.0f}%"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def rolefit_command(command: str, options: str = "", catalog_file: str | None = None, *, here: bool = True) -> str:
    """How the user can call rolefit again, with the catalog that was given as --roles.

    It is called by its name if the shell finds it, else as it was called this time. Unless it is meant for `here`, no
    folder of this machine is named: that is nobody's business elsewhere.
    """
    called = sys.argv[0]
    unknown = here and Path(called).name == "rolefit" and not shutil.which("rolefit")
    program = shlex.quote(called) if unknown else "rolefit"
    roles = f"--roles {shlex.quote(catalog_file if here else Path(catalog_file).name)}" if catalog_file else ""
    return " ".join(filter(None, (program, command, roles, options)))


def to_json(data: "BaseModel | dict[str, Any] | list[str]", *, ascii_only: bool = False) -> str:
    """Data as JSON that ends its last line, with keys as the schema has them."""
    plain_data = data if isinstance(data, dict | list) else data.model_dump(mode="json", by_alias=True)
    return json.dumps(plain_data, indent=2, ensure_ascii=ascii_only) + "\n"


def print_json(data: "BaseModel | dict[str, Any] | list[str]") -> None:
    """Print JSON and nothing else on standard output."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(to_json(data, ascii_only=not utf8))
