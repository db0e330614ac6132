"""How texts are read: the keywords that reveal options (in YAML: signals), in which language, and what is passed over.

A keyword that is negated in its clause does not count; the words that negate are called denials in YAML.
"""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
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


def _split(keywords: object) -> object:
    return tuple(each.strip() for each in keywords.split(",")) if isinstance(keywords, str) else keywords


Keywords: TypeAlias = Annotated[tuple[Keyword, ...], BeforeValidator(_split)]
"""Keywords, in a list or in one line with commas between them; a long line takes less time to read than a list."""


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


class Context(Model):
    """What must or must not stand near some signals, in the same sentence and in any case, for them to count."""

    signals: Annotated[Keywords, Field(min_length=1)]
    """The signals."""
    near: Keywords = ()
    """Words one of which must stand near; none where nothing must."""
    not_near: Keywords = ()
    """Words none of which may stand near."""


class Asides(Model):
    """Places of a text that are not about the work: on the employer, benefits, pay and equal opportunity."""

    heads: Keywords = ()
    """How the heads of such sections begin."""
    other_heads: Keywords = ()
    """How the heads of other sections begin, which end them."""
    phrases: Keywords = ()
    """Set phrases of sentences that are such a place on their own."""


FIELD = "field"
"""What the words of the field that all roles belong to are called, beside the ids of neighbours."""

Part: TypeAlias = Annotated[float, Field(strict=True, gt=0, le=1)]
"""A part of what a text says."""


class Neighbour(Model):
    """A kind of job beside the roles, whose texts are told from theirs.

    >>> from rolefit import load_catalog
    >>> neighbour = load_catalog().texts.neighbours[2]
    >>> neighbour.title, 0 < neighbour.shares["tools"]["sql"] < 1
    ('Data engineer', True)
    """

    id: Id
    title: Line
    """What it is called."""
    titles: Keywords = ()
    """Words that tell of it in the title of a text."""
    signals: Annotated[Keywords, Field(min_length=1)]
    """Words and phrases of its own."""
    shares: dict[Id, dict[Id, Part]]
    """Question id to option id to the part of the signals in its texts that reveal the option, adding up to 1."""


class Gate(Model):
    """How texts about the roles are told from those about other jobs."""

    source: Id
    """Id of the source of the shares of other jobs: which texts they were counted in."""
    field: Annotated[Keywords, Field(min_length=1)]
    """Words of the field that all roles belong to."""
    field_titles: Keywords = ()
    """Words of the field in a title that names none of the roles: it names no other job either."""
    words: dict[Id, dict[Id, Part]]
    """Id of a role or a neighbour to `field` or the id of a neighbour to the part of all signals in texts about the
    former that are words of the latter."""
    weight: Annotated[float, Field(strict=True, ge=0, le=100)]
    """How much the mean of what the signals say counts."""
    offset: Annotated[float, Field(strict=True, ge=-20, le=20)]
    """What is added for the roles, in natural log units."""
    title: Annotated[float, Field(strict=True, ge=0, le=20)]
    """What a title adds for the roles, or for the other job, that it names, in natural log units."""


class Texts(Model):
    """How texts about the roles are read. The shares of options in texts stand with those of people.

    >>> from rolefit import load_catalog
    >>> texts = load_catalog().texts
    >>> texts.language.name, texts.neighbours[0].title
    ('English', 'Data analyst')
    """

    source: Id
    """Id of the source of the shares: which texts they were counted in."""
    weight: Annotated[float, Field(strict=True, ge=0, le=100)]
    """How much the mean of what the signals say counts."""
    least_signals: Annotated[int, Field(strict=True, ge=1)] = 1
    """Over how many signals the mean goes at least: a text with fewer says less."""
    least_told: Annotated[int, Field(strict=True, ge=1)] = 1
    """How many signals a text has at least that can be told of."""
    tilt: dict[Id, Annotated[float, Field(strict=True, ge=-20, le=20)]] = Field(default_factory=dict)
    """Role id to what each signal says for the role besides, in natural log units, before the mean is taken: with it a
    role whose postings were few is told as often as it is there."""
    language: Language
    """The language that signals are in."""
    long_forms: dict[Keyword, Keyword] = Field(default_factory=dict)
    """Signal that is an abbreviation to what it is short for: either is the same signal."""
    contexts: tuple[Context, ...] = ()
    """Where signals of more than one meaning count."""
    asides: Asides = Asides()
    """What is left out."""
    neighbours: tuple[Neighbour, ...] = ()
    """Other jobs that a text may be about."""
    gate: Gate | None = None
    """How their texts are told from those about the roles; without it they are not."""
    passed_over: Keywords = ()
    """Names of roles and fields, and other phrases, that do not count in a text, besides the names of the roles."""
    jobs: Keywords = ()
    """Words by which a line at the beginning shows itself to be a title."""
