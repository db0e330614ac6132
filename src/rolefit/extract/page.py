"""Saved pages: the posting that is in one, and its title."""

from collections.abc import Collection
from typing import NamedTuple

from lxml import etree

from rolefit.errors import excerpt
from rolefit.extract.boilerplate import boilerplate
from rolefit.extract.embedded import embedded_in
from rolefit.extract.html import HEADINGS, parse_html, text_of
from rolefit.extract.json_ld import described_in
from rolefit.extract.microdata import marked_in
from rolefit.extract.posting import Choice, body_of, choose, same_title, title_of

_SHORT = 200
"""A shorter description may be a teaser of the one that the page shows."""

_LONGEST_NAMED = 80

_SAVE_ONE = "for another, save its own page"


class Passage(NamedTuple):
    """Plain text with the title that the document gives it."""

    title: str | None
    body: str
    note: str | None = None
    """What whoever reads it should know: that there are other postings in the page."""


def read_page(text: str, file: str) -> Passage:
    """The posting of a saved page: what it says to machines, else its main content; or a part of a page.

    Raises InputError where the HTML cannot be read; `file` is its name in messages.
    """
    root = parse_html(text, file)
    if root is None:
        return Passage(None, "")
    _open_shadows(root)
    body = root.find("body")
    page = Passage(_title(root), text_of(root)) if body is None else _main_content(body)
    headings = [page.title, *_names(root)]
    shown = len(page.body)
    if described := _read(choose(described_in(root), headings), page, file, min(_SHORT, shown)):
        return described
    # Who marks but an introduction leaves most of what is shown unmarked.
    if marked := _read(choose(marked_in(root), headings), page, file, shown / 2):
        return marked
    # What a page shows is more certain than what its scripts have, if it shows it.
    embedded = choose(embedded_in(root), headings)
    if embedded and (embedded.is_named or shown < _SHORT):
        return _read(embedded, page, file, shown + 1) or page
    return page


def _read(choice: Choice | None, page: Passage, file: str, least: float) -> Passage | None:
    """The text of a posting, if it has at least so many characters."""
    body = body_of(choice.posting, file) if choice else ""
    if choice is None or not body or len(body) < least:
        return None
    title = title_of(choice.posting, file)
    if choice.among == 1 or same_title(title, page.title):
        return Passage(title, body)
    read = excerpt(title, _LONGEST_NAMED) if title else "the first of them"
    return Passage(title, body, f"has {choice.among} postings, and is read as {read}; {_SAVE_ONE}")


def _names(root: etree._Element) -> list[str]:
    """What the page is called where it is not shown: at the top of the browser, and where others link to it."""
    title = root.find(".//title")
    shared = (meta.get("content") or "" for meta in root.iter("meta") if meta.get("property") == "og:title")
    return ["" if title is None else title.text or "", next(shared, "")]


def _open_shadows(root: etree._Element) -> None:
    """Show what a page has in shadow roots, which are saved as templates."""
    for template in list(root.iter("template")):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


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
