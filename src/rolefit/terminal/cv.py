"""A CV beside a posting, as text for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.explain.cv import EXTRA, MISSING, SHOWN, CvExplanation, PointWords, Wish
from rolefit.scanning.result import InText
from rolefit.terminal.console import GAP, NARROW, bullets, fitting, heading, indented, label_width, row, words

FEWEST = 6
"""How many rows the things that are told take at least, however little room there is."""

QUOTED = 18
"""How many columns the words of either take where they stand side by side."""

_MARKS = ("asks", "want", "show")
"""The heads of columns with marks: what the posting asks, what the person wants, what the CV shows."""


def cv_in_short(console: Console, cv: CvExplanation, rows: int) -> Iterator[Text]:
    """What a CV shows of one text, what tells most first, in about so many rows."""
    yield from heading(console, "What it asks, and what your CV shows")
    said = indented(console, words(cv.sentence))
    yield from said
    yield Text()
    most = max(FEWEST, rows - len(said) - 4)
    if cv.wishes:
        told = cv.wishes if len(cv.wishes) <= most else cv.wishes[: most - 1]
        yield from _wishes(console, told)
        yield from _and_more(console, len(cv.wishes) - len(told))
    else:
        yield from _side_by_side(console, cv, most)
    yield from indented(console, Text("All of it, in its sentences: --all", "dim"))


def cv_lines(console: Console, cv: CvExplanation) -> Iterator[Text]:
    """The same with everything, and the sentences of both."""
    yield from heading(console, "What it asks, and what your CV shows")
    yield from indented(console, words(cv.sentence))
    if cv.wishes:
        yield Text()
        yield from _wishes(console, cv.wishes)
    for title, points in ((SHOWN, cv.shown), (MISSING, cv.missing), (EXTRA, cv.extra)):
        yield from indented(console, words(title, "italic"))
        for point in points:
            label = Text.assemble(words(f"{point.option.topic}: ", "dim"), words(point.option.text))
            yield from bullets(console, [label], indent=4)
            for head, found in _said(point):
                quote = words(f"“{found.sentence}”", "italic")
                yield from indented(console, Text.assemble(words(head, "dim"), quote), 8)


def _said(point: PointWords) -> Iterator[tuple[str, InText]]:
    """What the posting says of an option, and what the CV says, each with what to say before it."""
    for head, found in (("it says ", point.posting), ("your CV says ", point.cv)):
        if found:
            yield head, found


def _side_by_side(console: Console, cv: CvExplanation, most: int) -> Iterator[Text]:
    """What the CV shows and what not, each with the words of both, in so many rows; what it has besides in one."""
    shown, missing = _fairly(len(cv.shown), len(cv.missing), most - 4)
    widths = [
        label_width(console, [words(each.option.short) for each in cv.shown], 2 * (QUOTED + GAP) + 2),
        QUOTED,
        QUOTED,
    ]
    for title, points, heads in (
        (SHOWN, cv.shown[:shown], ("it says", "your CV says")),
        (MISSING, cv.missing[:missing], ("it says", "")),
    ):
        if not points:
            continue
        if console.width < NARROW:
            yield from indented(console, words(title, "italic"))
            yield from (line for point in points for line in _stacked(console, point))
            continue
        yield from row(console, [words(title, "italic"), *(words(head, "dim") for head in heads)], widths, indent=2)
        for point in points:
            cells = [words(_named(found, QUOTED)) for found in (point.posting, point.cv)]
            yield from row(console, [words(point.option.short), *cells], widths, indent=2)
    yield from _and_more(console, len(cv.shown) + len(cv.missing) - shown - missing)
    if cv.extra:
        title = f"{EXTRA}: "
        extra = fitting([point.option.short for point in cv.extra], console.width - len(title) - 4)
        yield from indented(console, Text.assemble(words(title, "italic"), words(extra)))


def _and_more(console: Console, left: int) -> Iterator[Text]:
    if left:
        yield from indented(console, words(f"and {left} more", "dim"), 4)


def _named(found: InText | None, room: int) -> str:
    """How a text names an option, in as many of its words as there is room for."""
    return fitting(found.words, room, ", ") if found else ""


def _stacked(console: Console, point: PointWords) -> Iterator[Text]:
    yield from indented(console, words(point.option.short), 4)
    for head, found in _said(point):
        said = _named(found, console.width - len(head) - 6)
        yield from indented(console, Text.assemble(words(head, "dim"), words(said)), 6)


def _fairly(first: int, second: int, most: int) -> tuple[int, int]:
    """How many of two lists are told where there is room for so many: half each, or what the other leaves."""
    half = most // 2
    second = min(second, max(half, most - first))
    return min(first, most - second), second


def _wishes(console: Console, wishes: Sequence[Wish]) -> Iterator[Text]:
    """A row for each option: whether the posting asks for it, the person wants it, the CV shows it."""
    width = max(map(len, _MARKS))
    labels = [words(wish.option.short) for wish in wishes]
    widths = [label_width(console, labels, len(_MARKS) * (width + GAP) + 4), *(width for _ in _MARKS)]
    yield from row(console, [Text(), *(words(head, "dim") for head in _MARKS)], widths, indent=2)
    for label, wish in zip(labels, wishes, strict=True):
        marks = [Text("✓", "cyan") if has else Text("·", "dim") for has in (wish.asked, wish.wanted, wish.shown)]
        yield from row(console, [label, *marks], widths, indent=2)
