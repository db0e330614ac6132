"""People and coded work whose role is known, and what catalogs that were fitted on others say of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np

from evidence.fit.sample import FOLDS, Bank, Marks, Numbers, Sample
from evidence.fit.verdicts import out_of_fold_fits, thresholds
from evidence.fit.weights import fit, fitted_catalog
from rolefit import Catalog
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import Prediction
from rolefit.evaluation.sensitivity import Case
from rolefit.scoring.effects import evidence
from rolefit.scoring.scorer import Scorer, Scores

People: TypeAlias = Sequence[LabelledAnswers]
Which: TypeAlias = Literal["people", "work"]


@dataclass(frozen=True)
class Material:
    """All that numbers are fitted on."""

    catalog: Catalog
    people: People
    work: People
    hopes: People

    @cached_property
    def bank(self) -> Bank:
        """The options."""
        return Bank(self.catalog)

    def sample(self, which: Which) -> Sample:
        """The people, or the work, as numbers."""
        return Sample.of(self.bank, self.people if which == "people" else self.work)

    def without(self, which: Which, left_out: Marks) -> "Material":
        """All but some of the people, or of the work."""
        kept = select(self.people if which == "people" else self.work, ~left_out)
        return replace(self, people=kept) if which == "people" else replace(self, work=kept)

    @cached_property
    def samples(self) -> tuple[Sample, Sample, Sample]:
        """People, work and hopes as numbers."""
        return self.sample("people"), self.sample("work"), Sample.of(self.bank, self.hopes)

    def fitted(self) -> Catalog:
        """The catalog fitted on this, with the thresholds of verdicts as they are."""
        return fitted_catalog(self.catalog, fit(*self.samples))

    @cached_property
    def people_out_of_fold(self) -> tuple[Sample, Numbers]:
        """The people, with fits by what was fitted on others."""
        people, work, hopes = self.samples
        return people, out_of_fold_fits(people, people, work, hopes)

    @cached_property
    def work_out_of_fold(self) -> tuple[Sample, Numbers]:
        """The work, with fits by what was fitted on other work."""
        people, work, hopes = self.samples
        return work, out_of_fold_fits(work, people, work, hopes)


def select(people: People, chosen: Marks) -> People:
    """The people whose place is marked."""
    return [person for person, is_chosen in zip(people, chosen, strict=True) if is_chosen]


def roles_of(catalog: Catalog, people: People) -> list[int]:
    """The place of each one's role in the catalog."""
    place = {role.id: i for i, role in enumerate(catalog.roles)}
    return [place[person.role] for person in people]


@dataclass(frozen=True)
class ScoredPart:
    """People who were scored with the same catalog."""

    catalog: Catalog
    people: People
    standings: Sequence[Scores]

    @classmethod
    def of(cls, catalog: Catalog, people: People) -> "ScoredPart":
        """Score people; what the catalog does not ask is left out of their answers."""
        asked = with_answers_to(people, [question.id for question in catalog.fit_questions])
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
    def held(self) -> list[int]:
        """The places of the roles that any of them holds, among which fits are shared out."""
        return sorted(set(roles_of(self.catalog, self.people)))

    @cached_property
    def predictions(self) -> list[Prediction]:
        """What is predicted of each of them, by the place of the role in `held`."""
        found = []
        for role, standing in zip(roles_of(self.catalog, self.people), self.standings, strict=True):
            fits = [standing.fits[i] for i in self.held]
            found.append(Prediction(self.held.index(role), [fit / sum(fits) for fit in fits]))
        return found

    def only(self, roles: Iterable[int]) -> "ScoredPeople":
        """Those who hold one of these roles."""
        ids = {self.catalog.roles[i].id for i in roles}
        return self.where(lambda person: person.role in ids)

    def where(self, is_kept: Callable[[LabelledAnswers], bool]) -> "ScoredPeople":
        """Those for whom something holds."""
        parts = []
        for part in self.parts:
            pairs = [pair for pair in zip(part.people, part.standings, strict=True) if is_kept(pair[0])]
            parts.append(ScoredPart(part.catalog, [person for person, _ in pairs], [scores for _, scores in pairs]))
        return ScoredPeople(parts)


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


def cross_validated(
    material: Material, which: Which, number: int = FOLDS, *, apart: bool = False, verdicts: bool = False
) -> ScoredPeople:
    """Score people, or work, with catalogs fitted on the other folds; employers are kept `apart` if that is wished.

    If `verdicts` are to be looked at, the thresholds are those of the fits of the other folds, out of fold as well, and
    of the other instrument (cross-conformal prediction, Vovk 2015, Ann Math Artif Intell 74, p. 9).
    """
    answerers = material.people if which == "people" else material.work
    sample = material.sample(which)
    parts = sample.folds(number, apart=apart)
    places = [part for part in range(number) if (parts == part).any()]
    catalogs = [material.without(which, parts == part).fitted() for part in places]
    scored = [
        ScoredPart.of(catalog, select(answerers, parts == part)) for catalog, part in zip(catalogs, places, strict=True)
    ]
    if not verdicts:
        return ScoredPeople(scored)
    fits = np.zeros((len(parts), len(material.catalog.roles)))
    for part, of in zip(places, scored, strict=True):
        fits[parts == part] = [standing.fits for standing in of.standings]
    other = material.work_out_of_fold if which == "people" else material.people_out_of_fold
    found = []
    for part, catalog in zip(places, catalogs, strict=True):
        rest = (sample.subset(parts != part), fits[parts != part])
        least = thresholds([rest, other] if which == "people" else [other, rest])
        rule = {"least_fit": {catalog.roles[role].id: fit for role, fit in least.items()}}
        with_rule = catalog.model_copy(update={"verdict": catalog.verdict.model_copy(update=rule)})
        found.append(ScoredPart.of(with_rule, select(answerers, parts == part)))
    return ScoredPeople(found)


def with_questions(catalog: Catalog, questions: Iterable[str]) -> Catalog:
    """The catalog with some of its questions."""
    kept = set(questions)
    return catalog.model_copy(update={"questions": tuple(q for q in catalog.questions if q.id in kept)})


def half_quiz(catalog: Catalog, which: int) -> Catalog:
    """One half of the quiz (0 or 1): every other option of many-answer questions, every other one-answer question."""
    questions = []
    for place, question in enumerate(catalog.fit_questions):
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
