"""What the fit is compared with: logistic regressions, which may give any option any weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evidence.fit.weights import FOLDS, Numbers, People, folds, roles_of
from evidence.program import Practitioner
from rolefit import Catalog
from rolefit.evaluation.metrics import Prediction, compute_metrics
from rolefit.scoring.effects import evidence

Roles: TypeAlias = NDArray[np.int_]

STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
"""Inverse strengths of regularisation to choose from."""


@dataclass(frozen=True)
class Regression:
    """What a logistic regression says of people whom it was not fitted on."""

    inside: Sequence[Prediction]
    """Of the people of one year, cross-validated."""
    ahead: Sequence[Prediction]
    """Of the people of another year, fitted on all of the first."""


def same_answers(catalog: Catalog, people: People, later: People, *, unknown_is_no: bool = False) -> Regression:
    """A regression on the very answers that the fit rests on.

    Each option has a column with how far the person is from the mean of those of whom it is known; nought, which says
    nothing, where it is not known, as for the fit. With `unknown_is_no` it is 1 where the option was chosen and 0
    anywhere else: who skipped a question then differs from who answered, and the regression may use that.
    """
    parts = folds(people)
    chosen, known = _answers(catalog, people)
    mean = chosen.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    columns, later_columns = (
        each if unknown_is_no else (each - mean) * is_known
        for each, is_known in ((chosen, known), _answers(catalog, later))
    )
    return _regression(columns, roles_of(catalog, people), parts, later_columns, roles_of(catalog, later))


def all_survey_options(
    catalog: Catalog,
    people: People,
    said: Sequence[Practitioner],
    later: People,
    later_said: Sequence[Practitioner],
) -> Regression:
    """A regression on every option of the survey, whether the quiz has it or not."""
    options = sorted({(q, o) for record in said for q, ticked in record.said.items() for o in ticked})
    place = {option: i for i, option in enumerate(options)}

    def columns(records: Sequence[Practitioner]) -> Numbers:
        found = np.zeros((len(records), len(options)))
        for i, record in enumerate(records):
            ticked = (place.get((q, o)) for q, all_ticked in record.said.items() for o in all_ticked)
            found[i, [each for each in ticked if each is not None]] = 1
        return found

    return _regression(
        columns(said), roles_of(catalog, people), folds(people), columns(later_said), roles_of(catalog, later)
    )


def _answers(catalog: Catalog, people: People) -> tuple[Numbers, Numbers]:
    """Which options each person chose, and of which it is known."""
    place = {key: i for i, key in enumerate((q.id, o.id) for q in catalog.questions for o in q.options)}
    chosen, known = np.zeros((len(people), len(place))), np.zeros((len(people), len(place)))
    for i, person in enumerate(people):
        for question, answers in evidence(catalog, person).items():
            for option in catalog.question(question).options:
                if option.id in answers or not catalog.question(question).takes_many:
                    chosen[i, place[question, option.id]] = answers.get(option.id, False)
                    known[i, place[question, option.id]] = 1
    return chosen, known


def _regression(
    columns: Numbers, roles: Roles, parts: NDArray[np.int_], later: Numbers, later_roles: Roles
) -> Regression:
    fits = np.zeros((len(roles), int(roles.max()) + 1))
    for part in range(FOLDS):
        fits[parts == part] = _fits(columns[parts != part], roles[parts != part], columns[parts == part])
    return Regression(_predictions(roles, fits), _predictions(later_roles, _fits(columns, roles, later)))


def _fits(known: Numbers, roles: Roles, asked: Numbers) -> Numbers:
    """The fits of those asked, by the regularisation that does best on a fifth of the known, fitted on the others."""
    held_out = np.arange(len(roles)) % 5 == 0

    def loss(strength: float) -> float:
        fits = _model(strength).fit(known[~held_out], roles[~held_out]).predict_proba(known[held_out])
        return compute_metrics(_predictions(roles[held_out], fits)).log_loss

    found: Numbers = _model(min(STRENGTHS, key=loss)).fit(known, roles).predict_proba(asked)
    return found


def _model(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=2000)


def _predictions(roles: Roles, fits: Numbers) -> list[Prediction]:
    return [Prediction(int(role), list(map(float, row))) for role, row in zip(roles, fits, strict=True)]
