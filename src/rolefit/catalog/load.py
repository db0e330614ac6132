"""Reading a catalog from a file, the built-in one too."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from rolefit.catalog.builtin import built_path, builtin_path
from rolefit.catalog.checks import unsound
from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name, read_text
from rolefit.documents.parse import parse
from rolefit.documents.validation import problem, validate
from rolefit.errors import InputError


def load_catalog(path: str | Path | None = None) -> Catalog:
    """Read a catalog from a YAML or JSON file; without `path` the built-in one.

    Raises InputError, with every problem found, where the file cannot be read or the catalog is not sound.

    >>> from rolefit import load_catalog
    >>> [role.id for role in load_catalog().roles]
    ['ds', 'as', 'rs', 'mle']
    """
    if path is None and (built := _built()):
        return built
    file = str(builtin_path() if path is None else path)
    document = parse(read_text(file), display_name(file))
    catalog = validate(Catalog, document)
    problems = [problem(document, *found) for found in unsound(catalog)]
    if problems:
        raise InputError(*problems)
    return catalog


def _built() -> Catalog | None:
    """The built-in catalog as the build made it; None where that is not there, or was made of another state."""
    try:
        digest, _, contents = built_path().read_bytes().partition(b"\n")
        source = builtin_path().read_bytes()
    except OSError:
        return None
    if sha256(source).hexdigest().encode() != digest:
        return None
    # What cannot be read so is read from the YAML, which says what is wrong.
    with suppress(ValidationError):
        return Catalog.model_validate_json(contents)
    return None
