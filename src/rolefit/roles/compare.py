"""Roles side by side: where they answer differently, what they share, what passes between them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answer, Answers, chose
from rolefit.catalog.models import (
    Catalog,
    CatalogRef,
    Disagreement,
    Option,
    Pair,
    Relation,
    Role,
    Share,
    Source,
    Statement,
    Topic,
)
from rolefit.catalog.roles import cited_by, said_in_short, statements
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem
from rolefit.scoring.result import Taken
from rolefit.scoring.takes import what_roles_take


class RoleName(Model):
    """A role in a comparison or a list."""

    id: str
    """Id of the role."""
    title: str
    """What the role is called."""
    about: Statement | None = None
    """What it is, in one sentence."""
    in_short: dict[str, Statement] = Field(default_factory=dict)
    """Topic id to what a person has to know of it, in at most a line."""


def named_role(role: Role) -> RoleName:
    """A role as it stands in a comparison or a list."""
    return RoleName(id=role.id, title=role.title, about=role.about, in_short=role.in_short)


class OptionShares(Model):
    """How the people of each role answer one option.

    >>> from rolefit import compare, load_catalog
    >>> option = compare(load_catalog(), ["ds", "rs"]).options[0]
    >>> option.option, option.shares["rs"].share > option.shares["ds"].share
    ('researchers', True)
    """

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""
    label: str
    """The words of the option."""
    short: str
    """The same in fewer words."""
    shares: dict[str, Share]
    """Role id to share."""
    spread: Annotated[float, Field(ge=0, le=1)]
    """The largest share less the smallest."""


class TopicComparison(Model):
    """What the sources say under one heading."""

    topic: str
    """Id of the heading."""
    title: str
    """The words of the heading."""
    by_role: dict[str, tuple[Statement, ...]]
    """Role id to what is said of it but not of every other role here."""
    shared: tuple[Statement, ...]
    """What is said, in the same words, of every role here."""

    @property
    def different(self) -> bool:
        """Whether anything is said of one role but not of every other."""
        return any(self.by_role.values())


class Comparison(Model):
    """Two or more roles, side by side.

    >>> from rolefit import Answers, compare, load_catalog
    >>> comparison = compare(load_catalog(), ["as", "rs"], Answers(answers={"horizon": "years"}))
    >>> [option.option for option in comparison.options if comparison.chose(option)]
    ['years']
    """

    schema_: Annotated[Literal["rolefit/comparison/1"], Field(alias="schema")] = "rolefit/comparison/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the roles are from."""
    roles: tuple[RoleName, ...]
    """The roles, in the order in which they were named."""
    options: tuple[OptionShares, ...]
    """Every option that moves the fit, the largest spread first."""
    pairs: tuple[Pair, ...]
    """What tells two of the roles apart, and what it takes to move between them."""
    takes: tuple[Taken, ...]
    """What the roles take, of what a person brings."""
    topics: tuple[TopicComparison, ...]
    """What the sources say of the roles, heading by heading."""
    relations: tuple[Relation, ...]
    """What passes between the roles."""
    disagreements: tuple[Disagreement, ...]
    """Where the sources contradict each other about any of the roles."""
    sources: dict[str, Source]
    """The sources used above, by id."""
    answers: Mapping[str, Answer] | None = None
    """What a person answered, if that is to be shown beside the roles."""

    @property
    def role_names(self) -> Mapping[str, str]:
        """Role id to title."""
        return {role.id: role.title for role in self.roles}

    def chose(self, option: OptionShares) -> bool:
        """Whether the person chose an option."""
        return chose(self.answers, option.question, option.option)


