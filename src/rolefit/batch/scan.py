"""Many texts in, what each describes out: one row for each record, in order, whatever is wrong with some of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from rolefit.batch.chunks import Chunk
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.read_json import bad_row, check_lines, id_on, numbered, row_of, split_lines
from rolefit.batch.read_texts import TextRecord, TextRecords
from rolefit.batch.rows import check_target
from rolefit.batch.run import Task, WorkKind, chunks_of, rows_of_lines, run
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError
from rolefit.scanning.scanner import Scanner
from rolefit.scoring.effects import leader


class ScanRows:
    """Makes rows of texts, by the names of the fields of their records.

    Raises InputError where the catalog does not say how to read texts, or one field is to be two things.
    """

    head = b""
    about: Sequence[str] = ()

    def __init__(self, catalog: Catalog, file: str, text: str, title: str | None, *, full: bool = False) -> None:
        self._records = TextRecords(file, text, title)
        self._scanner = Scanner(catalog)
        self._roles = [role.id for role in catalog.told_in_texts]
        self._encode = msgspec.json.Encoder().encode
        self._row = self._full_row if full else self._short_row

    def split(self, chunk: Chunk) -> tuple[Sequence[int], Sequence[bytes]]:
        """The lines that are not blank."""
        return split_lines(chunk.data, chunk.line)

    def add_rows(self, lines: Sequence[int], records: Sequence[bytes], outcome: Outcome) -> None:
        """Add the rows of records, each with its line, until the outcome is over."""
        for line, record in zip(lines, records, strict=True):
            try:
                read = self._records.read(record, line)
            except InputError as error:
                name = id_on(record)
                outcome.add_bad(bad_row(name, error, {}), name, error)
                if outcome.is_over:
                    break
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
    maker = ScanRows(catalog or load_catalog(), "", text, title, full=full)
    yield from rows_of_lines(maker, numbered(lines), at_once=1)


SCANNING = WorkKind(verb="scan", done="scanned", each="text", alone=1_000_000)


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
    file = display_name(task.source)
    make = partial(ScanRows, catalog, file, task.text, task.title, full=task.full)
    chunks = check_lines(chunks_of(task, SCANNING), file, certain=True)
    return run(task, SCANNING, make, chunks, report)
