"""The JSON Schemas of what rolefit reads and writes."""

from typing import Any, Literal

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
from rolefit.soundness import Soundness

_READ: dict[str, type[Model]] = {"answers": Answers, "catalog": Catalog, "labelled": LabelledAnswers}
_WRITTEN: dict[str, type[Model]] = {
    "check": Soundness,
    "comparison": Comparison,
    "evaluation": Evaluation,
    "result": Result,
    "role": RoleInFull,
    "roles": RoleList,
}

NAMES = tuple(sorted({**_READ, **_WRITTEN}))
"""The formats that have a schema."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format with this name.

    Raises InputError where there is no such format.
    """
    if name not in NAMES:
        raise InputError(Problem(f"there is no schema {name}", one_of(name, NAMES)))
    mode: Literal["validation", "serialization"] = "validation" if name in _READ else "serialization"
    schema = {**_READ, **_WRITTEN}[name].model_json_schema(mode=mode, by_alias=True)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:rolefit:{name}:1", **schema}
