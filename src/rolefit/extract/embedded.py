"""The job postings in the data that a page starts from, where scripts are to draw it, as on Ashby and Greenhouse.

No job board is known by name: they rename their keys at will. A posting is an object with a title and a long text.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from rolefit.extract.loose_json import Found, assigned_in, objects_in, values_in
from rolefit.extract.posting import MOST_PARTS, Posting

_JOB = re.compile("job|posting|position|vacanc|opening|requisition", re.IGNORECASE)

_TITLES = ("title", "jobTitle", "job_title", "positionTitle", "name")

_TEXTS = re.compile(
    "descri|content|responsib|qualif|require|skills|duties|summary|overview|intro|conclusion|benefits|body",
    re.IGNORECASE,
)

_TEASERS = re.compile("meta|seo|social|short|og", re.IGNORECASE)
"""How keys begin whose texts are for others to show."""

_LONG = 200
"""How many characters the longest text of a posting has at least."""

_DEEPEST = 3


def embedded_in(root: etree._Element) -> list[Posting]:
    """The objects with a title and a long text whose keys speak of a job; where there are none, all that have both."""
    certain: list[Posting] = []
    others: list[Posting] = []
    for value in _data_of(root):
        for found in objects_in(value):
            title = next(
                (key for key in _TITLES if isinstance(found.item.get(key), str) and found.item[key].strip()), ""
            )
            parts = tuple(islice(_parts(found.item), MOST_PARTS)) if title else ()
            if max(map(len, parts), default=0) >= _LONG:
                posting = Posting(found.item[title], parts)
                (certain if _is_job(found) else others).append(posting)
    return certain or others


def _is_job(found: Found) -> bool:
    return bool(_JOB.search(found.key)) or any(_JOB.search(key) for key in found.item if _TEXTS.search(key))


def _data_of(root: etree._Element) -> Iterator[Any]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().casefold()
        if "ld+json" in kind:
            continue
        read = values_in if "json" in kind else assigned_in
        yield from read(script.text or "")


def _parts(item: dict[str, Any]) -> Iterator[str]:
    for key, value in item.items():
        if _TEXTS.search(key) and not _TEASERS.match(key):
            yield from _strings(value, 0)


def _strings(value: Any, depth: int) -> Iterator[str]:
    """The texts in a value; what has no blank and no tag is a name for machines."""
    if isinstance(value, str) and re.search(r"[\s<]", value.strip()):
        yield value
    elif isinstance(value, dict | list) and depth < _DEEPEST:
        for below in value.values() if isinstance(value, dict) else value:
            yield from _strings(below, depth + 1)
