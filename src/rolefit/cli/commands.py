"""The commands: each reads its arguments, makes one call into the core, and hands the outcome on to output.

What a command needs is imported inside it: starting up is quick, and nobody pays for what others use.
"""

import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from rolefit import __version__
from rolefit.cli.problems import complain, say
from rolefit.errors import ErrorCode, Exit, InputError, Interruption, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rolefit.answers.models import Answer, Answers
    from rolefit.batch.outcome import RunSummary
    from rolefit.batch.run import Task
    from rolefit.catalog.models import Catalog
    from rolefit.pages.report import Report
    from rolefit.quiz.session import QuizOutcome


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


_Format = Literal["jsonl", "csv"]


_Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


_Answers = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Mark what was answered in FILE (- for stdin).")
]


_Code = Annotated[str | None, typer.Option("--code", metavar="CODE", help="Mark what was answered, from its code.")]


_Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.")
]


_Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first bad record, with exit code 2.")]


_Roles = Annotated[str | None, typer.Option("--roles", metavar="FILE", help="Use another catalog.")]


_Report = Annotated[
    str | None,
    typer.Option("--report", metavar="FILE", help="Also write it to FILE, as .html, .md, .svg, .txt or .json."),
]


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


@app.command(rich_help_panel=_QUIZ, epilog="Example: rolefit quiz --save me.yaml")
def quiz(
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="Ask nothing; read the answers from FILE (- for stdin)."),
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Ask nothing; take the answers from a result's code.")
    ] = None,
    save: Annotated[
        str | None, typer.Option("--save", metavar="FILE", help="Write the answers to FILE, for --answers.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Ask what tells most first, and stop when the rest would hardly matter.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Change answers from --answers or --code before the result.")
    ] = False,
    from_resume: Annotated[
        str | None,
        typer.Option("--from-resume", metavar="FILE", help="Fill in what a JSON Resume tells, for you to confirm."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over; do not go on with a quiz begun earlier.")] = False,
    lines: Annotated[
        bool, typer.Option("--plain", help="Ask line by line, as for a screen reader (or set ACCESSIBLE=1).")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what every answer did for every role.")] = False,
    report: _Report = None,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Ask, then rank the roles by how well they fit."""
    from rolefit.answers.load import check_replaceable
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.quiz.session import QuizOptions, take_quiz

    catalog = load_catalog(roles)
    if save is not None:
        check_replaceable(save)
    _check_report(report, answers, save, roles, from_resume)
    given = _answers_from(catalog, answers, code)
    suggested = _suggested(catalog, from_resume)
    options = QuizOptions(quick=quick, fresh=fresh, lines=lines, review=review, suggestions=suggested)
    outcome = take_quiz(catalog, roles, given, options)
    unsaved = outcome.save(save)
    if outcome.interrupted:
        said, command = str(unsaved or outcome.where_answers_are(save)), outcome.command(None if unsaved else save)
        raise Interruption(Problem("interrupted", said), command=command)
    from rolefit.scoring.scorer import score

    result = score(catalog, outcome.answers)
    try:
        if as_json:
            print_json(result)
        else:
            from rolefit.explain.result import explain_result
            from rolefit.terminal.console import stdout
            from rolefit.terminal.result import print_result

            print_result(stdout(), catalog, result, explain_result(catalog, result, roles), explained=explain)
    finally:
        # Whoever reads the result may have gone; what became of the answers is said all the same.
        _say_where_answers_are(outcome, save, unsaved, as_json=as_json)
        if report is not None:
            from rolefit.pages.report import of_result

            _write_report(report, of_result(catalog, result, roles, explained=explain), quiet=as_json)
    sys.stdout.flush()
    if not unsaved:
        outcome.finish()
    if unsaved or outcome.input_problem:
        raise typer.Exit(Exit.FAILED if unsaved else Exit.BAD_INPUT)


def _answers_from(catalog: "Catalog", answers: str | None, code: str | None) -> "Answers | None":
    """The answers from a file or a code; None where neither is named."""
    if answers is not None and code is not None:
        raise UsageError(Problem("--answers and --code both give answers", "use one of them"))
    if code is not None:
        from rolefit.answers.code import from_code

        return from_code(code, catalog)
    if answers is not None:
        from rolefit.answers.load import load_answers

        return load_answers(answers, catalog)
    return None


def _suggested(catalog: "Catalog", resume: str | None) -> "Mapping[str, Answer] | None":
    """What a resume suggests; None where none is named."""
    if resume is None:
        return None
    from rolefit.documents.files import STDIN
    from rolefit.scanning.resume import load_resume, suggestions

    if resume == STDIN:
        raise UsageError(Problem("--from-resume reads no standard input: that is where you answer", "name a file"))
    return suggestions(catalog, load_resume(resume))


def _say_where_answers_are(outcome: "QuizOutcome", save: str | None, unsaved: Problem | None, *, as_json: bool) -> None:
    """Say on standard error what became of the answers; to a script only what went wrong."""
    if unsaved:
        complain(ErrorCode.CANNOT_WRITE, unsaved, as_json=as_json, command=outcome.command(None))
    elif save and not as_json:
        from rolefit.terminal.console import print_prose, stderr

        said = outcome.where_answers_are(save)
        print_prose(stderr(), f"{said[:1].upper()}{said[1:]}.", command=outcome.command(save))
    if outcome.input_problem:
        complain(ErrorCode.BAD_INPUT, outcome.input_problem, as_json=as_json)


def _check_report(path: str | None, *others: str | None) -> None:
    """Raise InputError, before any work is done, where a report is asked for that cannot be written."""
    if path is not None:
        from rolefit.pages.report import check_report

        check_report(path, *others)


def _write_report(path: str, report: "Report", *, quiet: bool) -> None:
    """Write a report and, unless `quiet`, say on standard error where it is."""
    from rolefit.pages.report import write_report

    write_report(path, report)
    if not quiet:
        say(f"The report is in {path}.")


@app.command(rich_help_panel=_POSTINGS, epilog="Example: rolefit scan posting.txt --marked")
def scan(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Job postings or CVs: text, Markdown, HTML, PDF or .docx (- for stdin)."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="The title of the job, where FILE does not begin so.")
    ] = None,
    marked: Annotated[bool, typer.Option("--marked", help="Print the text, with what speaks for each role.")] = False,
    answers: Annotated[
        str | None, typer.Option("--answers", metavar="FILE", help="Tell how it suits who answered FILE (- for stdin).")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Tell how it suits who has this code of answers.")
    ] = None,
    report: _Report = None,
    jsonl: Annotated[
        str | None,
        typer.Option("--jsonl", metavar="FILE", help="Many texts: a row for each JSON line of FILE (- for stdin)."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="FIELD", help="The field of the JSON lines that holds the text.")
    ] = None,
    title_field: Annotated[
        str | None, typer.Option("--title-field", metavar="FIELD", help="The field that holds its title, if one does.")
    ] = None,
    output: _Output = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, max=512, help="How many processes scan; all cores for many texts."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Write whole scans, with the words; takes longer.")] = False,
    strict: _Strict = False,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Tell which role a job posting describes, with the words that say so."""
    from rolefit.catalog.load import load_catalog

    of_files = {"FILE": files, "--title": title, "--marked": marked, "--answers": answers, "--code": code}
    of_lines = {"--text": text, "--title-field": title_field, "--output": output, "--jobs": jobs}
    of_lines |= {"--full": full, "--strict": strict}
    if jsonl is not None:
        _refuse(of_files | {"--report": report}, "cannot go with --jsonl", "use one of them")
        if text is None:
            raise UsageError(Problem("--jsonl needs --text", "name the field with the text, as in --text description"))
        from rolefit.batch.scan import ScanTask, scan_file

        task = ScanTask(jsonl, output, jobs, full, strict, text=text, title=title_field)
        catalog = load_catalog(roles)
        _run_batch(lambda report: scan_file(catalog, task, report), task, "Scanning", as_json=as_json)
        return
    _refuse(of_lines, "goes with --jsonl", "name the file of JSON lines with --jsonl")
    if not files:
        raise UsageError(Problem("missing argument 'FILE'", "name a posting, or JSON lines with --jsonl"))
    from rolefit.documents.files import STDIN
    from rolefit.documents.output import print_json
    from rolefit.scanning.files import scan_files

    if [*files, answers].count(STDIN) > 1:
        raise UsageError(Problem("standard input can be read only once", "name - once"))
    _check_report(report, answers, roles, *files)
    catalog = load_catalog(roles)
    scanned = scan_files(catalog, files, title, _answers_from(catalog, answers, code))
    try:
        if scanned.reads and as_json:
            print_json(scanned.data)
        elif scanned.reads:
            from rolefit.terminal.console import stdout
            from rolefit.terminal.scan import print_scans

            print_scans(stdout(), catalog, scanned, marked=marked)
    finally:
        if report is not None and scanned.reads:
            from rolefit.pages.report import of_scans

            _write_report(report, of_scans(catalog, scanned, marked=marked), quiet=as_json)
    sys.stdout.flush()
    for problem in scanned.problems:
        complain(ErrorCode.BAD_INPUT, problem, as_json=as_json)
    if scanned.problems:
        raise typer.Exit(Exit.BAD_INPUT)


def _refuse(options: "Mapping[str, object]", why: str, hint: str) -> None:
    """Raise UsageError where one of these was given."""
    for name, value in options.items():
        if value is not None and value is not False and value != []:
            raise UsageError(Problem(f"{name} {why}", hint))


@app.command(rich_help_panel=_ROLES, epilog="Example: rolefit compare ds mle")
def compare(
    names: Annotated[list[str], typer.Argument(metavar="ROLE", help="Two or more ids, titles or aliases.")],
    answers: _Answers = None,
    code: _Code = None,
    report: _Report = None,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Show roles side by side: where they differ, what they share."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import compare

    _check_report(report, answers, roles)
    catalog = load_catalog(roles)
    compared = compare.compare(catalog, names, _answers_from(catalog, answers, code))
    try:
        if as_json:
            print_json(compared)
        else:
            from rolefit.terminal.compare import print_comparison
            from rolefit.terminal.console import stdout

            print_comparison(stdout(), compared)
    finally:
        if report is not None:
            from rolefit.pages.report import of_comparison

            _write_report(report, of_comparison(compared), quiet=as_json)


@app.command(name="roles", rich_help_panel=_ROLES, epilog="Example: rolefit roles")
def list_roles(as_json: _Json = False, roles: _Roles = None) -> None:
    """List the roles."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import show

    listed = show.list_roles(load_catalog(roles))
    if as_json:
        print_json(listed)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.roles import print_roles

        print_roles(stdout(), listed)


@app.command(rich_help_panel=_ROLES, epilog="Example: rolefit show mle")
def show(
    name: Annotated[str, typer.Argument(metavar="ROLE", help="Id, title or alias of a role.")],
    answers: _Answers = None,
    code: _Code = None,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Show one role in full, with sources."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import show

    catalog = load_catalog(roles)
    shown = show.show_role(catalog, catalog.role(name), _answers_from(catalog, answers, code))
    if as_json:
        print_json(shown)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.roles import print_role

        print_role(stdout(), catalog, shown)


@app.command(rich_help_panel=_SCRIPTS, epilog="Example: rolefit score people.csv --to csv --output fits.csv")
def score(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Answers of many people: JSON lines or CSV, plain or gzipped (- for stdin)."
        ),
    ],
    read: Annotated[
        _Format | None, typer.Option("--from", help="The format of FILE, if its name does not tell.")
    ] = None,
    write: Annotated[
        _Format | None, typer.Option("--to", help="The format of the rows; by the ending of --output, else JSON lines.")
    ] = None,
    output: _Output = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, max=512, help="How many processes score; all cores for a large FILE."
        ),
    ] = None,
    id_column: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column of CSV that names the person, if not id.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Write whole results, with reasons; takes longer.")] = False,
    strict: _Strict = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON lines, and errors as JSON.")] = False,
    roles: _Roles = None,
) -> None:
    """Score many people: a row for each, in order."""
    from rolefit.batch.score import ScoreTask, score_file
    from rolefit.catalog.load import load_catalog

    if as_json and write == "csv":
        raise UsageError(Problem("--json and --to csv contradict each other", "use one of them"))
    task = ScoreTask(file, output, jobs, full, strict, read, "jsonl" if as_json else write, id_column)
    catalog = load_catalog(roles)
    _run_batch(lambda report: score_file(catalog, task, report), task, "Scoring", as_json=as_json)


def _run_batch(
    work: "Callable[[Callable[[RunSummary], None]], RunSummary]", task: "Task", doing: str, *, as_json: bool
) -> None:
    """Work on a file of records, show how far it is to somebody who watches, and say what became of them."""
    from rolefit.documents.files import display_name

    if sys.stderr.isatty() and (task.target is not None or not sys.stdout.isatty()):
        from rolefit.terminal.progress import progress

        with progress(task.source, doing) as report:
            summary = work(report)
    else:
        summary = work(lambda _: None)
    for note in () if as_json else summary.notes:
        say(f"rolefit: {display_name(task.source)}: {note}")
    if summary.error:
        raise summary.error


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
    from rolefit.documents.output import print_json
    from rolefit.evaluation.check import check_catalog

    checked = check_catalog(file, runs)
    if as_json:
        print_json(checked)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.evaluation import print_check

        print_check(stdout(), checked)
    if not checked.sound:
        raise InputError(*checked.problems)


@app.command(rich_help_panel=_SCRIPTS, epilog="Example: rolefit evaluate labelled.jsonl.gz --by country")
def evaluate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Labelled answers: JSON lines, plain or gzipped (- for stdin).")
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="FIELD", help="Also by subgroup, such as gender or country.")
    ] = None,
    resamples: Annotated[
        int, typer.Option("--resamples", metavar="N", min=100, max=100_000, help="Samples behind the intervals.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Another seed draws other samples.")] = 1,
    as_json: _Json = False,
    roles: _Roles = None,
) -> None:
    """Tell how well a catalog recovers the roles of people whose role is known."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.evaluation import evaluate
    from rolefit.evaluation.labelled import load_labelled

    catalog = load_catalog(roles)
    with _status("Measuring ..."):
        evaluated = evaluate.evaluate(catalog, load_labelled(file, catalog), by, resamples=resamples, seed=seed)
    if as_json:
        print_json(evaluated)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.evaluation import print_evaluation

        for each in evaluated.left_out:
            say(f"rolefit: {each}")
        print_evaluation(stdout(), catalog, evaluated)


def _status(message: str) -> AbstractContextManager[object]:
    """Shows, while something takes its time, that it goes on; only to somebody who watches."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rolefit.terminal.console import stderr

    return stderr().status(message)


@app.command(rich_help_panel=_SCRIPTS, epilog="Example: rolefit schema result")
def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The name of a format; without it, all names are listed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; a schema always is.")] = False,  # noqa: ARG001
) -> None:
    """Print the JSON Schema of what rolefit reads or writes."""
    from rolefit.documents.output import print_json
    from rolefit.schemas import NAMES, json_schema

    if name is None:
        print_json(list(NAMES))
    else:
        print_json(json_schema(name))
