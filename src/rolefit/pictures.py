"""What a terminal would show, kept: as plain text, or as a picture."""

import io
import re
from collections.abc import Callable
from typing import TextIO

from rich.console import Console
from rich.terminal_theme import MONOKAI

from rolefit.console import trimmed

TEXT_WIDTH = 80
"""How many columns the text has."""

PICTURE_WIDTH = 84
"""How many columns the picture has: enough for lists side by side, few enough to be read on a page."""


def as_text(show: Callable[[Console], None]) -> str:
    """What `show` prints on a terminal of 80 columns, without colour, whatever the environment asks for."""
    shown = io.StringIO()
    show(_console(shown, TEXT_WIDTH))
    return trimmed(shown.getvalue())


def as_picture(show: Callable[[Console], None]) -> str:
    """What `show` prints on a terminal with colours, as SVG that loads nothing from anywhere."""
    console = _console(io.StringIO(), PICTURE_WIDTH, record=True)
    show(console)
    svg = console.export_svg(title="rolefit", theme=MONOKAI)
    # Rich has the picture fetch its font; without it, the reader's own does as well.
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def _console(file: TextIO, width: int, *, record: bool = False) -> Console:
    # Nothing is left to the environment: the same input gives the same file everywhere.
    return Console(
        file=file,
        record=record,
        width=width,
        height=25,
        force_terminal=record,
        force_interactive=False,
        color_system="truecolor" if record else None,
        no_color=False,
        legacy_windows=False,
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
