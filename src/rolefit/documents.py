"""YAML and JSON from people: parsed into plain data that remembers the line of every key."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

import yaml

from rolefit.errors import InputError, Problem

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a document: the keys and list positions that lead to it."""

MAX_DEPTH = 50
"""How deep values may nest. A catalog nests 7 deep; the C parser of YAML crashes at some 50,000."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # the base is one of two classes, known only at run time
    """Safe YAML, in which a key given twice is an error instead of a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key_node.value} is given twice", problem_mark=key_node.start_mark
                )
            seen.add(key_node.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


@dataclass(frozen=True)
class Document:
    """Parsed text: its plain data, and where its values stand."""

    data: Any
    text: str
    file: str

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return yaml.compose(self.text, _Base)
        except yaml.YAMLError:
            return None  # JSON that is not YAML as well: there are no line numbers to be had

    def line(self, path: Path) -> int | None:
        """The line, from 1, of the value at `path`, or of the nearest one above it that exists."""
        node, line = self._root, None
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            key, node = below
            line = key.start_mark.line + 1
        return line or (self._root.start_mark.line + 1 if self._root else None)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def parse(text: str, file: str) -> Document:
    """Parse YAML or JSON text; `file` is its name in messages.

    Raises InputError where the text is empty, broken, nested deeper than MAX_DEPTH, uses aliases (which can make a
    small file explode) or gives a key twice.
    """
    if not text.strip():
        raise InputError(Problem("is empty", "give it YAML or JSON", file=file))
    if file.endswith(".json"):
        return Document(_parse_json(text, file), text, file)
    if text.lstrip()[0] in "{[":
        try:
            return Document(_parse_json(text, file), text, file)
        except InputError as error:
            if not isinstance(error.__cause__, json.JSONDecodeError):
                raise
    return Document(_parse_yaml(text, file), text, file)


def _parse_json(text: str, file: str) -> Any:
    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(Problem(f"the key {twice} is given twice", "keep one of them", file=file))
        return data

    def refuse(number: str) -> NoReturn:
        raise InputError(Problem(f"{number} is not a JSON number", file=file))

    try:
        return json.loads(text, object_pairs_hook=object_of, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError(Problem(f"is not valid JSON: {error.msg}", file=file, line=error.lineno)) from error
    except RecursionError as error:
        raise InputError(_too_deep(file)) from error


def _parse_yaml(text: str, file: str) -> Any:
    try:
        _guard(text, file)
        return yaml.load(text, _Loader)  # noqa: S506  # _Loader is a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise InputError(
            Problem(f"is not valid YAML: {error.problem or error.context}", file=file, line=line)
        ) from error
    except yaml.YAMLError as error:
        reason = re.sub(r"\s+", " ", str(error))
        raise InputError(Problem(f"is not valid YAML: {reason}", file=file)) from error
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        reason = f"has a value that YAML cannot read: {error}"
        raise InputError(Problem(reason, "put it in quotes", file=file)) from error


def _guard(text: str, file: str) -> None:
    # Loading recurses and follows aliases; the events before it do neither.
    depth = 0
    for event in yaml.parse(text, _Base):
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out instead"
            line = _line_of(event)
            raise InputError(Problem(f"the alias *{event.anchor} is not read", hint, file=file, line=line))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise InputError(_too_deep(file, _line_of(event)))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line_of(event: yaml.Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None


def _too_deep(file: str, line: int | None = None) -> Problem:
    return Problem("is nested too deep", f"at most {MAX_DEPTH} levels are read", file=file, line=line)
