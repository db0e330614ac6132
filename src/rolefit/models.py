"""What the pydantic models of every format share: frozen, strict about keys, and errors that say where."""

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


def _problems(error: ValidationError, model: type[Model], document: Document) -> list[Problem]:
    details = error.errors(include_url=False)
    paths = [tuple(step for step in detail["loc"] if step != "[key]") for detail in details]
    problems = []
    for path, detail in zip(paths, details, strict=True):
        if any(other[: len(path)] == path for other in paths if len(other) > len(path)):
            continue  # the trouble is further in
        words = _WORDS.get(detail["type"], detail["msg"].removeprefix("Input "))
        what, _, hint = words.partition("; ")
        context = detail.get("ctx", {})
        if detail["type"] == "extra_forbidden":
            missing = [
                str(other[-1])
                for other, d in zip(paths, details, strict=True)
                if d["type"] == "missing" and other[:-1] == path[:-1]
            ]
            known = [field.alias or name for name, field in model.model_fields.items()] if len(path) == 1 else missing
            hint = one_of(str(path[-1]), known)
        elif detail["type"] == "too_short":
            what = f"has {context['actual_length']} entries, and needs at least {context['min_length']}"
        elif detail["type"] == "string_too_short":
            what = "must not be empty"
        elif detail["type"] != "missing":
            what = f"{what[:1].lower()}{what[1:]}, not {excerpt(detail['input'])}"
        problems.append((detail["type"] != "extra_forbidden", problem(document, path, what, hint)))
    return [found for _, found in sorted(problems, key=lambda ranked: (ranked[0], ranked[1].line or 0))]


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
        names.append(
            str(data["id"]) if isinstance(step, int) and isinstance(data, dict) and "id" in data else str(step)
        )
    return ".".join(names)


def excerpt(value: Any) -> str:
    """Show a wrong value, cut to a length that fits into a message."""
    text = value if isinstance(value, str) and value else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
