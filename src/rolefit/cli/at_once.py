"""What is printed at once: the version and the help of the whole, which people and scripts ask for most.

To load Typer alone takes five times as long as Python takes to start, so the help is made beforehand (`make man`).
"""

import json
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from rolefit import __version__

WIDTH = 80
"""How wide help is at most; a narrower terminal has it laid out anew."""

VERSION = f"rolefit {__version__}\n"


def printed(arguments: Sequence[str]) -> bool:
    """Print what a command line asks for, if that can be printed at once; whether it was."""
    text = _text(list(arguments))
    if not text or not sys.stdout:
        return False
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        # Whoever runs commands says what is wrong with the stream.
        return False
    return True


def _text(arguments: list[str]) -> str:
    if arguments == ["--version"]:
        return VERSION
    if arguments in (["--help"], ["-h"]) and get_terminal_size().columns >= WIDTH:
        from rolefit.cli.completion import INDEX

        return str(json.loads(INDEX.read_text("utf-8"))[""]["help"])
    return ""
