"""YAML from people: nodes, which know their lines, and the plain data that they stand for.

PyYAML composes the nodes; what turns them into data is our own, since its loaders keep no lines, take a key that is
given twice, and let a small file explode by aliases.
"""

import re
from contextlib import suppress
from typing import Any

import yaml

from rolefit.documents.parse import MAX_DEPTH, UNREADABLE, Document, DuplicateKeyError, KeyPath, too_deep
from rolefit.errors import InputError, Problem, excerpt

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads plain data only; in C where PyYAML has it."""

_TEXT = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:value"}

_FLOAT = "tag:yaml.org,2002:float"

_MERGE = "tag:yaml.org,2002:merge"


def composed(text: str) -> yaml.Node | None:
    """The nodes of a text; None where it is no YAML."""
    try:
        return yaml.compose(text, Loader)
    except yaml.YAMLError:
        return None


def line_at(root: yaml.Node, path: KeyPath) -> int | None:
    """The line, from 1, of the value at `path`, or of the nearest one above it that exists."""
    node, line = root, None
    for step in path:
        below = _child(node, step)
        if below is None:
            break
        key, node = below
        line = _line_of(key)
    return line or _line_of(root)


def under(key: str, root: yaml.Node) -> yaml.Node:
    """The same mapping, which also stands in itself under another key; anything else as it is."""
    if not isinstance(root, yaml.MappingNode):
        return root
    above = yaml.ScalarNode("tag:yaml.org,2002:str", key, root.start_mark, root.start_mark)
    return yaml.MappingNode(root.tag, [(above, root), *root.value], root.start_mark, root.end_mark)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def parse_yaml(text: str, file: str) -> Document:
    """Parse YAML text, whose data is None if there is none; `file` is its name in messages.

    Raises InputError where it is broken, nested deeper than MAX_DEPTH or uses aliases, merge keys or tags, and
    DuplicateKeyError where a key is given twice.
    """
    try:
        return _read_yaml(text, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        # A text with aliases was refused before: what cannot be composed is what follows the one document.
        if isinstance(error, yaml.composer.ComposerError):
            hint = "keep one, without the --- between them"
            raise InputError(Problem("has a second document", hint, file=file, line=line)) from error
        # Some releases of the parser refuse what is deep by themselves, each in its own words, before it is counted.
        if mark and _open_brackets(text[: mark.index]) > MAX_DEPTH:
            raise InputError(too_deep(file, line)) from error
        what = f"is not valid YAML: {excerpt(error.problem or error.context, 100)}"
        hint = "put text in quotes that has a colon, a bracket or a hash in it"
        raise InputError(Problem(what, hint, file=file, line=line)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InputError(Problem("has a control character", "remove it", file=file, line=line)) from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(Problem(*UNREADABLE, file=file)) from error


def _read_yaml(text: str, file: str) -> Document:
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
            raise InputError(too_deep(file, _line_of(event)))


class _PlainData:
    """Turns nodes into what they stand for; a key that is given twice is an error."""

    def __init__(self, loader: Any, file: str) -> None:
        self._loader = loader
        self._file = file

    def of(self, node: yaml.Node, depth: int = 0) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth == MAX_DEPTH:
            raise InputError(too_deep(self._file, _line_of(node)))
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


def _open_brackets(text: str) -> int:
    """How many brackets are opened in some text and not closed; those in quotes count as well."""
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


def _line_of(part: yaml.Event | yaml.Node) -> int | None:
    """The line, from 1, on which something begins."""
    return part.start_mark.line + 1 if part.start_mark else None
