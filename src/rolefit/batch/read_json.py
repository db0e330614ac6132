"""Records as JSON lines: each line is the answers of a person, as `rolefit quiz --answers` reads them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter, methodcaller
from typing import Any, Literal, Union

import msgspec
from msgspec import UNSET, UnsetType
from pydantic_core import PydanticCustomError

from rolefit.answers.models import Answers, PersonId, checked_person_id
from rolefit.batch.chunks import MAX_LINE, Chunk, line_of
from rolefit.batch.records import Columns, RecordName, Respondent, respondent_in
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.parse import parse_json_line
from rolefit.errors import InputError, Problem


class JsonRecords:
    """Reads JSON lines of one file: most of them many at once, whatever is unusual line by line."""

    about: Sequence[str] = ()

    def __init__(self, catalog: Catalog, file: str) -> None:
        self._catalog, self._file = catalog, file
        self._read = msgspec.json.Decoder(_record_type(catalog)).decode

    def split(self, chunk: Chunk) -> tuple[Sequence[int], Sequence[bytes]]:
        """The lines that are not blank."""
        return split_lines(chunk.data, chunk.line)

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

    def person(self, record: bytes, line: int) -> tuple[RecordName, Answers]:
        """All that one line says."""
        document = parse_json_line(line_of(record, self._file, line), self._file, line)
        answers = respondent_in(document, self._catalog, Respondent)
        return RecordName(answers.id, answers.told), answers

    def name(self, record: bytes) -> RecordName:
        """The id on a line that is JSON and has one."""
        return RecordName(id_on(record))


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


def check_lines(chunks: Iterator[Chunk], file: str, *, certain: bool) -> Iterator[Chunk]:
    """The same chunks; raises InputError where they are one JSON document, or, unless it is certain, no JSON at all."""
    for chunk in chunks:
        text = chunk.data.lstrip()
        if not text:
            yield chunk
            continue
        if text.startswith(b"[") or text.partition(b"\n")[0].strip() == b"{":
            what = "is one JSON document, not a line for each record"
            raise InputError(Problem(what, "jq -c . makes a line of one, jq -c '.[]' lines of a list", file=file))
        if not certain and not text.startswith(b"{"):
            raise InputError(Problem("is in a format that its name does not tell", "name it: --from csv", file=file))
        yield chunk
        yield from chunks


def split_lines(data: bytes, line: int) -> tuple[Sequence[int], Sequence[bytes]]:
    """The lines that are not blank, and their numbers; the first line has the number that is given."""
    lines = data.removesuffix(b"\n").split(b"\n")
    if all(lines) and not any(map(bytes.isspace, lines)):
        return range(line, line + len(lines)), lines
    kept = [(number, text) for number, text in enumerate(lines, line) if text and not text.isspace()]
    return [number for number, _ in kept], [text for _, text in kept]


def numbered(lines: Iterable[str | bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, as bytes, each with its number from 1."""
    texts = (line.encode(errors="surrogatepass") if isinstance(line, str) else line for line in lines)
    return ((number, text) for number, text in enumerate(texts, 1) if text and not text.isspace())


def id_on(line: bytes, field: str = "id") -> PersonId:
    """The id on a line that is JSON and has one."""
    try:
        found = json.loads(line[:MAX_LINE]).get(field)
    except (ValueError, RecursionError, AttributeError):
        found = None
    try:
        return checked_person_id(found)
    except PydanticCustomError:
        return None


def bad_row(name: PersonId, error: InputError, more: dict[str, Any]) -> bytes:
    """A row with the id and the error, as `--json` prints errors, and more."""
    return row_of({"id": name, "error": error.problems[0].as_error(error.code), **more})


def row_of(data: dict[str, Any]) -> bytes:
    """Plain data as a line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace") + b"\n"


FIRST_RECORDS = 100
"""How many records at most tell which fields there are: one may lack what others have."""


def split_names(chunks: Iterator[Chunk], file: str) -> tuple[Sequence[str], Iterator[Chunk]]:
    """The names of the fields of the first records, in the order in which they come, and the chunks with them.

    Raises InputError where none of them is JSON.
    """
    for chunk in chunks:
        numbers, lines = split_lines(chunk.data, chunk.line)
        names: dict[str, None] = {}
        faults = []
        for number, line in list(zip(numbers, lines, strict=True))[:FIRST_RECORDS]:
            try:
                record = parse_json_line(line_of(line, file, number), file, number).data
            except InputError as error:
                faults.append(error)
            else:
                names |= dict.fromkeys(record if isinstance(record, dict) else ())
        if faults and len(faults) == min(len(lines), FIRST_RECORDS):
            raise faults[0]
        if lines:
            return list(names), chain([chunk], chunks)
    return [], iter(())
