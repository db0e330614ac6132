"""The catalog: what is asked, who the roles are, and where each number and fact comes from."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictStr

from rolefit import documents, files, models
from rolefit.builtin import builtin_path
from rolefit.errors import InputError, Problem, near, one_of
from rolefit.models import Id, Line, Model
from rolefit.signals import Signal

SUM_TOLERANCE = 0.01
"""How far the shares of a one-answer question may add up to something other than 1: room for rounding."""

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


class ResumeSignals(Model):
    """Signals that count only in one section of a resume.

    With none for a section it is enough that there is such a section, where no signal tells of another option.
    """

    education: tuple[Signal, ...] | None = None
    """Those that count in the kind of a degree."""
    publications: tuple[Signal, ...] | None = None
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
    signals: tuple[Signal, ...] = ()
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
        return {each.id: each.label for each in self.options}[option]


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
    words: Annotated[tuple[Signal, ...], Field(min_length=1)]
    """Words without which hardly anything can be written in it."""
    least: Annotated[int, Field(strict=True, ge=0)]
    """How many of them a text in this language has at least."""
    denials: tuple[Signal, ...] = ()
    """Words that deny what follows in their clause, such as no."""
    denials_after: tuple[Signal, ...] = ()
    """Words that deny what stands before them in their clause, such as not required."""


class Neighbour(Model):
    """A job beside the roles, whose texts share words with theirs."""

    title: Line
    """What it is called."""
    signals: Annotated[tuple[Signal, ...], Field(min_length=1)]
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
    field: Annotated[tuple[Signal, ...], Field(min_length=1)]
    """Words of the field that all roles belong to."""
    least: Annotated[int, Field(strict=True, ge=0)]
    """How many of the words of the field a text about one of the roles has at least."""
    neighbours: tuple[Neighbour, ...] = ()
    """Jobs that a text is about, not the roles, where it has enough of their words and fewer of those of the field."""
    passed_over: tuple[Signal, ...] = ()
    """Names of roles and fields, and other phrases, that do not count in a text, besides the names of the roles."""
    jobs: tuple[Signal, ...] = ()
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
        contents = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:12]

    def question(self, question: str) -> Question:
        """The question with this id; KeyError if there is none."""
        return {each.id: each for each in self.questions}[question]

    def role(self, name: str) -> Role:
        """The role with this id, title or alias, in any case, with spaces, hyphens or underscores.

        Raises InputError, with the near names, if there is none.
        """
        names = {_plain(known): role for role in self.roles for known in role.names}
        if _plain(name) in names:
            return names[_plain(name)]
        hint = near(_plain(name), names) or one_of(name, [role.id for role in self.roles])
        raise InputError(Problem(f"there is no role {models.excerpt(name)}", hint))


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def load_catalog(path: str | Path | None = None) -> Catalog:
    """Read a catalog from a YAML or JSON file; without `path` the built-in one.

    Raises InputError, with every problem found, where the file cannot be read or the catalog is not sound.

    >>> from rolefit import load_catalog
    >>> [role.id for role in load_catalog().roles]
    ['ds', 'as', 'rs', 'mle']
    """
    file = str(builtin_path() if path is None else path)
    document = documents.parse(files.read_text(file), files.display_name(file))
    catalog = models.validate(Catalog, document)
    problems = [models.problem(document, *found) for found in _unsound(catalog)]
    if problems:
        raise InputError(*problems)
    return catalog


_Found: TypeAlias = tuple[documents.Place, str, str]
"""Where something is wrong, what, and what would be right."""


def _unsound(catalog: Catalog) -> Iterator[_Found]:
    yield from _twice(("questions",), [question.id for question in catalog.questions])
    for i, question in enumerate(catalog.questions):
        yield from _twice(("questions", i, "options"), [option.id for option in question.options])
    for i, question in enumerate(catalog.questions):
        if question.weight_source is not None:
            yield from _unknown_source(catalog, question.weight_source, ("questions", i, "weight_source"))
    yield from _twice(("topics",), [topic.id for topic in catalog.topics])
    yield from _twice(("roles",), [role.id for role in catalog.roles])
    yield from _role_names(catalog)
    for i, role in enumerate(catalog.roles):
        yield from _unsound_facts(catalog, role, ("roles", i, "facts"))
        yield from _unsound_shares(catalog, role, ("roles", i, "shares"))
    yield from _unsound_texts(catalog)
    roles = [role.id for role in catalog.roles]
    for i, relation in enumerate(catalog.relations):
        yield from _dangling(("relations", i, "from"), relation.from_, roles, "role")
        yield from _dangling(("relations", i, "to"), relation.to, roles, "role")
        yield from _dangling(("relations", i, "points"), relation.points, catalog.sources, "source")
    for i, disagreement in enumerate(catalog.disagreements):
        yield from _dangling(("disagreements", i, "roles"), disagreement.roles, roles, "role")
        yield from _dangling(("disagreements", i, "views"), disagreement.views, catalog.sources, "source")


def _twice(path: documents.Place, ids: list[str]) -> Iterator[_Found]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield (*path, i), f"the id {name} is given twice", "every id is used once"


def _role_names(catalog: Catalog) -> Iterator[_Found]:
    owners: dict[str, int] = {}
    for i, role in enumerate(catalog.roles):
        for name in role.names:
            owner = owners.setdefault(_plain(name), i)
            if catalog.roles[owner].id != role.id:
                what = f"the name {name} belongs to {catalog.roles[owner].id} as well"
                yield ("roles", i), what, "a name means one role"


def _dangling(path: documents.Place, used: Iterable[str], known: Iterable[str], what: str) -> Iterator[_Found]:
    names = list(known)
    for i, name in enumerate(used):
        if name not in names:
            step = name if isinstance(used, dict) else i
            yield (*path, step), f"there is no {what} {name}", one_of(name, names)


def _unknown_source(catalog: Catalog, source: str, path: documents.Place) -> Iterator[_Found]:
    if source not in catalog.sources:
        yield path, f"there is no source {source}", one_of(source, catalog.sources)


def _unsound_texts(catalog: Catalog) -> Iterator[_Found]:
    if catalog.texts is None:
        return
    yield from _unknown_source(catalog, catalog.texts.source, ("texts", "source"))
    revealed = [(q.id, option.id) for q in catalog.questions for option in q.options if option.signals]
    for i, role in enumerate(catalog.roles):
        place = ("roles", i, "shares")
        shares = {place: role.shares.get(place[0], {}).get(place[1]) for place in revealed}
        for (question, option), share in shares.items():
            if share and share.text is None:
                what = "every option with signals has one for every role, where the catalog has texts"
                yield (*place, question, option, "text"), "is missing", what
        if not revealed:
            yield ("texts",), "can read nothing", "give options signals, and shares in texts"
            return
        total = sum(share.text or 0 for share in shares.values() if share)
        if all(share and share.text for share in shares.values()) and abs(total - 1) > SUM_TOLERANCE:
            yield place, f"the shares of options in texts add up to {total:.3f}", "for each role they add up to 1"
        if role.unclear_in_texts:
            others = [each.id for each in catalog.roles if each is not role]
            of_role = ("roles", i, "unclear_in_texts", "between")
            yield from _dangling(of_role, role.unclear_in_texts.between, others, "other role")


def _unsound_facts(catalog: Catalog, role: Role, path: documents.Place) -> Iterator[_Found]:
    yield from _dangling(path, role.facts, [topic.id for topic in catalog.topics], "topic")
    for topic, facts in role.facts.items():
        yield from _dangling((*path, topic), facts, catalog.sources, "source")


def _unsound_shares(catalog: Catalog, role: Role, path: documents.Place) -> Iterator[_Found]:
    yield from _dangling(path, role.shares, [question.id for question in catalog.questions], "question")
    for question in catalog.questions:
        shares = role.shares.get(question.id)
        if shares is None:
            yield (*path, question.id), "is missing", f"every role has shares for every question, so {role.id} too"
            continue
        options = [option.id for option in question.options]
        yield from _dangling((*path, question.id), shares, options, "option")
        for option in options:
            if option not in shares:
                yield (*path, question.id, option), "is missing", "every role has a share for every option"
        for option, share in shares.items():
            yield from _unknown_source(catalog, share.source, (*path, question.id, option, "source"))
        total = sum(share.share for share in shares.values())
        if not question.takes_many and abs(total - 1) > SUM_TOLERANCE:
            what = f"the shares of this one-answer question add up to {total:.3f}"
            yield (*path, question.id), what, "for each role they add up to 1"
