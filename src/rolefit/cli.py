"""The commands: each reads its arguments, makes one call into the core, and hands the outcome on to output.

What a command needs is imported inside it: starting up is quick, and nobody pays for what others use.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from rolefit import __version__
from rolefit.errors import Exit, InputError, OutputError, Problem

if TYPE_CHECKING:
    from rolefit.answers import Answer, Answers
    from rolefit.catalog import Catalog

_QUIZ = "Find your role"
_ROLES = "Look at the roles"
_SCRIPTS = "For catalogs and scripts"


class _GroupedHelp(TyperGroup):
    """Lists commands under the heading that they name; Typer itself does so only with Rich, which is slow to load."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # the signature is Typer's
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            sections.setdefault(str(getattr(command, "rich_help_panel", "")), []).append(
                (name, command.get_short_help_str(limit=formatter.width))
            )
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    cls=_GroupedHelp,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "terminal_width": min(80, shutil.get_terminal_size().columns),
    },
)

_Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
_Roles = Annotated[str | None, typer.Option("--roles", metavar="FILE", help="Use another catalog.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"rolefit {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog="Start with: rolefit quiz")
def _rolefit(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  # the callback does the work
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Which data or ML role fits you? A quiz that shows its reasons and says how sure it is."""
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")


@app.command(rich_help_panel=_QUIZ, epilog="Example: rolefit quiz --save me.yaml")
def quiz(
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="Ask nothing; read the answers from FILE (- for stdin)."),
    ] = None,
    save: Annotated[
        str | None, typer.Option("--save", metavar="FILE", help="Write the answers to FILE, for --answers.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what every answer did for every role.")] = False,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Ask, then rank the roles by how well they fit."""
    from rolefit.answers import check_replaceable, load_answers
    from rolefit.catalog import load_catalog
    from rolefit.scoring import score

    catalog = load_catalog(roles)
    if save is not None:
        check_replaceable(save)
    ended_early = None
    if answers is not None:
        given = load_answers(answers, catalog)
    else:
        given, ended_early = _ask(catalog, save)
    not_saved = _save(given, save)
    if save and not not_saved:
        sys.stderr.write(_saved(given, save))
    result = score(catalog, given)
    if as_json:
        from rolefit.console import print_json

        print_json(result)
    else:
        from rolefit import result_text
        from rolefit.console import stdout

        console = stdout()
        result_text.print_result(console, catalog, result, roles)
        if explain:
            result_text.print_explanation(console, catalog, result)
    if not_saved:
        message = f"{not_saved}; {_in_one_line(given)}"
        raise OutputError(message)
    if ended_early:
        raise InputError(ended_early)


def _ask(catalog: "Catalog", save: str | None) -> tuple["Answers", Problem | None]:
    """Ask line by line; also tell what is wrong if the input ended in the middle."""
    from rolefit.answers import Answers
    from rolefit.console import stderr
    from rolefit.line_mode import LineMode
    from rolefit.quiz import run_quiz

    given: dict[str, Answer] = {}
    ended_early = None
    if _nobody_answers():
        raise InputError(_NO_ANSWERS)
    mode = LineMode(stderr(), sys.stdin)
    try:
        mode.welcome(len(catalog.questions))
        run_quiz(catalog, mode.ask, given)
    except EOFError:
        if not sys.stdin.isatty():
            ended_early = _ended_early(catalog, given)
    except KeyboardInterrupt:
        so_far = Answers(answers=given)
        sys.stderr.write("\n")
        _complain(f"interrupted; {_kept(so_far, save)}")
        raise typer.Exit(Exit.INTERRUPTED) from None
    return Answers(answers=given), ended_early


_NO_ANSWERS = Problem(
    "has no answers",
    "answer in a terminal, pipe in one line for each question, or use --answers FILE",
    file="standard input",
)


def _nobody_answers() -> bool:
    """Whether standard input is closed, or an empty file such as /dev/null."""
    import io
    import os
    import stat

    if sys.stdin is None:
        return True
    mode = os.fstat(sys.stdin.fileno()).st_mode
    may_answer_later = sys.stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
    buffer = sys.stdin.buffer
    return not may_answer_later and isinstance(buffer, io.BufferedReader) and not buffer.peek(1)


def _ended_early(catalog: "Catalog", given: dict[str, "Answer"]) -> Problem:
    if not given:
        raise InputError(_NO_ANSWERS)
    what = f"has no answer to question {len(given) + 1} of {len(catalog.questions)}, so it ends there"
    return Problem(what, "end with q to stop early", file="standard input")


def _save(answers: "Answers", path: str | None) -> OutputError | None:
    """Save answers where a path is given and there are any.

    What went wrong is returned, not raised, so that nothing else is lost.
    """
    from rolefit import files
    from rolefit.answers import to_yaml

    if path is None or not answers.answers:
        return None
    try:
        files.write_text(path, to_yaml(answers))
    except OutputError as error:
        return error
    return None


def _saved(answers: "Answers", path: str) -> str:
    from rolefit.console import plain

    if not answers.answers:
        return "Nothing was answered, so nothing is saved.\n"
    return f"Your answers are in {plain(path)}; rolefit quiz --answers {plain(path)} reads them.\n"


def _kept(answers: "Answers", save: str | None) -> str:
    if not answers.answers:
        return "nothing was answered yet"
    if save and not _save(answers, save):
        return f"your answers so far are in {save}"
    return _in_one_line(answers)


def _in_one_line(answers: "Answers") -> str:
    data = answers.model_dump(mode="json", exclude_defaults=True)
    return f"to see the result of your answers: echo '{json.dumps(data)}' | rolefit quiz --answers -"


@app.command(rich_help_panel=_ROLES, epilog="Example: rolefit compare ds mle")
def compare(
    names: Annotated[list[str], typer.Argument(metavar="ROLE", help="Two or more ids, titles or aliases.")],
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Show roles side by side: where they differ, what they share."""
    from rolefit import comparison
    from rolefit.catalog import load_catalog
    from rolefit.console import print_json, stdout

    compared = comparison.compare(load_catalog(roles), names)
    if as_json:
        print_json(compared)
    else:
        from rolefit.comparison_text import print_comparison

        print_comparison(stdout(), compared)


@app.command(name="roles", rich_help_panel=_ROLES, epilog="Example: rolefit roles")
def list_roles(as_json: _Json = False, roles: _Roles = None) -> None:
    """List the roles."""
    from rolefit import roles as roles_
    from rolefit.catalog import load_catalog
    from rolefit.console import print_json, stdout

    listed = roles_.list_roles(load_catalog(roles))
    if as_json:
        print_json(listed)
    else:
        from rolefit.role_text import print_roles

        print_roles(stdout(), listed)


@app.command(rich_help_panel=_ROLES, epilog="Example: rolefit show mle")
def show(
    name: Annotated[str, typer.Argument(metavar="ROLE", help="Id, title or alias of a role.")],
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Show one role in full, with sources."""
    from rolefit import roles as roles_
    from rolefit.catalog import load_catalog
    from rolefit.console import print_json, stdout

    catalog = load_catalog(roles)
    shown = roles_.show_role(catalog, catalog.role(name))
    if as_json:
        print_json(shown)
    else:
        from rolefit.role_text import print_role

        print_role(stdout(), catalog, shown)


@app.command(rich_help_panel=_SCRIPTS, epilog="Example: rolefit check my-roles.yaml")
def check(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The catalog; without it, the built-in one.")
    ] = None,
    runs: Annotated[
        int,
        typer.Option("--random", metavar="N", min=1, max=10_000_000, help="How many random sets of answers to try."),
    ] = 20_000,
    as_json: _Json = False,
) -> None:
    """Tell whether a catalog is sound, and whether it favours a role."""
    from rolefit.console import print_json, stdout
    from rolefit.report import check_catalog
    from rolefit.report_text import print_report

    report = check_catalog(file, runs)
    if as_json:
        print_json(report)
    else:
        print_report(stdout(), report)
    if not report.sound:
        raise InputError(*(Problem(**problem.model_dump()) for problem in report.problems))


@app.command(rich_help_panel=_SCRIPTS, epilog="Example: rolefit schema result")
def schema(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="answers, catalog, check, comparison, result, role or roles.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; a schema always is.")] = False,  # noqa: ARG001
) -> None:
    """Print the JSON Schema of what rolefit reads or writes."""
    from rolefit.console import print_json
    from rolefit.schemas import json_schema

    print_json(json_schema(name))


def run() -> None:
    """Run the command that the shell names, and end with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code, with what went wrong said in one line on standard error."""
    _prepare_streams()
    try:
        code = _run(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return Exit.DONE
    except OSError as error:
        _complain(str(error) if isinstance(error, OutputError) else f"standard output: {error.strerror or error}")
        _drop_stdout()
        return Exit.FAILED
    return code


def _run(arguments: list[str]) -> int:
    try:
        return int(app(arguments, prog_name="rolefit", standalone_mode=False) or Exit.DONE)
    except InputError as error:
        _complain(str(error))
        return Exit.BAD_INPUT
    except typer.exceptions.TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "rolefit")
        message = error.format_message().rstrip(".")
        _complain(f"{message[:1].lower()}{message[1:]}; see {command} --help")
        return Exit.BAD_INPUT
    except SystemExit:
        # Typer ends so on a closed pipe, and only then.
        raise BrokenPipeError from None
    except OSError:
        raise
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _complain(f"this should not happen: {error!r}; python -X dev -m rolefit shows where")
        return Exit.FAILED


def _prepare_streams() -> None:
    import codecs
    import io

    # Python has no stream where the shell closed it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "plainer"), (sys.stderr, "plainer")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


_PLAINER = str.maketrans({"━": "=", "╸": "-", "•": "*", "−": "-", "–": "-", "…": "...", "·": "-"})


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what the encoding of a stream lacks: a plainer character, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plainer = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(c if c.isascii() else "?" for c in plainer), error.end


def _complain(message: str) -> None:
    from rolefit.console import plain

    sys.stderr.write(f"rolefit: {plain(message)}\n")


def _drop_stdout() -> None:
    # Whatever is still buffered would fail again when Python closes the stream.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
