"""Scoring tables: record batches of Arrow in, record batches out, wherever an engine keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from rolefit.batch.arrow_cells import check_types, rows_of
from rolefit.batch.read_table import TableRecords
from rolefit.batch.rows import columns_of_rows, in_a_cell
from rolefit.batch.source import AT_ONCE, People, Person, Unreadable, read_people
from rolefit.batch.table_head import ID, head_of
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.output import escape_control
from rolefit.scoring.scorer import ScoreColumns, Scorer

try:
    import pyarrow as pa
except ImportError as error:
    MISSING = "rolefit.arrow needs pyarrow, which the extra arrow installs: pip install 'rolefit[arrow]'"
    raise ImportError(MISSING) from error


__all__ = ["score_batches", "scored_schema"]


def score_batches(batches: Iterable[pa.RecordBatch], catalog: Catalog | None = None) -> Iterator[pa.RecordBatch]:
    """Score tables, each row the answers of a person: a batch of results for each batch, row by row in order.

    A column belongs to a question if its name is the id of the question or its words. Its cells are text, as in CSV
    (several answers with semicolons between them), or lists of text for a question that takes many; null is a skipped
    question, an empty list is none of the options. A question may have a column for each option too. The results have
    `id`, all columns that are no questions with the types they had, `top`, `verdict`, `fit_` and the id of each role,
    `error`: null, or what is wrong with a row, whose other results are null then, and `noted`: words in it that are no
    option. Without a `catalog` the built-in one is used. Spark's `mapInArrow` takes this function as it is. Raises
    InputError where the columns make no sense.

    >>> import pyarrow as pa
    >>> from rolefit.arrow import score_batches
    >>> people = pa.RecordBatch.from_pylist([{"id": 1, "team": "red", "horizon": "years", "deliverables": ["papers"]}])
    >>> row = next(score_batches([people])).to_pylist()[0]
    >>> row["id"], row["team"], row["top"], row["verdict"], row["error"]
    (1, 'red', 'rs', 'close', None)
    """
    catalog = catalog or load_catalog()
    for schema, alike in groupby(batches, attrgetter("schema")):
        table = _Table(schema, catalog)
        yield from map(table.score, alike)


def scored_schema(schema: pa.Schema, catalog: Catalog | None = None) -> pa.Schema:
    """The columns that `score_batches` gives for batches with these columns, as engines and writers ask for them.

    Raises InputError where the columns make no sense.

    >>> import pyarrow as pa
    >>> from rolefit.arrow import scored_schema
    >>> people = pa.schema({"id": pa.int64(), "team": pa.string(), "horizon": pa.string()})
    >>> scored_schema(people).names
    ['id', 'team', 'top', 'verdict', 'fit_ds', 'fit_as', 'fit_rs', 'fit_mle', 'error', 'noted']
    """
    return _Table(schema, catalog or load_catalog()).schema


class _Table:
    """Scores batches that have the same columns."""

    def __init__(self, schema: pa.Schema, catalog: Catalog) -> None:
        self._roles = [role.id for role in catalog.roles]
        self._head = head_of(schema.names, catalog)
        check_types(schema, self._head, catalog)
        self._kept = list(self._head.about.values())
        kept = [schema.field(index) for index in self._kept]
        columns_of_rows(catalog, [field.name for field in kept], "give it another name")
        name = pa.field(ID, pa.string()) if self._head.id is None else schema.field(self._head.id).with_name(ID)
        self.schema = pa.schema([name, *kept, *_results(self._roles)])
        self._records = TableRecords(catalog, "", self._head)
        self._scorer = Scorer(catalog)

    def score(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The results of a batch."""
        index = self._head.id
        names = pa.nulls(batch.num_rows, pa.string()) if index is None else batch.column(index)
        results: list[list[Any]] = [[] for _ in _results(self._roles)]
        for start in range(0, batch.num_rows, AT_ONCE):
            rows = list(rows_of(batch.slice(start, AT_ONCE)))
            for some in read_people(self._records, range(len(rows)), rows):
                for column, more in zip(results, self._scored(some), strict=True):
                    column.extend(more)
        kept = [batch.column(index) for index in self._kept]
        new = map(pa.array, results, (field.type for field in _results(self._roles)))
        return pa.RecordBatch.from_arrays([names, *kept, *new], schema=self.schema)

    def _scored(self, some: People | Person | Unreadable) -> list[Sequence[Any]]:
        """The columns of the results."""
        match some:
            case People(said=said):
                noted = [in_a_cell(each) or None for each in said.noted] or [None] * len(said.ids)
                return self._columns(self._scorer.score_columns(said.answers), noted)
            case Person(name=name, answers=answers):
                return self._columns(self._scorer.standing(answers).in_columns, [in_a_cell(name.noted) or None])
            case Unreadable(error=error):
                return [*[[None]] * (len(self._roles) + 2), [escape_control(str(error))], [None]]

    def _columns(self, scores: ScoreColumns, noted: Sequence[str | None]) -> list[Sequence[Any]]:
        firsts = [self._roles[index] for index in scores.first]
        return [firsts, scores.kinds, *scores.fits, [None] * len(firsts), noted]


def _results(roles: Sequence[str]) -> list[pa.Field]:
    fits = [pa.field(f"fit_{role}", pa.float64()) for role in roles]
    texts = [pa.field(name, pa.string()) for name in ("error", "noted")]
    return [pa.field("top", pa.string()), pa.field("verdict", pa.string()), *fits, *texts]
