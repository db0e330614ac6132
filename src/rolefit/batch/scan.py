"""Many texts in, what each describes out: one row for each record, in order, whatever is wrong with some of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec

from rolefit.batch.endings import TABLES, Format, ending_of
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.read_json import bad_row, check_lines, numbered, row_of, split_names
from rolefit.batch.read_texts import JsonTexts, TableTexts, TextRecord, TextSource
from rolefit.batch.row_models import ScanRow
from rolefit.batch.rows import check_target, row_writer
from rolefit.batch.run import AnyChunk, Task, WorkKind, chunks_of, rank, rows_of_lines, run
from rolefit.batch.table_rows import split_row
from rolefit.batch.tables import open_rows
from rolefit.batch.text_fields import TextFields, find_fields, is_known
from rolefit.batch.values import json_of
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError
from rolefit.scanning.kind import warn_of_other_kinds
from rolefit.scanning.person import Person, PersonMatcher
from rolefit.scanning.result import ScanTitle
from rolefit.scanning.scanner import Scanner
from rolefit.scoring.effects import leader


class ScanRows:
    """Makes rows of texts; held against a person, where something is known of one, and with where each stands.

    Raises InputError where the catalog does not say how to read texts.
    """

    head = b""
    packed = None
    about: Sequence[str] = ()

    def __init__(
        self, catalog: Catalog, source: TextSource, *, full: bool = False, person: Person | None = None
    ) -> None:
        self._source, self.split = source, source.split
        self._scanner = Scanner(catalog)
        self._roles = [role.id for role in catalog.told_in_texts]
        self._encode = msgspec.json.Encoder().encode
        self._row = self._full_row if full else self._short_row
        self._matcher = PersonMatcher(self._scanner, person) if person else None

    def add_rows(self, lines: Sequence[int], records: Sequence[Any], outcome: Outcome) -> None:
        """Add the rows of records, each with its line, until the outcome is over."""
        for line, record in zip(lines, records, strict=True):
            try:
                read = self._source.read(record, line)
            except InputError as error:
                name = self._source.name(record)
                outcome.add_bad(bad_row(name, error), name, error)
                outcome.orders.append(WORST)
                if outcome.is_over:
                    break
            else:
                row, order = self._row(read)
                outcome.add(row, [read.id])
                outcome.orders.append(order)

    def _short_row(self, read: TextRecord) -> tuple[bytes, float]:
        scores = self._scanner.standing(read.text, read.title)
        row: dict[str, Any] = {
            "id": read.id,
            "top": self._roles[leader(scores.totals)],
            "verdict": scores.verdict.kind,
            "fit": dict(zip(self._roles, scores.fits, strict=True)),
            "because": scores.verdict.because,
            "title": scores.title.roles if scores.title else None,
        }
        if self._matcher:
            row |= self._matcher.counts(scores.named)
        if read.about is not None:
            row["about"] = _about(read, scores.title)
        return self._encode(row) + b"\n", self._matcher.order(scores.named) if self._matcher else 0.0

    def _full_row(self, read: TextRecord) -> tuple[bytes, float]:
        found = self._scanner.scan(read.text, read.title)
        order = self._matcher.order_of(found) if self._matcher else 0.0
        found = self._matcher.beside(found, read.text) if self._matcher else found
        about = {} if read.about is None else {"about": json_of(_about(read, found.title))}
        return row_of({"id": read.id, **found.model_dump(mode="json", by_alias=True)}, about), order


WORST = -1.0
"""Where a record stands that cannot be scanned: no text stands below 0."""


def _about(read: TextRecord, title: ScanTitle | None) -> dict[str, Any]:
    told = {"title": title and title.text, **(read.about or {})}
    return {name: value for name, value in told.items() if value is not None}


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
    maker = ScanRows(catalog or load_catalog(), JsonTexts("", TextFields(text, title)), full=full)
    yield from rows_of_lines(maker, numbered(lines), at_once=1)


SCANNING = WorkKind(verb="scan", done="scanned", each="text", alone=1_000_000)


@dataclass(frozen=True, kw_only=True)
class ScanTask(Task):
    """Which texts are to be scanned, and how."""

    read: Format | None = None
    """The format of the source; None to tell by its ending."""
    text: str | None = None
    """The field of a record that holds the text; None where it is to be found by its name. Where the format is told as
    well, no other field is looked for."""
    title: str | None = None
    """The field that holds its title; None as for the text, or where the first line is taken for one if it looks so."""
    person: Person | None = None
    """Whom the texts are held against; the rows come best first then."""


def scan_file(catalog: Catalog, task: ScanTask, report: Callable[[RunSummary], None] = lambda _: None) -> RunSummary:
    """Scan the records of a file into rows, and `report` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, is the target as well, or, if `strict`, has a bad
    record, where no field is known to hold the text, and where the catalog does not say how to read texts; OutputError
    where the target cannot be written. Warns with OtherKindWarning where the CV of the person reads as a posting.
    """
    check_target(task.source, task.target)
    make, chunks = _reading(catalog, task)
    if not task.person:
        return run(task, SCANNING, make, chunks, report)
    summary, rows = rank(task, SCANNING, make, chunks, report)
    with row_writer(task.target) as write:
        write(b"".join(_numbered(rows)))
    return summary


def best_texts(
    catalog: Catalog, task: ScanTask, most: int, report: Callable[[RunSummary], None] = lambda _: None
) -> tuple[RunSummary, list[ScanRow]]:
    """Scan the records of a file, and give the rows of the best, so many at most; without a person those of the first.

    Raises InputError as `scan_file` does.
    """
    summary, rows = rank(task, SCANNING, *_reading(catalog, task), report)
    summary.has_rows = False
    return summary, [ScanRow.model_validate_json(row) for order, row in rows[:most] if order != WORST]


def _numbered(rows: Iterable[tuple[float, bytes]]) -> Iterator[bytes]:
    """Rows of JSON, each with its place; one that says what is wrong with a record has none."""
    for place, (order, row) in enumerate(rows, 1):
        yield row if order == WORST else b'{"rank":%d,' % place + row[1:]


def _reading(catalog: Catalog, task: ScanTask) -> tuple[Callable[[], ScanRows], Iterator[AnyChunk]]:
    """What makes the rows of a file, and its chunks."""
    if task.person and task.person.cv:
        warn_of_other_kinds(task.person.cv)
    file, lines = display_name(task.source), chunks_of(task, SCANNING)
    kind = task.read or TABLES.get(ending_of(task.source))
    if kind is not None and kind != "jsonl":
        _, head, rows = split_row(open_rows(task.source, kind, lines, is_known), file)
        columns = [name.strip() for name in head]
        return partial(_maker, catalog, task, file, _fields(columns, task, file), columns), rows
    lines = check_lines(lines, file, certain=True)
    if task.read is None or task.text is None:
        names, lines = split_names(lines, file)
        fields = _fields(names, task, file)
    else:
        fields = TextFields(task.text, task.title)
    return partial(_maker, catalog, task, file, fields, None), lines


def _maker(catalog: Catalog, task: ScanTask, file: str, fields: TextFields, columns: Sequence[str] | None) -> ScanRows:
    """Makes rows of a table with these columns, or of JSON lines if it has none."""
    source = JsonTexts(file, fields) if columns is None else TableTexts(file, fields, columns)
    return ScanRows(catalog, source, full=task.full, person=task.person)


def _fields(names: Sequence[str], task: ScanTask, file: str) -> TextFields:
    try:
        return find_fields(names, task.text, task.title)
    except InputError as error:
        raise InputError(*(replace(each, file=file) for each in error.problems)) from error
