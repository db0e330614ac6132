"""What the columns of CSV are, by the words in their heads, and what their cells say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rolefit.answers.words import read_answer
from rolefit.batch.chunks import Chunk
from rolefit.batch.csv_rows import Record, bytes_of, read_records
from rolefit.catalog.models import Catalog, Question
from rolefit.catalog.names import normalized_question
from rolefit.documents.files import NOT_UTF8
from rolefit.errors import InputError, Problem, excerpt, one_of
from rolefit.scoring.scorer import Given


class Head(NamedTuple):
    """What the columns are, by their indexes from 0."""

    delimiter: str
    width: int
    """How many columns there are."""
    questions: dict[str, int]
    """Question id to its column."""
    id: int | None
    about: dict[str, int]
    """The columns that are passed through, by their names."""


DELIMITERS = ",;\t"
"""What may stand between cells; whichever finds most known names in the head does."""

ID = "id"


def take_head(
    chunks: Iterator[Chunk], catalog: Catalog, file: str, id_column: str | None = None
) -> tuple[Head, Iterator[Chunk]]:
    """Read the first record of a CSV file that is not blank; give what it says, and the chunks of what follows it.

    The column that names the person is `id`, unless another one is named. Raises InputError where the record makes no
    sense as a head.
    """
    known = catalog.question_names
    found, chunks = split_head(chunks, file, lambda name: normalized_question(name) in known)
    try:
        head = head_of(found.names, catalog, found.delimiter, id_column)
    except InputError as error:
        raise InputError(*(replace(each, file=file, line=found.line) for each in error.problems)) from error
    return head, chunks


class FirstRecord(NamedTuple):
    """The first record of a table, which names the columns."""

    names: Sequence[str]
    delimiter: str
    line: int
    """On which line it stands, from 1."""


def split_head(
    chunks: Iterator[Chunk], file: str, is_known: Callable[[str], bool]
) -> tuple[FirstRecord, Iterator[Chunk]]:
    """Split off the first record that is not blank; the delimiter is the one by which most names are known.

    Raises InputError where the record is not UTF-8.
    """
    first = next(chunks, Chunk(1, b""))
    blank = len(first.data) - len(first.data.lstrip(b"\r\n"))
    first = first.after(blank, first.data.count(b"\n", 0, blank))
    by_mark = {mark: _first_record(first, mark, file) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: sum(map(is_known, by_mark[mark].cells)))
    found = by_mark[delimiter]
    rest = first.after(bytes_of(first.data, found.end), found.end)
    head = FirstRecord([cell.strip() for cell in found.cells], delimiter, first.line)
    return head, chain([rest] if rest.data else [], chunks)


def _first_record(chunk: Chunk, delimiter: str, file: str) -> Record:
    try:
        record = next(read_records(chunk.data.decode(errors="surrogateescape"), delimiter), Record(0, 0))
        "".join(record.cells).encode()
    except UnicodeEncodeError as error:
        raise InputError(Problem(*NOT_UTF8, file=file, line=chunk.line)) from error
    return record


def head_of(names: Sequence[str], catalog: Catalog, delimiter: str = ",", id_column: str | None = None) -> Head:
    """What columns with these names are.

    Raises InputError where no column is a question, a column stands twice, is named almost like a question, or there
    is none that is named `id_column`.
    """
    known = catalog.question_names
    problems = list(_problems(names, known))
    if problems:
        raise InputError(*(Problem(what, hint, key=key) for what, hint, key in problems))
    owners = [known.get(normalized_question(name), "") for name in names]
    id_name = normalized_question(id_column or ID)
    ids = [index for index, name in enumerate(names) if normalized_question(name) == id_name]
    if id_column and not ids:
        raise InputError(Problem(f"there is no column {excerpt(id_column)}", one_of(id_column, names)))
    others = [index for index, owner in enumerate(owners) if not owner and index not in ids]
    return Head(
        delimiter,
        len(names),
        {owner: index for index, owner in enumerate(owners) if owner},
        ids[0] if ids else None,
        {names[index] or f"column {index + 1}": index for index in others},
    )


def _problems(names: Sequence[str], known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what would be right, and in which column."""
    owners = [known.get(normalized_question(name), normalized_question(name)) for name in names]
    for index, name in enumerate(names):
        if name and owners[index] in owners[:index]:
            yield "stands twice", "keep one of these columns", excerpt(name)
        elif owners[index] not in known.values() and owners[index] != ID:
            near = get_close_matches(normalized_question(name), known, n=1, cutoff=0.8)
            if near:
                hint = f"did you mean {known[near[0]]}? If not, give it another name"
                yield "is almost the name of a question", hint, excerpt(name)
    if not set(owners) & set(known.values()):
        hint = f"name columns by the ids of questions, which are {', '.join(sorted(set(known.values())))}"
        yield "no column is a question", hint, ""


MOST_CELLS = 20_000
"""How many different cells of one question are remembered."""


class Cells:
    """Reads the cells of the column of one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._remembered = lru_cache(MOST_CELLS)(self._read)

    def answer(self, cell: str | tuple[str, ...]) -> Given:
        """What a cell says, which is text or a list of texts; None where it is empty.

        Raises InputError where it has something else than options.
        """
        return self._remembered(cell)

    def _read(self, cell: str | tuple[str, ...]) -> Given:
        answer, slips = read_answer(self.question, cell)
        if slips:
            raise InputError(*(Problem(slip.what, slip.hint, key=self.question.id) for slip in slips))
        return frozenset(answer) if isinstance(answer, tuple) else answer
