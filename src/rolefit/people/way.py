"""A person beside a role: what its work has of what was chosen, what is missing, and what to do first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answer, Answers
from rolefit.catalog.models import Catalog, CatalogRef, Relation, Role, Source
from rolefit.catalog.roles import Step, cited_by, said_in_short, statements
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem
from rolefit.people.named import YOU
from rolefit.roles.compare import ALIKE, OptionShares, RoleName, named_role, options_of
from rolefit.scoring.effects import evidence
from rolefit.scoring.result import NearerJob, Ranked, Taken, Verdict
from rolefit.scoring.scorer import score
from rolefit.scoring.similarity import RARE, is_common
from rolefit.scoring.takes import what_roles_take
from rolefit.scoring.use import INTENDED_USE

MOST_STEPS = 3
"""How many first steps are named: what can be begun at once."""


class Way(Model):
    """A person beside a role.

    >>> from rolefit import load_answers, load_catalog, way_to
    >>> catalog = load_catalog()
    >>> way = way_to(catalog, load_answers("examples/data-scientist.yaml", catalog), "mle")
    >>> [option.option for option in way.missing][:1], way.ranking[0].role
    (['months'], 'ds')
    """

    schema_: Annotated[Literal["rolefit/way/1"], Field(alias="schema")] = "rolefit/way/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the role is from."""
    person: str
    """What the person is called."""
    role: RoleName
    """The role."""
    start: Annotated[RoleName | None, Field(alias="from")] = None
    """The role that the person holds, where that was said."""
    ranking: tuple[Ranked, ...]
    """How well all roles fit the person, best first."""
    verdict: Verdict
    """What the ranking allows to say."""
    nearer: NearerJob | None
    """A job beside the roles that may be nearer, as in a result."""
    shared: tuple[OptionShares, ...]
    """What the person chose and most in the role do as well, or clearly more than in other roles; most its own
    first."""
    missing: tuple[OptionShares, ...]
    """What the person did not choose and most in the role do, or clearly more than in other roles; most its own
    first."""
    rare: tuple[OptionShares, ...]
    """What the person chose and few in the role do, fewer than in other roles; the rarest first."""
    other: tuple[OptionShares, ...]
    """What else the person chose; most its own first."""
    skipped: tuple[str, ...]
    """Ids of the questions that the person did not answer, of those that move the fit."""
    takes: tuple[Taken, ...]
    """What the role takes, of what a person brings."""
    moves: tuple[Relation, ...]
    """What the sources say of coming to the role from the one that the person holds; where they say nothing of that,
    from any."""
    steps: tuple[Step, ...]
    """What to do first: all steps of the move from the role that the person holds; else the few of any move that bring
    nearest what is missing."""
    sources: dict[str, Source]
    """The sources used above, by id."""
    answers: Mapping[str, Answer]
    """What the person answered."""
    use: str = INTENDED_USE
    """What this is meant for, and what it is not."""


