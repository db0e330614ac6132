"""People in a batch: what a format must give of its records so that they can be scored."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from rolefit.answers.models import Answers, PersonId
from rolefit.scoring.scorer import Given

About: TypeAlias = Mapping[str, Any]
"""What a record says besides the answers, such as a country: passed through, never scored."""


class RecordName(NamedTuple):
    """Whose record it is."""

    id: PersonId = None
    about: About = {}  # noqa: RUF012  # nobody writes to it


class Columns(NamedTuple):
    """What several people said."""

    ids: Sequence[PersonId]
    about: Sequence[About]
    """For each person; empty where the records of the format say nothing else."""
    answers: Sequence[Sequence[Given]]
    """For each question of the catalog what everybody answered."""


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
