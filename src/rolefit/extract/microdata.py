"""The job postings that a page marks as such in what it shows: microdata, as on SmartRecruiters."""

from collections.abc import Iterator

from lxml import etree

from rolefit.extract.json_ld import MORE, is_posting
from rolefit.extract.posting import Posting

_TEXTS = {"description", *MORE}


def marked_in(root: etree._Element) -> Iterator[Posting]:
    """The job postings of a page whose text is marked, in the order of the page; none that is in another."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if any(is_posting(kind) for kind in (element.get("itemtype") or "").split()):
            posting = _posting(element)
            # Each element is looked at once: postings may be nested a thousand deep.
            walker.skip_subtree()
            if posting.parts:
                yield posting


def _posting(scope: etree._Element) -> Posting:
    title, parts = "", []
    walker = etree.iterwalk(scope, events=("start",))
    for _, element in walker:
        if element is scope:
            continue
        properties = (element.get("itemprop") or "").split()
        is_text = not _TEXTS.isdisjoint(properties)
        if is_text:
            parts.append(_content(element))
        elif "title" in properties and not title:
            title = _content(element)
        # What else has a scope of its own, such as the employer, has a description of its own.
        if is_text or "title" in properties or element.get("itemscope") is not None:
            walker.skip_subtree()
    return Posting(title, tuple(filter(str.strip, parts)))


def _content(element: etree._Element) -> str:
    given = element.get("content")
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False) if given is None else given
