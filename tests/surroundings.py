"""The surroundings that the program and its tests see: the same wherever the tests run."""

import os
import re
from collections.abc import Mapping

_HEEDED = re.compile(
    r"""
    COLUMNS | LINES | TERM | TERM_PROGRAM.* | COLORTERM | (NO|FORCE|CLI)_?COLOR.* | TTY_.* | JUPYTER_.*
    | ACCESSIBLE | PAGER | LESS
    | LANG | LANGUAGE | LC_.* | TZ
    | XDG_.* | ZDOTDIR | BASH_ENV | ENV | POSIXLY_CORRECT | CDPATH | GREP_.* | INPUTRC
    | _?TYPER_.* | _ROLEFIT_.* | COMP_.* | PROMPT_TOOLKIT_.* | PYDANTIC_.* | SOURCE_DATE_EPOCH
    | PYTHON(?!PATH$|HOME$|PYCACHEPREFIX$).*
    """,
    re.VERBOSE,
)
"""The variables that rolefit, what it stands on, or the programs in the tests go by."""

COLUMNS, LINES = 80, 24

_FIXED = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def surroundings(inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a program in a terminal: nothing in it depends on who runs the tests, or where."""
    return {name: value for name, value in inherited.items() if not _HEEDED.fullmatch(name)} | _FIXED


def surroundings_without_terminal() -> dict[str, str]:
    """The environment for a program without a terminal, and for the tests themselves: lines have COLUMNS columns."""
    return surroundings() | {"COLUMNS": str(COLUMNS), "LINES": str(LINES)}
