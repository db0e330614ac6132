"""The head of a CSV file: which column belongs to which question."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from typing import NamedTuple

from rolefit.catalog import Catalog
from rolefit.chunks import Chunk
from rolefit.errors import InputError, Problem, one_of
from rolefit.models import excerpt

DELIMITERS = ",;\t"
"""What may stand between cells; whichever finds most questions in the head does."""

ID = "id"


class Head(NamedTuple):
    """What the columns are, by their places from 0."""

    delimiter: str
    width: int
    """How many columns there are."""
    questions: dict[str, int]
    """Question id to its column."""
    id: int | None
    about: dict[str, int]
    """The columns that are passed through, by their names."""


def read_head(text: str, catalog: Catalog, file: str, id_column: str | None = None) -> Head:
    """Read the first record of a CSV file; the column that names the person is `id`, unless another one is named.

    Raises InputError where no column is a question, a column stands twice, is named almost like a question, or there
    is none that is named `id_column`.
    """
    known = _known(catalog)
    by_mark = {mark: [cell.strip() for cell in _cells(text, mark)] for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: sum(_head_words(name) in known for name in by_mark[mark]))
    try:
        return head_of(by_mark[delimiter], catalog, delimiter, id_column)
    except InputError as error:
        raise InputError(*(replace(each, file=file, line=1) for each in error.problems)) from error


def head_of(names: Sequence[str], catalog: Catalog, delimiter: str = ",", id_column: str | None = None) -> Head:
    """What columns with these names are.

    Raises InputError where no column is a question, a column stands twice, is named almost like a question, or there
    is none that is named `id_column`.
    """
    known = _known(catalog)
    problems = list(_problems(names, known))
    if problems:
        raise InputError(*(Problem(what, hint, key=key) for what, hint, key in problems))
    owners = [known.get(_head_words(name), "") for name in names]
    ids = [place for place, name in enumerate(names) if _head_words(name) == _head_words(id_column or ID)]
    if id_column and not ids:
        raise InputError(Problem(f"there is no column {excerpt(id_column)}", one_of(id_column, names)))
    return Head(
        delimiter,
        len(names),
        {owner: place for place, owner in enumerate(owners) if owner},
        ids[0] if ids else None,
        {name: place for place, name in enumerate(names) if name and not owners[place] and place not in ids},
    )


def take_head(chunks: Iterator[Chunk]) -> tuple[str, Iterator[Chunk]]:
    """The text of the first record of a CSV file, and the chunks of what follows it. Bytes that are not UTF-8 stay."""
    first = next(chunks, Chunk(1, b""))
    lines = first.data.decode(errors="surrogateescape").splitlines(keepends=True)
    rows = csv.reader(lines)
    next(rows, None)
    head = "".join(lines[: rows.line_num])
    rest = first.after(len(head.encode(errors="surrogateescape")), rows.line_num)
    return head, chain([rest] if rest.data else [], chunks)


def plain_words(text: str) -> str:
    """Words as they are compared: in any case, with any space between them, any apostrophe."""
    return " ".join(text.split()).casefold().replace("\u2019", "'")


def _head_words(text: str) -> str:
    # Forms add a star to what must be answered, and people leave out the question mark.
    return plain_words(text).rstrip("?:*. ")


def _known(catalog: Catalog) -> dict[str, str]:
    """Question ids by all that a column of theirs may be called."""
    return {_head_words(name): q.id for q in catalog.questions for name in (q.id, q.ask)}


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])


def _problems(names: Sequence[str], known: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what would be right, and in which column."""
    owners = [known.get(_head_words(name), _head_words(name)) for name in names]
    for place, name in enumerate(names):
        if name and owners[place] in owners[:place]:
            yield "stands twice", "keep one of these columns", excerpt(name)
        elif owners[place] not in known.values() and owners[place] != ID:
            near = get_close_matches(_head_words(name), known, n=1, cutoff=0.8)
            if near:
                hint = f"did you mean {known[near[0]]}? If not, give it another name"
                yield "is almost the name of a question", hint, excerpt(name)
    if not set(owners) & set(known.values()):
        hint = f"name columns by the ids of questions, which are {', '.join(sorted(set(known.values())))}"
        yield "no column is a question", hint, ""
