"""What a batch says of one text, as a JSON line of `rolefit scan --jsonl` has it."""

from pydantic import ConfigDict

from rolefit.answers import PersonId
from rolefit.models import Model
from rolefit.result import Unit, VerdictKind
from rolefit.row import RecordError
from rolefit.scan_result import Because


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
