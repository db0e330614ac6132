"""HTML to plain text: one line per paragraph, list item, heading or table row."""

from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from rolefit.errors import InputError, Problem
from rolefit.extract.normalize import normalize

MAX_TAGS = 500_000
"""The most tags that are read; a large page of a job board has some 5,000."""

MAX_ATTRIBUTES = 500
"""The most attributes of a tag; few have ten. The time to put a tag into a tree grows with the square of them."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The elements that are headings."""

BULLET = "- "
"""What items of lists begin with."""

_UNSEEN = (
    "script style noscript template head title svg math iframe object audio video canvas map input select textarea "
    "datalist button"
)

UNSEEN = frozenset(_UNSEEN.split())
"""The elements that have nothing to read in them."""

_PARAGRAPHS = HEADINGS | {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "section", "article"}

_BLOCKS = (
    "address aside body caption center dd details dialog dir div dt fieldset figcaption figure footer form header "
    "hgroup hr html label legend li main menu nav search summary tbody tfoot thead tr"
)

_LINES = _PARAGRAPHS | set(_BLOCKS.split())

_CELLS = {"td", "th"}

_HINT = "give it the text of the posting alone"


def parse_html(html: str, file: str) -> etree._Element | None:
    """The tree of a page or of a part of one, broken or not; None where there is nothing in it.

    Nothing is fetched or run. Raises InputError where it has too many tags, is nested too deeply or has a tag with too
    many attributes; `file` is its name in messages.
    """
    if html.count("<") > MAX_TAGS:
        raise InputError(Problem(f"has more than {MAX_TAGS:,} tags", _HINT, file=file))
    content = html.replace("\0", "").encode("utf-8", "replace")
    # With huge_tree elements may be nested 2,048 deep, without it 256.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        # Only the parser itself knows where a tag ends. To read all twice takes less time than the tree does.
        counting: Any = _Attributes(file)
        etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True, target=counting))
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError(Problem("is nested too deeply", _HINT, file=file))
    return root


class _Attributes:
    """What a parser tells of the tags that it finds; raises InputError at one with too many attributes."""

    def __init__(self, file: str) -> None:
        self._file = file

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > MAX_ATTRIBUTES:
            problem = f"has a tag with more than {MAX_ATTRIBUTES:,} attributes"
            raise InputError(Problem(problem, _HINT, file=self._file))

    def close(self) -> None:
        """What a parser asks for at the end."""


def text_of(root: etree._Element, without: Collection[etree._Element] = ()) -> str:
    """What can be read in `root`, leaving out some elements of it."""
    writer = _Writer()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        skipped = element.tag in UNSEEN or element in without
        if skipped and event == "start":
            walker.skip_subtree()
        elif event == "start":
            writer.start(element)
        else:
            writer.end(element, skipped=skipped)
            writer.write(element.tail if element is not root else None)
    return normalize("".join(writer.parts))


class _Writer:
    """Text as it grows: words, and what stands between them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._line_ends = 0
        self._blank = False
        self._items = 0
        self._preformatted = 0
        self._bullet = ""

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        self._break(element)
        self._items += tag == "li"
        self._preformatted += tag == "pre"
        self._bullet = BULLET if tag == "li" else self._bullet
        self.write(element.text)

    def end(self, element: etree._Element, *, skipped: bool) -> None:
        tag = element.tag
        if not skipped:
            self._items -= tag == "li"
            self._preformatted -= tag == "pre"
        if tag == "br":
            self._line_ends = min(self._line_ends + 1, 2)
        else:
            self._break(element)

    def _break(self, element: etree._Element) -> None:
        tag, above = element.tag, element.getparent()
        # Word has a paragraph in every cell; a row is one line all the same.
        in_cell = tag == "p" and above is not None and above.tag in _CELLS
        # The length of an element is counted anew each time that it is asked for.
        alone = in_cell and element.getprevious() is None and element.getnext() is None
        if tag in _LINES and not alone:
            # A blank line around a paragraph would tear the items of a list apart.
            self._line_ends = max(self._line_ends, 2 if tag in _PARAGRAPHS and not self._items else 1)
        self._blank |= tag in _CELLS

    def write(self, text: str | None) -> None:
        if not text:
            return
        words = text.strip("\n") if self._preformatted else " ".join(text.split())
        self._blank |= text[0].isspace()
        if not words:
            return
        if self.parts:
            blank = " " if self._blank else ""
            self.parts.append("\n" * self._line_ends or blank)
        self.parts.append(self._bullet + words)
        self._bullet = ""
        self._line_ends, self._blank = 0, text[-1].isspace()
