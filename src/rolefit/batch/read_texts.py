"""Records of texts: JSON lines of which one field holds a text, and perhaps another its title."""

import json
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
from pydantic_core import PydanticCustomError

from rolefit.answers.models import PersonId, checked_person_id
from rolefit.batch.chunks import MAX_LINE, line_of
from rolefit.documents.parse import Document, parse_json_line
from rolefit.documents.validation import problem
from rolefit.errors import InputError, Problem, excerpt, one_of
from rolefit.extract.load import text_from

ID = "id"
"""The field that says what a record is called."""

SHOWN = 20
"""Of how many fields of a record an error tells at most."""


class TextRecord(NamedTuple):
    """A text to scan."""

    id: PersonId
    text: str
    """Plain text, also where the record has HTML."""
    title: str | None
    """Its title, empty where the record has none; None where no field is for titles, and HTML gives none."""


class TextRecords:
    """Reads the records of one file, by the names of the fields for the text and, unless it is None, the title.

    Raises InputError where one field is to be two of id, text and title.
    """

    def __init__(self, file: str, text: str, title: str | None) -> None:
        if len({ID, text, title}) < 3:
            twice = text if text in {ID, title} else ID
            raise InputError(Problem(f"the field {excerpt(twice)} cannot be two of id, text and title", "name another"))
        self._file, self._text, self._title = file, text, title
        try:
            self._decode = msgspec.json.Decoder(_record_type(text, title)).decode
        except ValueError as error:
            named = " or ".join(filter(None, (excerpt(text), title and excerpt(title))))
            what = f"a field cannot be called {named}"
            raise InputError(Problem(what, "no quotes, backslashes or control characters")) from error

    def read(self, record: bytes, line: int) -> TextRecord:
        """What one line says. Raises InputError where it is not JSON, or its id, text or title cannot be used."""
        name, text, title = self._quickly(record) or self._carefully(record, line)
        try:
            found = text_from(text, self._file)
        except InputError as error:
            what, hint = error.problems[0].what, error.problems[0].hint
            raise InputError(Problem(what, hint, self._file, line, self._text)) from error
        return TextRecord(name, found.body, found.title if self._title is None else title or "")

    def _quickly(self, record: bytes) -> tuple[PersonId, str, str | None] | None:
        """The fields of a record; None where something about it is wrong or unusual."""
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            if len(record) <= MAX_LINE:
                read = self._decode(record)
                return read.id, read.text, read.title
        return None

    def _carefully(self, record: bytes, line: int) -> tuple[PersonId, str, str | None]:
        """The same, slowly; InputError where something is wrong."""
        document = parse_json_line(line_of(record, self._file, line), self._file, line)
        if not isinstance(document.data, dict):
            raise InputError(problem(document, (), f"must be an object, not {_shown(document.data)}"))
        if self._text not in document.data:
            keys = [excerpt(key) for key in document.data if key != ID][:SHOWN]
            hint = one_of(self._text, keys) or "give it one"
            raise InputError(problem(document, (), f"has no field {excerpt(self._text)}", hint))
        without = self._title is None or document.data.get(self._title) is None
        return _id(document), _text(document, self._text), None if without else _text(document, str(self._title))


def _record_type(text: str, title: str | None) -> Any:
    """What is read of a record."""
    fields: list[Any] = [("text", str), ("id", PersonId, None)]
    if title is None:
        return msgspec.defstruct("Record", fields, rename={"text": text}, namespace={"title": None}, gc=False)
    fields.append(("title", str | None, None))
    return msgspec.defstruct("Record", fields, rename={"text": text, "title": title}, gc=False)


def _id(document: Document) -> PersonId:
    try:
        return checked_person_id(document.data.get(ID))
    except PydanticCustomError as error:
        found = _shown(document.data[ID])
        raise InputError(problem(document, (ID,), f"{error.message()}, not {found}")) from error


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
