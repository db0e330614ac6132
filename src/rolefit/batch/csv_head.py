"""What the columns of CSV are, by the words in their heads, and what their cells say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rolefit.answers.models import NONE_CHOSEN
from rolefit.batch.chunks import Chunk
from rolefit.batch.csv_rows import Record, bytes_of, read_records
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.files import NOT_UTF8
from rolefit.errors import InputError, Problem, excerpt, near, one_of
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
"""What may stand between cells; whichever finds most questions in the head does."""

ID = "id"


def take_head(
    chunks: Iterator[Chunk], catalog: Catalog, file: str, id_column: str | None = None
) -> tuple[Head, Iterator[Chunk]]:
    """Read the first record of a CSV file that is not blank; give what it says, and the chunks of what follows it.

    The column that names the person is `id`, unless another one is named. Raises InputError where the record makes no
    sense as a head.
    """
    first = next(chunks, Chunk(1, b""))
    blank = len(first.data) - len(first.data.lstrip(b"\r\n"))
    first = first.after(blank, first.data.count(b"\n", 0, blank))
    known = _known(catalog)
    by_mark = {mark: _first_record(first, mark, file) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: sum(_head_words(name) in known for name in by_mark[mark].cells))
    found = by_mark[delimiter]
    try:
        head = head_of([cell.strip() for cell in found.cells], catalog, delimiter, id_column)
    except InputError as error:
        raise InputError(*(replace(each, file=file, line=first.line) for each in error.problems)) from error
    rest = first.after(bytes_of(first.data, found.end), found.end)
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
    known = _known(catalog)
    problems = list(_problems(names, known))
    if problems:
        raise InputError(*(Problem(what, hint, key=key) for what, hint, key in problems))
    owners = [known.get(_head_words(name), "") for name in names]
    ids = [index for index, name in enumerate(names) if _head_words(name) == _head_words(id_column or ID)]
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


def _head_words(text: str) -> str:
    # Forms add a star to what must be answered, and people leave out the question mark.
    return plain_words(text).rstrip("?:*. ")


def _known(catalog: Catalog) -> dict[str, str]:
    """Question ids by all that a column of theirs may be called."""
    return {_head_words(name): q.id for q in catalog.questions for name in (q.id, q.ask)}


def _problems(names: Sequence[str], known: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what would be right, and in which column."""
    owners = [known.get(_head_words(name), _head_words(name)) for name in names]
    for index, name in enumerate(names):
        if name and owners[index] in owners[:index]:
            yield "stands twice", "keep one of these columns", excerpt(name)
        elif owners[index] not in known.values() and owners[index] != ID:
            near = get_close_matches(_head_words(name), known, n=1, cutoff=0.8)
            if near:
                hint = f"did you mean {known[near[0]]}? If not, give it another name"
                yield "is almost the name of a question", hint, excerpt(name)
    if not set(owners) & set(known.values()):
        hint = f"name columns by the ids of questions, which are {', '.join(sorted(set(known.values())))}"
        yield "no column is a question", hint, ""


def plain_words(text: str) -> str:
    """Words as they are compared: in any case, with any space between them, any apostrophe."""
    return " ".join(text.split()).casefold().replace("\u2019", "'")


NONE = ("[]", NONE_CHOSEN)
"""What a cell says where somebody was asked and chose none of the options. An empty cell is a skipped question."""

MOST_CELLS = 20_000
"""How many different cells of one question are remembered."""


class Cells:
    """Reads the cells of the column of one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._remembered = lru_cache(MOST_CELLS)(self._answer)
        self._options = {plain_words(name): o.id for o in question.options for name in (o.id, o.label)}
        # The longest first: the words of an option may have commas, and begin like those of another.
        names = sorted(self._options, key=len, reverse=True)
        self._next = re.compile(rf"({'|'.join(map(re.escape, names))}|)\s*(?:[;,]\s*|$)")

    def answer(self, cell: str) -> Given:
        """What a cell says; None where it is empty. Raises InputError where it has something else than options."""
        return self._remembered(cell)

    def _answer(self, cell: str) -> Given:
        text = plain_words(cell.strip().replace("\n", ";"))
        if self.question.takes_many and text in NONE:
            return frozenset()
        chosen = frozenset(self._several(text))
        if not chosen or self.question.takes_many:
            return chosen or None
        if len(chosen) > 1:
            hint = f"keep one of {', '.join(sorted(chosen))}"
            raise InputError(Problem(f"takes one answer, not {len(chosen)}", hint, key=self.question.id))
        return next(iter(chosen))

    def _several(self, text: str) -> Iterator[str]:
        start = 0
        while start < len(text):
            found = self._next.match(text, start)
            if not found:
                yield self.option(re.split(r"[;,]", text[start:])[0].strip())
                return
            if found[1]:
                yield self._options[found[1]]
            start = found.end()

    def option(self, name: str) -> str:
        """The id of the option with this id or these words. Raises InputError where there is none."""
        name = plain_words(name)
        if name in self._options:
            return self._options[name]
        ids = [option.id for option in self.question.options]
        hint = near(name, self._options) or f"it is one of {', '.join(ids)}"
        if self.question.takes_many and name in {*NONE, "none"}:
            hint = f"{NONE_CHOSEN} stands alone in its cell"
        raise InputError(Problem(f"there is no option {excerpt(name)}", hint, key=self.question.id))
