"""The two consoles, and text from files made safe and fit for them."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from pydantic import BaseModel
from rich.console import Console, ConsoleDimensions, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

NARROW = 72
"""Below this many columns, what stands side by side is stacked."""

WIDEST = 100
"""Lines are no longer than this, however wide the terminal: longer ones are hard to read."""

_WHITESPACE = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class _QuietConsole(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(stream: TextIO) -> Console:
    """A console that prints text as it is: no markup, no highlighting; colour by NO_COLOR, FORCE_COLOR and terminal."""
    console = _QuietConsole(file=stream, markup=False, highlight=False, emoji=False)
    # Rich takes every dumb terminal to be 80 columns wide.
    width = shutil.get_terminal_size().columns if console.is_dumb_terminal else console.width
    console.size = ConsoleDimensions(min(width, WIDEST), console.height)
    return console


def stdout() -> Console:
    """Where data goes."""
    return console_for(sys.stdout)


def stderr() -> Console:
    """Where everything else goes."""
    return console_for(sys.stderr)


def print_json(data: BaseModel | dict[str, object]) -> None:
    """Print JSON and nothing else on standard output, with keys as the schema has them."""
    plain_data = data.model_dump(mode="json", by_alias=True) if isinstance(data, BaseModel) else data
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(plain_data, indent=2, ensure_ascii=not utf8) + "\n")


def plain(text: str) -> str:
    r"""Text from a file with everything that could move the cursor made visible, such as \x1b for escape."""
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], _WHITESPACE.sub(" ", text))


def words(text: str, style: str = "") -> Text:
    """Text from a file, shown as it is."""
    return Text(plain(text), style=style)


def percent(share: float) -> str:
    """A share as a whole percentage that never claims certainty: from <1 % to >99 %."""
    if share < 0.005:
        return "<1 %"
    if share > 0.995:
        return ">99 %"
    return f"{share * 100:.0f} %"


def bar(share: float, width: int = 10) -> ProgressBar:
    """A share as a bar."""
    return ProgressBar(total=1, completed=share, width=width, complete_style="cyan", finished_style="cyan")


def heading(console: Console, text: str) -> None:
    """Print a heading, after an empty line."""
    console.print()
    console.print(words(text, "bold"))


def grid(*widths: int | None, gap: int = 2) -> Table:
    """A table without lines: columns of these widths; None takes what its cells need."""
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, no_wrap=width is not None and width <= 6)
    return table


def bullets(console: Console, texts: Iterable[Text], indent: int = 0, width: int | None = None) -> Text:
    """A list with a bullet before each text, its lines broken to fit into `width` columns (without it, all)."""
    first, rest = " " * indent + "• ", " " * indent + "  "
    lines = [
        Text(rest if i else first) + line
        for text in texts
        for i, line in enumerate(text.wrap(console, (width or console.width) - len(first)))
    ]
    return Text("\n").join(lines)


def indented(what: RenderableType, by: int = 2) -> Padding:
    """Something moved to the right."""
    return Padding(what, (0, 0, 0, by))


def print_side_by_side(console: Console, columns: Mapping[str, Sequence[Text]]) -> None:
    """Print titled lists in columns of equal width; one below the other where the console is too narrow for them."""
    if console.width < max(NARROW, 30 * len(columns)):
        for title, texts in columns.items():
            console.print(indented(words(title, "italic")))
            console.print(bullets(console, texts, indent=4) if texts else Text("    –"))
        return
    gap = 2
    width = (console.width - gap) // len(columns) - gap
    table = grid(*[width] * len(columns), gap=gap)
    table.add_row(*(words(title, "italic") for title in columns))
    table.add_row(*(bullets(console, texts, width=width) if texts else Text("–") for texts in columns.values()))
    console.print(indented(table))
