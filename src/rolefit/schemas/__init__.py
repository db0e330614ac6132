"""The JSON Schemas of what rolefit reads and writes: one file for each, which `make schemas` writes."""

import json
from pathlib import Path
from typing import Any

from rolefit.errors import InputError, Problem, excerpt, one_of

FOLDER = Path(__file__).parent

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
"""The formats that have a schema."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format with this name.

    Raises InputError where there is no such format.
    """
    if name not in NAMES:
        raise InputError(Problem(f"there is no schema {excerpt(name)}", one_of(name, NAMES)))
    schema: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return schema
