"""A bar that shows how far a long piece of work is, on standard error."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from rolefit.batch.outcome import RunSummary
from rolefit.terminal.console import stderr

PATIENCE = 1.0
"""For how many seconds nobody wants to know."""


@contextmanager
def progress(source: str, doing: str) -> Iterator[Callable[[RunSummary], None]]:
    """Gives what shows how much of a file is done, once it takes longer than PATIENCE."""
    since = time.monotonic()
    records = TextColumn("{task.fields[records]:,} records")
    parts = (TextColumn(doing), BarColumn(), TaskProgressColumn(), records, TimeRemainingColumn())
    with_bar = Progress(*parts, console=stderr(), transient=True)
    path = Path(source)
    # How many bytes there are to read is not known of a pipe, nor of what cannot be read.
    total = None
    with suppress(OSError):
        total = path.stat().st_size if path.is_file() else None
    task = with_bar.add_task("", total=total, records=0)

    def report(summary: RunSummary) -> None:
        if not with_bar.live.is_started and time.monotonic() - since > PATIENCE:
            with_bar.start()
        with_bar.update(task, completed=summary.read, records=summary.records)

    try:
        yield report
    finally:
        with_bar.stop()
