"""The roles of a catalog: the list of them, and one in full, as the JSON of `roles` and `show` has them."""

from collections.abc import Mapping
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.models import Answer, Answers
from rolefit.catalog.models import Catalog, CatalogRef, Disagreement, Relation, Role, Share, Source, Statement
from rolefit.catalog.roles import cited_by, said_in_short, statements
from rolefit.documents.validation import Model
from rolefit.roles.compare import OptionShares, options_of, telling_answers
from rolefit.scoring.result import Taken
from rolefit.scoring.takes import what_roles_take


class RoleSummary(Model):
    """A role in the list of roles."""

    id: str
    """Id of the role."""
    title: str
    """What the role is called."""
    aliases: tuple[str, ...]
    """Other names for it."""
    about: Statement | None
    """What it is, in one sentence."""
    said: tuple[Statement, ...]
    """What the sources say under the first topic of the catalog."""


class RoleList(Model):
    """The roles of a catalog."""

    schema_: Annotated[Literal["rolefit/roles/1"], Field(alias="schema")] = "rolefit/roles/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the roles are from."""
    roles: tuple[RoleSummary, ...]
    """All roles, in the order of the catalog."""
    sources: dict[str, Source]
    """The sources used above, by id."""


class TopicStatements(Model):
    """What the sources say of a role under one heading."""

    topic: str
    """Id of the heading."""
    title: str
    """The words of the heading."""
    said: tuple[Statement, ...]
    """What the sources say, in the order of the catalog."""


class RoleInFull(Model):
    """All that a catalog knows of a role."""

    schema_: Annotated[Literal["rolefit/role/1"], Field(alias="schema")] = "rolefit/role/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the role is from."""
    id: str
    """Id of the role."""
    title: str
    """What the role is called."""
    aliases: tuple[str, ...]
    """Other names for it."""
    about: Statement | None
    """What it is, in one sentence."""
    in_short: dict[str, Statement]
    """Topic id to what a person has to know of it, in at most a line."""
    topics: tuple[TopicStatements, ...]
    """What the sources say of the role, heading by heading."""
    relations: tuple[Relation, ...]
    """What passes between it and other roles."""
    disagreements: tuple[Disagreement, ...]
    """Where the sources contradict each other about it."""
    shares: dict[str, dict[str, Share]]
    """Question id to option id to share."""
    own: tuple[OptionShares, ...]
    """The answers that are most its own, with the shares of every role, the largest lead first."""
    takes: tuple[Taken, ...]
    """What it takes, of what a person brings."""
    sources: dict[str, Source]
    """The sources used above, by id."""
    answers: Mapping[str, Answer] | None = None
    """What a person answered, if that is to be shown beside the role."""


def list_roles(catalog: Catalog) -> RoleList:
    """List the roles, each with what it is after."""
    topic = catalog.topics[0].id if catalog.topics else ""
    roles = tuple(
        RoleSummary(id=role.id, title=role.title, aliases=role.aliases, about=role.about, said=role.said(topic))
        for role in catalog.roles
    )
    used = cited_by(said for role in roles for said in (*role.said, *([role.about] if role.about else [])))
    sources = {name: source for name, source in catalog.sources.items() if name in used}
    return RoleList(catalog=CatalogRef.of(catalog), roles=roles, sources=sources)


def show_role(catalog: Catalog, role: Role, answers: Answers | None = None) -> RoleInFull:
    """Gather all that the catalog knows of a role, and beside it a person's sound answers."""
    topics = [TopicStatements(topic=topic.id, title=topic.title, said=role.said(topic.id)) for topic in catalog.topics]
    relations = tuple(relation for relation in catalog.relations if relation.touches(role.id))
    disagreements = tuple(d for d in catalog.disagreements if role.id in d.roles)
    own = telling_answers(options_of(catalog, catalog.roles), role.id)
    used = cited_by(chain.from_iterable(topic.said for topic in topics))
    used |= cited_by(chain.from_iterable(statements(relation.points) for relation in relations))
    used |= cited_by(said_in_short(role))
    used |= cited_by(chain.from_iterable(disagreement.statements for disagreement in disagreements))
    used |= {share.source for options in role.shares.values() for share in options.values()}
    used |= {share.source for option in own for share in option.shares.values()}
    return RoleInFull(
        catalog=CatalogRef.of(catalog),
        id=role.id,
        title=role.title,
        aliases=role.aliases,
        about=role.about,
        in_short=role.in_short,
        topics=tuple(topic for topic in topics if topic.said),
        relations=relations,
        disagreements=disagreements,
        shares=role.shares,
        own=own,
        takes=tuple(what_roles_take(catalog, [role.id], answers)),
        sources={name: source for name, source in catalog.sources.items() if name in used},
        answers=answers.answers if answers else None,
    )
