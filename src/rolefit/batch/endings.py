"""Which files are tables of records, by the endings of their names."""

from pathlib import Path
from typing import Literal, TypeAlias

ArrowFormat: TypeAlias = Literal["parquet", "arrow"]

TableFormat: TypeAlias = Literal["csv", "xlsx"] | ArrowFormat

Format: TypeAlias = Literal["jsonl"] | TableFormat

TABLES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    **dict.fromkeys([".csv", ".tsv"], "csv"),
    **dict.fromkeys([".xlsx", ".xlsm"], "xlsx"),
    ".parquet": "parquet",
    **dict.fromkeys([".arrow", ".arrows", ".feather", ".ipc"], "arrow"),
}


def ending_of(path: str) -> str:
    """How the name of a file ends, in small letters, whether it is gzipped or not."""
    return Path(path.removesuffix(".gz")).suffix.lower()


def is_table(path: str) -> bool:
    """Whether a file is a table of records, and no document."""
    return ending_of(path) in TABLES
