"""Files of Parquet and Arrow: their rows, and rows written as them, some thousand at a time."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rolefit.batch.arrow_cells import Beyond, rows_of
from rolefit.batch.endings import ArrowFormat
from rolefit.batch.records import Columns, RecordName
from rolefit.batch.rows import columns_of_rows, in_a_cell
from rolefit.batch.table_cells import is_nothing
from rolefit.batch.table_rows import RowChunk
from rolefit.catalog.models import Catalog
from rolefit.documents.files import STDIN, display_name, opened
from rolefit.documents.output import escape_control
from rolefit.errors import InputError, Problem, UsageError
from rolefit.scoring.scorer import ScoreColumns

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 4_000
"""How many rows are read at once."""

GROUP = 100_000
"""How many rows stand together in what is written: readers skip and read such groups as a whole."""


def arrow_rows(path: str, kind: ArrowFormat) -> Iterator[RowChunk]:
    """The names of the columns and the rows of a file; lines are rows, of which the names are the first.

    Raises InputError where pyarrow is not installed, or the file cannot be read or is none of its kind.
    """
    with _batches(path, kind) as (schema, batches):
        yield RowChunk(1, [1], [tuple(schema.names)], 0, 0)
        line = 2
        for batch in batches:
            # What is damaged may lead anywhere in memory.
            batch.validate(full=True)
            for start in range(0, batch.num_rows, AT_ONCE):
                part = batch.slice(start, AT_ONCE)
                numbers: Sequence[int] = range(line, line + part.num_rows)
                rows = list(rows_of(part))
                if not all(map(any, rows)):
                    # Of what is not true, only some is empty.
                    kept = [index for index, row in enumerate(rows) if not all(map(is_nothing, row))]
                    numbers, rows = [numbers[index] for index in kept], [rows[index] for index in kept]
                yield RowChunk(line, numbers, rows, 0, part.nbytes)
                line += part.num_rows


def schema_of(path: str, kind: ArrowFormat) -> "pa.Schema":
    """The columns of a file; a name may stand twice. Raises InputError as `arrow_rows` does."""
    with _batches(path, kind) as (schema, _):
        return schema


@contextmanager
def _batches(path: str, kind: ArrowFormat) -> "Iterator[tuple[pa.Schema, Iterator[pa.RecordBatch]]]":
    file = display_name(path)
    pa = _pyarrow(file, f"is {_NAMES[kind]}")
    if path == STDIN:
        raise UsageError(Problem(f"{_NAMES[kind]} cannot be read from standard input", "name a file"))
    with opened(path) as stored:
        try:
            if kind == "parquet":
                from pyarrow import parquet  # noqa: PLC0415

                source = parquet.ParquetFile(stored)
                yield source.schema_arrow, source.iter_batches(AT_ONCE)
            elif stored.peek(6).startswith(b"ARROW1"):
                ipc = pa.ipc.open_file(stored)
                yield ipc.schema, map(ipc.get_batch, range(ipc.num_record_batches))
            else:
                stream = pa.ipc.open_stream(stored)
                yield stream.schema, iter(stream)
        except (pa.ArrowException, OSError, MemoryError) as error:
            raise InputError(Problem(f"is not {_NAMES[kind]}, or damaged", "write it again", file=file)) from error


_NAMES: Mapping[ArrowFormat, str] = {"parquet": "a file of Parquet", "arrow": "a file of Arrow"}


def _pyarrow(file: str, what: str) -> Any:
    """The library. Raises InputError where it is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415
    except ImportError as error:
        raise InputError(Problem(what, "for it, install: pip install 'rolefit[arrow]'", file=file)) from error
    return pa


