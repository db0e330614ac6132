"""What the pydantic models of every format share: frozen, strict about keys, and errors that say where."""

import ast
import inspect
from itertools import pairwise
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, ValidationError
from pydantic_core import CoreSchema, ErrorDetails

from rolefit.documents.parse import Document, KeyPath
from rolefit.errors import InputError, Problem, excerpt, one_of

Id = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
    Field(description="A short name in kebab-case, such as a-b-tests."),
]

Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=2000)]
"""Text for people, not empty."""

_WORDS = {
    "string_type": "must be text; if it is meant as text, put it in quotes",
    "string_pattern_mismatch": "must be a short name of lower-case letters, digits and hyphens, such as a-b-tests",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "dict_type": "must be a mapping of keys to values",
    "tuple_type": "must be a list",
    "float_type": "must be a number",
    "float_parsing": "should be a valid number",
    "finite_number": "should be a finite number",
    "int_type": "should be a valid integer",
    "int_parsing": "should be a valid integer",
    "int_from_float": "should be a valid integer",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "literal_error": "should be {expected}",
    "greater_than": "should be greater than {gt}",
    "greater_than_equal": "should be greater than or equal to {ge}",
    "less_than": "should be less than {lt}",
    "less_than_equal": "should be less than or equal to {le}",
    "string_too_long": "should have at most {max_length} characters",
    "too_long": "should have at most {max_length} entries",
    "datetime_type": "should be a date and a time, such as 2026-01-31T12:00:00Z",
    "datetime_parsing": "should be a date and a time, such as 2026-01-31T12:00:00Z",
    "datetime_from_date_parsing": "should be a date and a time, such as 2026-01-31T12:00:00Z",
    "timezone_aware": "should name its time zone, such as Z at its end",
}
"""What to say for the kinds of pydantic's errors: its own words speak of Python, and change with its releases."""


class Model(BaseModel):
    """Base of all models: immutable, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        allow_inf_nan=False,
        json_schema_serialization_defaults_required=True,
        # A model is built when it is first used: most commands use few, and those inside others are built with them.
        defer_build=True,
    )

    def __copy__(self) -> Self:
        """As `model_copy` begins: without what cached properties hold, as values may be changed next."""
        return _without_cached(super().__copy__())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """The same, of a deep copy."""
        return _without_cached(super().__deepcopy__(memo))

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema, with the docstrings of attributes.

        Pydantic itself would read these whenever rolefit starts, though only a schema has use for them.
        """
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, text in attribute_docs(cls).items():
            properties[cls.model_fields[name].alias or name].setdefault("description", text)
        return schema


M = TypeVar("M", bound="Model")


def _without_cached(model: M) -> M:
    for name in model.__dict__.keys() - type(model).model_fields.keys():
        del model.__dict__[name]
    return model


def validate(model: type[M], document: Document) -> M:
    """Read parsed text as `model`.

    Raises InputError with one problem for each thing that does not fit.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise InputError(*_problems(error, model, document)) from error


MOST_PROBLEMS = 100
"""How many problems of one document are reported."""


def _problems(error: ValidationError, model: type[Model], document: Document) -> list[Problem]:
    details = {
        tuple(step for step in detail["loc"] if step != "[key]"): detail for detail in error.errors(include_url=False)
    }
    above = {path[:length] for path in details for length in range(len(path))}
    # Of a mapping in which something is wrong, pydantic may say that it is wrong as well: the inner trouble tells more.
    inner = {path: detail for path, detail in details.items() if path not in above}
    missing = {path for path, detail in inner.items() if detail["type"] == "missing"}
    found = []
    for path, detail in list(inner.items())[:MOST_PROBLEMS]:
        if detail["type"] == "extra_forbidden":
            siblings = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
            known = siblings if len(path) > 1 else [f.alias or name for name, f in model.model_fields.items()]
            hint = one_of(str(path[-1]), known) or "rolefit schema has the known ones"
            found.append(problem(document, path, "is not a known key", hint))
        else:
            found.append(problem(document, path, *_say(detail)))
    return sorted(found, key=lambda problem: (problem.what != "is not a known key", problem.line or 0))


def _say(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong, and what would be right, in words that do not speak of Python."""
    context = detail.get("ctx", {})
    if detail["type"] == "missing":
        return "is missing", "add it"
    if detail["type"] == "too_short":
        length = context["actual_length"]
        return f"has {length} {'entry' if length == 1 else 'entries'}", f"it needs at least {context['min_length']}"
    if detail["type"] == "string_too_short":
        return "is empty", "write something"
    words = _words(detail)
    what, _, hint = words.partition("; ")
    return f"{what[:1].lower()}{what[1:]}, not {excerpt(detail['input'])}", hint


def _words(detail: ErrorDetails) -> str:
    if detail["type"] not in _WORDS:
        # These are mostly our own; what is left of pydantic's begins with a word that the sentence has no use for.
        return detail["msg"].removeprefix("Input ")
    bounds = {
        name: f"{bound:.15g}" if isinstance(bound, float) else bound for name, bound in detail.get("ctx", {}).items()
    }
    return _WORDS[detail["type"]].format(**bounds)


def problem(document: Document, path: KeyPath, what: str, hint: str = "") -> Problem:
    """Say `what` is wrong at `path` of a document, by its file, its line and a key that a person can follow."""
    return Problem(what, hint, document.file, document.line(path), _key(document.data, path))


def _key(data: Any, path: KeyPath) -> str:
    # roles.ds.shares tells more than roles.0.shares.
    names = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        names.append(
            str(data["id"]) if isinstance(step, int) and isinstance(data, dict) and "id" in data else str(step)
        )
    return ".".join(names)


def attribute_docs(model: type) -> dict[str, str]:
    """Attribute name to the docstring below it, in a class or those that it builds on."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each.__module__.startswith("rolefit."):
            found |= _own_docs(each)
    return found


def _own_docs(model: type) -> dict[str, str]:
    body = ast.parse(inspect.getsource(model)).body[0]
    found = {}
    for attribute, text in pairwise(body.body if isinstance(body, ast.ClassDef) else []):
        match attribute, text:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(docstring))):
                found[name] = inspect.cleandoc(docstring)
    return found
