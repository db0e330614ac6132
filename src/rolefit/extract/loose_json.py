"""JSON as pages have it: in wrappers, with comments and commas too many, or as what a script assigns.

The readers of JSON5 that there are stop at line ends in strings or at wrappers of comments, so a few lines are our own.
All of it takes time linear in the length of the text.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# Line ends inside strings are wrong, and common.
_DECODER = json.JSONDecoder(strict=False)

# One that nothing ends goes to the end of the text: else each quote in it would be tried anew.
_STRING = r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'

_WRAPPER = r"(?://[ \t]*)?(?:<!\[CDATA\[|\]\]>|<!--|-->)"

_NOISE = re.compile(rf"({_STRING})|{_WRAPPER}|/\*.*?(?:\*/|\Z)|//[^\n]*|\b(undefined)\b", re.DOTALL)

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_ESCAPED = '"\\/bfnrtu'
"""What may stand after a backslash; PHP likes to put one before an apostrophe."""

_LAST_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)

_BETWEEN = re.compile(r"[\s;,\ufeff]*")

_ASSIGNED = re.compile(
    r"\b(?:window|self|globalThis|var|let|const)\b[^=;{}<>\n]{1,100}=\s*(JSON\.parse\(\s*)?(?=[\"{\[])"
)

_MOST_TRIES = 100
"""How many assignments of a script are tried; what a page starts from stands in one of the first."""

_MOST_READ = 4
"""How often the length of a script may be read in all, before what is left of it is left alone."""

_DEEPEST = 24


def values_in(text: str) -> list[Any]:
    """The values that a text of JSON has, one after another, up to the first that cannot be read."""
    if '"' not in text:
        text = html.unescape(text)
    try:
        return [_DECODER.decode(text.strip())]
    except RecursionError:
        return []
    except ValueError:
        return list(_one_by_one(_repaired(text)))


def assigned_in(script: str) -> Iterator[Any]:
    """The objects and lists that a script assigns to variables, as JSON or as a string of JSON."""
    left, start = _MOST_READ * len(script), 0
    for _ in range(_MOST_TRIES):
        found = _ASSIGNED.search(script, start)
        if found is None or left < 0:
            return
        value, start = _value_at(script, found.end())
        if value is _BROKEN and start - found.end() > _LIKE_JSON:
            value, _ = _value_at(_repaired(script[found.end() :]), 0)
            left -= len(script)
        left -= start - found.start()
        if isinstance(value, str) and found[1]:
            yield from values_in(value)
        elif isinstance(value, dict | list):
            yield value


class Found(NamedTuple):
    """An object of a document, with the key that it stands under: the list's, where it stands in one."""

    key: str
    item: dict[str, Any]


def objects_in(data: Any) -> Iterator[Found]:
    """All objects of a document, in its order, each before those in it; what is nested very deeply is left out."""
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    while waiting:
        key, value, depth = waiting.pop()
        if isinstance(value, dict):
            yield Found(key, value)
        below = value.items() if isinstance(value, dict) else ((key, item) for item in value)
        if depth < _DEEPEST:
            nested = [(name, item, depth + 1) for name, item in below if isinstance(item, dict | list)]
            waiting += reversed(nested)


_BROKEN = object()

_LIKE_JSON = 100
"""How many characters have to be read as JSON before it pays to repair what comes after."""


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """The value that starts there, and where it ends; what is no JSON is broken, and ends where that is seen."""
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return _BROKEN, max(error.pos, start)
    except (ValueError, RecursionError):
        return None, len(text)


def _repaired(text: str) -> str:
    """The text without what is not JSON: wrappers, comments, what is not defined, escaped apostrophes, last commas."""
    text = _NOISE.sub(lambda found: _ESCAPE.sub(_valid, found[1]) if found[1] else "null" if found[2] else " ", text)
    return _LAST_COMMA.sub(lambda found: found[1] or " ", text)


def _valid(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] in _ESCAPED else escape[1]


def _one_by_one(text: str) -> Iterator[Any]:
    start = 0
    while True:
        between = _BETWEEN.match(text, start)
        value, start = _value_at(text, between.end() if between else start)
        if not isinstance(value, dict | list):
            return
        yield value
