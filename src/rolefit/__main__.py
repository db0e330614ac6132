"""`rolefit`, also as `python -m rolefit`: answers a shell that asks what could be typed, else runs a command."""

import gc
import os
import sys
from types import ModuleType


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
    # When Python ends, it would look at all that is alive once more.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
