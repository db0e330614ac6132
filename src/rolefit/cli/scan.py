"""`rolefit scan`: which role a posting describes, and what of it somebody wants and can show."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rolefit.cli.options import (
    CatalogOption,
    JsonOption,
    OutputOption,
    ReportOption,
    StrictOption,
    check_output_path,
    check_report_path,
    person_from,
    write_report_file,
)
from rolefit.cli.problems import complain
from rolefit.errors import ErrorCode, Exit, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolefit.catalog.models import Catalog
    from rolefit.scanning.files import ScannedFiles


def scan(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Postings or CVs as text, Markdown, HTML, PDF or .docx (- for stdin), or a .csv or .jsonl of many.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="The title of the job, where FILE does not begin so.")
    ] = None,
    marked: Annotated[bool, typer.Option("--marked", help="Print the whole text, with what it says marked.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="The same, with what each thing it says did.")] = False,
    answers: Annotated[
        str | None, typer.Option("--answers", metavar="FILE", help="Tell how it suits who answered FILE (- for stdin).")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Tell how it suits who has this code of answers.")
    ] = None,
    cv: Annotated[
        str | None,
        typer.Option("--cv", metavar="FILE", help="Tell what this CV, or JSON Resume, shows of it (- for stdin)."),
    ] = None,
    report: ReportOption = None,
    jsonl: Annotated[
        str | None,
        typer.Option("--jsonl", metavar="FILE", help="Many texts: a row for each JSON line of FILE (- for stdin)."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="FIELD", help="The field or column that holds the text.")
    ] = None,
    title_field: Annotated[
        str | None, typer.Option("--title-field", metavar="FIELD", help="The field that holds its title, if one does.")
    ] = None,
    output: OutputOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, max=512, help="How many processes scan; all cores for many texts."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Write whole scans, with the words; takes longer.")] = False,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Tell which role a job posting describes, with the words that say so."""
    from rolefit.batch.endings import is_table
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.files import STDIN

    files = files or []
    if [*files, jsonl, answers, cv].count(STDIN) > 1:
        raise UsageError(Problem("standard input can be read only once", "name - once"))
    of_documents = {"--title": title, "--marked": marked, "--all": everything, "--report": report}
    of_tables = {"--text": text, "--title-field": title_field, "--output": output, "--jobs": jobs}
    of_tables |= {"--full": full, "--strict": strict}
    table = next(filter(is_table, files), None)
    if jsonl is not None or table is not None:
        kind = "--jsonl" if jsonl is not None else "a table of postings"
        others = files if jsonl is not None else files[1:]
        _refuse({"FILE": others, **of_documents}, f"cannot go with {kind}", "use one of them")
        from rolefit.batch.scan import ScanTask
        from rolefit.cli.scan_table import scan_table

        check_output_path(output, answers, cv, roles)
        catalog = load_catalog(roles)
        person = person_from(catalog, answers, code, cv)
        task = ScanTask(
            jsonl or table or "",
            output,
            jobs,
            full,
            strict,
            read="jsonl" if jsonl is not None else None,
            text=text,
            title=title_field,
            person=person,
        )
        scan_table(catalog, task, as_json=as_json)
        return
    _refuse(of_tables, "goes with --jsonl or a table", "name JSON lines with --jsonl, or a .csv as FILE")
    if not files:
        hint = "name postings or CVs as text, Markdown, HTML, PDF or .docx (- for stdin), or JSON lines with --jsonl"
        raise UsageError(Problem("missing argument FILE", hint))
    from rolefit.documents.output import print_json
    from rolefit.scanning.files import scan_files

    check_report_path(report, answers, cv, roles, *files)
    catalog = load_catalog(roles)
    scanned = scan_files(catalog, files, title, person_from(catalog, answers, code, cv))
    try:
        if scanned.reads and as_json:
            print_json(scanned.data)
        elif scanned.reads:
            _print(catalog, scanned, as_marked=marked, whole=everything)
    finally:
        if report is not None and scanned.reads:
            from rolefit.pages.report import of_scans

            write_report_file(report, of_scans(catalog, scanned, marked=marked, whole=everything), quiet=as_json)
    sys.stdout.flush()
    for problem in scanned.problems:
        complain(ErrorCode.BAD_INPUT, problem, as_json=as_json)
    if scanned.problems:
        raise typer.Exit(Exit.BAD_INPUT)


def _print(catalog: "Catalog", scanned: "ScannedFiles", *, as_marked: bool, whole: bool) -> None:
    from rolefit.explain.scan import explain_scans
    from rolefit.terminal.console import stdout
    from rolefit.terminal.pager import print_paged
    from rolefit.terminal.scan import print_scans

    explained = explain_scans(catalog, scanned)
    if as_marked or whole:
        print_paged(lambda console: print_scans(console, scanned, explained, as_marked=as_marked, whole=whole))
    else:
        print_scans(stdout(), scanned, explained)


def _refuse(options: "Mapping[str, object]", why: str, hint: str) -> None:
    """Raise UsageError where one of these was given."""
    for name, value in options.items():
        if value is not None and value is not False and value != []:
            raise UsageError(Problem(f"{name} {why}", hint))
