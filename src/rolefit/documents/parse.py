"""YAML and JSON from people: parsed into plain data that remembers the line of every key.

PyYAML composes the nodes; what turns them into data is our own, since its loaders keep no lines, take a key that is
given twice, and let a small file explode by aliases.
"""

import json
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

import yaml

from rolefit.errors import InputError, Problem, excerpt

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
    root: yaml.Node | None = None
    """What the data was made from, where that was YAML: each node knows its line."""

    @cached_property
    def _nodes(self) -> yaml.Node | None:
        if self.root:
            return self.root
        try:
            # The data came from JSON, which mostly is YAML as well, and never an alias.
            return yaml.compose(self.text, Loader)
        except yaml.YAMLError:
            return None

    def line(self, path: KeyPath) -> int | None:
        """The line, from 1, of the value at `path`, or of the nearest one above it that exists."""
        if self.only_line:
            return self.only_line
        node, line = self._nodes, None
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            key, node = below
            line = _line_of(key)
        return line or (_line_of(self._nodes) if self._nodes else None)

    def with_keys_under(self, key: str, keys: Collection[str]) -> "Document":
        """The document as it would be if some of the keys of its mapping stood under another one, on their lines."""
        below = {name: value for name, value in self.data.items() if name in keys}
        data = {key: below, **{name: value for name, value in self.data.items() if name not in keys}}
        root = self._nodes
        if isinstance(root, yaml.MappingNode):
            above = yaml.ScalarNode("tag:yaml.org,2002:str", key, root.start_mark, root.start_mark)
            root = yaml.MappingNode(root.tag, [(above, root), *root.value], root.start_mark, root.end_mark)
        return replace(self, data=data, root=root)


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
        what = f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InputError(Problem(what, file=file, line=error.lineno)) from error
    except RecursionError as error:
        raise InputError(_too_deep(file)) from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(Problem(*_UNREADABLE, file=file)) from error
    if depth > MAX_DEPTH:
        raise InputError(_too_deep(file))
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


def _parse_yaml(text: str, file: str) -> Document:
    try:
        return read_yaml(text, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        # A text with aliases was refused before: what cannot be composed is what follows the one document.
        if isinstance(error, yaml.composer.ComposerError):
            hint = "keep one, without the --- between them"
            raise InputError(Problem("has a second document", hint, file=file, line=line)) from error
        # Some releases of the parser refuse what is deep by themselves, each in its own words, before it is counted.
        if mark and _open_brackets(text[: mark.index]) > MAX_DEPTH:
            raise InputError(_too_deep(file, line)) from error
        what = f"is not valid YAML: {excerpt(error.problem or error.context, 100)}"
        hint = "put text in quotes that has a colon, a bracket or a hash in it"
        raise InputError(Problem(what, hint, file=file, line=line)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InputError(Problem("has a control character", "remove it", file=file, line=line)) from error
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


def read_yaml(text: str, file: str) -> Document:
    """YAML text as a document, its data None if there is none.

    Raises InputError where it nests deeper than MAX_DEPTH or uses aliases, merge keys or tags, DuplicateKeyError where
    a key is given twice, and what PyYAML raises where it is not YAML.
    """
    # Few texts have reason to be read twice. Of one that is broken, what is hostile before the break is said first.
    if _MAY_BE_HOSTILE.search(text) or sum(map(text.count, "[{:?-")) > SAFE_TO_COMPOSE:
        _refuse_hostile(text, file)
    loader = Loader(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError):
        _refuse_hostile(text, file)
        raise
    return Document(_PlainData(loader, file).of(root) if root else None, text, file, root=root)


_MAY_BE_HOSTILE = re.compile(r"(?:[&*](?=\S)|!)(?<!\w[&*!])")
"""What an alias, an anchor or a tag looks like; within words and quotes it may be something else."""

SAFE_TO_COMPOSE = 10_000
"""A text with no more marks of lists, mappings and their keys than this nests no deeper, and can be composed."""


def _refuse_hostile(text: str, file: str) -> None:
    """Refuse deep nesting, aliases and tags while YAML is but a stream of events.

    To compose nodes recurses as deep as they nest, in C; and no node tells that it was an alias, or its tag written.
    """
    depth = 0
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.ScalarEvent) and not event.tag:
            continue  # as most are
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(event, file, f"the alias *{excerpt(event.anchor)}", "write the value out instead")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            raise _refusal(event, file, f"the tag {excerpt(event.tag, 100)}", "leave it out")
        if isinstance(event, yaml.DocumentEndEvent):
            return  # a second document is refused whatever it holds
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise InputError(_too_deep(file, _line_of(event)))


class _PlainData:
    """Turns nodes into what they stand for; a key that is given twice is an error."""

    def __init__(self, loader: Any, file: str) -> None:
        self._loader = loader
        self._file = file

    def of(self, node: yaml.Node, depth: int = 0) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth == MAX_DEPTH:
            raise InputError(_too_deep(self._file, _line_of(node)))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth + 1)
        return [self.of(entry, depth + 1) for entry in node.value]

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.tag in _TEXT:
            return node.value
        if node.tag == _FLOAT:
            with suppress(ValueError):
                return float(node.value)  # as PyYAML reads it, which takes much longer
        if node.tag == _MERGE:
            raise _refusal(node, self._file, f"the merge key {node.value}", "write the values out instead")
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[Any, Any]:
        data, seen = {}, set()
        for key_node, value_node in node.value:
            key = self.of(key_node, depth)
            if not isinstance(key_node, yaml.ScalarNode):
                what = f"has a {'list' if isinstance(key, list) else 'mapping'} where a key should stand"
                hint = "write key: [a, b]"
                raise InputError(Problem(what, hint, file=self._file, line=_line_of(key_node)))
            if key_node.value in seen:
                raise DuplicateKeyError(key_node.value, _line_of(key_node))
            seen.add(key_node.value)
            data[key] = self.of(value_node, depth)
        return data


def _refusal(part: yaml.Event | yaml.Node, file: str, what: str, hint: str) -> InputError:
    return InputError(Problem(f"{what} is not read", hint, file=file, line=_line_of(part)))


def _too_deep(file: str, line: int | None = None) -> Problem:
    """Say that values are nested too deep."""
    return Problem("is nested too deep", f"at most {MAX_DEPTH} levels are read", file=file, line=line)


def _open_brackets(text: str) -> int:
    """How many brackets are opened in some text and not closed; those in quotes count as well."""
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


def _line_of(part: yaml.Event | yaml.Node) -> int | None:
    """The line, from 1, on which something begins."""
    return part.start_mark.line + 1 if part.start_mark else None
