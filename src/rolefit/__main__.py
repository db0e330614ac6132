"""`rolefit`, also as `python -m rolefit`: answers a shell that asks what could be typed, else runs a command."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from types import ModuleType


class _Leave:
    """Leaves Python once all is done that is to be done at its end.

    To take everything apart would take as long as to start.
    """

    code: int | None = None
    """The exit code; None to let Python end by itself."""

    def __call__(self) -> None:
        if self.code is not None:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(self.code)


class _NoPlugins(ModuleType):
    """Stands in for the module of pydantic's that finds plugins."""

    get_plugins = tuple


def run() -> None:
    """Do what the shell wants, and end with the exit code of the command."""
    asked = os.environ.get("_ROLEFIT_COMPLETE")
    # A shell asks at every tab: it must not wait for what only commands need.
    if asked:
        from rolefit.cli import completion

        completion.respond(asked, os.environ)
        return
    leave = _Leave()
    # What is registered first is called last.
    atexit.register(leave)
    from rolefit.cli import at_once

    if at_once.printed(sys.argv[1:]):
        return
    # Starting makes hundreds of thousands of objects, hardly any of them garbage: to look for it there is wasted time.
    gc.set_threshold(200_000)
    # Pydantic looks for plugins in the metadata of every package that is installed. Loading what reads metadata alone
    # takes longer than Python takes to start.
    sys.modules["pydantic.plugin._loader"] = _NoPlugins("pydantic.plugin._loader")
    try:
        from rolefit.cli import main

        code = main.main(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl-C before, or after, a command that would say so runs.
        sys.exit(130)
    leave.code = code
    sys.exit(code)


if __name__ == "__main__":
    run()
