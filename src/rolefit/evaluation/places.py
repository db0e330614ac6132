"""Where the options that are typical of a role stand: a role whose options always come first is favoured by haste."""

from statistics import fmean

from rolefit.catalog.models import Catalog, Question, Role

TINY = 1e-9
"""Differences no larger than this are none, but for rounding."""

EVEN = 0.5
"""The mean place of a role whose options stand as often in front as at the end."""


def mean_places(catalog: Catalog) -> dict[str, float]:
    """The mean place of each role's typical options, by role id: 0 if they always come first, 1 if always last.

    Typical of a role are the options that it has more often than the roles do on average, each by how much more. Places
    are counted from 0 for the first option of a question to 1 for the last, and all questions that move the fit count
    alike; those in which nothing is typical of a role are left out.
    """
    return {role.id: _mean_place(catalog, role) for role in catalog.roles}


def _mean_place(catalog: Catalog, role: Role) -> float:
    places = (_place(catalog, question, role) for question in catalog.fit_questions)
    return fmean([place for place in places if place is not None] or [EVEN])


def _place(catalog: Catalog, question: Question, role: Role) -> float | None:
    more = [
        max(0.0, _share(role, question, option) - _mean(catalog, question, option)) for option in question.option_ids
    ]
    whole, last = sum(more), len(more) - 1
    if whole < TINY:
        return None
    # Rounding may take a hair more than what there is.
    return min(sum(each * place for place, each in enumerate(more)) / whole / last, 1.0)


def _mean(catalog: Catalog, question: Question, option: str) -> float:
    return fmean(_share(role, question, option) for role in catalog.roles)


def _share(role: Role, question: Question, option: str) -> float:
    return role.shares[question.id][option].share
