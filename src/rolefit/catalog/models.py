"""What a catalog says: its models, and the roles and questions in it."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StrictStr, StringConstraints
from pydantic_core import PydanticCustomError

from rolefit.documents.validation import Id, Line, Model, excerpt
from rolefit.errors import InputError, Problem, near, one_of

Facts: TypeAlias = dict[Id, tuple[Line, ...]]
"""What sources say: source id to statements."""


class Source(Model):
    """Who says something.

    >>> from rolefit import load_catalog
    >>> catalog = load_catalog()
    >>> catalog.sources[catalog.role("mle").shares["tools"]["sql"].source].measured
    True
    """

    title: Line
    """What the source is called."""
    author: Line
    """Who wrote it, or gathered it."""
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    """When it came out."""
    url: StrictStr | None = None
    """Where it is to be found."""
    kind: Literal["survey", "postings", "description"]
    """In a survey shares are counted, from postings they are estimated, by a description they are judged."""

    @property
    def measured(self) -> bool:
        """Whether the shares with this source were counted on people, not estimated or judged."""
        return self.kind == "survey"


def _checked_keyword(signal: str) -> str:
    if not _PLAIN_WORDS.fullmatch(signal):
        kind, message = "signal", "must be plain words with single spaces between them; patterns are not read"
        raise PydanticCustomError(kind, message)
    if not signal[0].isalnum():
        kind, message = "signal", "must begin with a letter or a digit"
        raise PydanticCustomError(kind, message)
    return signal


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


class Option(Model):
    """One answer that a question offers.

    >>> from rolefit import load_catalog
    >>> [option.id for option in load_catalog().question("horizon").options]
    ['days', 'weeks', 'months', 'years']
    """

    id: Id
    label: Line
    """What the person reads."""
    signals: tuple[Keyword, ...] = ()
    """Words and phrases by which a text reveals the option, and the skills in a resume where many answers are taken;
    whole words, with a capital letter in them only as they are written, without one in any case."""
    resume: ResumeSignals = ResumeSignals()
    """Signals that count only in one section of a resume. Where a section is named with none, it is enough that there
    is such a section, and no signal tells of another option."""


class Question(Model):
    """What is asked.

    >>> from rolefit import load_catalog
    >>> question = load_catalog().question("tools")
    >>> question.kind, question.takes_many, question.label("sql")
    ('many', True, 'SQL')
    """

    id: Id
    ask: Line
    """What the person is asked."""
    kind: Literal["one", "many"]
    """Whether it takes one answer or any number of them."""
    weight: Annotated[float, Field(strict=True, ge=0, le=10)]
    """How much the question counts: 1 if it says nothing twice, less the more it does."""
    weight_source: Id | None = None
    """Where the weight comes from, if it was fitted to people; without it, it is judged."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The answers that it offers, in the order in which they are shown."""

    @property
    def takes_many(self) -> bool:
        """Whether any number of answers may be given."""
        return self.kind == "many"

    @property
    def name(self) -> str:
        """The id as a word or two that can head a line."""
        return self.id.replace("-", " ").capitalize()

    def label(self, option: str) -> str:
        """The words of the option with this id; KeyError if there is none."""
        return self._labels[option]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {option.id: option.label for option in self.options}


class Statement(Model):
    """What a source says."""

    text: str
    """The statement, in our words."""
    source: str
    """Id of the source."""


class Topic(Model):
    """A heading under which the facts of roles stand."""

    id: Id
    title: Line
    """The words of the heading."""


class Share(Model):
    """Of the people who hold a role, the part that gives an answer, P(option given role), and who says so.

    >>> from rolefit import load_catalog
    >>> share = load_catalog().role("mle").shares["tools"]["sql"]
    >>> 0 <= share.share <= 1, share.source
    (True, 'kaggle')
    """

    share: Annotated[float, Field(strict=True, ge=0, le=1)]
    """The part of the people, between 0 and 1."""
    source: Id
    """Id of the source."""
    text: Annotated[float, Field(strict=True, gt=0, le=1)] | None = None
    """Of the signals in texts about the role, the part that reveals this option. What texts those are is said by the
    source of `texts`."""


