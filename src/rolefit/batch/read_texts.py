"""Records of texts: JSON lines or rows of a table, of which one field holds a text, and perhaps another its title."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from html import unescape
from typing import Any, NamedTuple, Protocol

import msgspec
from pydantic_core import PydanticCustomError

from rolefit.answers.models import PersonId, checked_person_id
from rolefit.batch.chunks import MAX_LINE, Chunk, line_of
from rolefit.batch.read_json import id_on, split_lines
from rolefit.batch.table_rows import FaultyRow, Row, RowChunk, faulty, of_width
from rolefit.batch.text_fields import TextFields
from rolefit.batch.values import id_in
from rolefit.documents.parse import Document, parse_json_line
from rolefit.documents.validation import problem
from rolefit.errors import InputError, Problem, excerpt, one_of
from rolefit.extract.load import is_html, text_from

SHOWN = 20
"""Of how many fields of a record an error tells at most."""


class TextRecord(NamedTuple):
    """A text to scan."""

    id: PersonId
    text: str
    """Plain text, also where the record has HTML."""
    title: str | None
    """Its title, empty where the record has none; None where no field is for titles, and HTML gives none."""
    about: Mapping[str, Any] | None = None
    """What else is told of it; None where nothing is to be told."""


class TextSource(Protocol):
    """Reads the records of one file; a record is what the format makes of it, bytes or cells."""

    def split(self, chunk: Any) -> tuple[Sequence[int], Sequence[Any]]:
        """The records in a chunk of the format: the line on which each begins, and what it is."""

    def read(self, record: Any, line: int) -> TextRecord:
        """What one record says. Raises InputError where its id, text or title cannot be used."""

    def name(self, record: Any) -> PersonId:
        """What a record is called, as far as that can be read where something is wrong with it."""


class JsonTexts:
    """Reads JSON lines. Raises InputError where one field is to be two of id, text and title."""

    def __init__(self, file: str, fields: TextFields) -> None:
        _check_apart(fields)
        self._file, self._fields = file, fields
        read = (fields.text, fields.title, fields.id, *(fields.about or {}).values())
        self._keys = [json.dumps(field, ensure_ascii=False).encode() for field in read if field is not None]
        try:
            self._decode = msgspec.json.Decoder(_record_type(fields)).decode
        except ValueError as error:
            named = " or ".join(excerpt(field) for field in (fields.text, fields.title) if field)
            what = f"a field cannot be called {named}"
            raise InputError(Problem(what, "no quotes, backslashes or control characters")) from error

    def split(self, chunk: Chunk) -> tuple[Sequence[int], Sequence[bytes]]:
        """The lines that are not blank."""
        return split_lines(chunk.data, chunk.line)

    def read(self, record: bytes, line: int) -> TextRecord:
        """What one line says. Raises InputError where it is not JSON, or its id, text or title cannot be used."""
        return _plain_text(self._quickly(record) or self._carefully(record, line), self._file, line, self._fields)

    def name(self, record: bytes) -> PersonId:
        """The id on a line that is JSON and has one."""
        return id_on(record, self._fields.id)

    def _quickly(self, record: bytes) -> TextRecord | None:
        """The fields of a record; None where something about it is wrong or unusual."""
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # The reader takes the last of two equal keys; escapes may hide one.
            is_plain = not _ESCAPED.search(record) and all(record.count(key) < 2 for key in self._keys)
            if is_plain and len(record) <= MAX_LINE:
                text, name, *others = msgspec.structs.astuple(self._decode(record))
                title = None if self._fields.title is None else others.pop(0)
                return TextRecord(name, text, title, _told(self._fields, others))
        return None

    def _carefully(self, record: bytes, line: int) -> TextRecord:
        """The same, slowly; InputError where something is wrong."""
        text, title = self._fields.text, self._fields.title
        document = parse_json_line(line_of(record, self._file, line), self._file, line)
        if not isinstance(document.data, dict):
            raise InputError(problem(document, (), f"must be an object, not {_shown(document.data)}"))
        if text not in document.data:
            keys = [excerpt(key) for key in document.data if key != self._fields.id][:SHOWN]
            hint = one_of(text, keys) or "give it one"
            raise InputError(problem(document, (), f"has no field {excerpt(text)}", hint))
        without = title is None or document.data.get(title) is None
        return TextRecord(
            _id(document, self._fields.id),
            _text(document, text),
            None if without else _text(document, str(title)),
            _told(self._fields, map(document.data.get, (self._fields.about or {}).values())),
        )


_ESCAPED = re.compile(rb"\\u00[2-7]")
"""A letter of ASCII that is escaped without need."""


def _record_type(fields: TextFields) -> Any:
    """What is read of a record: its text, id and title, and what else is told of it."""
    read: list[Any] = [("text", str), ("id", PersonId, None)]
    names = {"text": fields.text, "id": fields.id}
    if fields.title is not None:
        read.append(("title", str | None, None))
        names["title"] = fields.title
    for kind, name in (fields.about or {}).items():
        read.append((f"about_{kind}", Any, None))
        names[f"about_{kind}"] = name
    return msgspec.defstruct("Record", read, rename=names, gc=False)


class TableTexts:
    """Reads rows of a table under a head. Raises InputError as JsonTexts does, and where the head lacks a field."""

    def __init__(self, file: str, fields: TextFields, names: Sequence[str]) -> None:
        _check_apart(fields)
        self._file, self._fields, self._width = file, fields, len(names)
        columns = {name: index for index, name in reversed(list(enumerate(names)))}
        for field in (fields.text, fields.title):
            if field is not None and field not in columns:
                raise InputError(Problem(f"has no column {excerpt(field)}", one_of(field, names), file))
        self._text, self._title = columns[fields.text], columns.get(fields.title or "")
        self._id = columns.get(fields.id)
        self._about = [columns[name] for name in (fields.about or {}).values()]

    def split(self, chunk: RowChunk) -> tuple[Sequence[int], Sequence[Row]]:
        """The rows, each with a cell for each column, or faulty."""
        return chunk.lines, of_width(chunk.rows, self._width)

    def read(self, record: Row, line: int) -> TextRecord:
        """What one row says. Raises InputError where it is broken, or its text cannot be used."""
        if isinstance(record, FaultyRow):
            raise faulty(record.problem, self._file, line)
        about = _told(self._fields, (record[column] for column in self._about))
        title = None if self._title is None else _cell(record[self._title])
        read = TextRecord(self.name(record), _cell(record[self._text]), title, about)
        return _plain_text(read, self._file, line, self._fields)

    def name(self, record: Row) -> PersonId:
        """The id, as far as the row has one."""
        cells = record.cells if isinstance(record, FaultyRow) else record
        if self._id is None or len(cells) <= self._id:
            return None
        return id_in(cells[self._id])


def _cell(value: Any) -> str:
    """A cell of a table that has types, as text."""
    return "" if value is None else str(value)


def _check_apart(fields: TextFields) -> None:
    if len({fields.id, fields.text, fields.title}) < 3:
        twice = fields.text if fields.text in {fields.id, fields.title} else fields.id
        raise InputError(Problem(f"the field {excerpt(twice)} cannot be two of id, text and title", "name another"))


def _told(fields: TextFields, values: Iterable[Any]) -> Mapping[str, Any] | None:
    """What else is told of a text, as far as the record has it."""
    if fields.about is None:
        return None
    told = {kind: value for kind, value in zip(fields.about, values, strict=True) if value or value == 0}
    # A lone surrogate, half a character, cannot be written anywhere.
    whole = {
        kind: _unescaped(value).encode(errors="replace").decode()
        for kind, value in told.items()
        if isinstance(value, str) and value.strip().casefold() not in _NOTHING
    }
    return {
        kind: whole.get(kind, value) for kind, value in told.items() if kind in whole or isinstance(value, int | float)
    }


_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+\d*);", re.IGNORECASE)

_NOTHING = {"nan", "none", "null", "n/a"}
"""What tables have in cells for which nothing is known, in small letters."""


def _unescaped(text: str) -> str:
    """Text with the characters that HTML writes as entities: exports have some of it so, and HTML itself as well."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def _plain_text(read: TextRecord, file: str, line: int, fields: TextFields) -> TextRecord:
    """A record whose text is plain, with the title that HTML has where no field is for titles."""
    content = read.text if is_html(read.text) else _unescaped(read.text)
    try:
        found = text_from(content, file)
    except InputError as error:
        what, hint = error.problems[0].what, error.problems[0].hint
        raise InputError(Problem(what, hint, file, line, fields.text)) from error
    title = found.title if fields.title is None else _unescaped(read.title or "")
    return read._replace(text=found.body, title=title)


def _id(document: Document, field: str) -> PersonId:
    try:
        return checked_person_id(document.data.get(field))
    except PydanticCustomError as error:
        found = _shown(document.data[field])
        raise InputError(problem(document, (field,), f"{error.message()}, not {found}")) from error


def _text(document: Document, field: str) -> str:
    value = document.data[field]
    if not isinstance(value, str):
        raise InputError(problem(document, (field,), f"must be text, not {_shown(value)}"))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(problem(document, (field,), "has half a character in it", "write the whole one")) from error
    return value


def _shown(value: Any) -> str:
    """A wrong value, as the record has it."""
    return excerpt(json.dumps(value))
