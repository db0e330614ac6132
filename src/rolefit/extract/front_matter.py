"""The metadata that a Markdown file may begin with: YAML between lines of ---, or TOML between lines of +++."""

import re
import tomllib
from typing import NamedTuple

from rolefit.documents.parse import parse
from rolefit.errors import InputError

MAX_FRONT_MATTER = 10_000
"""The longest front matter, in characters, that is looked for."""

# A line of --- may be a rule between two parts of a text as well: front matter begins with a key.
_YAML = re.compile(
    r"---[ \t]*\r?\n((?:[ \t]*(?:#[^\n]*)?\r?\n)*+[\w\"'-]+[ \t]*:.*?)^(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE | re.DOTALL,
)

_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.MULTILINE | re.DOTALL)

_LINE = re.compile(r"\s|[-#\]}]|[\w\"'-]+[ \t]*:|$")
"""How a line of YAML begins that is no line of a text."""

_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)


class Parted(NamedTuple):
    """A Markdown file in two: the title that its metadata has, and all that comes after them."""

    title: str | None
    text: str


def without_front_matter(content: str, file: str) -> Parted:
    """Take the front matter off a Markdown file, if it has some; `file` is its name."""
    head = content[:MAX_FRONT_MATTER]
    if (found := _YAML.match(head)) and all(_LINE.match(line) for line in found[1].splitlines()):
        return Parted(_title_of_yaml(found[1], file), content[found.end() :])
    if found := _TOML.match(head):
        try:
            title = _title(tomllib.loads(found[1]).get("title"))
        except (ValueError, RecursionError):
            return Parted(None, content)
        return Parted(title, content[found.end() :])
    return Parted(None, content)


def _title_of_yaml(text: str, file: str) -> str | None:
    try:
        data = parse(text, file).data
    except InputError:
        # A title with a colon in it is no YAML, and common.
        found = _TITLE.search(text)
        return _title(found[1].strip("\"'")) if found else None
    return _title(data.get("title")) if isinstance(data, dict) else None


def _title(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