def compare(catalog: Catalog, names: Sequence[str], answers: Answers | None = None) -> Comparison:
    """Compare two or more roles, each named by its id, title or an alias, and beside them a person's answers.

    Raises InputError where a name is unknown, fewer than two are given, two of them mean the same role, or the answers
    do not belong to the catalog.

    >>> from rolefit import compare, load_catalog
    >>> compare(load_catalog(), ["ds", "mle"]).roles[1].title
    'ML engineer'
    """
    roles = [catalog.role(name) for name in names]
    ids = tuple(role.id for role in roles)
    answers = check_answers(answers, catalog) if answers else None
    if len(roles) < 2:
        raise InputError(Problem("there is only one role to compare", "name two or more"))
    if len(set(ids)) < len(ids):
        twice = next(role.title for role in roles if ids.count(role.id) > 1)
        raise InputError(Problem(f"{twice} is named twice", "name different roles"))
    options = options_of(catalog, roles)
    topics = [_compare_on(topic, roles) for topic in catalog.topics]
    pairs = tuple(pair for pair in catalog.pairs if set(pair.between) <= set(ids))
    relations = tuple(relation for relation in catalog.relations if relation.links(ids))
    disagreements = tuple(d for d in catalog.disagreements if set(d.roles) & set(ids))
    used = {share.source for option in options for share in option.shares.values()}
    for topic in topics:
        used |= cited_by([*chain(*topic.by_role.values()), *topic.shared])
    used |= cited_by(chain.from_iterable(statements(relation.points) for relation in relations))
    used |= cited_by(chain.from_iterable(disagreement.statements for disagreement in disagreements))
    used |= cited_by(chain.from_iterable(map(said_in_short, roles)))
    used |= cited_by(chain.from_iterable((pair.differ, *pair.moves.values()) for pair in pairs))
    return Comparison(
        catalog=CatalogRef.of(catalog),
        roles=tuple(map(named_role, roles)),
        options=options,
        pairs=pairs,
        takes=tuple(what_roles_take(catalog, ids, answers)),
        topics=tuple(topic for topic in topics if topic.shared or topic.different),
        relations=relations,
        disagreements=disagreements,
        sources={name: source for name, source in catalog.sources.items() if name in used},
        answers=answers.answers if answers else None,
    )


def _option_shares(roles: Sequence[Role], question: str, option: Option) -> OptionShares:
    shares = {role.id: role.shares[question][option.id] for role in roles}
    values = [share.share for share in shares.values()]
    spread = max(values) - min(values)
    return OptionShares(
        question=question,
        option=option.id,
        label=option.label,
        short=option.short or option.label,
        shares=shares,
        spread=spread,
    )


def _compare_on(topic: Topic, roles: Sequence[Role]) -> TopicComparison:
    by_role = {role.id: role.said(topic.id) for role in roles}
    everywhere = set.intersection(*map(set, by_role.values()))
    return TopicComparison(
        topic=topic.id,
        title=topic.title,
        by_role={role: tuple(s for s in statements if s not in everywhere) for role, statements in by_role.items()},
        shared=tuple(statement for statement in by_role[roles[0].id] if statement in everywhere),
    )


MOST_TELLING = 8
"""How many of the answers that are most a role's own count as telling it from the others."""

ALIKE = 0.10
"""Answers whose shares differ by no more than this count as given alike."""

COMMON = 0.5
"""Answers given alike are shared where at least this part of every role gives them."""


def telling_answers(options: Iterable[OptionShares], role: str) -> tuple[OptionShares, ...]:
    """The answers that are most a role's own: its share is above every other role's, the largest lead first.

    >>> from rolefit import compare, load_catalog
    >>> options = compare(load_catalog(), ["ds", "mle"]).options
    >>> telling_answers(options, "ds")[0].option, len(telling_answers(options, "mle"))
    ('documents', 8)
    """

    def lead(option: OptionShares) -> float:
        return option.shares[role].share - max(share.share for name, share in option.shares.items() if name != role)

    own = [option for option in options if lead(option) > ALIKE]
    return tuple(sorted(own, key=lambda option: -lead(option))[:MOST_TELLING])


def shared_answers(options: Iterable[OptionShares]) -> tuple[OptionShares, ...]:
    """The answers that most people of every role give alike, the most common first."""
    alike = [o for o in options if o.spread <= ALIKE and min(s.share for s in o.shares.values()) >= COMMON]
    return tuple(sorted(alike, key=lambda option: -min(share.share for share in option.shares.values())))


def options_of(catalog: Catalog, roles: Sequence[Role]) -> tuple[OptionShares, ...]:
    """Every option that moves the fit, with its share in each of some roles, the largest spread first."""
    options = [
        _option_shares(roles, question.id, option) for question in catalog.fit_questions for option in question.options
    ]
    return tuple(sorted(options, key=lambda option: -option.spread))
