"""Scanning the texts in files of JSON lines of any length."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, ClassVar

from rolefit.catalog import Catalog
from rolefit.files import display_name
from rolefit.json_lines import check_lines
from rolefit.scan_batch import ScanBatch
from rolefit.sinks import check_target
from rolefit.streams import Manner, Task, Work, chunks_of, stream
from rolefit.tally import Tally
from rolefit.text_records import TextRecords

SCANNING = Manner(verb="scan", each="text", alone=1_000_000)


@dataclass(frozen=True, kw_only=True)
class ScanTask(Task):
    """Which texts are to be scanned, and how."""

    text: str
    """The field of a record that holds the text."""
    title: str | None = None
    """The field that holds its title; None where the first line is taken for one if it looks so."""


def scan_file(catalog: Catalog, task: ScanTask, tell: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Scan the records of a file into rows, and `tell` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, is the target as well, or, if `strict`, has a bad
    record, and where the catalog does not say how to read texts; OutputError where the target cannot be written.
    """
    check_target(task.source, task.target)
    plan = _Plan(catalog, task)
    # What is wrong with the catalog or the fields is said before any process starts.
    plan.start()
    chunks = check_lines(chunks_of(task, SCANNING), display_name(task.source), certain=True)
    tally = Tally("scanned")
    stream(task, plan, chunks, tally, tell)
    return tally


@dataclass(frozen=True)
class _Plan:
    """All that a process must know to scan chunks."""

    manner: ClassVar = SCANNING
    head: ClassVar = b""

    catalog: Catalog
    task: ScanTask

    def __getstate__(self) -> dict[str, Any]:
        # What was made of the fields is made anew by each process: it cannot be sent.
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _batch(self) -> ScanBatch:
        records = TextRecords(display_name(self.task.source), self.task.text, self.task.title)
        return ScanBatch(self.catalog, records, full=self.task.full, strict=self.task.strict)

    def start(self) -> Work:
        """What scans chunks."""
        return self._batch.scan
