"""`rolefit team`: a team in counts."""

import sys
from typing import Annotated

import typer

from rolefit.cli.options import (
    CatalogOption,
    FormatOption,
    IdOption,
    JsonOption,
    ReportOption,
    check_report_path,
    write_report_file,
)
from rolefit.cli.problems import say


def team(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Answers of a team: JSON lines, CSV, Excel, Parquet or Arrow (- for stdin)."
        ),
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="COLUMN", help="Also by group, such as site; small groups are joined.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Say who stands where, in a team of at most 100.")] = False,
    read: FormatOption = None,
    id_column: IdOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Tell what a team has and lacks, in counts."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.people.team import TeamTask, count_team

    check_report_path(report, file, roles)
    catalog = load_catalog(roles)
    task = TeamTask(file, read, id_column, by, names)
    if sys.stderr.isatty():
        from rolefit.terminal.progress import progress

        with progress(file, "Counting") as show:
            counted = count_team(catalog, task, show)
    else:
        counted = count_team(catalog, task)
    try:
        if as_json:
            print_json(counted.team)
        else:
            from rolefit.explain.team import explain_team
            from rolefit.terminal.console import stdout
            from rolefit.terminal.team import print_team

            print_team(stdout(), counted.team, explain_team(catalog, counted.team))
    finally:
        if report is not None:
            from rolefit.pages.report import of_team

            write_report_file(report, of_team(catalog, counted.team), quiet=as_json)
    for note in () if as_json else counted.summary.notes:
        say(f"rolefit: {counted.team.file}: {note}")
    if counted.summary.error:
        raise counted.summary.error
