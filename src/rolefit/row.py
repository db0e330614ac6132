"""What a batch says of one person, as a JSON line of `rolefit score` has it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict

from rolefit.answers import PersonId
from rolefit.models import Model
from rolefit.result import Unit, VerdictKind


class RecordError(Model):
    """What is wrong with a record, with the same keys as an error of a command."""

    code: str
    """What kind of error it is, in one word that stays."""
    message: str
    """What was found."""
    file: str | None
    """In which file."""
    line: int | None
    """In which line of it, or of those that were given to score, from 1."""
    key: str | None
    """At which key, or in which column."""
    hint: str | None
    """What would be right."""


class Row(Model):
    """What a batch says of one person: `top`, `verdict` and `fit`; `error` alone where the record cannot be scored."""

    # What a row has no use for is left out of it.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    id: PersonId
    """Whose row it is; null where the record does not say."""
    top: str | None = None
    """The id of the role that comes first."""
    verdict: VerdictKind | None = None
    """Whether it comes first clearly: the kind of the verdict of a result."""
    fit: dict[str, Unit] | None = None
    """Role id to fit; they add up to 1."""
    error: RecordError | None = None
    """What is wrong with the record."""
    about: Mapping[str, Any] | None = None
    """What the record says besides the answers: passed through, never scored."""
