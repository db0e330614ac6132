"""YAML read in one pass: each event of the parser becomes data at once, before anything could recurse or explode."""

from contextlib import suppress
from typing import Any

import yaml

from rolefit.errors import InputError, Problem

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
