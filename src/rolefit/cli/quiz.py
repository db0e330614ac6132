"""`rolefit quiz`: ask, then rank the roles."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rolefit.cli.options import (
    CatalogOption,
    JsonOption,
    ReportOption,
    answers_from,
    check_report_path,
    write_report_file,
)
from rolefit.cli.problems import complain, say
from rolefit.errors import ErrorCode, Exit, Interruption, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolefit.answers.models import Answer
    from rolefit.catalog.models import Catalog
    from rolefit.quiz.saving import Saving


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
    template: Annotated[
        bool, typer.Option("--template", help="Ask nothing; print an answers file to fill in, for --answers.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what every answer did for every role.")] = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Ask, then rank the roles by how well they fit."""
    from rolefit.answers.load import check_replaceable
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.quiz.saving import save_answers
    from rolefit.quiz.session import QuizOptions, take_quiz

    if template:
        if any((answers, code, save, quick, review, from_resume, fresh, lines, explain, report, as_json)):
            raise UsageError(Problem("--template only prints a file to fill in", "use it alone, or with --roles"))
        _print_template(roles)
        return
    catalog = load_catalog(roles)
    if save is not None:
        check_replaceable(save)
    check_report_path(report, answers, save, roles, from_resume)
    given = answers_from(catalog, answers, code)
    suggested = _suggested(catalog, from_resume)
    options = QuizOptions(quick=quick, fresh=fresh, lines=lines, review=review, suggestions=suggested)
    outcome = take_quiz(catalog, roles, given, options)
    # A script that brings its answers along asks for nothing, wherever it runs.
    saving = save_answers(outcome, save, may_ask=given is None or review or not as_json)
    outcome = saving.outcome
    if outcome.interrupted:
        raise Interruption(Problem("interrupted", str(saving.problem or saving.said)), command=saving.command)
    if outcome.left and not as_json:
        outcome.finish()
        return
    from rolefit.scoring.scorer import score

    result = score(catalog, outcome.answers)
    try:
        if as_json:
            print_json(result)
        else:
            from rolefit.explain.result import explain_result
            from rolefit.terminal.console import stdout
            from rolefit.terminal.result import print_result

            print_result(stdout(), explain_result(catalog, result, roles), explained=explain)
    finally:
        # Whoever reads the result may have gone; what became of the answers is said all the same.
        _say_where_answers_are(saving, as_json=as_json)
        if report is not None:
            from rolefit.pages.report import of_result

            write_report_file(report, of_result(catalog, result, roles, explained=explain), quiet=as_json)
    sys.stdout.flush()
    if not (saving.problem or saving.stays):
        outcome.finish()
    if saving.problem or outcome.input_problem:
        raise typer.Exit(Exit.FAILED if saving.problem else Exit.BAD_INPUT)


def _print_template(roles: str | None) -> None:
    from rolefit.catalog.load import load_catalog
    from rolefit.explain.questions import answers_template

    sys.stdout.write(answers_template(load_catalog(roles), roles))


def _suggested(catalog: "Catalog", resume: str | None) -> "Mapping[str, Answer] | None":
    """What a resume suggests; None where none is named."""
    if resume is None:
        return None
    from rolefit.documents.files import STDIN
    from rolefit.scanning.json_resume import load_resume, suggestions

    if resume == STDIN:
        raise UsageError(Problem("--from-resume reads no standard input: that is where you answer", "name a file"))
    return suggestions(catalog, load_resume(resume))


def _say_where_answers_are(saving: "Saving", *, as_json: bool) -> None:
    """Say on standard error what became of the answers; to a script only what went wrong."""
    if saving.problem:
        complain(ErrorCode.CANNOT_WRITE, saving.problem, as_json=as_json, command=saving.command)
    elif saving.stays or (saving.path and not as_json):
        said = saving.said
        say(f"{said if saving.stays else said[:1].upper() + said[1:]}.", saving.command)
    if saving.outcome.input_problem:
        complain(ErrorCode.BAD_INPUT, saving.outcome.input_problem, as_json=as_json)
