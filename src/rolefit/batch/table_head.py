"""What the columns of a table are, by the words in their heads."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, count
from typing import Any, NamedTuple

from rolefit.batch.table_rows import RowChunk, split_row
from rolefit.batch.table_words import ALMOST, Heads, almost, is_other, under_one_head
from rolefit.catalog.models import Catalog
from rolefit.catalog.names import normalized_name, normalized_question
from rolefit.errors import InputError, Problem, did_you_mean, excerpt, named, one_of

ID = "id"

_IDS = {"respondent id", "response id", "responseid", "submission id"}
"""What programs call the column that names the person, in place of ID."""


class Tick(NamedTuple):
    """A column that says of one option whether it was chosen."""

    column: int
    means: tuple[str, ...] | None
    """The id of the option, nothing for none of them; None where it is none of the question's."""
    label: str
    """The option, as the head calls it."""


class QuestionColumns(NamedTuple):
    """The columns of one question."""

    whole: int | None = None
    """The one whose cells have whole answers."""
    ticks: Sequence[Tick] = ()

    @property
    def indexes(self) -> list[int]:
        """Where they are: the whole one first."""
        return [*([] if self.whole is None else [self.whole]), *(tick.column for tick in self.ticks)]


class Head(NamedTuple):
    """What the columns are, by their indexes from 0."""

    names: Sequence[str]
    """How messages name each column."""
    questions: Mapping[str, QuestionColumns]
    """Question id to its columns, at least one; a question without any is not there."""
    id: int | None
    about: Mapping[str, int]
    """The columns that are passed through, by names of which none stands twice."""
    unnamed: frozenset[str] = frozenset()
    """Those of them that have no name of their own."""
    row: Sequence[Any] = ()
    """The cells of the head, as they stand in the table."""
    passed: int = 0
    """How many more rows belong to it."""


def take_head(
    chunks: Iterator[RowChunk], catalog: Catalog, file: str, id_column: str | None = None
) -> tuple[Head, Iterator[RowChunk]]:
    """Read the head of a table; give what it says, and the rows that follow it.

    The column that names the person is `id`, unless another one is named. Where the first row has a question over
    several columns, the second has their options. Raises InputError where that makes no sense.
    """
    heads = Heads(catalog)
    line, row, chunks, above = _first_known(heads, chunks, file)
    names = _words(row)
    options, chunks = _options_below(heads, names, chunks, file, id_column)
    below, chunks = _names_of_program(chunks, file) if above else (0, chunks)
    passed = above + bool(options) + below
    try:
        head = head_of(names, catalog, id_column, options)
    except InputError as error:
        raise InputError(*(replace(each, file=file, line=line) for each in error.problems)) from error
    return head._replace(row=row, passed=passed), chunks


def _first_known(
    heads: Heads, chunks: Iterator[RowChunk], file: str
) -> tuple[int, Sequence[Any], Iterator[RowChunk], int]:
    """The line and cells of the row that names the columns, what follows it, and how many rows stand above it.

    Above the words of questions some programs write codes of their own, or a title.
    """
    line, row, chunks = split_row(chunks, file)
    if not row:
        raise InputError(Problem("is empty", "give it a head, and a row for each person", file=file))
    if any(map(heads.is_known, _words(row))):
        return line, row, chunks, 0
    below, second, after = split_row(chunks, file)
    known = sum(map(heads.is_known, _words(second)))
    # One cell that names a question may be what somebody wrote, unless all that stands above it is a title.
    is_below_title = known == 1 and sum(map(bool, _words(row))) == 1 < sum(map(bool, _words(second)))
    return (below, second, after, 1) if known > 1 or is_below_title else (line, row, chunks, 0)


def _options_below(
    heads: Heads, names: Sequence[str], chunks: Iterator[RowChunk], file: str, id_column: str | None
) -> tuple[Sequence[str], Iterator[RowChunk]]:
    """The options that stand in a row below their questions, if there is one, and what follows."""
    if not heads.blocks(names):
        return (), chunks
    line, row, after = split_row(chunks, file)
    labels = _words(row)
    return (labels, after) if _are_options(heads, names, labels, id_column) else ((), _before(line, row, after))


def _names_of_program(chunks: Iterator[RowChunk], file: str) -> tuple[int, Iterator[RowChunk]]:
    """How many rows, one at most, have the names that Qualtrics keeps for itself, and what follows."""
    line, row, after = split_row(chunks, file)
    if any(words.startswith(_IMPORT) for words in _words(row)):
        return 1, after
    return 0, _before(line, row, after)


_IMPORT = '{"ImportId"'
"""How they begin."""


def _words(row: Sequence[Any]) -> list[str]:
    return ["" if cell is None else str(cell).strip() for cell in row]


def _before(line: int, row: Sequence[Any], chunks: Iterator[RowChunk]) -> Iterator[RowChunk]:
    return chain([RowChunk(line, [line], [row], 0, 0)] if row else [], chunks)


