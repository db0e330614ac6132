"""Starts the program: `rolefit`, also as `python -m rolefit`."""

import gc
import os
import sys


def run() -> None:
    """Run the command that the shell names, and end with its exit code."""
    # Starting makes hundreds of thousands of objects, hardly any of them garbage: to look for it there is wasted time.
    gc.set_threshold(200_000)
    # Without this, pydantic reads the metadata of every installed package to find plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from rolefit import main  # noqa: PLC0415  # only now, for the two reasons above

    code = main.main(sys.argv[1:])
    # When Python ends, it would look at all that is alive once more.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
