"""The job postings that a page describes to search engines, in JSON-LD."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from rolefit.extract.loose_json import objects_in, values_in
from rolefit.extract.posting import Posting

MORE = ("responsibilities", "qualifications", "skills", "educationRequirements", "experienceRequirements")
"""What schema.org has beside the description that says who is sought for what."""

_TYPE = "application/ld+json"

_VOCABULARY = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)(?=\w)", re.IGNORECASE)

_SAYING = ("@value", "description", "name")
"""Under which key an object has its text."""


def is_posting(kind: object) -> bool:
    """Whether a type is that of a job posting, as a name or as an address."""
    return isinstance(kind, str) and _local(kind.strip()) == "JobPosting"


def described_in(root: etree._Element) -> Iterator[Posting]:
    """The job postings of a page that say what the job is, in its order, wherever in its data they stand."""
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().casefold() == _TYPE:
            for value in values_in(script.text or ""):
                for _, item in objects_in(value):
                    yield from _postings(item)


def _postings(item: dict[str, Any]) -> Iterator[Posting]:
    kinds = item.get("@type")
    if not any(is_posting(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
        return
    known = {_local(key): value for key, value in item.items()}
    parts = tuple(filter(None, (_text(known.get(key)) for key in ("description", *MORE))))
    if parts:
        yield Posting(_text(known.get("title")) or _text(known.get("name")), parts)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, (_text_of_one(item) for item in value)))
    return _text_of_one(value)


def _text_of_one(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in _SAYING if key in value), None)
    return value if isinstance(value, str) else ""


def _local(name: str) -> str:
    return _VOCABULARY.sub("", name, count=1) if _VOCABULARY.match(name) else name
