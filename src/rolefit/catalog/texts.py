"""How texts are read: the keywords that reveal options (in YAML: signals), in which language, and what is passed over.

A keyword that is negated in its clause does not count; the words that negate are called denials in YAML.
"""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from rolefit.documents.validation import Id, Line, Model

_PLAIN_WORDS = re.compile(r"[^\s\\*?\[\](){}|^$]+( [^\s\\*?\[\](){}|^$]+)*")


def _checked_keyword(keyword: str) -> str:
    kind, message = "signal", ""
    if not _PLAIN_WORDS.fullmatch(keyword):
        message = "must be plain words with single spaces between them; patterns are not read"
    elif not keyword[0].isalnum():
        message = "must begin with a letter or a digit"
    if message:
        raise PydanticCustomError(kind, message)
    return keyword


LONGEST_KEYWORD = 60
"""How many characters a signal has at most, and a word that is read."""

Keyword: TypeAlias = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_KEYWORD), AfterValidator(_checked_keyword)
]
"""A word or phrase. With a capital letter in it, it is found only as it is written; without, in any case."""


class ResumeSignals(Model):
    """Signals that count only in one section of a resume.

    With none for a section it is enough that there is such a section, where no signal tells of another option.
    """

    education: tuple[Keyword, ...] | None = None
    """Those that count in the kind of a degree."""
    publications: tuple[Keyword, ...] | None = None
    """Those that count in the name or publisher of a publication."""

    @property
    def by_section(self) -> Mapping[str, tuple[str, ...]]:
        """Section to signals, for the sections that tell something."""
        sections = {"education": self.education, "publications": self.publications}
        return {section: signals for section, signals in sections.items() if signals is not None}


class Language(Model):
    """The language that signals are in."""

    name: Line
    """What it is called."""
    words: Annotated[tuple[Keyword, ...], Field(min_length=1)]
    """Words without which hardly anything can be written in it."""
    least: Annotated[int, Field(strict=True, ge=0)]
    """How many of them a text in this language has at least."""
    denials: tuple[Keyword, ...] = ()
    """Words that deny what follows in their clause, such as no."""
    denials_after: tuple[Keyword, ...] = ()
    """Words that deny what stands before them in their clause, such as not required."""


class Neighbour(Model):
    """A job beside the roles, whose texts share words with theirs."""

    title: Line
    """What it is called."""
    signals: Annotated[tuple[Keyword, ...], Field(min_length=1)]
    """Words and phrases of its texts."""
    least: Annotated[int, Field(strict=True, ge=0)]
    """How many of them a text about it has at least."""


class Texts(Model):
    """How texts about the roles are read. The shares of options in texts stand with those of people.

    >>> from rolefit import load_catalog
    >>> texts = load_catalog().texts
    >>> texts.language.name, [neighbour.title for neighbour in texts.neighbours]
    ('English', ['Data engineer'])
    """

    source: Id
    """Id of the source of the shares: which texts they were counted in."""
    weight: Annotated[float, Field(strict=True, ge=0, le=10)]
    """How much each signal counts: 1 if none said anything that another says, less the more they do."""
    language: Language
    """The language that signals are in."""
    field: Annotated[tuple[Keyword, ...], Field(min_length=1)]
    """Words of the field that all roles belong to."""
    least: Annotated[int, Field(strict=True, ge=0)]
    """How many of the words of the field a text about one of the roles has at least."""
    neighbours: tuple[Neighbour, ...] = ()
    """Jobs that a text is about, not the roles, where it has enough of their words and fewer of those of the field."""
    passed_over: tuple[Keyword, ...] = ()
    """Names of roles and fields, and other phrases, that do not count in a text, besides the names of the roles."""
    jobs: tuple[Keyword, ...] = ()
    """Words by which a line at the beginning shows itself to be a title."""