def _are_options(heads: Heads, names: Sequence[str], labels: Sequence[str], id_column: str | None) -> bool:
    """Whether a second row has the options of the questions in the first, and is not of a person.

    A person may answer with an option and have a remark in a column without a name, so one option is not enough.
    """
    if len(labels) != len(names):
        return False
    has_options = False
    for run in under_one_head(names):
        name, said = names[run[0]], [label for index in run if normalized_name(label := labels[index]) not in _WHOLE]
        if any(said) and (len(run) == 1 or normalized_question(name) == normalized_question(id_column or ID)):
            return False
        question, options = heads.question(name), [label for label in said if label and not is_other(label)]
        if question and options:
            if not heads.are_options(question, options):
                return False
            has_options = True
    return has_options


def head_of(names: Sequence[str], catalog: Catalog, id_column: str | None = None, options: Sequence[str] = ()) -> Head:
    """What columns with these names are; `options` are what stands under them in a second row, if there is one.

    Raises InputError where no column is a question, a column of one stands twice, is named almost like a question or an
    option, or there is none that is named `id_column`.
    """
    columns = list(_columns(names, Heads(catalog), options))
    id_name = normalized_question(id_column or ID)
    ids = [index for index, each in enumerate(columns) if not each.question and each.is_called(id_name)]
    if not ids and not id_column:
        ids = [index for index, each in enumerate(columns) if normalized_question(each.name) in _IDS][:1]
    problems = list(_problems(columns, catalog, id_name))
    if problems:
        raise InputError(*(Problem(what, hint, key=key) for what, hint, key in problems))
    if id_column and not ids:
        raise InputError(Problem(f"there is no column {excerpt(id_column)}", one_of(id_column, names)))
    about: dict[str, int] = {}
    times = Counter[str]()
    for index, column in enumerate(columns):
        if not column.question and index not in ids:
            name = column.name or f"column {index + 1}"
            times[name] += 1
            about[_unique(name, times[name], about)] = index
    return Head(
        [column.name or f"column {index + 1}" for index, column in enumerate(columns)],
        {question.id: found for question in catalog.questions if (found := _columns_of(question.id, columns)).indexes},
        ids[0] if ids else None,
        about,
        frozenset(name for name, index in about.items() if not columns[index].name),
    )


class _Column(NamedTuple):
    """What a column is called, of which question it is, and of which option."""

    name: str
    question: str | None = None
    label: str | None = None
    means: tuple[str, ...] | None = None

    def is_called(self, name: str) -> bool:
        return normalized_question(self.name) == name

    def says(self, id_name: str) -> object:
        """What only one column may say; None where it is passed through."""
        if self.question is None:
            return ID if self.is_called(id_name) else None
        return self.question, self.label and (self.means if self.means is not None else normalized_name(self.label))


def _columns(names: Sequence[str], heads: Heads, options: Sequence[str]) -> Iterator[_Column]:
    over = {index: (question, names[block[0]]) for question, block in heads.blocks(names) for index in block}
    for index, name in enumerate(names):
        label = options[index] if options else ""
        if label and index in over and normalized_name(label) not in _WHOLE:
            question, words = over[index]
            yield _Column(f"{words} / {label}", question, label, heads.means(question, label))
        elif whole := heads.question(name):
            yield _Column(name, whole)
        elif tick := heads.tick(name):
            yield _Column(name, *tick, heads.means(*tick))
        else:
            yield _Column(name or label)


_WHOLE = {"response", "open ended response"}
"""What SurveyMonkey writes under a question whose column has whole answers."""


def _columns_of(question: str, columns: Sequence[_Column]) -> QuestionColumns:
    mine = [(index, column) for index, column in enumerate(columns) if column.question == question]
    whole = next((index for index, column in mine if column.label is None), None)
    return QuestionColumns(
        whole, tuple(Tick(index, column.means, column.label) for index, column in mine if column.label is not None)
    )


def _unique(name: str, times: int, taken: Mapping[str, int]) -> str:
    """The name, which so many columns up to this one have; with a number where a column before has it as well."""
    if name not in taken:
        return name
    return next(unique for n in count(max(2, times)) if (unique := f"{name} ({n})") not in taken)


def _problems(columns: Sequence[_Column], catalog: Catalog, id_name: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what would be right, and in which column."""
    seen: set[object] = set()
    for column in columns:
        says = column.says(id_name)
        if says is not None and says in seen:
            yield "stands twice", "keep one of these columns", excerpt(column.name)
        seen.add(says)
        slip = _slip(column, catalog)
        if slip and not column.is_called(id_name):
            yield *slip, excerpt(column.name)
    if not any(column.question for column in columns):
        seen_names = named(column.name for column in columns if column.name)
        hint = f"name columns by the ids of questions, which are {', '.join(q.id for q in catalog.questions)}"
        yield "no column is a question" + (f": they are {seen_names}" if seen_names else ""), hint, ""


def _slip(column: _Column, catalog: Catalog) -> tuple[str, str] | None:
    """What is wrong with a head that is almost a question or an option, and what would be right."""
    if column.question is None:
        near = get_close_matches(normalized_question(column.name), catalog.question_names, n=1, cutoff=ALMOST)
        hint = f"{did_you_mean([catalog.question_names[name] for name in near])} If not, give it another name"
        return ("is almost the name of a question", hint) if near else None
    if column.label is not None and column.means is None:
        option = almost(catalog.question(column.question), column.label)
        return (f"is almost an option of {column.question}", f"did you mean {option}?") if option else None
    return None
