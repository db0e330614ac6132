"""Many texts in, what each describes out: one row for each record, in order, whatever is wrong with some of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, ClassVar

import msgspec

from rolefit.batch.chunks import Chunk
from rolefit.batch.read_json import bad_row, check_lines, id_on, numbered, row_of, split_lines
from rolefit.batch.read_texts import TextRecord, TextRecords
from rolefit.batch.run import COMPARED, ChunkWorker, Outcome, RunSummary, Task, WorkKind, check_target, chunks_of, run
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError
from rolefit.scanning.scanner import Scanner
from rolefit.scoring.effects import leader


class ScanBatch:
    """Scans the records of one file into rows. Raises InputError where the catalog does not say how to read texts."""

    def __init__(self, catalog: Catalog, records: TextRecords, *, full: bool = False, strict: bool = False) -> None:
        self._records, self._strict = records, strict
        self._scanner = Scanner(catalog)
        self._roles = [role.id for role in catalog.roles]
        self._encode = msgspec.json.Encoder().encode
        self._row = self._full_row if full else self._short_row

    def scan(self, chunk: Chunk) -> Outcome:
        """The rows of the records in a chunk; if strict, of those before the first bad one."""
        outcome = Outcome(read=chunk.read, ids=[] if chunk.line <= COMPARED else None)
        for line, record in zip(*split_lines(chunk.data, chunk.line), strict=True):
            self.scan_one(line, record, outcome)
            if self._strict and outcome.bad:
                break
        return outcome

    def scan_one(self, line: int, record: bytes, outcome: Outcome) -> None:
        """Add the row of a record; if strict, only if that is not bad."""
        try:
            read = self._records.read(record, line)
        except InputError as error:
            name = id_on(record)
            outcome.add(b"" if self._strict else bad_row(name, error, {}), [name], error.problems[0])
        else:
            outcome.add(self._row(read), [read.id])

    def _short_row(self, read: TextRecord) -> bytes:
        scores = self._scanner.standing(read.text, read.title)
        row = {
            "id": read.id,
            "top": self._roles[leader(scores.totals)],
            "verdict": scores.verdict.kind,
            "fit": dict(zip(self._roles, scores.fits, strict=True)),
            "because": scores.verdict.because,
            "title": scores.title.roles if scores.title else None,
        }
        return self._encode(row) + b"\n"

    def _full_row(self, read: TextRecord) -> bytes:
        found = self._scanner.scan(read.text, read.title)
        return row_of({"id": read.id, **found.model_dump(mode="json", by_alias=True)})


def scan_lines(
    lines: Iterable[str | bytes],
    catalog: Catalog | None = None,
    *,
    text: str,
    title: str | None = None,
    full: bool = False,
) -> Iterator[str]:
    """Scan JSON lines, each with a text: one row of JSON for each line that is not blank, in order.

    `text` names the field that holds the text, plain or HTML; `title` the one with its title, if there is one: without
    it, the first line of a text is taken for its title if it looks like one. A row has the `id` of the record, `top`
    (the id of the role that comes first), `verdict` (its kind), `fit` (by role, from 0 to 1, adding up to 1), `because`
    (why the verdict is not clear, where the fits are not all there is to it) and `title` (the ids of the roles that the
    title names; null without a title); with `full` it is a whole scan, with `id` as well. A line that cannot be scanned
    gives a row with `id` and `error`, which counts lines from 1. Nothing is read ahead and nothing is kept, so any
    number of lines can be scanned. Without a `catalog` the built-in one is used. An engine maps this over the parts of
    its data; the results are those of `rolefit scan --jsonl`.

    Raises InputError where the catalog does not say how to read texts.

    >>> import json
    >>> from rolefit import scan_lines
    >>> line = '{"id": "p1", "job": "Data Scientist", "about": "Publish novel machine learning research at NeurIPS"}'
    >>> row = json.loads(next(scan_lines([line], text="about", title="job")))
    >>> row["id"], row["top"], row["title"]
    ('p1', 'rs', ['ds'])
    """
    batch = ScanBatch(catalog or load_catalog(), TextRecords("", text, title), full=full)
    for number, record in numbered(lines):
        outcome = Outcome()
        batch.scan_one(number, record, outcome)
        yield outcome.rows.decode()[:-1]


SCANNING = WorkKind(verb="scan", each="text", alone=1_000_000)


@dataclass(frozen=True, kw_only=True)
class ScanTask(Task):
    """Which texts are to be scanned, and how."""

    text: str
    """The field of a record that holds the text."""
    title: str | None = None
    """The field that holds its title; None where the first line is taken for one if it looks so."""


def scan_file(catalog: Catalog, task: ScanTask, report: Callable[[RunSummary], None] = lambda _: None) -> RunSummary:
    """Scan the records of a file into rows, and `report` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, is the target as well, or, if `strict`, has a bad
    record, and where the catalog does not say how to read texts; OutputError where the target cannot be written.
    """
    check_target(task.source, task.target)
    job = _Job(catalog, task)
    # What is wrong with the catalog or the fields is said before any process starts.
    job.start()
    chunks = check_lines(chunks_of(task, SCANNING), display_name(task.source), certain=True)
    summary = RunSummary("scanned")
    run(task, job, chunks, summary, report)
    return summary


@dataclass(frozen=True)
class _Job:
    """All that a process must know to scan chunks."""

    kind: ClassVar = SCANNING
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

    def start(self) -> ChunkWorker:
        """What scans chunks."""
        return self._batch.scan
