"""Saying on standard error what is wrong, with no more of the input in it than it takes to know what is meant."""

import re
import sys
from contextlib import suppress
from dataclasses import replace

from rolefit.errors import ErrorCode, Problem, excerpt, in_one_line, path_excerpt

MOST_ECHOED = 200
"""How many characters of the input a problem shows at most: of its key, its file and, in all else, of a word."""

_KEY = _WORD = 60

_PATH = MOST_ECHOED // 2
"""What says where answers are names a file twice: there, and in the command that reads it."""


def complain(code: ErrorCode, *problems: Problem, as_json: bool, command: str = "") -> None:
    """Say what is wrong, in one line on standard error; with `as_json` that line is a JSON object.

    If there is a `command` in it for the user to copy, it stays whole, and has a line of its own at a terminal.
    """
    brief = [_brief(problem, command) for problem in problems]
    if not as_json:
        _write(f"rolefit: {in_one_line(brief)}", command)
        return
    import json

    error, *more = (problem.as_error(code) for problem in brief)
    with suppress(OSError):
        sys.stderr.write(json.dumps({"error": error, **({"more": more} if more else {})}) + "\n")


def say(message: str, command: str = "") -> None:
    """Say something on standard error, in one line where no terminal is; to nobody, if that is gone."""
    _write(_cut(message, _PATH, command), command)


def _write(message: str, command: str) -> None:
    with suppress(OSError):
        if sys.stderr.isatty():
            from rolefit.terminal.console import print_prose, stderr

            print_prose(stderr(), message, command=command)
        else:
            from rolefit.documents.output import escape_control

            sys.stderr.write(f"{escape_control(message)}\n")


def _brief(problem: Problem, command: str) -> Problem:
    """A problem without the length of what somebody typed, or a file holds, by mistake."""
    key = problem.key and excerpt(problem.key, _KEY)
    return replace(
        problem,
        what=excerpt(_cut(problem.what, _WORD, command), MOST_ECHOED),
        hint=_cut(problem.hint, _PATH, command),
        file=path_excerpt(problem.file, MOST_ECHOED - _WORD - len(key)),
        key=key,
    )


def _cut(text: str, most: int, command: str) -> str:
    """Text whose words have at most so many characters, but for a command in it."""
    before, found, after = text.partition(command) if command else (text, "", "")
    return f"{_shorter_words(before, most)}{found}{_shorter_words(after, most)}"


def _shorter_words(text: str, most: int) -> str:
    return re.sub(rf"\S{{{most + 1},}}", lambda match: excerpt(match[0], most), text)
