"""Tables: a file as rows of cells, whatever holds them."""

from collections.abc import Callable, Iterator

from rolefit.batch.arrow_files import arrow_rows
from rolefit.batch.chunks import Chunk
from rolefit.batch.csv_rows import csv_rows
from rolefit.batch.endings import TableFormat
from rolefit.batch.table_rows import RowChunk
from rolefit.batch.workbook import workbook_rows


def open_rows(
    path: str, kind: TableFormat, chunks: Iterator[Chunk], is_known: Callable[[str], bool]
) -> Iterator[RowChunk]:
    """The rows of the table at `path`, which has these chunks if it is text; the first row names the columns.

    `is_known` tells whether such a name says something. Raises InputError where the file cannot be read.
    """
    match kind:
        case "csv":
            return csv_rows(chunks, is_known)
        case "xlsx":
            return workbook_rows(path, is_known)
        case "parquet" | "arrow":
            return arrow_rows(path, kind)
