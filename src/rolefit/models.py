"""What the pydantic models of every format share: frozen, strict about keys, and errors that say where."""

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from rolefit.documents import Document, Path
from rolefit.errors import InputError, Problem, one_of

Id = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
    Field(description="A short name in kebab-case, such as a-b-tests."),
]
Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=2000)]
"""Text for people, not empty."""

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_type": "must be text; if it is meant as text, put it in quotes",
    "string_pattern_mismatch": "must be a short name of lower-case letters, digits and hyphens, such as a-b-tests",
    "string_too_short": "must not be empty",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "dict_type": "must be a mapping of keys to values",
    "tuple_type": "must be a list",
    "float_type": "must be a number",
}
"""What to say for the kinds of pydantic's errors whose own words speak of Python; others keep pydantic's words."""


class Model(BaseModel):
    """Base of all models: immutable, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


M = TypeVar("M", bound="Model")


def validate(model: type[M], document: Document) -> M:
    """Read parsed text as `model`.

    Raises InputError with one problem for each thing that does not fit.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise InputError(*_problems(error, model, document)) from error


def _problems(error: ValidationError, model: type[Model], document: Document) -> Iterable[Problem]:
    for detail in error.errors(include_url=False, include_context=False):
        path = tuple(step for step in detail["loc"] if not _is_branch(step))
        words = _WORDS.get(detail["type"], detail["msg"][:1].lower() + detail["msg"][1:])
        what, _, hint = words.partition("; ")
        if detail["type"] == "extra_forbidden":
            hint = one_of(str(path[-1]), _fields(model, path[:-1]))
        elif detail["type"] != "missing":
            what += f", not {excerpt(detail['input'])}"
        yield problem(document, path, what, hint)


def _is_branch(step: str | int) -> bool:
    # Of a union, pydantic also names the branch it tried, such as `tuple[str, ...]` or `constrained-str`.
    return isinstance(step, str) and ("[" in step or step in {"constrained-str", "none", "str"})


def _fields(model: type[Model], path: Path) -> list[str]:
    if not path:
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


def problem(document: Document, path: Path, what: str, hint: str = "") -> Problem:
    """Say `what` is wrong at `path` of a document, by its file, its line and a key that a person can follow."""
    return Problem(what, hint, document.file, document.line(path), _key(document.data, path))


def _key(data: Any, path: Path) -> str:
    # roles.ds.shares tells more than roles.0.shares.
    names = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        names.append(str(data["id"]) if isinstance(step, int) and isinstance(data, dict) and "id" in data else str(step))
    return ".".join(names)


def excerpt(value: Any) -> str:
    """Show a wrong value, cut to a length that fits into a message."""
    text = str(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
