"""Records as JSON lines: each line is the answers of a person, as `rolefit quiz --answers` reads them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat, zip_longest
from operator import attrgetter
from typing import Annotated, Any, Literal, Union

import msgspec
from msgspec import UNSET, UnsetType
from pydantic_core import PydanticCustomError

from rolefit.answers.models import Answers, Importance, PersonId, checked_person_id
from rolefit.batch.chunks import MAX_LINE, Chunk, line_of
from rolefit.batch.records import Columns, RecordName, Respondent, respondent_in
from rolefit.catalog.models import Catalog
from rolefit.documents.output import compact_json
from rolefit.documents.parse import parse_json_line
from rolefit.errors import InputError, Problem
from rolefit.scoring.replies import Qualified, Reply


class JsonRecords:
    """Reads JSON lines of one file: most of them many at once, whatever is unusual line by line."""

    about: Sequence[str] = ()

    def __init__(self, catalog: Catalog, file: str) -> None:
        self._catalog, self._file = catalog, file
        kinds = _part_types(catalog)
        self._reads = [
            (parts, msgspec.json.Decoder(_record_type(parts)).decode)
            for parts in ({"answers": kinds["answers"]}, kinds)
        ]
        self._replies = _Replies()

    def split(self, chunk: Chunk) -> tuple[Sequence[int], Sequence[bytes]]:
        """The lines that are not blank."""
        if chunk.numbers:
            return chunk.numbers, chunk.data.removesuffix(b"\n").split(b"\n")
        return split_lines(chunk.data, chunk.line)

    def columns(self, records: Sequence[bytes]) -> Columns | None:
        """Reads lines that have answers, and perhaps an id, how much questions matter and what was offered."""
        # Most lines have no more than answers and an id, which is read sooner.
        for parts, read in self._reads:
            try:
                people = list(map(read, records))
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            return self._columns(records, people, parts)
        return None

    def _columns(
        self, records: Sequence[bytes], people: Sequence[Any], kinds: Mapping[str, type[msgspec.Struct]]
    ) -> Columns | None:
        ids, *parts = (list(map(attrgetter(part), people)) for part in ("id", *kinds))
        answers, *others = by_question = list(map(_by_question, parts, kinds.values()))
        keys = sum(map(_number_given, (ids, *parts, *chain(*by_question))))
        # The reader takes the last of two equal keys. Where there are as many colons as keys, none was given twice.
        more = b"".join(records).count(b":") - keys
        if more and (_has_escapes(records) or more != "".join(filter(_is_text, ids)).count(":")):
            return None
        if max(map(len, records)) > MAX_LINE:
            return None
        replies: Sequence[Sequence[Reply]] = answers
        if any(others):
            try:
                replies = [self._replies.of(*each) for each in zip_longest(answers, *others)]
            except ValueError:
                return None
        return Columns([None if name is UNSET else name for name in ids], (), replies)

    def person(self, record: bytes, line: int) -> tuple[RecordName, Answers]:
        """All that one line says."""
        document = parse_json_line(line_of(record, self._file, line), self._file, line)
        answers = respondent_in(document, self._catalog, Respondent)
        return RecordName(answers.id, answers.told), answers

    def name(self, record: bytes) -> RecordName:
        """The id on a line that is JSON and has one."""
        return RecordName(id_on(record))


def _by_question(parts: Sequence[Any], kind: type[msgspec.Struct]) -> list[Sequence[Any]]:
    """For each question what this part of several records says of it; nothing where none of them has the part."""
    missing = parts.count(UNSET)
    if missing == len(parts):
        return []
    if missing:
        nothing = kind()
        parts = [nothing if part is UNSET else part for part in parts]
    return list(zip(*map(msgspec.structs.astuple, parts), strict=True))


def _number_given(values: Sequence[Any]) -> int:
    return len(values) - values.count(UNSET)


def _has_escapes(records: Iterable[bytes]) -> bool:
    return any(b"\\" in record for record in records)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


class _Replies(dict[tuple[Any, Any, Any], Reply]):
    """An answer, how much its question matters and what was offered, to the reply that they are."""

    def of(
        self, answers: Sequence[Any], importance: Sequence[Any] | None, offered: Sequence[Any] | None
    ) -> Sequence[Reply]:
        """The replies of several people to one question. Raises ValueError where one was not offered."""
        parts = (column or repeat(UNSET) for column in (importance, offered))
        return list(map(self.__getitem__, zip(answers, *parts, strict=False)))

    def __missing__(self, key: tuple[Any, Any, Any]) -> Reply:
        answer, importance, offered = key
        chosen = {answer} if isinstance(answer, str) else answer if isinstance(answer, frozenset) else ()
        if offered is not UNSET and not offered.issuperset(chosen):
            raise ValueError(answer)
        reply: Reply = answer
        if importance is not UNSET or offered is not UNSET:
            reply = Qualified(answer, importance or None, offered or None)
        if len(self) == MOST_REPLIES:
            self.clear()
        self[key] = reply
        return reply


MOST_REPLIES = 20_000
"""How many different replies are remembered."""


def _part_types(catalog: Catalog) -> dict[str, type[msgspec.Struct]]:
    """The parts of a record that speak of the questions of the catalog, each with a field for every question."""
    questions = catalog.questions
    types: dict[str, list[Any]] = {"answers": [], "importance": [], "offered": []}
    for question in questions:
        option: Any = Literal.__getitem__(question.option_ids)
        several: Any = frozenset.__class_getitem__(option)
        types["answers"].append(Union[several if question.takes_many else option, None])  # noqa: UP007  # of values
        types["importance"].append(Importance)
        types["offered"].append(Annotated[several, msgspec.Meta(min_length=1)])
    return {part: _part_type(part, [question.id for question in questions], each) for part, each in types.items()}


def _part_type(part: str, questions: Sequence[str], types: Sequence[Any]) -> type[msgspec.Struct]:
    # An id may be no name for an attribute.
    fields = [(f"question_{i}", Union[each, UnsetType], UNSET) for i, each in enumerate(types)]  # noqa: UP007
    names = {f"question_{i}": question for i, question in enumerate(questions)}
    return msgspec.defstruct(part, fields, rename=names, forbid_unknown_fields=True, gc=False)


def _record_type(parts: Mapping[str, type[msgspec.Struct]]) -> type[msgspec.Struct]:
    """What most records are: answers that the catalog has, and perhaps an id and more on the questions."""
    fields: list[tuple[str, Any, Any]] = [(part, kind | UnsetType, UNSET) for part, kind in parts.items()]
    fields[0] = ("answers", parts["answers"], msgspec.NODEFAULT)
    return msgspec.defstruct(
        "Record", [*fields, ("id", PersonId | UnsetType, UNSET)], forbid_unknown_fields=True, gc=False
    )


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


def bad_row(name: PersonId, error: InputError, more: Mapping[str, str] | None = None) -> bytes:
    """A row with the id and the error, as `--json` prints errors, and more fields, which are JSON already."""
    return row_of({"id": name, "error": error.problems[0].as_error(error.code)}, more)


def row_of(data: dict[str, Any], more: Mapping[str, str] | None = None) -> bytes:
    """Plain data as a line, with more fields, which are JSON already."""
    fields = "".join(f',"{field}":{value}' for field, value in (more or {}).items())
    return f"{compact_json(data)[:-1]}{fields}}}\n".encode(errors="backslashreplace")


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
