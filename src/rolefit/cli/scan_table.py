"""`rolefit scan` with a table of postings, an export or a file of JSON lines."""

import sys
from typing import TYPE_CHECKING

from rolefit.cli.score import run_batch

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolefit.batch.outcome import RunSummary
    from rolefit.batch.row_models import ScanRow
    from rolefit.batch.scan import ScanTask
    from rolefit.catalog.models import Catalog


def scan_table(catalog: "Catalog", task: "ScanTask", *, as_json: bool) -> None:
    """Scan the postings of a table into rows; to somebody at a terminal, show the first of them."""
    from rolefit.batch.scan import best_texts, scan_file

    def rows(report: "Callable[[RunSummary], None]") -> "RunSummary":
        return scan_file(catalog, task, report)

    # Whoever names a field and no person gets rows while they are made, as many as there are.
    is_told = task.person is not None or task.text is None
    if not (is_told and sys.stdout.isatty()) or task.target or task.full or as_json:
        run_batch(rows, task, "Scanning", as_json=as_json)
        return
    from rolefit.explain.ranked import MOST, explain_ranked
    from rolefit.terminal.console import stdout
    from rolefit.terminal.ranked import print_ranked

    best: list[ScanRow] = []

    def keep_best(report: "Callable[[RunSummary], None]") -> "RunSummary":
        summary, best[:] = best_texts(catalog, task, MOST, report)
        return summary

    def show(summary: "RunSummary") -> None:
        print_ranked(stdout(), explain_ranked(catalog, best, summary.records))

    run_batch(keep_best, task, "Scanning", as_json=False, show=show)
