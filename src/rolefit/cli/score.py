"""`rolefit score`: many people at once; and how any file of records is worked on."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rolefit.cli.options import (
    CatalogOption,
    FormatOption,
    IdOption,
    OutputOption,
    StrictOption,
    check_output_path,
)
from rolefit.cli.problems import say
from rolefit.errors import Problem, UsageError
from rolefit.scoring.use import INTENDED_USE

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolefit.batch.outcome import RunSummary
    from rolefit.batch.run import Task


def score(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Answers of many people: JSON lines, CSV, Excel, Parquet or Arrow (- for stdin)."
        ),
    ],
    read: FormatOption = None,
    write: Annotated[
        Literal["jsonl", "csv", "parquet", "arrow"] | None,
        typer.Option("--to", help="The format of the rows; by the ending of --output, else JSON lines."),
    ] = None,
    output: OutputOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, max=512, help="How many processes score; all cores for a large FILE."
        ),
    ] = None,
    id_column: IdOption = None,
    full: Annotated[bool, typer.Option("--full", help="Write whole results, with reasons; takes longer.")] = False,
    strict: StrictOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON lines, and errors as JSON.")] = False,
    roles: CatalogOption = None,
) -> None:
    """Score many people: a row for each, in order."""
    from rolefit.batch.score import ScoreTask, score_file
    from rolefit.catalog.load import load_catalog

    if as_json and write not in {None, "jsonl"}:
        raise UsageError(Problem(f"--json and --to {write} contradict each other", "use one of them"))
    check_output_path(output, roles)
    task = ScoreTask(file, output, jobs, full, strict, read, "jsonl" if as_json else write, id_column)
    catalog = load_catalog(roles)
    run_batch(lambda report: score_file(catalog, task, report), task, "Scoring", as_json=as_json)


def run_batch(
    work: "Callable[[Callable[[RunSummary], None]], RunSummary]",
    task: "Task",
    doing: str,
    *,
    as_json: bool,
    show: "Callable[[RunSummary], None] | None" = None,
) -> None:
    """Work on a file of records, show how far it is to somebody who watches, and say what became of them.

    What work does not print while it goes on, `show` prints once it is done.
    """
    from rolefit.documents.files import display_name

    if sys.stderr.isatty() and (show or task.target is not None or not sys.stdout.isatty()):
        from rolefit.terminal.progress import progress

        with progress(task.source, doing) as report:
            summary = work(report)
    else:
        summary = work(lambda _: None)
    if show:
        show(summary)
    for note in () if as_json else summary.notes:
        say(f"rolefit: {display_name(task.source)}: {note}")
    if sys.stderr.isatty() and not as_json:
        say(INTENDED_USE)
    if summary.error:
        raise summary.error
