"""The job posting that a page carries for search engines: JSON-LD of schema.org, type JobPosting."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

_TYPE = "application/ld+json"
_MORE = ("responsibilities", "qualifications", "skills", "educationRequirements", "experienceRequirements")


class Posting(NamedTuple):
    """A job posting as its page describes it to machines; all of it may be HTML."""

    title: str
    parts: list[str]
    """The description, and what else is said of the work and of who may do it."""


def posting_in(root: etree._Element) -> Posting | None:
    """The first job posting of a page that has a description; None where there is none."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold() == _TYPE:
            for item in _items(_parsed(script.text or "")):
                parts = [item.get(key) for key in ("description", *_MORE)]
                if _is_posting(item) and isinstance(parts[0], str):
                    return Posting(_string(item.get("title")), [part for part in parts if isinstance(part, str)])
    return None


def _parsed(text: str) -> Any:
    try:
        # Line ends inside strings are wrong, and common.
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a document: itself, those of a list, and those of a graph."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (below for below in (graph if isinstance(graph, list) else [graph]) if isinstance(below, dict))


def _is_posting(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return "JobPosting" in (kinds if isinstance(kinds, list) else [kinds])


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
