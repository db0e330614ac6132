"""A job posting as its page describes it to machines: which of several the page is about, and its text."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rolefit.extract.html import parse_html, text_of
from rolefit.extract.normalize import normalize


class Posting(NamedTuple):
    """A job posting; all of it may be HTML, and HTML that is escaped."""

    title: str
    """Empty where it has none."""
    parts: tuple[str, ...]
    """The description, and what else is said of the work and of who may do it."""


class Choice(NamedTuple):
    """The posting that a page is about."""

    posting: Posting
    is_named: bool
    """Whether a heading of the page has its title."""
    among: int
    """How many different postings there are."""


MOST_PARTS = 30
"""How many parts of a posting are read."""

_LONGEST_TITLE = 300
"""The most characters of a title or heading that are compared."""


def choose(postings: Iterable[Posting], headings: Sequence[str | None]) -> Choice | None:
    """The posting with the longest title that is part of a heading of the page, else the first; None of none."""
    different = list(dict.fromkeys(postings))
    if not different:
        return None
    shown = [_words(heading) for heading in headings if heading]
    named = [posting for posting in different if _is_in(_words(posting.title), shown)]
    best = max(named, key=lambda posting: len(_words(posting.title)), default=different[0])
    return Choice(best, bool(named), len(different))


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles have the same words."""
    return _words(one or "") == _words(other or "")


def title_of(posting: Posting, file: str) -> str | None:
    """Its title in one line, as plain text; None where it has none. Raises InputError as `body_of` does."""
    return " ".join(_plain_text(posting.title, file).split()) or None


def body_of(posting: Posting, file: str) -> str:
    """Its plain text. Raises InputError where the HTML of it cannot be read; `file` is its name in messages."""
    parts: list[str] = []
    compared: list[str] = []
    for part in posting.parts[:MOST_PARTS]:
        text = _plain_text(part, file)
        words = _NO_WORD.sub(" ", text).strip()
        # Some pages say of the qualifications again what the description has, or give it as text and as HTML.
        if not any(words in earlier for earlier in compared):
            parts.append(text)
            compared.append(words)
    return normalize("\n\n".join(parts))


_NO_WORD = re.compile(r"\W+")

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

# Words about HTML may name a tag or two, but hardly end a paragraph with one.
_STILL_HTML = re.compile(r"</(?:p|li|ul|ol|div|h[1-6])>", re.IGNORECASE)

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{1,6});")

_MOST_ESCAPED = 3
"""How often a text may have been escaped."""


def _plain_text(text: str, file: str) -> str:
    for _ in range(_MOST_ESCAPED):
        if not _TAG.search(text):
            text = _unescaped(text)
        if _TAG.search(text):
            root = parse_html(text, file)
            text = _unescaped("" if root is None else text_of(root))
        if not _STILL_HTML.search(text):
            break
    return normalize(text)


def _unescaped(text: str) -> str:
    """The text without entities, however often it was escaped, up to where it has tags."""
    for _ in range(_MOST_ESCAPED):
        if not _ENTITY.search(text) or _STILL_HTML.search(text):
            break
        text = html.unescape(text)
    return text


def _words(title: str) -> str:
    """Its words in small letters, with blanks between and around them; none where it is too long for a title."""
    words = _NO_WORD.sub(" ", html.unescape(title[: _LONGEST_TITLE + 1])).casefold().strip()
    return f" {words} " if words and len(title) <= _LONGEST_TITLE else ""


def _is_in(title: str, headings: Sequence[str]) -> bool:
    return bool(title) and any(title in heading for heading in headings)
