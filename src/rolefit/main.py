"""Starts rolefit: prepares the streams, runs the command, and turns what goes wrong into one line and an exit code."""

import codecs
import gc
import io
import os
import sys
from collections.abc import Sequence

from typer.exceptions import TyperException

from rolefit import cli
from rolefit.errors import Exit, InputError, OutputError


def run() -> None:
    """Run the command that the shell names, and end with its exit code."""
    # Starting makes hundreds of thousands of objects, hardly any of them garbage: looking for it there is wasted time.
    gc.set_threshold(100_000)
    # Without this, pydantic reads the metadata of every installed package to find plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = main(sys.argv[1:])
    # Python looks at all that is alive once more when it ends.
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code, with what went wrong said in one line on standard error."""
    prepare_streams()
    try:
        code = _run(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return Exit.DONE
    except OSError as error:
        cli.complain(f"standard output: {error.strerror or error}")
        _drop_stdout()
        return Exit.FAILED
    return code


def _run(arguments: list[str]) -> int:
    try:
        return int(cli.app(arguments, prog_name="rolefit", standalone_mode=False) or Exit.DONE)
    except InputError as error:
        cli.complain(str(error))
        return Exit.BAD_INPUT
    except OutputError as error:
        cli.complain(str(error))
        return Exit.FAILED
    except TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "rolefit")
        message = error.format_message().rstrip(".")
        mark = "" if message.endswith("?") else ";"
        cli.complain(f"{message[:1].lower()}{message[1:]}{mark} see {command} --help")
        return Exit.BAD_INPUT
    except SystemExit:
        # Typer ends so on a closed pipe, and only then.
        raise BrokenPipeError from None
    except OSError:
        raise
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        cli.complain(f"this should not happen: {error!r}; python -X dev -m rolefit shows where")
        return Exit.FAILED


def prepare_streams() -> None:
    """Let the streams stand in for what their encoding lacks, and be there even where the shell closed them."""
    # Python has no stream where the shell closed it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "plainer"), (sys.stderr, "plainer")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


_PLAINER = str.maketrans(dict(zip("━╸•−–…·❯✓↑↓←▏“”", '=-*---->+^v<|""', strict=True)))


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what the encoding of a stream lacks: a plainer character, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plainer = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(c if c.isascii() else "?" for c in plainer), error.end


def _drop_stdout() -> None:
    # Whatever is still buffered would fail again when Python closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
