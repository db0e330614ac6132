"""Records as JSON lines: each line is the answers of a person, as `rolefit quiz --answers` reads them."""

from collections.abc import Iterable, Sequence
from operator import attrgetter, methodcaller
from typing import Any, Literal, Union

import msgspec
from msgspec import UNSET, UnsetType

from rolefit.answers import Answers, PersonId
from rolefit.batch_answers import BatchAnswers, batch_answers_in
from rolefit.catalog import Catalog, Question
from rolefit.chunks import MAX_LINE
from rolefit.documents import parse_json_line
from rolefit.json_lines import id_on, split_lines
from rolefit.lines import line_of
from rolefit.records import Columns, Name


class JsonRecords:
    """Reads JSON lines of one file: most of them many at once, whatever is unusual line by line."""

    about: Sequence[str] = ()

    def __init__(self, catalog: Catalog, file: str) -> None:
        self._catalog, self._file = catalog, file
        self._read = msgspec.json.Decoder(_record_type(catalog)).decode

    def split(self, data: bytes, line: int) -> tuple[Sequence[int], Sequence[bytes]]:
        """The lines that are not blank."""
        return split_lines(data, line)

    def columns(self, records: Sequence[bytes]) -> Columns | None:
        """Reads lines that have answers, perhaps an id, and nothing else."""
        try:
            people = list(map(self._read, records))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        ids = list(map(attrgetter("id"), people))
        answers = list(zip(*map(msgspec.structs.astuple, map(attrgetter("answers"), people)), strict=True))
        keys = len(ids) * (2 + len(answers)) - ids.count(UNSET) - sum(column.count(UNSET) for column in answers)
        # The reader takes the last of two equal keys. Where there are as many colons as keys, none was given twice.
        more = sum(map(_colons, records)) - keys
        if more and (_has_escapes(records) or more != "".join(filter(_is_text, ids)).count(":")):
            return None
        if max(map(len, records)) > MAX_LINE:
            return None
        return Columns([None if name is UNSET else name for name in ids], (), answers)

    def chosen(self, question: Question, answer: Any) -> frozenset[str] | None:  # noqa: ARG002  # the reader knows it
        """The options of an answer that was read into a column."""
        if isinstance(answer, str):
            return frozenset((answer,))
        return answer if isinstance(answer, frozenset) else None

    def person(self, record: bytes, line: int) -> tuple[Name, Answers]:
        """All that one line says."""
        document = parse_json_line(line_of(record, self._file, line), self._file, line)
        answers = batch_answers_in(document, self._catalog, BatchAnswers)
        return Name(answers.id, answers.told), answers

    def name(self, record: bytes) -> Name:
        """The id on a line that is JSON and has one."""
        return Name(id_on(record))


_colons = methodcaller("count", b":")


def _has_escapes(records: Iterable[bytes]) -> bool:
    return any(b"\\" in record for record in records)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _record_type(catalog: Catalog) -> type[msgspec.Struct]:
    """What most records are: answers that the catalog has, and an id."""
    answers = msgspec.defstruct(
        "Answers",
        [(f"question_{i}", _answer_type(question), UNSET) for i, question in enumerate(catalog.questions)],
        rename={f"question_{i}": question.id for i, question in enumerate(catalog.questions)},
        forbid_unknown_fields=True,
        gc=False,
    )
    fields: list[tuple[str, Any, Any]] = [("answers", answers, msgspec.NODEFAULT), ("id", PersonId | UnsetType, UNSET)]
    return msgspec.defstruct("Record", fields, forbid_unknown_fields=True, gc=False)


def _answer_type(question: Question) -> Any:
    option: Any = Literal.__getitem__(tuple(option.id for option in question.options))
    return Union[frozenset[option] if question.takes_many else option, None, UnsetType]  # noqa: UP007  # of values
