"""`rolefit`, also as `python -m rolefit`: answers a shell that asks what could be typed, else runs a command."""

import os


def run() -> None:
    """Do what the shell wants."""
    asked = os.environ.get("_ROLEFIT_COMPLETE")
    # A shell asks at every tab: it must not wait for what only commands need.
    if asked:
        from rolefit import completion

        completion.respond(asked, os.environ)
    else:
        from rolefit import main

        main.run()


if __name__ == "__main__":
    run()
