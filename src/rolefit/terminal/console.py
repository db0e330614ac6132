"""The two consoles, and the shapes that text takes on them, as lines: lists, bars, columns."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleDimensions
from rich.text import Text

from rolefit.documents.output import escape_control

NARROW = 72
"""Below this many columns, what stands side by side is stacked."""

WIDEST = 100
"""Lines are no longer than this, however wide the terminal: longer ones are hard to read."""

ENDLESS = 4000
"""How many columns there are where no terminal is and nobody says how many: more than any line needs."""


class _QuietConsole(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _PipeConsole(_QuietConsole):
    """Prints no blanks before the end of a line: they are for the eye alone, and in the way of everything else."""

    def print(self, *objects: Any, **options: Any) -> None:
        with self.capture() as printed:
            super().print(*objects, **options)
        self.file.write(trimmed(printed.get()))
        self.file.flush()


def trimmed(text: str) -> str:
    """Text without blanks before the ends of its lines."""
    return re.sub(r" +(?=\n)", "", text)


def console_for(stream: TextIO) -> Console:
    """A console that prints text as it is: no markup, no highlighting; colour by NO_COLOR, FORCE_COLOR and terminal.

    In a pipe or a file, every line is as long as it needs to be, unless COLUMNS says how wide they are.
    """
    console = (_QuietConsole if stream.isatty() else _PipeConsole)(
        file=stream, markup=False, highlight=False, emoji=False
    )
    if not stream.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        width = ENDLESS
    else:
        # Rich takes every dumb terminal to be 80 columns wide.
        width = min(shutil.get_terminal_size().columns if console.is_dumb_terminal else console.width, WIDEST)
    console.size = ConsoleDimensions(width, console.height)
    return console


def stdout() -> Console:
    """Where data goes."""
    return console_for(sys.stdout)


def stderr() -> Console:
    """Where everything else goes."""
    return console_for(sys.stderr)


def words(text: str, style: str = "") -> Text:
    """Text from a file, shown as it is."""
    return Text(escape_control(text), style=style)


def print_prose(console: Console, text: str, style: str = "", command: str = "") -> None:
    """Print prose: at a terminal its lines are broken between words only, however long a word is.

    A command in it that is to be copied stands there on a line of its own, which is not broken at all.
    """
    if not console.file.isatty():
        console.print(words(text, style))
        return
    before, found, after = (
        escape_control(text).partition(escape_control(command)) if command else (escape_control(text), "", "")
    )
    lines = [*between_words(before, console.width), *filter(None, [found]), *between_words(after, console.width)]
    print_lines(console, [Text(line, style) for line in lines])


def between_words(text: str, width: int) -> list[str]:
    """Text as lines of at most `width` columns; a word that is longer stays whole, for the terminal to break."""
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


BAR = 10
"""How many columns a bar takes where it stands beside others."""


def bar(share: float, width: int = BAR, style: str = "cyan") -> Text:
    """A share as a bar of `width` columns; what is missing to the whole is blank."""
    halves = round(share * width * 2)
    return Text(("━" * (halves // 2) + "╸" * (halves % 2)).ljust(width), style=style)


def wrapped(console: Console, text: Text, width: int | None = None) -> list[Text]:
    """Text as lines that fit into `width` columns (without it, all)."""
    room = max(1, width or console.width)
    # Mostly it fits, and to look for places to break it would be most of the work.
    return [text] if text.cell_len <= room else list(text.wrap(console, room))


def heading(console: Console, text: str) -> list[Text]:
    """A heading, after an empty line."""
    return [Text(), *wrapped(console, words(text, "bold"))]


def marked(
    console: Console, rows: Iterable[tuple[Text, Text]], indent: int = 0, width: int | None = None
) -> list[Text]:
    """A list with a mark before each text, its lines broken to fit into `width` columns (without it, all)."""
    rows = list(rows)
    margin = max((mark.cell_len for mark, _ in rows), default=0)
    room = max(1, (width or console.width) - indent - margin)
    lines = []
    for mark, text in rows:
        first, *others = wrapped(console, text, room)
        lines.append(Text.assemble(" " * indent, mark, " " * (margin - mark.cell_len), first))
        for line in others:
            line.pad_left(indent + margin)
            lines.append(line)
    return lines


def print_lines(console: Console, lines: Sequence[Text]) -> None:
    """Print lines that fit already, all in one go: for Rich, a print is much more work than a line."""
    console.print(Text("\n").join(lines), soft_wrap=True)


def bullets(console: Console, texts: Iterable[Text], indent: int = 0, width: int | None = None) -> list[Text]:
    """A list with a bullet before each text, its lines broken to fit into `width` columns (without it, all)."""
    return marked(console, ((Text("• "), text) for text in texts), indent, width)


GAP = 2
"""How many columns stay free between the columns of a table."""


def label_width(console: Console, labels: Iterable[Text], beside: int) -> int:
    """How many columns labels get beside `beside` others: all the rest, or what they need where lines are endless."""
    if console.width < ENDLESS:
        return console.width - beside
    return max((label.cell_len for label in labels), default=0)


def indented(console: Console, text: Text, by: int = 2) -> list[Text]:
    """Text moved to the right, its lines broken to fit."""
    return marked(console, [(Text(), text)], by)


def fitting(items: Sequence[str], room: int, between: str = "; ") -> str:
    """As many of some words or phrases as there is room for, one at least, and how many there are besides."""
    shown = list(items)
    while True:
        left = len(items) - len(shown)
        line = between.join(shown) + (f" (+{left} more)" if left else "")
        if len(shown) < 2 or cell_len(escape_control(line)) <= room:
            return line
        shown.pop()


def titled(console: Console, title: str | Text, rows: Iterable[tuple[Text, Text]], width: int) -> list[Text]:
    """A list with a mark before each text and a title at its side, in `width` columns; where lines are short, above."""
    rows = list(rows)
    if not rows:
        return []
    side = words(title, "bold") if isinstance(title, str) else title.copy()
    if console.width < NARROW:
        return [*wrapped(console, side), *marked(console, rows, indent=2)]
    first, *others = marked(console, rows, width=console.width - width - GAP)
    side.pad_right(width + GAP - side.cell_len)
    for line in others:
        line.pad_left(width + GAP)
    return [Text.assemble(side, first), *others]


def side_by_side(console: Console, lists: Mapping[str, Sequence[Text]]) -> list[Text]:
    """Titled lists in columns of equal width; one below the other where lines are too short, or endless."""
    if console.width < max(NARROW, 30 * len(lists)) or console.width == ENDLESS:
        lines = []
        for title, texts in lists.items():
            lines += indented(console, words(title, "italic"))
            lines += bullets(console, texts, indent=4) or [Text("    –")]
        return lines
    width = (console.width - 2) // len(lists) - GAP
    stacks = [
        [*wrapped(console, words(title, "italic"), width), *(bullets(console, texts, width=width) or [Text("–")])]
        for title, texts in lists.items()
    ]
    return beside(stacks, [width] * len(stacks), indent=2)


def row(console: Console, cells: Sequence[Text], widths: Sequence[int], indent: int = 0) -> list[Text]:
    """A row of a table with columns of these widths; words that are longer are folded, never cut."""
    stacks = [wrapped(console, cell, width) for cell, width in zip(cells, widths, strict=True)]
    return beside(stacks, widths, indent)


def beside(stacks: Sequence[Sequence[Text]], widths: Sequence[int], indent: int = 0) -> list[Text]:
    """Stacks of lines of these widths, side by side."""
    # A table of Rich would break the lines once more, which takes longer than all else.
    lines = []
    for cells in zip_longest(*stacks, fillvalue=Text()):
        line = Text(" " * indent)
        for cell, width in zip(cells, widths, strict=True):
            line.append_text(cell)
            line.append(" " * (width + GAP - cell.cell_len))
        line.rstrip()
        lines.append(line)
    return lines
