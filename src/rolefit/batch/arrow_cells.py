"""Cells of Arrow: what stands in its columns, as rows of a table have it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rolefit.batch.table_head import Head
from rolefit.catalog.models import Catalog
from rolefit.errors import InputError, Problem, excerpt

if TYPE_CHECKING:
    import pyarrow as pa


def check_types(schema: "pa.Schema", head: Head, catalog: Catalog) -> None:
    """Raise InputError where a column of a question has a type that holds no answers."""
    problems = []
    for question, columns in head.questions.items():
        many = catalog.question(question).takes_many
        if columns.whole is not None:
            field = schema.field(columns.whole)
            if not (_is_text(field.type) or (many and _is_list(field.type))):
                hint = "make it text or lists of text" if many else "make it text"
                problems.append(Problem(f"is a column of {field.type}", hint, key=excerpt(field.name)))
        for field in (schema.field(tick.column) for tick in columns.ticks):
            if not (_is_text(field.type) or _is_tick(field.type)):
                hint = "make it true and false, numbers or text"
                problems.append(Problem(f"is a column of {field.type}", hint, key=excerpt(field.name)))
    if problems:
        raise InputError(*problems)


def _is_text(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(test(kind) for test in tests)


def _is_tick(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    return any(test(kind) for test in (pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating))


def _is_list(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list, pa.types.is_list_view)
    return any(test(kind) for test in tests) and _is_text(kind.value_type)


def rows_of(batch: "pa.RecordBatch") -> Iterator[Sequence[Any]]:
    """The rows of a batch, with lists as tuples."""
    return zip(*(map(_cell, column.to_pylist()) for column in batch.columns), strict=True)


def _cell(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
