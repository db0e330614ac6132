"""The JSON Schemas of what rolefit reads and writes."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from rolefit.answers import Answers
from rolefit.catalog import Catalog
from rolefit.comparison import Comparison
from rolefit.errors import InputError, Problem, one_of
from rolefit.evaluation import Evaluation
from rolefit.labelled import LabelledAnswers
from rolefit.models import Model
from rolefit.result import Result
from rolefit.roles import RoleInFull, RoleList
from rolefit.row import Row
from rolefit.scan_result import Scan, ScanList
from rolefit.scan_row import ScanRow
from rolefit.schema_examples import example
from rolefit.soundness import Soundness

READ: Mapping[str, type[Model]] = {"answers": Answers, "catalog": Catalog, "labelled": LabelledAnswers}
WRITTEN: Mapping[str, type[Model]] = {
    "check": Soundness,
    "comparison": Comparison,
    "evaluation": Evaluation,
    "result": Result,
    "role": RoleInFull,
    "roles": RoleList,
    "row": Row,
    "scan": Scan,
    "scan-row": ScanRow,
    "scans": ScanList,
}

NAMES = tuple(sorted({**READ, **WRITTEN}))
"""The formats that have a schema. Each has an example in schema_examples.py, and a file that `make schemas` writes."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format with this name.

    Raises InputError where there is no such format.
    """
    if name not in NAMES:
        raise InputError(Problem(f"there is no schema {name}", one_of(name, NAMES)))
    if name in READ:
        schema = READ[name].model_json_schema(mode="validation", by_alias=True)
    else:
        schema = _open(WRITTEN[name].model_json_schema(mode="serialization", by_alias=True))
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:rolefit:{name}:1", "title": f"rolefit {name}"}
    return {**head, **_for_people(schema), "examples": [example(name)]}


def _open(schema: Any) -> Any:
    """Let there be unknown keys: keys are added to what rolefit writes, and whoever checks it is to pass over them."""
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return [_open(value) for value in schema] if isinstance(schema, list) else schema


def _for_people(schema: Any) -> Any:
    """Leave out what only Python's documentation needs: all but the first paragraph, titles that say the name again."""
    if isinstance(schema, list):
        return [_for_people(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _for_people(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if isinstance(kept.get("description"), str):
        kept["description"] = kept["description"].partition("\n\n")[0].replace("\n", " ")
    return kept
