"""What several commands take, and what becomes of it: answers, a report, another catalog."""

from typing import TYPE_CHECKING, Annotated

import typer

from rolefit.cli.problems import say
from rolefit.errors import Problem, UsageError

if TYPE_CHECKING:
    from rolefit.answers.models import Answers
    from rolefit.catalog.models import Catalog
    from rolefit.pages.report import Report


JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]

AnswersOption = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Mark what was answered in FILE (- for stdin).")
]

CodeOption = Annotated[
    str | None, typer.Option("--code", metavar="CODE", help="Mark what was answered, from its code.")
]

OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.")
]

StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first bad record, with exit code 2.")]

CatalogOption = Annotated[str | None, typer.Option("--roles", metavar="FILE", help="Use another catalog.")]

ReportOption = Annotated[
    str | None,
    typer.Option("--report", metavar="FILE", help="Also write it to FILE, as .html, .md, .svg, .txt or .json."),
]


def answers_from(catalog: "Catalog", answers: str | None, code: str | None) -> "Answers | None":
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


def check_report_path(path: str | None, *others: str | None) -> None:
    """Raise InputError, before any work is done, where a report is asked for that cannot be written."""
    if path is not None:
        from rolefit.pages.report import check_report

        check_report(path, *others)


def write_report_file(path: str, report: "Report", *, quiet: bool) -> None:
    """Write a report and, unless `quiet`, say on standard error where it is."""
    from rolefit.pages.report import write_report

    write_report(path, report)
    if not quiet:
        say(f"The report is in {path}.")
