"""Labelled answers: what people answered whose role is known. JSON lines, plain or gzipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from rolefit.answers import Answers, answers_in
from rolefit.catalog import Catalog
from rolefit.documents import Document, parse_json_line
from rolefit.errors import InputError, Problem
from rolefit.files import display_name
from rolefit.lines import read_lines
from rolefit.models import Model, problem


class LabelledAnswers(Answers):
    """What a person answered, and the role that the person holds.

    >>> LabelledAnswers(role="mle", answers={"horizon": "weeks"}, about={"country": "India"}).said_of("country")
    'India'
    """

    model_config = ConfigDict(extra="allow")

    role: str
    """Id, title or alias of a role."""
    about: Annotated[Mapping[str, Any], BeforeValidator(lambda value: value or {})] = Field(default_factory=dict)
    """What else is known of the person, such as country: never an answer. Further keys of the record count as well."""

    def said_of(self, field: str) -> str | None:
        """What the record says of the person under this name; None if nothing."""
        value = self.about.get(field, (self.model_extra or {}).get(field))
        return None if value is None else str(value)

    @property
    def fields(self) -> set[str]:
        """The names under which the record says something of the person."""
        return {name for name in (*self.about, *(self.model_extra or {})) if self.said_of(name) is not None}


class LeftOut(Model):
    """Records that were read and not used, and why."""

    why: str
    """Why they are not used."""
    n: int
    """How many records."""
    lines: tuple[int, ...]
    """Where the first of them are, from 1."""

    def __str__(self) -> str:
        """One line: how many, why, and where."""
        records = "1 record is" if self.n == 1 else f"{self.n:,} records are"
        more = ", ..." if self.n > len(self.lines) else ""
        return f"{records} left out: {self.why} (line {', '.join(map(str, self.lines))}{more})"


MOST_LINES = 3
"""How many lines are named of those left out."""


@dataclass(frozen=True)
class Labelled:
    """The labelled answers of a file."""

    file: str
    people: tuple[LabelledAnswers, ...]
    """Each with the id of the role."""
    left_out: tuple[LeftOut, ...]


def load_labelled(path: str, catalog: Catalog) -> Labelled:
    """Read labelled answers from JSON lines, plain or gzipped; `-` is standard input.

    A record without a role, or with a role that the catalog lacks, is left out. Raises InputError where the file
    cannot be read, holds no record that can be used, or a record's answers do not belong to the catalog.
    """
    people = []
    left_out: dict[str, list[int]] = {}
    for number, line in read_lines(path):
        document = parse_json_line(line, display_name(path), number)
        if isinstance(document.data, dict) and document.data.get("role") is None:
            left_out.setdefault("it has no role", []).append(number)
            continue
        person = answers_in(document, catalog, LabelledAnswers)
        _refuse(document, person)
        try:
            people.append(person.model_copy(update={"role": catalog.role(person.role).id}))
        except InputError as error:
            left_out.setdefault(str(error), []).append(number)
    if not people:
        why = ": " + next(iter(left_out)) if left_out else ", it is empty"
        hint = f"give each record a role, one of {', '.join(role.id for role in catalog.roles)}"
        raise InputError(Problem(f"has no labelled answers{why}", hint, file=display_name(path)))
    unused = [LeftOut(why=why, n=len(at), lines=tuple(at[:MOST_LINES])) for why, at in left_out.items()]
    return Labelled(display_name(path), tuple(people), tuple(unused))


def _refuse(document: Document, person: LabelledAnswers) -> None:
    """Raise InputError where a record says what would be passed over in silence."""
    if person.importance:
        hint = "leave it out"
        raise InputError(
            problem(document, ("importance",), "is not evaluated, since no record shows it to be true", hint)
        )
    for key in person.model_extra or {}:
        meant = get_close_matches(key, LabelledAnswers.model_fields, n=1, cutoff=0.8)
        if meant:
            raise InputError(problem(document, (key,), "is not a known key", f"did you mean {meant[0]}?"))
