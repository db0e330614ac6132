"""Cells of Arrow: what stands in its columns, as rows of a table have it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rolefit.batch.table_head import ID, Head
from rolefit.catalog.models import Catalog
from rolefit.errors import InputError, Problem, excerpt

if TYPE_CHECKING:
    import pyarrow as pa


def check_types(schema: "pa.Schema", head: Head, catalog: Catalog, file: str = "") -> None:
    """Raise InputError where a column of a question has a type that holds no answers."""
    problems = []
    for question, columns in head.questions.items():
        many = catalog.question(question).takes_many
        if columns.whole is not None:
            field = schema.field(columns.whole)
            if not (_is_text(field.type) or (many and _is_list(field.type))):
                hint = "make it text or lists of text" if many else "make it text"
                problems.append(Problem(f"is a column of {field.type}", hint, file, key=excerpt(field.name)))
        for field in (schema.field(tick.column) for tick in columns.ticks):
            if not (_is_text(field.type) or _is_tick(field.type)):
                hint = "make it true and false, numbers or text"
                problems.append(Problem(f"is a column of {field.type}", hint, file, key=excerpt(field.name)))
    if problems:
        raise InputError(*problems)


def types_of_rows(schema: "pa.Schema", head: Head) -> "dict[str, pa.DataType]":
    """The types that columns keep in rows: of what is passed through all, of ids those of whole numbers."""
    import pyarrow as pa  # noqa: PLC0415

    types = {name: schema.types[column] for name, column in head.about.items()}
    if head.id is not None and pa.types.is_integer(schema.types[head.id]):
        types[ID] = schema.types[head.id]
    return types


def _is_text(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(test(kind) for test in tests)


def _is_tick(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    tests = (pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(test(kind) for test in tests)


def _is_list(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list, pa.types.is_list_view)
    return any(test(kind) for test in tests) and _is_text(kind.value_type)


class Beyond(str):
    """A value for which Python has no type, such as a time with nanoseconds or after the year 9999, as text."""

    __slots__ = ("stored",)

    stored: "pa.Array"
    """The value itself, alone: only so it can be sent to another process."""

    @classmethod
    def of(cls, value: "pa.Scalar") -> "Beyond":
        """The value as Arrow shows it."""
        import pyarrow as pa  # noqa: PLC0415

        stored = pa.array([value], value.type)
        shown = " ".join(stored.to_string(skip_new_lines=True).split())
        found = cls(shown[1:-1] if shown.startswith("[") else shown)
        found.stored = stored
        return found


def rows_of(batch: "pa.RecordBatch") -> Iterator[Sequence[Any]]:
    """The rows of a batch, with lists as tuples."""
    return zip(*(map(_cell, _values(column)) for column in batch.columns), strict=True)


def _values(column: "pa.Array") -> Sequence[Any]:
    import pyarrow as pa  # noqa: PLC0415

    try:
        found: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        return list(map(_value, plain))
    return found


def _value(stored: "pa.Scalar") -> Any:
    try:
        return stored.as_py()
    except (ValueError, OverflowError):
        return Beyond.of(stored)


def _cell(value: Any) -> Any:
    # What Arrow makes of an interval is a tuple that no other process can be sent.
    return tuple(value) if isinstance(value, list | tuple) else value
