"""The command line: its commands in the order of --help, and what it says of itself.

A command is imported where it runs, and what it needs inside it: starting up is quick, and nobody pays for what others
use.
"""

import shutil
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer

from rolefit.cli.at_once import VERSION, WIDTH
from rolefit.cli.help import HelpfulCommand, HelpfulGroup, print_start
from rolefit.scoring.use import INTENDED_USE, USE_FOR_TEAMS

_QUIZ = "Find your role"

_POSTINGS = "Read job postings"

_ROLES = "Look at the roles"

_TEAMS = "Look at a team"

_SCRIPTS = "For catalogs and scripts"

_HELP = "How to use them"


SETTINGS: dict[str, Any] = {
    "help_option_names": ["-h", "--help"],
    "terminal_width": min(WIDTH, shutil.get_terminal_size().columns),
}
"""How the command line is laid out."""


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(VERSION)
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from rolefit.cli.shells import current_shell, install
        from rolefit.documents.output import escape_control

        shell = current_shell()
        changed = install(shell)
        where = " and ".join(escape_control(str(path)) for path in changed)
        sys.stdout.write(f"Completion for {shell} is set up in {where}; it works in every {shell} that starts now.\n")
        raise typer.Exit


def _show_completion(wanted: bool) -> None:
    if wanted:
        from rolefit.cli.shells import current_shell, script

        sys.stdout.write(script(current_shell()))
        raise typer.Exit


def _rolefit(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  # the callback does the work
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
    install_completion: Annotated[  # noqa: ARG001  # the same
        bool,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help="Let this shell (bash, zsh or fish) complete commands, options, roles and files.",
        ),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001  # the same
        bool,
        typer.Option(
            "--show-completion",
            is_eager=True,
            callback=_show_completion,
            help="Print what --install-completion sets up, to put it elsewhere.",
        ),
    ] = False,
) -> None:
    """Which data or ML role fits you? A quiz that shows its reasons and says how sure it is."""
    if ctx.invoked_subcommand is None:
        print_start(ctx)


class _Command(NamedTuple):
    module: str
    """The module in this package."""
    function: str
    heading: str
    """Under what it stands in --help."""


COMMANDS: Mapping[str, _Command] = {
    "quiz": _Command("quiz", "quiz", _QUIZ),
    "questions": _Command("questions", "questions", _QUIZ),
    "form": _Command("form", "form", _QUIZ),
    "scan": _Command("scan", "scan", _POSTINGS),
    "compare": _Command("compare", "compare", _ROLES),
    "roles": _Command("roles", "list_roles", _ROLES),
    "show": _Command("roles", "show", _ROLES),
    "team": _Command("team", "team", _TEAMS),
    "score": _Command("score", "score", _SCRIPTS),
    "check": _Command("catalogs", "check", _SCRIPTS),
    "evaluate": _Command("catalogs", "evaluate", _SCRIPTS),
    "schema": _Command("catalogs", "schema", _SCRIPTS),
    "help": _Command("help", "show_help", _HELP),
}
"""The commands by name, in the order of --help; `examples.EXAMPLES` has examples of each."""

_USES = {**dict.fromkeys(("quiz", "form", "scan", "compare", "score"), INTENDED_USE), "team": USE_FOR_TEAMS}
"""What those commands are for that tell of people, or that somebody could judge one by."""


def app(only: str | None = None) -> typer.Typer:
    """The command line; with `only`, of that command alone: each takes a moment to set up."""
    whole = typer.Typer(
        cls=HelpfulGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )
    whole.callback(invoke_without_command=True)(_rolefit)
    for name, command in COMMANDS.items():
        if only in (None, name):
            function = getattr(import_module(f"rolefit.cli.{command.module}"), command.function)
            whole.command(name, cls=HelpfulCommand, rich_help_panel=command.heading, epilog=_USES.get(name))(function)
    return whole
