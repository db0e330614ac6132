"""Roles side by side: where they answer differently, what they share, what passes between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answer, Answers, chose
from rolefit.catalog.models import (
    Catalog,
    CatalogRef,
    Disagreement,
    Option,
    Relation,
    Role,
    Share,
    Source,
    Statement,
    Topic,
)
from rolefit.catalog.roles import split_sources
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
    options = [
        _option_shares(roles, question.id, option) for question in catalog.fit_questions for option in question.options
    ]
    topics = [_compare_on(topic, roles) for topic in catalog.topics]
    relations = tuple(relation for relation in catalog.relations if relation.links(ids))
    disagreements = tuple(d for d in catalog.disagreements if set(d.roles) & set(ids))
    used = {share.source for option in options for share in option.shares.values()}
    used |= {
        source
        for topic in topics
        for statements in (*topic.by_role.values(), topic.shared)
        for statement in statements
        for source in statement.sources
    }
    used |= {source for relation in relations for key in relation.points for source in split_sources(key)}
    used |= {source for disagreement in disagreements for source in disagreement.views}
    return Comparison(
        catalog=CatalogRef.of(catalog),
        roles=tuple(RoleName(id=role.id, title=role.title) for role in roles),
        options=tuple(sorted(options, key=lambda option: -option.spread)),
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
    return OptionShares(question=question, option=option.id, label=option.label, shares=shares, spread=spread)


def _compare_on(topic: Topic, roles: Sequence[Role]) -> TopicComparison:
    by_role = {role.id: role.said(topic.id) for role in roles}
    everywhere = set.intersection(*map(set, by_role.values()))
    return TopicComparison(
        topic=topic.id,
        title=topic.title,
        by_role={role: tuple(s for s in statements if s not in everywhere) for role, statements in by_role.items()},
        shared=tuple(statement for statement in by_role[roles[0].id] if statement in everywhere),
    )


MOST_DIFFERENT = 8
"""How many of the answers with the largest spread are shown, measured and estimated ones each."""

ALIKE = 0.10
"""Answers whose shares differ by no more than this count as given alike."""

COMMON = 0.5
"""Answers given alike are shown where at least this part of every role gives them."""

NOTHING_SHARED = "Nothing that the sources say in the same words, no answer that most give alike."


@dataclass(frozen=True)
class Contrast:
    """The answers worth showing, the largest spread first."""

    measured: tuple[OptionShares, ...]
    """Those that differ most, of the ones counted on people in every role."""
    estimated: tuple[OptionShares, ...]
    """Those that differ most, of the others."""
    alike: tuple[OptionShares, ...]
    """Those that most people of every role give."""


def contrast(comparison: Comparison) -> Contrast:
    """Pick the answers of a comparison that are worth showing."""
    differing = [option for option in comparison.options if option.spread > ALIKE]
    measured = [option for option in differing if _is_measured(comparison, option)]
    estimated = [option for option in differing if not _is_measured(comparison, option)]
    alike = [o for o in comparison.options if o.spread <= ALIKE and min(s.share for s in o.shares.values()) >= COMMON]
    return Contrast(tuple(measured[:MOST_DIFFERENT]), tuple(estimated[:MOST_DIFFERENT]), tuple(alike))


def _is_measured(comparison: Comparison, option: OptionShares) -> bool:
    return all(comparison.sources[share.source].measured for share in option.shares.values())
