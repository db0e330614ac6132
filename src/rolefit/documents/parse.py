"""YAML and JSON from people: parsed into plain data that remembers the line of every key."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

import yaml

from rolefit.errors import InputError, Problem

KeyPath: TypeAlias = tuple[str | int, ...]
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

    def line(self, path: KeyPath) -> int | None:
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


MAX_DEPTH = 50
"""How deep values may nest. A catalog nests 7 deep; the C parser of YAML crashes at some 50,000."""


Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads plain data only; in C where PyYAML has it."""


_TEXT = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:value"}


_FLOAT = "tag:yaml.org,2002:float"


_MERGE = "tag:yaml.org,2002:merge"


class DuplicateKeyError(Exception):
    """A mapping has a key twice, the second time on this line."""

    def __init__(self, key: str, line: int | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def read_yaml(text: str, file: str) -> Any:
    """The plain data of YAML text; None if there is none.

    Raises InputError where it nests deeper than MAX_DEPTH or uses aliases, merge keys or tags, DuplicateKeyError where
    a key is given twice, and what PyYAML raises where it is not YAML.
    """
    return _Reader(text, file).document()


def too_deep(file: str, line: int | None = None) -> Problem:
    """Say that values are nested too deep."""
    return Problem("is nested too deep", f"at most {MAX_DEPTH} levels are read", file=file, line=line)


def opens(text: str) -> int:
    """How many brackets are opened in some text and not closed; those in quotes count as well."""
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._loader = Loader(text)
        self._next = self._loader.get_event
        self._file = file

    def document(self) -> Any:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self._value(self._next(), 0)
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            raise yaml.composer.ComposerError(problem="but found another document", problem_mark=end.start_mark)
        return data

    def _value(self, event: Any, depth: int) -> Any:
        # Most values are scalars without a tag, written without quotes.
        if isinstance(event, yaml.ScalarEvent) and not event.tag:
            return self._scalar(event) if event.implicit[0] else event.value
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(event, f"the alias *{event.anchor}", "write the value out instead")
        if event.tag:
            raise self._refusal(event, f"the tag {event.tag}", "leave it out")
        if depth == MAX_DEPTH:
            raise InputError(too_deep(self._file, line_of(event)))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth + 1)
        return self._sequence(depth + 1)

    def _scalar(self, event: Any) -> Any:
        tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in _TEXT:
            return event.value
        if tag == _FLOAT:
            with suppress(ValueError):
                return float(event.value)  # as PyYAML reads it, which takes much longer
        if tag == _MERGE:
            raise self._refusal(event, f"the merge key {event.value}", "write the values out instead")
        return self._loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))

    def _sequence(self, depth: int) -> list[Any]:
        data = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            data.append(self._value(event, depth))
        return data

    def _mapping(self, depth: int) -> dict[Any, Any]:
        data, seen = {}, set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event, depth)
            if not isinstance(event, yaml.ScalarEvent):
                raise yaml.constructor.ConstructorError(problem="found unhashable key", problem_mark=event.start_mark)
            if event.value in seen:
                raise DuplicateKeyError(event.value, line_of(event))
            seen.add(event.value)
            data[key] = self._value(self._next(), depth)
        return data

    def _refusal(self, event: yaml.Event, what: str, hint: str) -> InputError:
        return InputError(Problem(f"{what} is not read", hint, file=self._file, line=line_of(event)))


def line_of(part: yaml.Event | yaml.Node) -> int | None:
    """The line, from 1, on which something begins."""
    return part.start_mark.line + 1 if part.start_mark else None
