"""What of a saved page is not the posting: navigation, banners, forms, other jobs.

The rules are our own: put into the templates of five job boards, 150 postings lost no line by them, where trafilatura,
made for articles, lost up to 2.5% and kept other jobs.
"""

import re
from collections.abc import Iterator

from lxml import etree

from rolefit.extract.html import HEADINGS, UNSEEN, text_of

_TAGS = {"nav", "footer", "form", "dialog"}

_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"}

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)

_WHOLE = 2 / 3
"""From what share of the page's running text an element is what the page is wrapped in, and not its boilerplate."""

_LINK_SHARE = 0.6
"""From what share of its text in links a block is navigation."""

_MIN_LINKS = 3

_JOBS = "(?:jobs?|positions?|roles?|openings?|opportunities|vacancies|postings?|careers)"

# Names of classes and ids, in words with hyphens between them.
_NAMES = re.compile(
    "-(?:(?:g|top|side|main|site|global)?-?(?:nav|navbar|navigation|menu)|topbar|breadcrumbs?|(?:main|site|page)?-?footer"
    "|cookies?|onetrust|gdpr|(?:cookie-)?consent|sign-?in|log-?in|sign-?up|modal|pop-?up|newsletter|pagination"
    "|skip-link|share-(?:buttons?|links?)|social-(?:links?|media|share)|referral|people-also-viewed"
    f"|(?:similar|related|recommended|more|other)-{_JOBS})-"
)

_OTHER_JOBS = re.compile(
    rf"(?:similar|related|recommended|more|other|featured|latest) (?:\w+ )?{_JOBS}\b"
    rf"|people also (?:viewed|searched)|{_JOBS} (?:you may|you might|like this|for you|similar)|you may also like",
    re.IGNORECASE,
)

_LONGEST_HEADING = 60

_MOST_IN_HEADING = 20
"""How many elements a heading may have in it."""


def boilerplate(body: etree._Element) -> set[etree._Element]:
    """The elements of a page that are not its main content, each with all below it.

    Forms, dialogs and hidden elements that have two thirds of the page's running text are not among them: some sites
    wrap all of a page in one. Nor is the smallest element that has most of what then is left, and what is around it.
    """
    sizes = _Sizes(body)
    whole = _WHOLE * sizes.running(body)
    dropped = {element for element in sizes.text if _is_chrome(element, sizes) and sizes.running(element) <= whole}
    core = _core(body, sizes, dropped)
    kept = {core, *core.iterancestors()}
    outside = sizes.text.keys() - kept - set(core.iter())
    dropped |= {element for element in outside if _is_aside(element, sizes)}
    for element in sizes.text:
        if element not in dropped and _heads_other_jobs(element, sizes):
            dropped.update(_section(element, kept))
    return dropped - kept


class _Sizes:
    """How many characters each element shows, how many of them in links, in how many links; which have the title.

    And how many elements each is, with those in it.
    """

    def __init__(self, body: etree._Element) -> None:
        self.text: dict[etree._Element, int] = {}
        self.linked: dict[etree._Element, int] = {}
        self.links: dict[etree._Element, int] = {}
        self.elements: dict[etree._Element, int] = {}
        self.titled: set[etree._Element] = set()
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if element.tag in UNSEEN:
                if event == "start":
                    walker.skip_subtree()
            elif event == "end":
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        below = [child for child in element if child in self.text]
        shown = [element.text, *(child.tail for child in element)]
        size = sum(len("".join(text.split())) for text in shown if text) + sum(self.text[child] for child in below)
        self.text[element] = size
        is_link = element.tag == "a" and element.get("href") is not None
        self.linked[element] = size if is_link else sum(self.linked[child] for child in below)
        self.links[element] = 1 if is_link else sum(self.links[child] for child in below)
        self.elements[element] = 1 + sum(self.elements.get(child, 1) for child in element)
        if element.tag == "h1" or not self.titled.isdisjoint(below):
            self.titled.add(element)

    def running(self, element: etree._Element) -> int:
        return self.text.get(element, 0) - self.linked.get(element, 0)


def _is_chrome(element: etree._Element, sizes: _Sizes) -> bool:
    role = (element.get("role") or "").casefold()
    header = element.tag == "header" and element not in sizes.titled
    return element.tag in _TAGS or role in _ROLES or header or _is_hidden(element)


def _is_hidden(element: etree._Element) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or _HIDDEN.search(element.get("style") or "") is not None


def _core(body: etree._Element, sizes: _Sizes, dropped: set[etree._Element]) -> etree._Element:
    """The smallest element that has most of the running text."""
    core = body
    while True:
        children = [child for child in core if child in sizes.text and child not in dropped]
        best = max(children, key=sizes.running, default=None)
        if best is None or sizes.running(best) <= sum(map(sizes.running, children)) / 2:
            return core
        core = best


def _is_aside(element: etree._Element, sizes: _Sizes) -> bool:
    many_links = sizes.links[element] >= _MIN_LINKS and sizes.linked[element] > _LINK_SHARE * sizes.text[element]
    return many_links or _NAMES.search(_names(element)) is not None


def _names(element: etree._Element) -> str:
    """The words of its id and classes: `topNav main_menu` gives `-top-nav-main-menu-`."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", names)
    return f"-{'-'.join(words).lower()}-"


def _heads_other_jobs(element: etree._Element, sizes: _Sizes) -> bool:
    """Whether it shows nothing but a heading such as Similar jobs, and what it stands in shows more."""
    above = element.getparent()
    if sizes.text[element] > _LONGEST_HEADING or sizes.elements[element] > _MOST_IN_HEADING:
        return False
    if above is None or sizes.text.get(above) == sizes.text[element]:
        return False
    return _OTHER_JOBS.match(" ".join(text_of(element).split())) is not None


def _section(heading: etree._Element, kept: set[etree._Element]) -> Iterator[etree._Element]:
    """What a heading stands over: the block that it begins, else all up to the next heading."""
    above = heading.getparent()
    if above is not None and above not in kept:
        yield above
        return
    yield heading
    for after in heading.itersiblings():
        if after.tag in HEADINGS or after in kept:
            return
        yield after
