"""Many people in, many results out: one row for each record, in order, whatever is wrong with some of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rolefit.answers.models import Answers
from rolefit.batch.csv_head import Head, take_head
from rolefit.batch.csv_rows import read_rows
from rolefit.batch.endings import TABLES, Format, ending_of
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.read_csv import CsvRecords
from rolefit.batch.read_json import JsonRecords, check_lines, numbered
from rolefit.batch.records import Columns, RecordName, Records
from rolefit.batch.rows import CsvRows, JsonRows, Rows, check_target
from rolefit.batch.run import AnyChunk, Task, WorkKind, chunks_of, rows_of_lines, run
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.errors import InputError, Problem, UsageError
from rolefit.scoring.scorer import ScoreColumns, Scorer

AT_ONCE = 400
"""How many records are scored at once: with fewer, more time goes into beginning; with more, a processor's cache is too
small for them."""


class ScoreRows:
    """Makes rows in one format of records in one format."""

    def __init__(self, catalog: Catalog, records: Records, rows: Rows, *, full: bool = False) -> None:
        self._records, self._rows = records, rows
        self._scorer = Scorer(catalog)
        self._full = rows.full if full and isinstance(rows, JsonRows) else None
        self.head, self.about, self.split = rows.head, records.about, records.split

    def add_rows(self, lines: Sequence[int], records: Sequence[Any], outcome: Outcome) -> None:
        """Add the rows of records, each with its line, until the outcome is over."""
        for start in range(0, len(records), AT_ONCE):
            self._add_rows(lines[start : start + AT_ONCE], records[start : start + AT_ONCE], outcome)

    def _add_rows(self, lines: Sequence[int], records: Sequence[Any], outcome: Outcome) -> None:
        if outcome.is_over or self._add_plain(records, outcome):
            return
        if len(records) == 1:
            self._add_row(lines[0], records[0], outcome)
            return
        half = len(records) // 2
        self._add_rows(lines[:half], records[:half], outcome)
        self._add_rows(lines[half:], records[half:], outcome)

    def _add_plain(self, records: Sequence[Any], outcome: Outcome) -> bool:
        """Whether the records are all plain and sound, and short rows are wanted; if so, they are scored."""
        people = None if self._full else self._records.columns(records)
        if not people:
            return False
        outcome.add(self._rows.short(people, self._scorer.score_columns(people.answers)), people.ids)
        return True

    def _add_row(self, line: int, record: Any, outcome: Outcome) -> None:
        try:
            name, answers = self._records.person(record, line)
        except InputError as error:
            name = self._records.name(record)
            outcome.add_bad(self._rows.bad(name, error), name.id, error)
        else:
            outcome.add(self._row_of(name, answers), [name.id])

    def _row_of(self, name: RecordName, answers: Answers) -> bytes:
        if self._full:
            return self._full(name, self._scorer.score(answers))
        scores = self._scorer.standing(answers)
        column = ScoreColumns(scores.order[:1], [scores.verdict.kind], [[fit] for fit in scores.fits])
        return self._rows.short(Columns([name.id], [name.about], ()), column)


def score_lines(lines: Iterable[str | bytes], catalog: Catalog | None = None, *, full: bool = False) -> Iterator[str]:
    """Score JSON lines, each the answers of a person: one row of JSON for each line that is not blank, in order.

    A line is `{"id": "p1", "answers": {question: option or list of options}}`; what else it may say is in the schema
    of answers. A row has `id`, `top` (the id of the role that comes first), `verdict` and `fit` (by role, from 0 to 1,
    adding up to 1); with `full` it is a whole result. A line that cannot be scored gives a row with `id` and `error`,
    which counts lines from 1. Nothing is read ahead but some hundred lines, and nothing is kept, so any number of
    lines can be scored. Without a `catalog` the built-in one is used. An engine maps this over the parts of its data;
    the results are those of `rolefit score`.

    >>> import json
    >>> from rolefit import score_lines
    >>> rows = list(score_lines(['{"id": "p1", "answers": {"horizon": "years", "deliverables": ["papers"]}}']))
    >>> row = json.loads(rows[0])
    >>> row["id"], row["top"], row["verdict"], round(sum(row["fit"].values()), 9)
    ('p1', 'rs', 'close', 1.0)
    """
    catalog = catalog or load_catalog()
    maker = ScoreRows(catalog, JsonRecords(catalog, ""), JsonRows(catalog), full=full)
    yield from rows_of_lines(maker, numbered(lines), AT_ONCE)


ENDINGS: dict[str, Format] = {**TABLES, ".json": "jsonl"}

SCORING = WorkKind(verb="score", done="scored", each="person", alone=6_000_000)


@dataclass(frozen=True)
class ScoreTask(Task):
    """What is to be scored, and how."""

    read: Format | None = None
    """The format of the source; None to tell by its ending, else by how it begins."""
    write: Format | None = None
    """The format of the rows; None to tell by the ending of the target, else JSON lines."""
    id_column: str | None = None
    """The column of CSV that names the person, where that is not `id`."""


def score_file(catalog: Catalog, task: ScoreTask, report: Callable[[RunSummary], None] = lambda _: None) -> RunSummary:
    """Score the records of a file into rows, and `report` now and then how far it is.

    Raises InputError where the source cannot be read, has no records, has a head that makes no sense, is the target as
    well, or, if `strict`, has a bad record; OutputError where the target cannot be written.
    """
    source, target = _format(task.source, task.read), _format(task.target or "", task.write) or "jsonl"
    _check(task, source, target)
    file, table, lines = display_name(task.source), None, chunks_of(task, SCORING)
    chunks: Iterator[AnyChunk]
    if source == "csv":
        table, lines = take_head(lines, catalog, file, task.id_column)
        chunks = read_rows(lines, table.delimiter, file)
    else:
        chunks = check_lines(lines, file, certain=source is not None)
    make = partial(_maker, catalog, file, table, target, full=task.full)
    return run(task, SCORING, make, chunks, report)


def _maker(catalog: Catalog, file: str, table: Head | None, target: Format, *, full: bool) -> ScoreRows:
    """Makes rows of a table, or of JSON lines if it is None."""
    records: Records = CsvRecords(catalog, file, table) if table else JsonRecords(catalog, file)
    rows: Rows = CsvRows(catalog, records.about) if target == "csv" else JsonRows(catalog)
    return ScoreRows(catalog, records, rows, full=full)


def _format(path: str, given: Format | None) -> Format | None:
    return given or ENDINGS.get(ending_of(path))


def _check(task: ScoreTask, source: Format | None, target: Format) -> None:
    if task.full and target == "csv":
        raise UsageError(Problem("a whole result does not fit into a row of CSV", "use --to jsonl, or not --full"))
    if task.id_column and source != "csv":
        raise UsageError(Problem("--id names a column of CSV", "name the person under id in JSON lines"))
    check_target(task.source, task.target)
