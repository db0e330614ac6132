"""The command line: its commands in the order of --help, and what it says of itself.

What a command needs is imported inside it: starting up is quick, and nobody pays for what others use.
"""

import shutil
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rolefit import __version__
from rolefit.cli import catalogs, questions, quiz, roles, scan, score

_QUIZ = "Find your role"

_POSTINGS = "Read job postings"

_ROLES = "Look at the roles"

_SCRIPTS = "For catalogs and scripts"


class _GroupedHelp(TyperGroup):
    """Lists commands under the heading that they name; Typer itself does so only with Rich, which is slow to load."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # the signature is Typer's
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            sections.setdefault(str(getattr(command, "rich_help_panel", "")), []).append(
                (name, (command.help or "").partition("\n")[0])
            )
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    cls=_GroupedHelp,
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


@app.callback(invoke_without_command=True, epilog="Start with: rolefit quiz")
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
        sys.stdout.write(ctx.get_help() + "\n")


COMMANDS = (
    ("quiz", quiz.quiz, _QUIZ, "rolefit quiz --save me.yaml"),
    ("questions", questions.questions, _QUIZ, "rolefit questions --markdown > questions.md"),
    ("scan", scan.scan, _POSTINGS, "rolefit scan posting.txt --marked"),
    ("compare", roles.compare, _ROLES, "rolefit compare ds mle"),
    ("roles", roles.list_roles, _ROLES, "rolefit roles"),
    ("show", roles.show, _ROLES, "rolefit show mle"),
    ("score", score.score, _SCRIPTS, "rolefit score people.csv --to csv --output fits.csv"),
    ("check", catalogs.check, _SCRIPTS, "rolefit check my-roles.yaml"),
    ("evaluate", catalogs.evaluate, _SCRIPTS, "rolefit evaluate labelled.jsonl.gz --by country"),
    ("schema", catalogs.schema, _SCRIPTS, "rolefit schema result"),
)
"""Name, what it does, heading in --help, and an example."""

for _name, _command, _heading, _example in COMMANDS:
    app.command(_name, rich_help_panel=_heading, epilog=f"Example: {_example}")(_command)
