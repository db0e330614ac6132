"""Scoring tables: record batches of Arrow in, record batches out, wherever an engine keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from rolefit.batch.csv_head import ID, Cells, Head, head_of
from rolefit.batch.rows import columns_of_rows
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.documents.output import escape_control
from rolefit.errors import InputError, Problem, excerpt
from rolefit.scoring.scorer import Given, Scorer

try:
    import pyarrow as pa
except ImportError as error:
    MISSING = "rolefit.arrow needs pyarrow, which the extra arrow installs: pip install 'rolefit[arrow]'"
    raise ImportError(MISSING) from error


__all__ = ["score_batches", "scored_schema"]

AT_ONCE = 400
"""How many rows are taken out of Arrow at once: as objects of Python they take far more memory."""


def score_batches(batches: Iterable[pa.RecordBatch], catalog: Catalog | None = None) -> Iterator[pa.RecordBatch]:
    """Score tables, each row the answers of a person: a batch of results for each batch, row by row in order.

    A column belongs to a question if its name is the id of the question or its words. Its cells are text, as in CSV
    (several answers with semicolons between them), or lists of text for a question that takes many; null is a skipped
    question, an empty list is none of the options. The results have `id`, all columns that are no questions with the
    types they had, `top`, `verdict`, `fit_` and the id of each role, and `error`: null, or what is wrong with a row,
    whose other results are null then. Without a `catalog` the built-in one is used. Spark's `mapInArrow` takes this
    function as it is. Raises InputError where the columns make no sense.

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
    ['id', 'team', 'top', 'verdict', 'fit_ds', 'fit_as', 'fit_rs', 'fit_mle', 'error']
    """
    return _Table(schema, catalog or load_catalog()).schema


class _Table:
    """Scores batches that have the same columns."""

    def __init__(self, schema: pa.Schema, catalog: Catalog) -> None:
        self._roles = [role.id for role in catalog.roles]
        self._head = head_of(schema.names, catalog)
        _check_types(schema, self._head, catalog)
        self._kept = _kept(schema, self._head)
        kept = [schema.field(index) for index in self._kept]
        columns_of_rows(catalog, [field.name for field in kept], "give it another name")
        name = pa.field(ID, pa.string()) if self._head.id is None else schema.field(self._head.id).with_name(ID)
        self.schema = pa.schema([name, *kept, *_results(self._roles)])
        self._columns = [(self._head.questions.get(question.id), Cells(question)) for question in catalog.questions]
        self._scorer = Scorer(catalog)

    def score(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The results of a batch."""
        index = self._head.id
        names = pa.nulls(batch.num_rows, pa.string()) if index is None else batch.column(index)
        results: list[list[Any]] = [[] for _ in _results(self._roles)]
        for start in range(0, batch.num_rows, AT_ONCE):
            for column, more in zip(results, self._scored(batch.slice(start, AT_ONCE)), strict=True):
                column.extend(more)
        kept = [batch.column(index) for index in self._kept]
        new = map(pa.array, results, (field.type for field in _results(self._roles)))
        return pa.RecordBatch.from_arrays([names, *kept, *new], schema=self.schema)

    def _scored(self, batch: pa.RecordBatch) -> list[Sequence[Any]]:
        """The columns of the results."""
        skipped = (None,) * batch.num_rows
        cells = [skipped if index is None else batch.column(index).to_pylist() for index, _ in self._columns]
        people: list[Sequence[Given]] = []
        errors: list[str | None] = []
        for of_person in zip(*cells, strict=True):
            try:
                people.append(
                    [_answer(column, cell) for (_, column), cell in zip(self._columns, of_person, strict=True)]
                )
                errors.append(None)
            except InputError as error:
                people.append([None] * len(self._columns))
                errors.append(escape_control(str(error)))
        scores = self._scorer.score_columns(list(zip(*people, strict=True)))
        results: list[list[Any]] = [
            [self._roles[index] for index in scores.first],
            list(scores.kinds),
            *map(list, scores.fits),
        ]
        for row, message in enumerate(errors):
            if message is not None:
                for column in results:
                    column[row] = None
        return [*results, errors]


def _results(roles: Sequence[str]) -> list[pa.Field]:
    fits = [pa.field(f"fit_{role}", pa.float64()) for role in roles]
    return [pa.field("top", pa.string()), pa.field("verdict", pa.string()), *fits, pa.field("error", pa.string())]


def _kept(schema: pa.Schema, head: Head) -> list[int]:
    """The indexes of the columns that are passed through."""
    read = {head.id, *head.questions.values()}
    return [index for index in range(len(schema)) if index not in read]


def _check_types(schema: pa.Schema, head: Head, catalog: Catalog) -> None:
    problems = []
    for question, index in head.questions.items():
        field, many = schema.field(index), catalog.question(question).takes_many
        if not (_is_text(field.type) or (many and _is_list(field.type))):
            hint = "make it text or lists of text" if many else "make it text"
            problems.append(Problem(f"is a column of {field.type}", hint, key=excerpt(field.name)))
    if problems:
        raise InputError(*problems)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(test(kind) for test in tests)


def _is_list(kind: pa.DataType) -> bool:
    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list, pa.types.is_list_view)
    return any(test(kind) for test in tests) and _is_text(kind.value_type)


def _answer(column: Cells, cell: Any) -> Given:
    """What a cell says, which is text, a list of texts, or None."""
    if not isinstance(cell, list):
        return None if cell is None else column.answer(cell)
    if None in cell:
        hint = "null stands for a whole list"
        raise InputError(Problem("has a null in its list", hint, key=column.question.id))
    return column.answer(tuple(cell))
