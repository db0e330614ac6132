"""People whose role is known, and what catalogs that were fitted on other people say of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from evidence.fit.weights import FOLDS, People, fitted_catalog, folds, select
from evidence.program import Practitioner
from rolefit import Catalog
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import Prediction, compute_metrics
from rolefit.evaluation.sensitivity import Case
from rolefit.scoring.effects import evidence
from rolefit.scoring.scorer import Scorer, Scores

Fit: TypeAlias = Callable[[Catalog, People], Catalog]
"""Makes a catalog out of people, with the questions and options of another."""


@dataclass(frozen=True)
class ScoredPart:
    """People who were scored with the same catalog."""

    catalog: Catalog
    people: People
    standings: Sequence[Scores]

    @classmethod
    def of(cls, catalog: Catalog, people: People) -> "ScoredPart":
        """Score people; what the catalog does not ask is left out of their answers."""
        asked = with_answers_to(people, [question.id for question in catalog.questions])
        scorer = Scorer(catalog)
        return cls(catalog, asked, [scorer.standing(person) for person in asked])

    @cached_property
    def cases(self) -> list[Case]:
        """The people as cases."""
        known = (evidence(self.catalog, person) for person in self.people)
        return [Case(answers, standing.totals) for answers, standing in zip(known, self.standings, strict=True)]


@dataclass(frozen=True)
class ScoredPeople:
    """People, in parts."""

    parts: Sequence[ScoredPart]

    @property
    def catalog(self) -> Catalog:
        """The roles and questions that are told apart; shares and weights are those of the first part."""
        return self.parts[0].catalog

    @cached_property
    def people(self) -> list[LabelledAnswers]:
        """All people, part by part."""
        return [person for part in self.parts for person in part.people]

    @cached_property
    def standings(self) -> list[Scores]:
        """How the roles stand for each of them."""
        return [standing for part in self.parts for standing in part.standings]

    @cached_property
    def predictions(self) -> list[Prediction]:
        """What is predicted of each of them."""
        place = {role.id: i for i, role in enumerate(self.catalog.roles)}
        pairs = zip(self.people, self.standings, strict=True)
        return [Prediction(place[person.role], standing.fits) for person, standing in pairs]


def with_answers_to(people: People, questions: Iterable[str]) -> People:
    """People with their answers to some questions only."""
    kept = set(questions)
    return [
        person.model_copy(
            update={
                "answers": {q: a for q, a in person.answers.items() if q in kept},
                "offered": {q: o for q, o in person.offered.items() if q in kept},
            }
        )
        for person in people
    ]


def transferred(catalog: Catalog, known: People, asked: People) -> ScoredPeople:
    """Score people with a catalog that was fitted on others."""
    return ScoredPeople([ScoredPart.of(fitted_catalog(catalog, known), asked)])


def cross_validated(catalog: Catalog, people: People, fit: Fit = fitted_catalog) -> ScoredPeople:
    """Score each person with a catalog that was fitted on the other folds."""
    parts = folds(people)
    return ScoredPeople(
        [
            ScoredPart.of(fit(catalog, select(people, parts != part)), select(people, parts == part))
            for part in range(FOLDS)
        ]
    )


def unweighted(catalog: Catalog, people: People) -> Catalog:
    """The catalog fitted on people, but all weights 1."""
    return with_weight(fitted_catalog(catalog, people), 1.0)


def one_weight(catalog: Catalog, people: People) -> Catalog:
    """The catalog fitted on people, but with one weight for all questions: the best of a few."""
    fitted = fitted_catalog(catalog, people)
    choices = [with_weight(fitted, weight) for weight in (0.3, 0.4, 0.5, 0.6, 0.7)]
    return min(
        choices, key=lambda choice: compute_metrics(ScoredPeople([ScoredPart.of(choice, people)]).predictions).log_loss
    )


def with_weight(catalog: Catalog, weight: float) -> Catalog:
    """The catalog with the same weight for all questions."""
    questions = [question.model_copy(update={"weight": weight}) for question in catalog.questions]
    return catalog.model_copy(update={"questions": tuple(questions)})


def with_questions(catalog: Catalog, questions: Iterable[str]) -> Catalog:
    """The catalog with some of its questions."""
    kept = set(questions)
    return catalog.model_copy(update={"questions": tuple(q for q in catalog.questions if q.id in kept)})


def half_quiz(catalog: Catalog, which: int) -> Catalog:
    """One half of the quiz (0 or 1): every other option of many-answer questions, every other one-answer question."""
    questions = []
    for place, question in enumerate(catalog.questions):
        if question.takes_many:
            questions.append(question.model_copy(update={"options": question.options[which::2]}))
        elif place % 2 == which:
            questions.append(question)
    return catalog.model_copy(update={"questions": tuple(questions)})


def with_answers_to_half(people: People, catalog: Catalog) -> People:
    """People's answers to the questions and options of a half of the quiz."""
    options = {question.id: [option.id for option in question.options] for question in catalog.questions}
    found = []
    for person in with_answers_to(people, options):
        answers: dict[str, Any] = dict(person.answers)
        offered: dict[str, tuple[str, ...]] = {}
        for question, answer in person.answers.items():
            if isinstance(answer, tuple):
                kept = tuple(o for o in person.offered.get(question, options[question]) if o in options[question])
                if kept:
                    offered[question] = kept
                    answers[question] = tuple(option for option in answer if option in kept)
                else:
                    del answers[question]
        found.append(person.model_copy(update={"answers": answers, "offered": offered}))
    return found


def survey_as_catalog(catalog: Catalog, records: Sequence[Practitioner]) -> tuple[Catalog, People]:
    """A catalog of every survey question and option, and people's answers to it: what more options would change."""
    offered: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for question, options in record.said.items():
            offered[question].update(options)
    ids = {q: {option: f"o{i}" for i, option in enumerate(sorted(offered[q]))} for q in sorted(offered)}
    names = {question: f"q{i}" for i, question in enumerate(ids)}
    asked = next(question for question in catalog.questions if question.takes_many)
    share = catalog.roles[0].shares[asked.id][asked.options[0].id]
    questions = [
        asked.model_copy(
            update={
                "id": names[question],
                "options": tuple(asked.options[0].model_copy(update={"id": option}) for option in options.values()),
            }
        )
        for question, options in ids.items()
    ]
    shares = {names[question]: dict.fromkeys(options.values(), share) for question, options in ids.items()}
    roles = [role.model_copy(update={"shares": shares}) for role in catalog.roles]
    people = [
        LabelledAnswers(
            role=str(record.role),
            answers={names[q]: tuple(ids[q][option] for option in options) for q, options in record.said.items()},
        )
        for record in records
    ]
    return catalog.model_copy(update={"questions": tuple(questions), "roles": tuple(roles)}), people
