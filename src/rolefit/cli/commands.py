"""The command line: its commands in the order of --help, and what it says of itself.

What a command needs is imported inside it: starting up is quick, and nobody pays for what others use.
"""

import shutil
import sys
from typing import Annotated

import typer

from rolefit import __version__
from rolefit.cli import catalogs, compare, form, questions, quiz, roles, scan, score, team
from rolefit.cli.help import HelpfulCommand, HelpfulGroup, print_start, show_help
from rolefit.scoring.use import INTENDED_USE, USE_FOR_TEAMS

_QUIZ = "Find your role"

_POSTINGS = "Read job postings"

_ROLES = "Look at the roles"

_TEAMS = "Look at a team"

_SCRIPTS = "For catalogs and scripts"

_HELP = "How to use them"


app = typer.Typer(
    cls=HelpfulGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "terminal_width": min(80, shutil.get_terminal_size().columns),
    },
)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"rolefit {__version__}\n")
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


@app.callback(invoke_without_command=True)
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


COMMANDS = (
    ("quiz", quiz.quiz, _QUIZ),
    ("questions", questions.questions, _QUIZ),
    ("form", form.form, _QUIZ),
    ("scan", scan.scan, _POSTINGS),
    ("compare", compare.compare, _ROLES),
    ("roles", roles.list_roles, _ROLES),
    ("show", roles.show, _ROLES),
    ("team", team.team, _TEAMS),
    ("score", score.score, _SCRIPTS),
    ("check", catalogs.check, _SCRIPTS),
    ("evaluate", catalogs.evaluate, _SCRIPTS),
    ("schema", catalogs.schema, _SCRIPTS),
    ("help", show_help, _HELP),
)
"""Name, what it does, and heading in --help; `examples.EXAMPLES` has examples of each."""

_USES = {**dict.fromkeys(("quiz", "form", "scan", "compare", "score"), INTENDED_USE), "team": USE_FOR_TEAMS}
"""What those commands are for that tell of people, or that somebody could judge one by."""

for _name, _command, _heading in COMMANDS:
    app.command(_name, cls=HelpfulCommand, rich_help_panel=_heading, epilog=_USES.get(_name))(_command)
