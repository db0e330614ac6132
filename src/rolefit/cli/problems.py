"""Saying on standard error what is wrong."""

import sys
from contextlib import suppress

from rolefit.errors import ErrorCode, Problem, in_one_line


def complain(code: ErrorCode, *problems: Problem, as_json: bool, command: str = "") -> None:
    """Say what is wrong, in one line on standard error; with `as_json` that line is a JSON object.

    If there is a `command` in it for the user to copy, that has a line of its own at a terminal.
    """
    if not as_json:
        say(f"rolefit: {in_one_line(problems)}", command)
        return
    import json

    error, *more = (problem.as_error(code) for problem in problems)
    with suppress(OSError):
        sys.stderr.write(json.dumps({"error": error, **({"more": more} if more else {})}) + "\n")


def say(message: str, command: str = "") -> None:
    """Say something on standard error, in one line where no terminal is; to nobody, if that is gone."""
    with suppress(OSError):
        if sys.stderr.isatty():
            from rolefit.terminal.console import print_prose, stderr

            print_prose(stderr(), message, command=command)
        else:
            from rolefit.documents.output import escape_control

            sys.stderr.write(f"{escape_control(message)}\n")