class ArrowRows:
    """Rows as messages of Arrow, a schema and record batches: `written_as` makes a file of them.

    `types` are those of what is passed through, and of `id`, where they are known; what has none is text.
    """

    def __init__(
        self, catalog: Catalog, about: Sequence[str], types: "Mapping[str, pa.DataType]", packed: ArrowFormat
    ) -> None:
        self.packed = packed
        self._pa = pa = _pyarrow("", "rows of Parquet and Arrow take pyarrow")
        self._roles = [role.id for role in catalog.roles]
        self._about = tuple(about)
        names = columns_of_rows(catalog, about, "give it another name, or write JSON lines")
        fits = {f"fit_{role}" for role in self._roles}
        known = {name: kind.value_type if pa.types.is_dictionary(kind) else kind for name, kind in types.items()}
        kinds = {name: pa.float64() if name in fits else known.get(name, pa.string()) for name in names}
        self._schema = pa.schema(kinds)
        self.head: bytes = self._schema.serialize().to_pybytes()

    def short(self, people: Columns, scores: ScoreColumns) -> bytes:
        """A batch with a row for each person; the column for errors is null."""
        number = len(people.ids)
        told = people.about or [{}] * number
        noted = map(in_a_cell, people.noted) if people.noted else [""] * number
        return self._batch(
            people.ids,
            *([about.get(name) for about in told] for name in self._about),
            [self._roles[index] for index in scores.first],
            scores.kinds,
            *scores.fits,
            [None] * number,
            [words or None for words in noted],
        )

    def bad(self, name: RecordName, error: InputError) -> bytes:
        """A batch of one row, with the id and the error; the columns for the result are null."""
        about = ([name.about.get(column)] for column in self._about)
        empty = [[None]] * (2 + len(self._roles))
        return self._batch([name.id], *about, *empty, [escape_control(str(error))], [in_a_cell(name.noted) or None])

    def _batch(self, *columns: Sequence[Any]) -> bytes:
        arrays = [self._array(column, kind) for column, kind in zip(columns, self._schema.types, strict=True)]
        batch = self._pa.RecordBatch.from_arrays(arrays, schema=self._schema)
        return bytes(batch.serialize().to_pybytes())

    def _array(self, values: Sequence[Any], kind: "pa.DataType") -> "pa.Array":
        if self._pa.types.is_string(kind):
            values = [value if value is None else str(value) for value in values]
        else:
            values = [value.stored[0] if isinstance(value, Beyond) else value for value in values]
        return self._pa.array(values, kind)


@contextmanager
def written_as(kind: ArrowFormat, write: Callable[[bytes], object]) -> Iterator[Callable[[bytes], object]]:
    """What makes a file of the messages that it is given, and writes that; nothing more where it fails."""
    sink = _Sink(write)
    writer = _Writer(kind, sink)
    try:
        yield writer.take
        writer.end()
    except BaseException:
        # Writers end their files when they are thrown away.
        sink.is_over = True
        raise


class _Writer:
    def __init__(self, kind: ArrowFormat, sink: "_Sink") -> None:
        import pyarrow as pa  # noqa: PLC0415

        self._pa, self._kind = pa, kind
        self._sink = pa.PythonFile(sink, "w")
        self._schema: pa.Schema | None = None
        self._writer: Any = None
        self._batches: list[pa.RecordBatch] = []

    def take(self, messages: bytes) -> None:
        """Write some messages, whole ones, of which the very first is a schema."""
        source = self._pa.BufferReader(messages)
        if self._schema is None:
            self._schema = self._pa.ipc.read_schema(source)
            self._writer = self._open(self._schema)
        while source.tell() < len(messages):
            self._batches.append(self._pa.ipc.read_record_batch(source, self._schema))
        if sum(batch.num_rows for batch in self._batches) >= GROUP:
            self._flush()

    def _open(self, schema: "pa.Schema") -> Any:
        if self._kind == "parquet":
            from pyarrow import parquet  # noqa: PLC0415

            try:
                return parquet.ParquetWriter(self._sink, schema)
            except self._pa.ArrowNotImplementedError as error:
                what = "a column that is passed through has a type that Parquet lacks"
                raise InputError(Problem(what, "write Arrow or JSON lines")) from error
        return self._pa.ipc.new_file(self._sink, schema)

    def _flush(self) -> None:
        table = self._pa.Table.from_batches(self._batches, self._schema).combine_chunks()
        self._writer.write_table(table)
        self._batches = []

    def end(self) -> None:
        """Write what is left."""
        self._flush()
        self._writer.close()


class _Sink(io.RawIOBase):
    """Hands on what is written to it."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self.is_over = write, False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not self.is_over:
            self._write(bytes(data))
        return len(data)
