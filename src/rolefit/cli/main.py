"""Starts rolefit: prepares the streams, runs the command, and turns what goes wrong into one line and an exit code."""

import codecs
import io
import json
import os
import sys
import warnings
from collections.abc import Sequence
from typing import Any

from typer.exceptions import TyperException

from rolefit.cli.commands import COMMANDS, app
from rolefit.cli.problems import complain, say
from rolefit.cli.usage import wrong_usage
from rolefit.errors import (
    ErrorCode,
    Exit,
    Failure,
    FormerAnswersWarning,
    OtherKindWarning,
    OtherSheetsWarning,
    Problem,
    RoleNotFileWarning,
    SeveralPostingsWarning,
)


def main(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code, with what went wrong said in one line on standard error."""
    prepare_streams()
    try:
        with warnings.catch_warnings():
            _say_warnings(as_json=_asks_for_json(arguments))
            code = _run(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return Exit.DONE
    except OSError as error:
        _drop_stdout()
        return _fail(arguments, ErrorCode.CANNOT_WRITE, Problem(error.strerror or str(error), file="standard output"))
    return code


_OURS = (FormerAnswersWarning, OtherKindWarning, OtherSheetsWarning, RoleNotFileWarning, SeveralPostingsWarning)


def _say_warnings(*, as_json: bool) -> None:
    """Let what is only to be known be said in one line like everything else, to a script as JSON."""
    show = warnings.showwarning

    def say_ours(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if not issubclass(category, _OURS):
            show(message, category, *where, **more)
        elif as_json:
            say(json.dumps({"warning": {"code": category.code, "message": str(message)}}))
        else:
            say(f"rolefit: {message}")

    warnings.showwarning = say_ours
    for ours in _OURS:
        warnings.simplefilter("default", ours)


def _run(arguments: list[str]) -> int:
    try:
        # Help is about all commands, and so is what is said of one that there is not.
        alone = next((name for name in arguments[:1] if name in COMMANDS and name != "help"), None)
        code = int(app(alone)(arguments, prog_name="rolefit", standalone_mode=False) or Exit.DONE)
    except Failure as error:
        return _fail(arguments, error.code, *error.problems, command=error.command)
    except TyperException as error:
        return _fail(arguments, ErrorCode.USAGE, wrong_usage(error, arguments))
    except SystemExit:
        # Typer ends so on a closed pipe, and only then.
        raise BrokenPipeError from None
    except OSError:
        raise
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        what = f"this should not happen: {error!r}"
        return _fail(arguments, ErrorCode.UNEXPECTED, Problem(what, "python -X dev -m rolefit shows where"))
    # Typer turns Ctrl-C into its exit code.
    return code if code != Exit.INTERRUPTED else _fail(arguments, ErrorCode.INTERRUPTED, Problem("interrupted"))


def _fail(arguments: Sequence[str], code: ErrorCode, *problems: Problem, command: str = "") -> Exit:
    """Say what is wrong, as JSON if the command line asks for JSON, even one that cannot be understood otherwise."""
    complain(code, *problems, as_json=_asks_for_json(arguments), command=command)
    return code.exit


def _asks_for_json(arguments: Sequence[str]) -> bool:
    options = list(arguments)[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options


def prepare_streams() -> None:
    """Let the streams stand in for what their encoding lacks, and be there even where the shell closed them."""
    # Python has no stream where the shell closed it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "plainer"), (sys.stderr, "plainer")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


_PLAINER = str.maketrans(dict(zip("━╸─•−–…·❯✓↑↓←▏│●■▲◆▼✚≠“”", '=--*---->+^v<||o#^*v+!""', strict=True)))


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what the encoding of a stream lacks: a plainer character, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plainer = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(c if c.isascii() else "?" for c in plainer), error.end


def _drop_stdout() -> None:
    # Whatever is still buffered would fail again when Python closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
