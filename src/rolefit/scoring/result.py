"""What scoring gives: the result of one person, as the JSON of `rolefit quiz --json` has it."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from rolefit.answers.models import Answer, Answers, Importance, PersonId
from rolefit.catalog.models import CatalogRef
from rolefit.catalog.rules import HOLDS
from rolefit.documents.validation import Model
from rolefit.scoring.use import INTENDED_USE

Unit = Annotated[float, Field(ge=0, le=1)]
"""A number between 0 and 1."""


class Ranked(Model):
    """A role in the ranking.

    >>> from rolefit import Answers, load_catalog, score
    >>> first = score(load_catalog(), Answers(answers={"horizon": "days"})).ranking[0]
    >>> first.role, 0.25 < first.fit < 0.5, list(first.by_question)
    ('ds', True, ['horizon'])
    """

    role: str
    """Id of the role."""
    title: str
    """What the role is called."""
    fit: Unit
    """Of the jobs whose work is like what was chosen, the part that go by this title, were all roles equally common."""
    by_question: dict[str, float]
    """Question id to what its answer did for the role, in natural log units against the mean of the roles; above 0 it
    spoke for the role, below 0 against it."""


VerdictKind: TypeAlias = Literal["clear", "close", "open"]


class Verdict(Model):
    """What the ranking allows to say.

    >>> from rolefit import load_answers, load_catalog, score
    >>> catalog = load_catalog()
    >>> verdict = score(catalog, load_answers("examples/data-scientist.yaml", catalog)).verdict
    >>> verdict.kind, verdict.roles, verdict.stability > 0.9
    ('clear', ('ds',), True)
    """

    kind: VerdictKind
    """clear: one role is named; close: some of them are; open: all are, so the answers do not separate them, or tell of
    another job."""
    roles: tuple[str, ...]
    """The roles that are named, best first: those among which the right one is to be found as often as `holds` says,
    and what cannot be told from them. One if clear, all if open."""
    holds: Unit = HOLDS
    """How often the right role is among the named ones, of people and jobs that the catalog was measured on."""
    stability: Unit
    """The chance that another quiz of the kind, with questions of its own, puts the same role first; an estimate. 0 if
    nothing was answered."""


class NearerJob(Model):
    """A job beside the roles that may be nearer to the person than any of them.

    >>> from rolefit import Answers, load_catalog, score
    >>> week = {"tools": ["sql", "bi"], "deliverables": ["dashboards"], "horizon": "days", "people": "leaders"}
    >>> result = score(load_catalog(), Answers(answers=week))
    >>> result.nearer.title if result.nearer else "none", result.verdict.kind
    ('data analyst', 'open')
    """

    title: str
    """What the job is called, as it stands within a sentence."""
    because: str
    """Why, as a sentence."""


class Taken(Model):
    """What a role takes, of what a person brings: told beside the fit, never in it.

    >>> from rolefit import Answers, load_catalog, score
    >>> taken = score(load_catalog(), Answers(answers={"horizon": "years", "background": "master"})).takes[0]
    >>> taken.question, taken.yours, taken.holders["doctorate"] > 0.4
    ('background', 'master', True)
    """

    role: str
    """Id of the role."""
    question: str
    """Id of the question on what a person brings."""
    yours: str | None
    """The option that the person chose; null where skipped."""
    holders: Mapping[str, Unit] | None
    """Option to the part of the people who hold the role; null where none were asked."""
    least: Mapping[str, Unit] | None
    """Option to the part of the role's postings that accept no less, of those that name any; null where not read."""
    wanted: Mapping[str, Unit] | None
    """Option to the part of the role's postings for which this is the most that they ask for or prefer."""


class Reason(Model):
    """What one piece of evidence did for one role.

    >>> from rolefit import Answers, load_catalog, score
    >>> result = score(load_catalog(), Answers(answers={"horizon": "years"}))
    >>> strongest = max(result.why, key=lambda reason: reason.effect)
    >>> strongest.role, strongest.option, strongest.chosen
    ('rs', 'years', True)
    """

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""
    chosen: bool
    """Whether the option was chosen, or offered and not chosen."""
    role: str
    """Id of the role."""
    effect: float
    """In natural log units against the mean of the roles. Per role, all effects add up to its score."""


class Result(Model):
    """A person's answers, scored against a catalog.

    >>> from rolefit import Answers, load_catalog, score
    >>> result = score(load_catalog(), Answers(answers={"horizon": "years"}))
    >>> len(result.ranking), round(sum(role.fit for role in result.ranking), 6), result.answered
    (4, 1.0, ('horizon',))
    """

    schema_: Annotated[Literal["rolefit/result/1"], Field(alias="schema")] = "rolefit/result/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the answers were scored against."""
    id: PersonId = None
    """Whose result this is, in a batch."""
    ranking: tuple[Ranked, ...]
    """All roles, best first; fits add up to 1."""
    verdict: Verdict
    """What the ranking allows to say."""
    nearer: NearerJob | None = None
    """A job beside the roles that may be nearer, where nothing that was chosen asks for one of them; null if none."""
    takes: tuple[Taken, ...] = ()
    """What the named roles take, best first: a record for each and each question outside the fit."""
    why: tuple[Reason, ...]
    """Every known piece of evidence, for every role, in the order of the catalog."""
    answered: tuple[str, ...]
    """Ids of the questions that were answered, of those that move the fit."""
    skipped: tuple[str, ...]
    """Ids of the questions that were not."""
    answers: Mapping[str, Answer]
    """Question id to the answer that was scored; null where skipped."""
    importance: Mapping[str, Importance]
    """Question id to how much it matters, where that was said."""
    offered: Mapping[str, tuple[str, ...]]
    """Question id to the options that were on offer, where that was not all of them."""
    use: str = INTENDED_USE
    """What this is meant for, and what it is not."""
    code: str | None
    """The answers in one short line, for `rolefit quiz --code`; null where not all options were on offer."""

    @property
    def given(self) -> Answers:
        """The answers that were scored."""
        return Answers(answers=self.answers, importance=self.importance, offered=self.offered, id=self.id)
