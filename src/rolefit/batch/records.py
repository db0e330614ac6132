"""Records: what a batch reads of each person, whatever its format."""

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from rolefit.answers.load import answers_in, bare_questions
from rolefit.answers.models import Answers, PersonId
from rolefit.catalog.models import Catalog
from rolefit.documents.parse import Document
from rolefit.documents.validation import problem
from rolefit.errors import InputError
from rolefit.scoring.replies import Reply

About: TypeAlias = Mapping[str, Any]
"""What a record says besides the answers, such as a country: passed through, never scored."""


Noted: TypeAlias = Mapping[str, Sequence[str]]
"""Question id to words that stand among its answers and are no option, such as what somebody wrote under Other."""


class RecordName(NamedTuple):
    """Whose record it is, and what it says besides the answers."""

    id: PersonId = None
    about: About = {}  # noqa: RUF012  # nobody writes to it
    noted: Noted = {}  # noqa: RUF012


class Columns(NamedTuple):
    """What several people said."""

    ids: Sequence[PersonId]
    about: Sequence[About]
    """For each person; empty where the records of the format say nothing else."""
    answers: Sequence[Sequence[Reply]]
    """For each question of the catalog what everybody answered."""
    noted: Sequence[Noted] = ()
    """For each person; empty where nobody said anything but options."""
    cells: int = 0
    """How many cells of a table say something of the answers."""


class Records(Protocol):
    """Reads the records of one format; a record is what the format makes of it, bytes or cells."""

    about: Sequence[str]
    """The names under which records say something besides the answers."""

    def split(self, chunk: Any) -> tuple[Sequence[int], Sequence[Any]]:
        """The records in a chunk of the format: the line on which each begins, and what it is."""

    def columns(self, records: Sequence[Any]) -> Columns | None:
        """What all these records say; None where one of them is not as plain as it takes to read them all at once."""

    def person(self, record: Any, line: int) -> tuple[RecordName, Answers]:
        """What one record says. Raises InputError."""

    def name(self, record: Any) -> RecordName:
        """Whose record it is, as far as that can be read where something is wrong with it."""


class Respondent(Answers):
    """What a person answered, and what else is known of the person."""

    model_config = ConfigDict(extra="allow")

    about: Annotated[Mapping[str, Any], BeforeValidator(lambda value: value or {})] = Field(default_factory=dict)
    """What else is known of the person, such as country: never an answer. Further keys of the record count as well."""

    @property
    def told(self) -> dict[str, Any]:
        """All that the record says besides the answers, by name."""
        return {**(self.model_extra or {}), **self.about}

    def said_of(self, field: str) -> str | None:
        """What the record says of the person under this name; None if nothing."""
        value = self.told.get(field)
        return None if value is None else str(value)

    @property
    def fields(self) -> set[str]:
        """The names under which the record says something of the person."""
        return {name for name in self.told if self.said_of(name) is not None}


B = TypeVar("B", bound=Respondent)


def respondent_in(document: Document, catalog: Catalog, model: type[B]) -> B:
    """The answers of a record, in the catalog's order, as `model`.

    Raises InputError where they do not have that form, do not belong to the catalog, or a key is almost a known one.
    """
    person = answers_in(document, catalog, model)
    known = [*model.model_fields, *(catalog.question_names if bare_questions(document.data, catalog) else ())]
    for key in person.model_extra or {}:
        meant = get_close_matches(key, known, n=1, cutoff=0.8)
        if meant:
            raise InputError(problem(document, (key,), "is not a known key", f"did you mean {meant[0]}?"))
    for key, value in person.told.items():
        try:
            json.dumps({key: value}, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise InputError(problem(document, (), "has half a character in it", "write the whole one")) from error
    return person
