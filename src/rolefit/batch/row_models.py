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
    noted: Mapping[str, tuple[str, ...]] | None = None
    """Question id to words in the cells of a table that are none of its options, such as those under Other: they count
    for nothing."""


class SuitCounts(Model):
    """How many options a text and the answers of a person have in common."""

    shared: int
    """Those that the text asks for and the person chose."""
    asked: int
    """Those that the text asks for and the person did not choose."""
    wanted: int
    """Those that the person chose and the text does not name."""


class CvCounts(Model):
    """How many options a text and a CV have in common."""

    shown: int
    """Those that the text asks for and the CV shows."""
    missing: int
    """Those that the text asks for and the CV does not show."""
    extra: int
    """Those that the CV shows and the text does not ask for."""


class TextAbout(Model):
    """What else a table says of a text, as far as it does; values as they stand there."""

    # What a row has no use for is left out of it.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    title: str | None = None
    """The title of the job."""
    company: str | int | float | None = None
    """Who seeks somebody."""
    location: str | int | float | None = None
    """Where."""
    url: str | int | float | None = None
    """Where the posting stands."""


class ScanRow(Model):
    """What a batch says of one text; `id` and `error` alone where the record cannot be scanned."""

    # What a row has no use for is left out of it.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    rank: int | None = None
    """The place of the text among all, from 1, best first, where they are held against a person."""
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
    suit: SuitCounts | None = None
    """How it suits a person whose answers were given."""
    cv: CvCounts | None = None
    """What a CV shows of what it asks for, where one was given."""
    about: TextAbout | None = None
    """What else a table says of it, where texts are held against a person or columns were found by their names."""
    error: RecordError | None = None
    """What is wrong with the record."""
