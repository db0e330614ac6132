"""A pager for what is longer than the screen, as git has it."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from rich.console import Console

from rolefit.terminal.console import stdout

LESS = "FRX"
"""What `less` is told unless the user has told it something: leave at once what fits on a screen, show colours."""


_FOR_A_SHELL = set("|&;<>()$`=")
"""What only a shell understands of a command."""


def print_paged(show: Callable[[Console], None]) -> None:
    """Print on standard output; at a terminal through $PAGER, or `less` if nothing else is asked for."""
    console = stdout()
    pager = _pager() if sys.stdout.isatty() and not console.is_dumb_terminal and sys.stdin.isatty() else []
    if not pager:
        show(console)
        return
    with console.capture() as captured:
        show(console)
    # Ctrl-C is for the pager, which begins with the signal as it was: only a handler is not passed on to it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        environment = {"LESS": LESS, **os.environ}
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603  # the user's own pager
        # It is left with q, which closes the pipe.
        with process, suppress(BrokenPipeError):
            process.communicate(captured.get().encode(console.encoding, "replace"))
    except OSError:  # it cannot be started
        show(stdout())
    finally:
        signal.signal(signal.SIGINT, before)


def _pager() -> list[str]:
    """The command of the pager; none where there is none, or the user wants none."""
    try:
        asked = os.environ.get("PAGER", "less")
        command = shlex.split(asked)
    except ValueError:  # a quotation mark without another
        return []
    if _FOR_A_SHELL & set(asked):
        command = ["sh", "-c", asked]
    return command if command and shutil.which(command[0]) else []
