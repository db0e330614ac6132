"""Write the reference of the Python API, build/api.md, from the docstrings: `make api`."""

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from rolefit.documents.validation import attribute_docs

PAGE = Path(__file__).parents[1] / "build" / "api.md"
PACKAGE = import_module("rolefit")
EXTRAS = import_module("rolefit.arrow")
PUBLIC = {name: getattr(module, name) for module in (PACKAGE, EXTRAS) for name in module.__all__}
"""What is exported, by name."""

PARTS = """\
## Parts

What the above holds and gives. These types are read, not imported: their fields are public, their names are private."""


def page() -> str:
    """The whole page."""
    head = ["# The Python API", "<!-- Written from the docstrings: make api -->", *_prose(PACKAGE), _contents()]
    public = [_section(name, thing, "##") for name, thing in PUBLIC.items()]
    parts = [_section(part.__name__, part, "###") for part in _parts()]
    return "\n\n".join([*head, *public, PARTS, *parts]) + "\n"


def _contents() -> str:
    rows = [f"| [{name}](#{name.lower()}) | {_summary(thing)} |" for name, thing in PUBLIC.items()]
    return "\n".join(["| name | what it is |", "|---|---|", *rows])


def _section(name: str, thing: Any, heading: str) -> str:
    listed = "\n".join(_members(thing)) if inspect.isclass(thing) else ""
    # A warning is caught, never made.
    untold = bool(_fields(thing)) or (inspect.isclass(thing) and issubclass(thing, Warning))
    signature = "" if untold else f"```python\n{name}{_signature(thing)}\n```"
    prose, *example = _prose(thing)
    return "\n\n".join(filter(None, [f"{heading} {name}", signature, prose, listed, *example]))


def _prose(thing: Any) -> list[str]:
    """What the docstring says, and its example, if it has one."""
    prose, arrow, example = (inspect.getdoc(thing) or "").partition(">>> ")
    return [prose.strip(), f"```pycon\n{arrow}{example}\n```"] if example else [prose]


def _summary(thing: Any) -> str:
    return _joined((inspect.getdoc(thing) or "").partition("\n\n")[0])


def _joined(*texts: str | None) -> str:
    """Texts on one line."""
    return " ".join(" ".join(filter(None, texts)).split())


def _members(of: type) -> Iterator[str]:
    """A line for each field, property and method of a class."""
    yield from (f"- `{field}`" + (f": {text}" if text else "") for field, text in _fields(of).items())
    for name, member in _own(of):
        shown = _signature(member, most=9) if inspect.isfunction(member) else f": {_shown(_returned(member))}"
        yield f"- `{name}{shown}`: {_joined(member.__doc__)}"


def _fields(of: Any) -> dict[str, str]:
    """The fields of a model or dataclass, as they stand in Python, and what is said of each."""
    if not inspect.isclass(of):
        return {}
    hints = get_type_hints(of, include_extras=True)
    said: dict[str, str | None] = {**attribute_docs(of)}
    if issubclass(of, BaseModel):
        said = {name: field.description for name, field in of.model_fields.items()} | said
        defaults = {name: field.get_default(call_default_factory=True) for name, field in of.model_fields.items()}
    elif dataclasses.is_dataclass(of):
        defaults = {field.name: field.default for field in dataclasses.fields(of)}
    else:
        return {}
    return {
        # Of the defaults those are shown that stand for nothing: the field may be left out.
        f"{name}: {_shown(hints[name])}" + ("" if default else f" = {default!r}"): _joined(
            said.get(name), _bounds(hints[name])
        )
        for name, default in defaults.items()
    }


def _own(of: type) -> list[tuple[str, Any]]:
    """The public properties and methods that rolefit gives a class."""
    found = inspect.getmembers(of, lambda member: inspect.isfunction(member) or isinstance(member, property))
    return [
        (name, member)
        for name, member in found
        if not name.startswith("_") and (getattr(member, "fget", None) or member).__module__.startswith("rolefit.")
    ]


def _returned(member: Any) -> Any:
    return get_type_hints(getattr(member, "fget", None) or member).get("return")


def _signature(thing: Callable[..., Any], most: int = 3) -> str:
    """What a function or class takes and gives, on lines of their own where it takes more than so many."""
    signature = inspect.signature(thing)
    hints = get_type_hints(thing.__init__ if inspect.isclass(thing) else thing)
    taken = [
        str(each.replace(annotation=inspect.Parameter.empty)).partition("=")[0]
        + (f": {_shown(hints[name])}" if name in hints else "")
        + (f" = {each.default!r}" if each.default is not inspect.Parameter.empty else "")
        for name, each in signature.parameters.items()
        if name != "self"
    ]
    if any(each.kind is inspect.Parameter.KEYWORD_ONLY for each in signature.parameters.values()):
        kinds = [each.kind for each in signature.parameters.values()]
        taken.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    inside = "\n    " + ",\n    ".join(taken) + ",\n" if len(taken) > most else ", ".join(taken)
    return f"({inside})" + ("" if inspect.isclass(thing) else f" -> {_shown(hints['return'])}")


def _shown(of: Any) -> str:
    """A type as Python writes it, without what only checks it."""
    origin, args = get_origin(of), get_args(of)
    if origin is Annotated:
        return _shown(args[0])
    if origin in {Union, UnionType}:
        return " | ".join(_shown(each) for each in args)
    if origin is Literal:
        return " | ".join(f'"{each}"' for each in args)
    if args:
        return f"{origin.__name__}[{', '.join(_shown(each) for each in args)}]"
    return {NoneType: "None", ...: "..."}.get(of) or of.__name__


def _bounds(of: Any) -> str:
    """The bounds of the numbers that a type holds, if it has any."""
    limits = {
        side: getattr(limit, side)
        for extra in getattr(of, "__metadata__", ())
        for limit in getattr(extra, "metadata", ())
        for side in ("gt", "ge", "lt", "le")
        if hasattr(limit, side)
    }
    if not limits:
        return next(filter(None, map(_bounds, get_args(of))), "")
    if {"ge", "le"} <= limits.keys():
        return f"From {limits['ge']} to {limits['le']}."
    words = {"gt": "above", "ge": "at least", "lt": "below", "le": "up to"}
    return ", ".join(f"{words[side]} {limit}" for side, limit in limits.items()).capitalize() + "."


def _parts() -> list[type]:
    """The types of rolefit that are reached from what is exported, in that order, and are not exported themselves."""
    found: dict[type, None] = {}
    left = list(PUBLIC.values())
    while left:
        thing = left.pop(0)
        for part in _mentioned(thing):
            if part not in found and part not in PUBLIC.values():
                found[part] = None
                left.append(part)
    return list(found)


def _mentioned(thing: Any) -> Iterator[type]:
    if not inspect.isclass(thing):
        return _classes(_returned(thing))
    model = issubclass(thing, BaseModel) or dataclasses.is_dataclass(thing)
    hints = [hint for name, hint in get_type_hints(thing).items() if name != "model_config"] if model else []
    return (part for hint in [*hints, *(_returned(member) for _, member in _own(thing))] for part in _classes(hint))


def _classes(of: Any) -> Iterator[type]:
    if inspect.isclass(of) and of.__module__.startswith("rolefit."):
        yield of
    for each in get_args(of):
        yield from _classes(each)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
