"""Setting up completion in the user's shell, without harm to what is in its settings."""

import os
import shlex
from pathlib import Path

import shellingham
from platformdirs import user_config_path, user_data_path

from rolefit.documents.files import write_text
from rolefit.errors import InputError, OutputError, Problem, excerpt

SHELLS = ("bash", "zsh", "fish")
"""The shells that can be set up."""


def current_shell() -> str:
    """The shell that rolefit was called from, else the user's login shell.

    Raises InputError where it is not one of SHELLS.
    """
    try:
        shell: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        shell = Path(os.environ.get("SHELL", "")).name
    if shell not in SHELLS:
        what = f"no completion for {excerpt(shell)}" if shell else "the shell is not known"
        raise InputError(Problem(what, f"call rolefit from {', '.join(SHELLS[:-1])} or {SHELLS[-1]}"))
    return shell


def script(shell: str) -> str:
    """The completion of rolefit in the language of a shell."""
    return (Path(__file__).parent / "scripts" / f"rolefit.{shell}").read_text("utf-8")


def install(shell: str) -> list[Path]:
    """Set up completion in a shell; return the files that it now consists of.

    What is in the shell's settings stays as it is: a line is added to them, once. Raises OutputError where a file
    cannot be written.
    """
    if shell == "fish":
        return [_written(user_config_path("fish") / "completions" / "rolefit.fish", shell)]
    path = _written(user_data_path("rolefit", appauthor=False) / f"completion.{shell}", shell)
    settings = Path.home() / ".bashrc" if shell == "bash" else Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc"
    quoted = shlex.quote(str(path))
    _add_line(settings, f"[ ! -f {quoted} ] || . {quoted}  # completion of rolefit")
    return [path, settings]


def _written(path: Path, shell: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(Problem(f"cannot be made: {error.strerror or error}", file=str(path.parent))) from error
    write_text(str(path), script(shell))
    return path


def _add_line(settings: Path, line: str) -> None:
    """Add a line at the end of a file that need not exist, unless it is there."""
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
        before = settings.read_bytes() if settings.exists() else b""
        added = os.fsencode(line)
        if added in before.splitlines():
            return
        # What is there is not even read as text, so that it stays as it is.
        with settings.open("ab") as file:
            file.write((b"" if not before or before.endswith(b"\n") else b"\n") + added + b"\n")
    except OSError as error:
        what = f"cannot be changed: {error.strerror or error}"
        raise OutputError(Problem(what, f"add this line to it: {line}", file=str(settings))) from error