class Unclear(Model):
    """Why a text alone does not tell a role."""

    between: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the roles that its texts read like: where all of these are strong, the role may be meant."""
    because: Line
    """Why, in a sentence."""


class Role(Model):
    """A role: what the sources say of it, and how the people who hold it answer.

    >>> from rolefit import load_catalog
    >>> role = load_catalog().role("Research Scientist")
    >>> role.id, len(role.shares["horizon"])
    ('rs', 4)
    """

    id: Id
    title: Line
    """What the role is called."""
    aliases: tuple[Line, ...] = ()
    """Other names for it."""
    facts: dict[Id, Facts] = Field(default_factory=dict)
    """Topic id to source id to statements."""
    shares: dict[Id, dict[Id, Share]]
    """Question id to option id to share, for every option; those of a one-answer question add up to 1, within 0.01."""
    unclear_in_texts: Unclear | None = None
    """Why a text alone does not tell the role, where it does not."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: its id, title and aliases."""
        return (self.id, self.title, *self.aliases)

    def said(self, topic: str) -> tuple[Statement, ...]:
        """What the sources say of the role under the topic with this id; nothing if there is no such topic."""
        facts = self.facts.get(topic, {})
        return tuple(Statement(text=text, source=source) for source, texts in facts.items() for text in texts)


class Relation(Model):
    """What passes between roles: a handover, a move from one to the other, how a team splits them."""

    kind: Literal["handover", "move", "team"]
    """What passes: work, a person, or duties within a team."""
    title: Line
    """What passes, in a few words."""
    from_: Annotated[tuple[Id, ...], Field(alias="from", min_length=1)]
    """Ids of the roles on one side."""
    to: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the roles on the other side."""
    points: Facts
    """Source id to statements."""

    def touches(self, role: str) -> bool:
        """Whether the role stands on either side."""
        return role in self.from_ or role in self.to

    def links(self, roles: tuple[str, ...]) -> bool:
        """Whether two of these roles stand on different sides."""
        return any(a in self.from_ and b in self.to for a in roles for b in roles if a != b)


class Disagreement(Model):
    """A point on which the sources contradict each other."""

    about: Line
    """The question that the sources answer differently."""
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the roles that it concerns."""
    views: Annotated[dict[Id, Line], Field(min_length=2)]
    """Source id to what it holds."""


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


class Catalog(Model):
    """A sound catalog: every id that it uses is defined, and every role has a share for every option.

    It comes from `load_catalog`, which checks that.

    >>> from rolefit import load_catalog
    >>> catalog = load_catalog()
    >>> len(catalog.questions), catalog.role("machine-learning engineer").id, len(catalog.digest)
    (13, 'mle', 12)
    """

    format: Literal["rolefit/catalog/1"]
    """The format, and its version."""
    name: Line
    """What the catalog is called."""
    version: Line
    """Which state of the catalog it is; any text."""
    sources: dict[Id, Source]
    """Source id to source."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """What is asked, in this order."""
    topics: tuple[Topic, ...] = ()
    """The headings under which facts are shown, in this order."""
    texts: Texts | None = None
    """How texts are read; without it, none can be."""
    roles: Annotated[tuple[Role, ...], Field(min_length=2)]
    """The roles that are told apart."""
    relations: tuple[Relation, ...] = ()
    """What passes between roles."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where the sources contradict each other."""

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the contents; comments and layout do not change it."""
        return self._digest

    def question(self, question: str) -> Question:
        """The question with this id; KeyError if there is none."""
        return self._questions_by_id[question]

    def role(self, name: str) -> Role:
        """The role with this id, title or alias, in any case, with spaces, hyphens or underscores.

        Raises InputError, with the near names, if there is none.
        """
        found = self._roles_by_name.get(plain_name(name))
        if found is None:
            hint = near(plain_name(name), self._roles_by_name) or one_of(name, [role.id for role in self.roles])
            raise InputError(Problem(f"there is no role {excerpt(name)}", hint))
        return found

    @cached_property
    def _digest(self) -> str:
        contents = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:12]

    @cached_property
    def _questions_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _roles_by_name(self) -> Mapping[str, Role]:
        return {plain_name(name): role for role in self.roles for name in role.names}


def plain_name(name: str) -> str:
    """A name of a role as names are compared: in lower case, with single spaces for hyphens and underscores."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


class CatalogRef(Model):
    """Which catalog a result comes from."""

    name: str
    """What the catalog is called."""
    version: str
    """Which state of the catalog it is."""
    digest: str
    """Twelve hexadecimal digits that change with the contents of the catalog."""

    @classmethod
    def of(cls, catalog: Catalog) -> "CatalogRef":
        """Refer to this catalog."""
        return cls(name=catalog.name, version=catalog.version, digest=catalog.digest)


_PLAIN_WORDS = re.compile(r"[^\s\\*?\[\](){}|^$]+( [^\s\\*?\[\](){}|^$]+)*")
