"""What is counted of a team, as the JSON of `rolefit team --json` has it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.models import PersonId
from rolefit.catalog.models import CatalogRef, Source, Statement
from rolefit.documents.validation import Model
from rolefit.scanning.result import OptionRef
from rolefit.scoring.use import USE_FOR_TEAMS

Count = Annotated[int, Field(ge=0)]
"""How many people."""


class RoleCount(Model):
    """How many people a role fits first, and second."""

    role: str
    """Id of the role."""
    title: str
    """What the role is called."""
    first: Count
    """How many it fits first."""
    clear: Count
    """Of those, how many have a clear verdict: the role alone is named."""
    close: Count
    """Of those, how many have a close verdict: some roles are named."""
    open: Count
    """Of those, how many have an open verdict: the answers do not separate the roles, or tell of another job."""
    second: Count
    """How many it fits second."""


class Between(Model):
    """How many people stand between two roles: their verdict names these two, and no other."""

    roles: tuple[str, str]
    """Ids of the two roles, in the order of the catalog."""
    n: Count
    """How many people."""


class OptionCoverage(Model):
    """How many people want one part of the work."""

    option: str
    """Id of the option."""
    name: str
    """What it is called in a few words."""
    asked: Count
    """How many people answered the question, with this on offer."""
    wanted: Count
    """How many of them chose it."""
    expected: Annotated[float, Field(ge=0)]
    """How many would, were what they chose spread as among the people of the roles, all equally common."""
    stands_out: Literal["thin", "crowded"] | None
    """thin: clearly fewer than expected; crowded: clearly more; null if neither."""


class QuestionCoverage(Model):
    """How many people want each part of the work that one question asks about."""

    question: str
    """Id of the question."""
    name: str
    """What it is about."""
    options: tuple[OptionCoverage, ...]
    """Its options, in the order of the catalog, but those that fewer than `smallest` people were asked."""


class Addition(Model):
    """What one more person would fill, if a role fits that person."""

    role: str
    """Id of the role."""
    title: str
    """What the role is called."""
    fills: tuple[OptionRef, ...]
    """Of the options that are thin or that nobody wants those that at least half of the people of the role choose; what
    is missing most comes first."""


class Side(Model):
    """One of the two sides of a team that something is said of."""

    roles: tuple[str, ...]
    """Ids of its roles."""
    n: Count
    """How many people one of them fits first."""


class Advice(Model):
    """What sources say for a team like this one."""

    kind: Literal["handover", "team"]
    """Whether it is about work that is handed over, or about how a team is made up."""
    title: str
    """What it is about, in a few words."""
    said: Statement
    """What they say."""
    sides: tuple[Side, ...]
    """The two sides that it speaks of; none where it speaks of all roles alike."""


class Group(Model):
    """The people of whom the records say the same."""

    value: str | None
    """What they say; null where they say nothing."""
    n: Count
    """How many people."""
    first: Mapping[str, Count]
    """Role id to how many people it fits first, to the nearest multiple of `smallest`."""


class SmallGroups(Model):
    """All groups of fewer than `smallest` people, put together."""

    groups: Count
    """How many groups there are."""
    n: Count
    """How many people in all of them."""
    first: Mapping[str, Count] | None
    """As in a group; null where together they are fewer than `smallest` as well."""


class Groups(Model):
    """How many people each role fits first, by what the records say of them."""

    field: str
    """The name under which they say it."""
    groups: tuple[Group, ...]
    """The largest first; none of fewer than `smallest` people."""
    small: SmallGroups | None
    """All others; null if there are none."""


class Named(Model):
    """Whom a role fits first, and second; in the order of what the people are called."""

    first: tuple[PersonId, ...]
    """Whom it fits first."""
    second: tuple[PersonId, ...]
    """Whom it fits second."""


class Team(Model):
    """What is counted of a team: no answers, and no fit, of anybody."""

    schema_: Annotated[Literal["rolefit/team/1"], Field(alias="schema")] = "rolefit/team/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the answers were scored against."""
    file: str
    """What was read."""
    n: Count
    """How many people are counted: those who answered anything that moves a fit."""
    silent: Count
    """How many did not."""
    bad: Count
    """How many records could not be counted."""
    smallest: Count
    """Of fewer people than this no answers are told, and no group is shown."""
    roles: tuple[RoleCount, ...]
    """All roles, in the order of the catalog."""
    between: tuple[Between, ...]
    """Who stands between two roles; most people first, and pairs of nobody left out."""
    coverage: tuple[QuestionCoverage, ...]
    """Who wants which work; empty for a team of fewer than `smallest` without names."""
    additions: tuple[Addition, ...]
    """What one more person would fill; who would fill most first, and roles that would fill nothing left out."""
    advice: tuple[Advice, ...]
    """What the sources say for a team like this one."""
    sources: Mapping[str, Source]
    """The sources of that, by id."""
    groups: Groups | None
    """The same by group; null where nobody asked for it."""
    names: Mapping[str, Named] | None
    """Role id to who stands there; null where nobody asked for names."""
    use: str = USE_FOR_TEAMS
    """What this is meant for, and what it is not."""
