"""Who the roles are: how the people in them answer, and what sources say of them.

A share is P(option | role), the probability that somebody who holds the role gives the answer. What a role gains or
loses by an answer, its effect, is made of shares: the weight of evidence, in natural log units, against the mean of the
roles.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, StrictStr, StringConstraints, model_validator

from rolefit.documents.validation import Id, Line, Model

SourceIds = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(, [a-z0-9]+(-[a-z0-9]+)*)*$", max_length=500),
    Field(description="Ids of the sources that say it, separated by a comma and a space."),
]

Facts: TypeAlias = dict[SourceIds, tuple[Line, ...]]
"""What sources say: the ids of the sources that say the same, to statements."""


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
    scope: Line | None = None
    """How far what it says holds: whose view it is, what it speaks of, what is missing from it."""
    kind: Literal["survey", "readings", "combined", "postings", "description"]
    """In a survey shares are counted on people, in readings on postings that were read as a whole; combined comes from
    both. From the words of postings shares are estimated, by a description they are judged."""

    @property
    def measured(self) -> bool:
        """Whether the shares with this source were counted, on people or on what was read, not estimated or judged."""
        return self.kind in ("survey", "readings", "combined")


class Statement(Model):
    """What one source says, or several alike."""

    text: Line
    """The statement, in our words."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the sources that say it."""

    source: str = ""
    """Id of the first source; filled in where it is left out."""

    @model_validator(mode="before")
    @classmethod
    def _name_the_first_source(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "source" in data:
            return data
        match data.get("sources"):
            case [first, *_]:
                return {**data, "source": first}
        return data


def statements(facts: Facts) -> Iterator[Statement]:
    """What sources say, one statement after the other.

    >>> [statement.sources for statement in statements({"a, b": ("Said by both",), "b": ("Said by one",)})]
    [('a', 'b'), ('b',)]
    """
    for sources, texts in facts.items():
        for text in texts:
            yield Statement(text=text, sources=split_sources(sources))


def split_sources(sources: str) -> tuple[str, ...]:
    """The ids in a key of facts."""
    return tuple(sources.split(", "))


class Topic(Model):
    """A heading under which the facts of roles stand."""

    id: Id
    title: Line
    """The words of the heading."""
    compared: bool = False
    """Whether roles that are compared are told apart in it, each in a line."""


class Share(Model):
    """Of the people who hold a role, the part that gives an answer, P(option given role), and who says so.

    >>> from rolefit import load_catalog
    >>> share = load_catalog().role("mle").shares["tools"]["sql"]
    >>> 0 <= share.share <= 1, share.source
    (True, 'people-and-work')
    """

    share: Annotated[float, Field(strict=True, ge=0, le=1)]
    """The part of the people, between 0 and 1."""
    source: Id
    """Id of the source."""
    correction: Annotated[float, Field(strict=True, ge=-10, le=10)] = 0.0
    """What is added for the role when the option is chosen rather than not, for what options share with each other; in
    natural log units, adding up to 0 over the roles."""
    text: Annotated[float, Field(strict=True, gt=0, le=1)] | None = None
    """Of the signals in texts about the role, the part that reveals this option. What texts those are is said by the
    source of `texts`."""


class Asks(Model):
    """What the postings of a role ask for, of what a person brings."""

    source: Id
    """Id of the source."""
    least: dict[Id, Annotated[float, Field(strict=True, ge=0, le=1)]]
    """Option to the part of the postings that name any which accept no less."""
    wanted: dict[Id, Annotated[float, Field(strict=True, ge=0, le=1)]]
    """Option to the part of the postings that name any for which this is the most that they ask for or prefer."""


class Unclear(Model):
    """Why something does not tell a role."""

    between: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the roles that it looks like."""
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
    """Topic id to what sources say, in full."""
    about: Statement | None = None
    """What the role is, in one sentence."""
    in_short: dict[Id, Statement] = Field(default_factory=dict)
    """Topic id to what a person has to know of it, in at most a line."""
    shares: dict[Id, dict[Id, Share]]
    """Question id to option id to share, for every option; those of a one-answer question add up to 1, within 0.01."""
    unclear: Unclear | None = None
    """Why what people want does not tell the role from another either: where it comes first, these are named too."""
    unclear_in_texts: Unclear | None = None
    """Why a text alone does not tell the role, where it does not."""
    takes: dict[Id, Asks] = Field(default_factory=dict)
    """Question id to what postings ask for, for questions outside the fit."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: its id, title and aliases."""
        return (self.id, self.title, *self.aliases)

    def said(self, topic: str) -> tuple[Statement, ...]:
        """What the sources say of the role under the topic with this id; nothing if there is no such topic."""
        return tuple(statements(self.facts.get(topic, {})))


def cited_by(said: Iterable[Statement]) -> set[str]:
    """The ids of the sources of some statements."""
    return {source for statement in said for source in statement.sources}


def said_in_short(role: Role) -> tuple[Statement, ...]:
    """What a role is and does, in short."""
    return (*([role.about] if role.about else []), *role.in_short.values())


class Step(Model):
    """What somebody can do first on the way from one role to another."""

    text: Line
    """What to do, in at most a line."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the sources that say so."""
    options: Annotated[Mapping[Id, tuple[Id, ...]], Field(min_length=1)]
    """Question id to the options that it brings nearer."""


class TeamSize(Model):
    """Of how many people a team is."""

    least: Annotated[int, Field(strict=True, ge=1)] = 1
    """So many at least."""
    most: Annotated[int, Field(strict=True, ge=1)] | None = None
    """So many at most; without it, any number."""

    def holds(self, people: int) -> bool:
        """Whether a team of so many people is of this size."""
        return self.least <= people and (self.most is None or people <= self.most)


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
    """What sources say of it."""
    steps: tuple[Step, ...] = ()
    """What to do first, in order, where it is a move."""
    in_short: Statement | None = None
    """What a team has to know of it, in at most a line, where it is a handover or the way of a team."""
    team_size: TeamSize | None = None
    """Of which teams it holds, where a source says a size; without it, of any."""

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
    topic: Id | None = None
    """Id of the topic under which it stands; without it, it stands apart."""
    views: Annotated[dict[Id, Line], Field(min_length=2)]
    """Source id to what it holds."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The views, as statements of their sources."""
        return tuple(Statement(text=text, sources=(source,)) for source, text in self.views.items())


class Pair(Model):
    """Two roles, told apart by what a person would say of them."""

    between: Annotated[tuple[Id, Id], Field(min_length=2, max_length=2)]
    """Ids of the two roles."""
    differ: Statement
    """The difference, in one sentence."""
    moves: dict[Id, Statement] = Field(default_factory=dict)
    """Id of the role that somebody moves to, to what it takes for a holder of the other one."""
