"""YAML and JSON from people: parsed into plain data that remembers the line of every key."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

import yaml

from rolefit.errors import InputError, Problem
from rolefit.yaml_text import MAX_DEPTH, DuplicateKeyError, Loader, opens, read_yaml, too_deep

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a document: the keys and list positions that lead to it."""


@dataclass(frozen=True)
class Document:
    """Parsed text: its plain data, and where its values stand."""

    data: Any
    text: str
    file: str
    only_line: int | None = None
    """Where the document is one line of a file of JSON lines: which one."""

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return yaml.compose(self.text, Loader)
        except yaml.YAMLError:
            return None  # JSON that is not YAML as well: there are no line numbers to be had

    def line(self, path: Place) -> int | None:
        """The line, from 1, of the value at `path`, or of the nearest one above it that exists."""
        if self.only_line:
            return self.only_line
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
    try:
        data = _parse(text, file) if text.strip() else None
    except DuplicateKeyError as error:
        what, hint = f"the key {error.key} is given twice", "keep one of them"
        raise InputError(Problem(what, hint, file=file, line=error.line)) from error
    if data is None:
        raise InputError(Problem("is empty", "give it YAML or JSON", file=file))
    return Document(data, text, file)


def parse_json_line(text: str, file: str, number: int) -> Document:
    """Parse one line of JSON lines, the one with this number in `file`.

    Raises InputError where it is not JSON, is nested deeper than MAX_DEPTH or gives a key twice.
    """
    try:
        return Document(_parse_json(text, file), text, file, number)
    except DuplicateKeyError as error:
        what, hint = f"the key {error.key} is given twice", "keep one of them"
        raise InputError(Problem(what, hint, file=file, line=number)) from error
    except InputError as error:
        hint = "each line is one JSON object"
        found = (replace(problem, line=number, hint=problem.hint or hint) for problem in error.problems)
        raise InputError(*found) from error


def _parse(text: str, file: str) -> Any:
    if file.endswith(".json"):
        return _parse_json(text, file)
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return _parse_json(text, file)
        except InputError as error:
            if not isinstance(error.__cause__, json.JSONDecodeError):
                raise
    return _parse_yaml(text, file)


def _parse_json(text: str, file: str) -> Any:
    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise DuplicateKeyError(twice, _line_of_duplicate(text, file))
        return data

    def refuse(number: str) -> NoReturn:
        raise InputError(Problem(f"{number} is not a JSON number", "use a number or null", file=file))

    try:
        data = json.loads(text, object_pairs_hook=object_of, parse_constant=refuse)
        depth = _depth(data)
    except json.JSONDecodeError as error:
        raise InputError(Problem(f"is not valid JSON: {error.msg}", file=file, line=error.lineno)) from error
    except RecursionError as error:
        raise InputError(too_deep(file)) from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(Problem(*_UNREADABLE, file=file)) from error
    if depth > MAX_DEPTH:
        raise InputError(too_deep(file))
    return data


def _line_of_duplicate(text: str, file: str) -> int | None:
    # The reader of JSON does not know its line; the reader of YAML mostly finds the same key, and does.
    try:
        _parse_yaml(text, file)
    except DuplicateKeyError as error:
        return error.line
    except InputError:
        return None
    return None


_UNREADABLE = ("has a date or number that cannot be read", "put it in quotes if it is meant as text")


def _depth(data: Any) -> int:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(_depth, below), default=0) if isinstance(data, dict | list) else 0


def _parse_yaml(text: str, file: str) -> Any:
    try:
        return read_yaml(text, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        # Some releases of the parser refuse what is deep by themselves, each in its own words, before it is counted.
        if mark and opens(text[: mark.index]) > MAX_DEPTH:
            raise InputError(too_deep(file, line)) from error
        what = f"is not valid YAML: {error.problem or error.context}"
        raise InputError(Problem(what, file=file, line=line)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InputError(Problem("has a control character", "remove it", file=file, line=line)) from error
    except RecursionError as error:
        raise InputError(too_deep(file)) from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(Problem(*_UNREADABLE, file=file)) from error
