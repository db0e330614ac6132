"""Labelled answers: what people answered whose role is known. JSON lines, plain or gzipped."""

from dataclasses import dataclass
from pathlib import Path

from rolefit.batch.chunks import read_lines
from rolefit.batch.records import Respondent, respondent_in
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.documents.parse import Document, parse_json_line
from rolefit.documents.validation import Model, problem
from rolefit.errors import InputError, Problem


class LabelledAnswers(Respondent):
    """What a person answered, and the role that the person holds.

    >>> from rolefit import LabelledAnswers
    >>> LabelledAnswers(role="mle", answers={"horizon": "weeks"}, about={"country": "India"}).said_of("country")
    'India'
    """

    role: str
    """Id, title or alias of a role."""


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
    """The labelled answers of a file, as `load_labelled` reads them.

    >>> from rolefit import load_catalog, load_labelled
    >>> labelled = load_labelled("examples/made-up-people.jsonl", load_catalog())
    >>> sorted({person.role for person in labelled.people}), labelled.left_out
    (['as', 'ds', 'mle', 'rs'], ())
    """

    file: str
    """The name of the file, as messages have it."""
    people: tuple[LabelledAnswers, ...]
    """Each with the id of the role."""
    left_out: tuple[LeftOut, ...]
    """The records that were read and not used."""


def load_labelled(path: str | Path, catalog: Catalog) -> Labelled:
    """Read labelled answers from JSON lines, plain or gzipped.

    A record without a role, or with a role that the catalog lacks, is left out. Raises InputError where the file
    cannot be read, holds no record that can be used, or a record's answers do not belong to the catalog.

    >>> from rolefit import load_catalog, load_labelled
    >>> len(load_labelled("examples/made-up-people.jsonl", load_catalog()).people)
    60
    """
    people = []
    left_out: dict[str, list[int]] = {}
    file = str(path)
    for number, line in read_lines(file):
        document = parse_json_line(line, display_name(file), number)
        if isinstance(document.data, dict) and document.data.get("role") is None:
            left_out.setdefault("it has no role", []).append(number)
            continue
        person = respondent_in(document, catalog, LabelledAnswers)
        _refuse(document, person)
        try:
            people.append(person.model_copy(update={"role": catalog.role(person.role).id}))
        except InputError as error:
            left_out.setdefault(str(error), []).append(number)
    if not people:
        why = ": " + next(iter(left_out)) if left_out else ", it is empty"
        hint = f"give each record a role, one of {', '.join(role.id for role in catalog.roles)}"
        raise InputError(Problem(f"has no labelled answers{why}", hint, file=display_name(file)))
    unused = [LeftOut(why=why, n=len(at), lines=tuple(at[:MOST_LINES])) for why, at in left_out.items()]
    return Labelled(display_name(file), tuple(people), tuple(unused))


def _refuse(document: Document, person: LabelledAnswers) -> None:
    """Raise InputError where a record says what would be passed over in silence."""
    if person.importance:
        hint = "leave it out"
        raise InputError(
            problem(document, ("importance",), "is not evaluated, since no record shows it to be true", hint)
        )
