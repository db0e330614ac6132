"""Many people in, many results out: one row for each record, in order, whatever is wrong with some of them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rolefit.answers.models import Answers
from rolefit.batch.arrow_files import ArrowRows
from rolefit.batch.endings import Format
from rolefit.batch.full_rows import FullRows
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.read_json import JsonRecords, numbered
from rolefit.batch.records import Columns, RecordName, Records
from rolefit.batch.rows import CsvRows, JsonRows, Rows, check_target
from rolefit.batch.run import Task, WorkKind, chunks_of, rows_of_lines, run
from rolefit.batch.source import AT_ONCE, People, Person, Unreadable, format_of, open_source, read_people
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.errors import Problem, UsageError
from rolefit.scoring.scorer import Scorer


class ScoreRows:
    """Makes rows in one format of records in one format."""

    def __init__(self, catalog: Catalog, records: Records, rows: Rows, *, full: bool = False) -> None:
        self._records, self._rows = records, rows
        self._scorer = Scorer(catalog)
        self._full = FullRows(catalog, self._scorer) if full else None
        self.head, self.packed, self.about, self.split = rows.head, rows.packed, records.about, records.split

    def add_rows(self, lines: Sequence[int], records: Sequence[Any], outcome: Outcome) -> None:
        """Add the rows of records, each with its line, until the outcome is over."""
        for some in read_people(self._records, lines, records):
            match some:
                case People(lines=on, said=people):
                    outcome.add_cells(people.cells, on, people.noted)
                    outcome.add(self._rows_of(people), people.ids)
                case Person(name=name, answers=answers):
                    outcome.add(self._row_of(name, answers), [name.id])
                case Unreadable(name=name, error=error):
                    outcome.add_bad(self._rows.bad(name, error), name.id, error)
            if outcome.is_over:
                return

    def _rows_of(self, people: Columns) -> bytes:
        if self._full:
            return self._full.rows(people)
        return self._rows.short(people, self._scorer.score_columns(people.answers))

    def _row_of(self, name: RecordName, answers: Answers) -> bytes:
        if self._full:
            return self._full.row(name, self._scorer.score(answers))
        return self._rows.short(Columns([name.id], [name.about], ()), self._scorer.standing(answers).in_columns)


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
    target = format_of(task.target or "", task.write) or "jsonl"
    _check(task, target)
    source = open_source(task.source, chunks_of(task, SCORING), catalog, task.read, task.id_column)
    make = partial(_maker, catalog, source.records, target, source.types, full=task.full)
    return source.told_by(run(task, SCORING, make, source.chunks, report))


def _maker(
    catalog: Catalog, read: Callable[[], Records], target: Format, types: Mapping[str, Any], *, full: bool
) -> ScoreRows:
    records = read()
    rows: Rows
    match target:
        case "csv":
            rows = CsvRows(catalog, records.about)
        case "parquet" | "arrow":
            rows = ArrowRows(catalog, records.about, types, target)
        case _:
            rows = JsonRows(catalog)
    return ScoreRows(catalog, records, rows, full=full)


_NAMES: Mapping[Format, str] = {"csv": "CSV", "parquet": "Parquet", "arrow": "Arrow"}


def _check(task: ScoreTask, target: Format) -> None:
    if target == "xlsx":
        raise UsageError(Problem("rows are not written as a workbook", "write .csv, which Excel opens"))
    if task.full and target != "jsonl":
        raise UsageError(
            Problem(f"a whole result does not fit into a row of {_NAMES[target]}", "use --to jsonl, or not --full")
        )
    if target in {"parquet", "arrow"} and task.target is None and sys.stdout.isatty():
        raise UsageError(Problem(f"{_NAMES[target]} is not for a terminal", "name a file with --output"))
    check_target(task.source, task.target)
