"""Two people or more beside each other: the roles each fits, where they agree, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from rolefit.answers.models import Answer, Answers, Importance, chosen_options
from rolefit.catalog.models import Catalog, CatalogRef, Question
from rolefit.documents.validation import Model
from rolefit.people.change import Change, change_between
from rolefit.scoring.result import NearerJob, Ranked, Result, Verdict
from rolefit.scoring.scorer import Scorer
from rolefit.scoring.use import INTENDED_USE


class PersonBeside(Model):
    """A person in a comparison of people."""

    name: str
    """What the person is called."""
    ranking: tuple[Ranked, ...]
    """How well all roles fit the person, best first."""
    verdict: Verdict
    """What the ranking allows to say."""
    nearer: NearerJob | None
    """A job beside the roles that may be nearer, as in a result."""
    skipped: tuple[str, ...]
    """Ids of the questions that the person did not answer, of those that move the fit."""
    answers: Mapping[str, Answer]
    """What the person answered."""
    importance: Mapping[str, Importance]
    """Question id to how much it matters to the person, where that was said."""
    offered: Mapping[str, tuple[str, ...]]
    """Question id to the options that were on offer, where that was not all of them."""


class OptionBeside(Model):
    """An option that somebody chose."""

    option: str
    """Id of the option."""
    chosen_by: tuple[int, ...]
    """Who chose it, by their places in the list of people, from 0."""


class QuestionBeside(Model):
    """A question, as several people answered it."""

    question: str
    """Id of the question."""
    answered_by: tuple[int, ...]
    """Who answered it, by their places in the list of people, from 0."""
    agree: bool
    """Whether all people answered it, and alike: of the same options, with the same importance."""
    options: tuple[OptionBeside, ...]
    """What anybody chose, in the order of the catalog."""
    spread: Annotated[float, Field(ge=0)]
    """How far the answers part the people: the largest difference, over roles and pairs of people, of what their
    answers did, in natural log units. 0 for a question outside the fit."""


class PeopleBeside(Model):
    """Two people or more beside each other.

    >>> from rolefit import load_answers, load_catalog, put_beside
    >>> catalog = load_catalog()
    >>> names = ["ml-engineer", "research-scientist"]
    >>> beside = put_beside(catalog, {name: load_answers(f"examples/{name}.yaml", catalog) for name in names})
    >>> [person.ranking[0].role for person in beside.people], beside.change.noise.roles
    (['mle', 'rs'], ('rs', 'mle'))
    """

    schema_: Annotated[Literal["rolefit/people/1"], Field(alias="schema")] = "rolefit/people/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the answers were scored against."""
    people: tuple[PersonBeside, ...]
    """In the order in which they were named."""
    questions: tuple[QuestionBeside, ...]
    """What anybody answered; what parts the people most first."""
    change: Change | None
    """What lies between the first and the second, where there are two: people, or a person then and now."""
    use: str = INTENDED_USE
    """What this is meant for, and what it is not."""


def put_beside(catalog: Catalog, people: Mapping[str, Answers]) -> PeopleBeside:
    """Put people beside each other, two or more, each by a name with the answers.

    Raises InputError where answers do not belong to the catalog, ValueError where there are not two people.

    >>> from rolefit import Answers, load_catalog, put_beside
    >>> then, now = (Answers(answers={"horizon": horizon}) for horizon in ("weeks", "years"))
    >>> change = put_beside(load_catalog(), {"then": then, "now": now}).change
    >>> [(each.option, each.before, each.after) for each in change.differences]
    [('weeks', True, None), ('years', None, True)]
    """
    if len(people) < 2:
        message = "it takes two people"
        raise ValueError(message)
    scorer = Scorer(catalog)
    results = [scorer.score(answers) for answers in people.values()]
    questions = [_question(question, results) for question in catalog.questions]
    return PeopleBeside(
        catalog=results[0].catalog,
        people=tuple(_person(name, result) for name, result in zip(people, results, strict=True)),
        questions=tuple(sorted((each for each in questions if each.answered_by), key=lambda each: -each.spread)),
        change=change_between(catalog, *(each.given for each in results)) if len(results) == 2 else None,
    )


def _person(name: str, result: Result) -> PersonBeside:
    return PersonBeside(
        name=name,
        ranking=result.ranking,
        verdict=result.verdict,
        nearer=result.nearer,
        skipped=result.skipped,
        answers=result.answers,
        importance=result.importance,
        offered=result.offered,
    )


def _question(question: Question, results: Sequence[Result]) -> QuestionBeside:
    given = [result.answers.get(question.id) for result in results]
    chosen = {
        option: tuple(i for i, answer in enumerate(given) if option in chosen_options(answer))
        for option in question.option_ids
    }
    answered_by = tuple(i for i, answer in enumerate(given) if answer is not None)
    said = {
        (result.answers.get(question.id), result.importance.get(question.id), result.offered.get(question.id))
        for result in results
    }
    return QuestionBeside(
        question=question.id,
        answered_by=answered_by,
        agree=len(answered_by) == len(results) and len(said) == 1,
        options=tuple(OptionBeside(option=option, chosen_by=by) for option, by in chosen.items() if by),
        spread=max(_spreads(question, results), default=0.0),
    )


def _spreads(question: Question, results: Sequence[Result]) -> Iterator[float]:
    """For each role, how far apart the answers of the people put it."""
    did: dict[str, list[float]] = {}
    for result in results:
        for ranked in result.ranking:
            did.setdefault(ranked.role, []).append(ranked.by_question.get(question.id, 0.0))
    for of_role in did.values():
        yield max(of_role) - min(of_role)
