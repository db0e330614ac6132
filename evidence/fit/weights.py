"""One weight for each question, fitted by maximum likelihood on people whose role is known.

The weights hold how much questions overlap: a naive sum counts what two of them share twice. The shares that the scores
rest on come from other people than those who are scored (cross-fitting), so that no weight rewards what is noise.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evidence.collect.counts import Counts, count
from evidence.fit.shares import Shares, measured
from rolefit import Catalog
from rolefit.catalog.models import Role, Share
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scoring.effects import effects, evidence, total_effects

Numbers: TypeAlias = NDArray[np.float64]
People: TypeAlias = Sequence[LabelledAnswers]
Weights: TypeAlias = Mapping[str, float]
"""Question to weight."""

FOLDS = 5


def folds(people: People) -> NDArray[np.int_]:
    """Which of FOLDS parts each person belongs to: in turn, within the people of one role."""
    seen: dict[str, int] = {}
    found = []
    for person in people:
        seen[person.role] = seen.get(person.role, -1) + 1
        found.append(seen[person.role] % FOLDS)
    return np.array(found)


def select(people: People, chosen: NDArray[np.bool_]) -> People:
    """The people whose place is marked."""
    return [person for person, is_chosen in zip(people, chosen, strict=True) if is_chosen]


def counted_catalog(catalog: Catalog, counts: Counts, weights: Weights | None = None) -> Catalog:
    """The catalog cut down to what was counted: its roles, and its questions with the shares of these people.

    Options that nobody was asked for get even shares, so they say nothing. Weights are 1 where none are given.
    """
    roles = {role for by_role in counts.values() for role in by_role}
    questions = {question for question, _ in counts}
    shares = measured(counts)
    return catalog.model_copy(
        update={
            "questions": tuple(
                question.model_copy(update={"weight": (weights or {}).get(question.id, 1.0)})
                for question in catalog.questions
                if question.id in questions
            ),
            "roles": tuple(
                role.model_copy(update={"shares": _with_shares(role, shares, questions)})
                for role in catalog.roles
                if role.id in roles
            ),
        }
    )


def _with_shares(role: Role, shares: Shares, questions: set[str]) -> dict[str, dict[str, Share]]:
    return {
        question: {
            option: share.model_copy(update={"share": shares.get((question, option), {}).get(role.id, 0.5)})
            for option, share in options.items()
        }
        for question, options in role.shares.items()
        if question in questions
    }


def scores(catalog: Catalog, people: People) -> Numbers:
    """What the answer to each question did for each role, in [person, question, role]; the catalog's weights count."""
    table = effects(catalog)
    found = np.zeros((len(people), len(catalog.questions), len(catalog.roles)))
    place = {question.id: i for i, question in enumerate(catalog.questions)}
    for i, person in enumerate(people):
        for question, options in evidence(catalog, person).items():
            found[i, place[question]] = total_effects(table, {question: options}, len(catalog.roles))
    return found


def roles_of(catalog: Catalog, people: People) -> NDArray[np.int_]:
    """The place of each person's role in the catalog."""
    place = {role.id: i for i, role in enumerate(catalog.roles)}
    return np.array([place[person.role] for person in people])


def balanced_weights(roles: NDArray[np.int_]) -> Numbers:
    """The weight of each person, so that all roles weigh the same and all people together 1."""
    sizes = np.bincount(roles)
    weights: Numbers = (1 / sizes[roles]) / np.count_nonzero(sizes)
    return weights


def maximum_likelihood_weights(by_question: Numbers, roles: NDArray[np.int_]) -> Numbers:
    """The weights, none below 0, under which the true roles are most likely, all roles weighing the same."""
    weight = balanced_weights(roles)
    people = np.arange(len(roles))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        totals = np.einsum("pqr,q->pr", by_question, weights)
        totals -= totals.max(axis=1, keepdims=True)
        fits = np.exp(totals)
        fits /= fits.sum(axis=1, keepdims=True)
        value = -float(weight @ np.log(fits[people, roles]))
        fits[people, roles] -= 1
        return value, np.einsum("p,pr,pqr->q", weight, fits, by_question)

    questions = by_question.shape[1]
    found: Any = minimize(
        loss, np.full(questions, 0.5), jac=True, method="L-BFGS-B", bounds=[(0, None)] * questions, tol=1e-10
    )
    return np.asarray(found.x)


def fit_weights(catalog: Catalog, people: People) -> Weights:
    """Fit the weights of the questions that these people were asked."""
    flat = counted_catalog(catalog, count(catalog, people))
    parts = folds(people)
    out_of_fold_scores = np.zeros((len(people), len(flat.questions), len(flat.roles)))
    for part in range(FOLDS):
        others = counted_catalog(flat, _even_where_unasked(count(flat, select(people, parts != part)), flat))
        out_of_fold_scores[parts == part] = scores(others, select(people, parts == part))
    found = maximum_likelihood_weights(out_of_fold_scores, roles_of(flat, people))
    return {question.id: float(weight) for question, weight in zip(flat.questions, found, strict=True)}


def _even_where_unasked(counts: Counts, catalog: Catalog) -> Counts:
    # A small part of people may lack a question, or a role an option, that the whole has.
    whole = {(question.id, option.id) for question in catalog.questions for option in question.options}
    nobody = {role.id: (1, 2) for role in catalog.roles}
    return {option: {**nobody, **counts.get(option, {})} for option in sorted(whole)}


def fitted_catalog(catalog: Catalog, people: People) -> Catalog:
    """The catalog, cut down to what these people were asked, with their shares and weights."""
    return counted_catalog(catalog, count(catalog, people), fit_weights(catalog, people))
