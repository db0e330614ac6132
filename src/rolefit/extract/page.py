"""Saved pages: the posting that is in one, and its title."""

import html
import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from lxml import etree

from rolefit.extract.boilerplate import boilerplate
from rolefit.extract.html import HEADINGS, parse_html, text_of
from rolefit.extract.normalize import normalize

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

_SHORT = 200
"""A shorter description may be a teaser of the one that the page shows."""


class Passage(NamedTuple):
    """Plain text with the title that the document gives it."""

    title: str | None
    body: str


def read_page(text: str, file: str) -> Passage:
    """The posting of a saved page: what it says to search engines, else its main content; or a part of a page.

    Raises InputError where the HTML cannot be read; `file` is its name in messages.
    """
    root = parse_html(text, file)
    if root is None:
        return Passage(None, "")
    body = root.find("body")
    page = Passage(_title(root), text_of(root)) if body is None else _main_content(body)
    posting = posting_in(root)
    described = _passage_of(posting, file) if posting else page
    return described if len(described.body) >= min(_SHORT, len(page.body)) else page


def read_document(text: str, file: str) -> Passage:
    """All of an HTML text that is not a page: no part of it is navigation. Its title is the heading it begins with."""
    root = parse_html(text, file)
    if root is None:
        return Passage(None, "")
    first = next((element for element in root.iter() if (element.text or "").strip()), None)
    lineage = [] if first is None else [first, *first.iterancestors()]
    heading = next((element for element in lineage if element.tag in HEADINGS), None)
    return Passage(None if heading is None else _one_line(heading), text_of(root))


def _main_content(body: etree._Element) -> Passage:
    """What a page shows without its boilerplate, if it shows anything then."""
    without = boilerplate(body)
    return Passage(_title(body, without) or _title(body), text_of(body, without) or text_of(body))


def _title(root: etree._Element, without: Collection[etree._Element] = ()) -> str | None:
    """The first <h1> that has a text. None is looked for in others: they may be nested a thousand deep."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if element.tag == "h1" and element not in without and (title := _one_line(element)):
            return title
        if element.tag == "h1" or element in without:
            walker.skip_subtree()
    return None


def _one_line(element: etree._Element) -> str | None:
    return " ".join(text_of(element).split()) or None


class Posting(NamedTuple):
    """A job posting as its page describes it to machines; all of it may be HTML."""

    title: str
    parts: list[str]
    """The description, and what else is said of the work and of who may do it."""


def _passage_of(posting: Posting, file: str) -> Passage:
    parts: list[str] = []
    for part in posting.parts:
        text = _plain_text(part, file)
        # Some pages say of the qualifications again what the description has.
        if not any(" ".join(text.split()) in " ".join(earlier.split()) for earlier in parts):
            parts.append(text)
    return Passage(" ".join(_plain_text(posting.title, file).split()) or None, normalize("\n\n".join(parts)))


def _plain_text(text: str, file: str) -> str:
    if not _TAG.search(text):
        text = html.unescape(text)
    if not _TAG.search(text):
        return normalize(text)
    root = parse_html(text, file)
    return "" if root is None else text_of(root)


_TYPE = "application/ld+json"

_MORE = ("responsibilities", "qualifications", "skills", "educationRequirements", "experienceRequirements")


def posting_in(root: etree._Element) -> Posting | None:
    """The first job posting of a page that has a description; None where there is none."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold() == _TYPE:
            for item in _objects(_json_or_none(script.text or "")):
                parts = [item.get(key) for key in ("description", *_MORE)]
                if _is_posting(item) and isinstance(parts[0], str):
                    title = item.get("title")
                    texts = [part for part in parts if isinstance(part, str)]
                    return Posting(title if isinstance(title, str) else "", texts)
    return None


def _json_or_none(text: str) -> Any:
    try:
        # Line ends inside strings are wrong, and common.
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a document: itself, those of a list, and those of a graph."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (below for below in (graph if isinstance(graph, list) else [graph]) if isinstance(below, dict))


def _is_posting(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return "JobPosting" in (kinds if isinstance(kinds, list) else [kinds])
