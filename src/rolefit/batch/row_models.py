"""What the rows of a batch have, as their schemas tell it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict

from rolefit.answers.models import PersonId
from rolefit.documents.validation import Model
from rolefit.scanning.result import Because
from rolefit.scoring.result import Unit, VerdictKind


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


class ScanRow(Model):
    """What a batch says of one text; `id` and `error` alone where the record cannot be scanned."""

    # What a row has no use for is left out of it.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    id: PersonId
    """What the record is called; null where it does not say."""
    top: str | None = None
    """The id of the role that comes first."""
    verdict: VerdictKind | None = None
    """What the ranking allows to say: the kind of the verdict of a scan."""
    fit: dict[str, Unit] | None = None
    """Role id to fit; they add up to 1."""
    because: Because | None = None
    """Why the verdict is not clear, where the fits are not all there is to it: that of the verdict of a scan."""
    title: tuple[str, ...] | None = None
    """Ids of the roles that the title names; null without a title. It counts for nothing in the fit."""
    error: RecordError | None = None
    """What is wrong with the record."""
