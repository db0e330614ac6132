"""YAML and JSON from people: parsed into plain data that remembers the line of every key.

What reads YAML is imported where there is some: JSON, and commands that read no file, do without it.
"""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from rolefit.errors import InputError, Problem, excerpt

if TYPE_CHECKING:
    import yaml

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
    root: "yaml.Node | None" = None
    """What the data was made from, where that was YAML: each node knows its line."""

    @cached_property
    def _nodes(self) -> "yaml.Node | None":
        from rolefit.documents.yaml_nodes import composed

        # Data that came from JSON mostly is YAML as well, and never an alias.
        return self.root or composed(self.text)

    def line(self, path: KeyPath) -> int | None:
        """The line, from 1, of the value at `path`, or of the nearest one above it that exists."""
        if self.only_line:
            return self.only_line
        from rolefit.documents.yaml_nodes import line_at

        return line_at(self._nodes, path) if self._nodes else None

    def with_keys_under(self, key: str, keys: Collection[str]) -> "Document":
        """The document as it would be if some of the keys of its mapping stood under another one, on their lines."""
        below = {name: value for name, value in self.data.items() if name in keys}
        data = {key: below, **{name: value for name, value in self.data.items() if name not in keys}}
        from rolefit.documents.yaml_nodes import under

        return replace(self, data=data, root=under(key, self._nodes) if self._nodes else None)


def parse(text: str, file: str) -> Document:
    """Parse YAML or JSON text; `file` is its name in messages.

    Raises InputError where the text is empty, broken, nested deeper than MAX_DEPTH, uses aliases (which can make a
    small file explode) or gives a key twice.
    """
    try:
        document = _parse(text, file) if text.strip() else None
    except DuplicateKeyError as error:
        what, hint = f"the key {excerpt(error.key)} is given twice", "keep one of them"
        raise InputError(Problem(what, hint, file=file, line=error.line)) from error
    if document is None or document.data is None:
        raise InputError(Problem("is empty", "give it YAML or JSON", file=file))
    return document


def parse_json_line(text: str, file: str, number: int) -> Document:
    """Parse one line of JSON lines, the one with this number in `file`.

    Raises InputError where it is not JSON, is nested deeper than MAX_DEPTH or gives a key twice.
    """
    try:
        return Document(_parse_json(text, file), text, file, number)
    except DuplicateKeyError as error:
        what, hint = f"the key {excerpt(error.key)} is given twice", "keep one of them"
        raise InputError(Problem(what, hint, file=file, line=number)) from error
    except InputError as error:
        hint = "each line is one JSON object"
        found = (replace(problem, line=number, hint=problem.hint or hint) for problem in error.problems)
        raise InputError(*found) from error


def _parse(text: str, file: str) -> Document:
    if file.endswith(".json"):
        return Document(_parse_json(text, file), text, file)
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return Document(_parse_json(text, file), text, file)
        except InputError as error:
            if not isinstance(error.__cause__, json.JSONDecodeError):
                raise
    from rolefit.documents.yaml_nodes import parse_yaml

    return parse_yaml(text, file)


def _parse_json(text: str, file: str) -> Any:
    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) < len(pairs):
            (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
            raise DuplicateKeyError(twice, _line_of_duplicate(text, file))
        return data

    def refuse(number: str) -> NoReturn:
        raise InputError(Problem(f"{number} is not a JSON number", "use a number or null", file=file))

    try:
        data = json.loads(text, object_pairs_hook=object_of, parse_constant=refuse)
        depth = _depth(data)
    except json.JSONDecodeError as error:
        what = f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InputError(Problem(what, file=file, line=error.lineno)) from error
    except RecursionError as error:
        raise InputError(too_deep(file)) from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(Problem(*UNREADABLE, file=file)) from error
    if depth > MAX_DEPTH:
        raise InputError(too_deep(file))
    return data


def _line_of_duplicate(text: str, file: str) -> int | None:
    # The reader of JSON does not know its line; the reader of YAML mostly finds the same key, and does.
    from rolefit.documents.yaml_nodes import parse_yaml

    try:
        parse_yaml(text, file)
    except DuplicateKeyError as error:
        return error.line
    except InputError:
        return None
    return None


UNREADABLE = ("has a date or number that cannot be read", "put it in quotes if it is meant as text")


def _depth(data: Any) -> int:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(_depth, below), default=0) if isinstance(data, dict | list) else 0


MAX_DEPTH = 50
"""How deep values may nest. A catalog nests 7 deep; the C parser of YAML crashes at some 50,000."""


class DuplicateKeyError(Exception):
    """A mapping has a key twice, the second time on this line."""

    def __init__(self, key: str, line: int | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def too_deep(file: str, line: int | None = None) -> Problem:
    """Say that values are nested too deep."""
    return Problem("is nested too deep", f"at most {MAX_DEPTH} levels are read", file=file, line=line)