def way_to(catalog: Catalog, answers: Answers, role: str, start: str | None = None, person: str = YOU) -> Way:
    """Put a person beside a role, each role named by its id, title or an alias; `start` is the one that the person has.

    Raises InputError where a name is unknown, both are one role, or the answers do not belong to the catalog.

    >>> from rolefit import Answers, load_catalog, way_to
    >>> way = way_to(load_catalog(), Answers(answers={"horizon": "days"}), "research scientist", start="ds")
    >>> [option.option for option in way.missing], [option.option for option in way.rare]
    (['years'], ['days'])
    """
    target, origin = catalog.role(role), catalog.role(start) if start is not None else None
    if origin == target:
        raise InputError(
            Problem(f"{target.title} is the role that you compare with", "name the one that you hold", key="--from")
        )
    answers = check_answers(answers, catalog)
    options = _own_first(options_of(catalog, catalog.roles), target.id)
    given = list(_given(catalog, answers, options))
    shared = [each for each, is_chosen in given if is_chosen and _has(catalog, target, each)]
    met = {each.question for each in shared if not catalog.question(each.question).takes_many}
    missing = [
        each
        for each, is_chosen in given
        if not is_chosen and each.question not in met and _misses(catalog, target, each)
    ]
    rare = [each for each, is_chosen in given if is_chosen and each not in shared and _lacks(target, each)]
    other = [each for each, is_chosen in given if is_chosen and each not in shared and each not in rare]
    from_there = tuple(_moves(catalog, target, origin)) if origin else ()
    moves = from_there or tuple(_moves(catalog, target))
    in_order = [step for move in moves for step in move.steps]
    steps = in_order if from_there else list(_first_steps(in_order, missing, target.id))
    result = score(catalog, answers)
    told = [*said_in_short(target), *(point for move in moves for point in statements(move.points))]
    used = cited_by(told) | {source for step in in_order for source in step.sources}
    used |= {option.shares[target.id].source for option in (*shared, *missing, *rare, *other)}
    return Way(
        catalog=result.catalog,
        person=person,
        role=named_role(target),
        start=named_role(origin) if origin else None,
        ranking=result.ranking,
        verdict=result.verdict,
        nearer=result.nearer,
        shared=tuple(shared),
        missing=tuple(missing),
        rare=tuple(sorted(rare, key=lambda each: each.shares[target.id].share)),
        other=tuple(other),
        skipped=result.skipped,
        takes=tuple(what_roles_take(catalog, [target.id], answers)),
        moves=moves,
        steps=tuple(steps),
        sources={name: source for name, source in catalog.sources.items() if name in used},
        answers=answers.answers,
    )


def lead_of(option: OptionShares, role: str) -> float:
    """How much more often an option is chosen in a role than in the others on average, from -1 to 1."""
    others = [share.share for name, share in option.shares.items() if name != role]
    return option.shares[role].share - sum(others) / len(others)


def _own_first(options: Iterable[OptionShares], role: str) -> list[OptionShares]:
    return sorted(options, key=lambda option: -lead_of(option, role))


def _given(catalog: Catalog, answers: Answers, options: Iterable[OptionShares]) -> Iterator[tuple[OptionShares, bool]]:
    """Each option of which the answers tell whether it was chosen; of a one-answer question the others were not."""
    known = evidence(catalog, answers)
    for option in options:
        of_question = known.get(option.question, {})
        if option.option in of_question or (of_question and not catalog.question(option.question).takes_many):
            yield option, of_question.get(option.option, False)


def _has(catalog: Catalog, role: Role, option: OptionShares) -> bool:
    """Whether most in a role choose an option, or clearly more than in other roles and not few."""
    is_own = lead_of(option, role.id) > ALIKE and option.shares[role.id].share > RARE
    return is_own or is_common(catalog.question(option.question), role, option.option)


def _misses(catalog: Catalog, role: Role, option: OptionShares) -> bool:
    """The same of what was not chosen: of a one-answer question only the commonest answer can be missing."""
    question = catalog.question(option.question)
    return _has(catalog, role, option) if question.takes_many else is_common(question, role, option.option)


def _lacks(role: Role, option: OptionShares) -> bool:
    """Whether few in a role choose an option, and fewer than in other roles."""
    return option.shares[role.id].share <= RARE and lead_of(option, role.id) < 0


def _moves(catalog: Catalog, target: Role, origin: Role | None = None) -> Iterator[Relation]:
    for relation in catalog.relations:
        if relation.kind == "move" and target.id in relation.to and (not origin or origin.id in relation.from_):
            yield relation


def _first_steps(steps: Sequence[Step], missing: Iterable[OptionShares], role: str) -> Iterator[Step]:
    """The steps that bring nearest what is missing, each counted for what those before it leave: most first."""
    left = {(option.question, option.option): max(lead_of(option, role), 0.0) for option in missing}

    def gain(step: Step) -> float:
        return sum(
            left.get((question, option), 0.0) for question, options in step.options.items() for option in options
        )

    for _ in range(MOST_STEPS):
        best = max(steps, key=gain, default=None)
        if best is None or not gain(best):
            return
        yield best
        for question, options in best.options.items():
            for option in options:
                left.pop((question, option), None)
