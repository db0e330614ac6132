"""Which fields of a table of postings hold the text, the title and the rest, by the names that exports give them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rolefit.errors import InputError, Problem, named

TEXT, TITLE, ID = "text", "title", "id"

NAMES: Mapping[str, Sequence[str]] = {
    TEXT: (
        *("description", "job description", "description text", "job description text", "full description"),
        *("description plain", "job description formatted", "description html", "job description html"),
        *("job desc", "jobDetails", "job summary", "job text", "posting", "job posting", "posting text", "body"),
        *("content", "details", "summary", "text"),
    ),
    TITLE: (
        *("title", "job title", "position name", "position title", "posting title", "job name", "position"),
        *("job position", "vacancy", "role", "job role"),
    ),
    ID: ("id", "job id", "job posting id", "posting id", "vacancy id", "job key", "uid"),
    "company": (
        "company",
        "company name",
        "employer",
        "employer name",
        "organization",
        "organization name",
        "organisation",
    ),
    "location": ("location", "job location", "formatted location", "location name", "city", "job city"),
    "url": (
        *("job url", "url", "link", "job link", "job posting url", "posting url", "job apply link", "apply url"),
        *("apply link", "application url", "redirect url", "job url direct", "position uri"),
    ),
}
"""What is read of a posting, to the names that fields may have, the likeliest first: those of JobSpy, of scrapers of
LinkedIn, Indeed, Glassdoor and Google at Apify and Bright Data, of the interfaces of JSearch, Adzuna, Reed, Remotive
and USAJobs, and of sets of postings at Kaggle. Case, blanks, hyphens and underscores in them do not matter."""


class TextFields(NamedTuple):
    """The names of the fields of a table."""

    text: str
    title: str | None
    """None where no field is for titles."""
    id: str = ID
    about: Mapping[str, str] | None = None
    """What else is told of a posting, to the field that holds it; None where nothing is to be told."""


def find_fields(names: Sequence[str], text: str | None = None, title: str | None = None) -> TextFields:
    """What the fields with these names hold; `text` and `title` name those that somebody chose.

    Raises InputError where none of the names is known to hold a text.
    """
    likeliest = {kind: _likeliest(names, known) for kind, known in NAMES.items()}
    found = {kind: name for kind, name in likeliest.items() if name is not None and name not in {text, title}}
    if text is None and TEXT not in found:
        what = "has no column that is known to hold the text of a posting"
        raise InputError(Problem(what, f"name it with --text; its columns are {named(filter(None, names)) or 'none'}"))
    return TextFields(
        text=found.pop(TEXT, "") if text is None else text,
        title=found.pop(TITLE, None) if title is None else title,
        id=found.pop(ID, ID),
        about={kind: name for kind, name in found.items() if kind not in {TEXT, TITLE}},
    )


def is_known(name: str) -> bool:
    """Whether a field with this name holds something of a posting."""
    return _plain(name) in _KNOWN


def _likeliest(names: Sequence[str], known: Sequence[str]) -> str | None:
    """The one of some names that is the likeliest of those that are known; None where none is known."""
    plain = {_plain(name): name for name in reversed(names)}
    return next((plain[each] for each in map(_plain, known) if each in plain), None)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


_KNOWN = frozenset(_plain(name) for names in NAMES.values() for name in names)
