"""From counts to shares: smoothed where people were counted, carried over from postings where they were not."""

from collections.abc import Mapping
from itertools import groupby
from math import exp, log
from statistics import fmean
from typing import TypeAlias

from evidence.collect.counts import Counts, Option
from evidence.collect.postings import Naming
from rolefit import Catalog

Shares: TypeAlias = Mapping[Option, Mapping[str, float]]
"""Option to role to share."""

PRIOR_PEOPLE = 20
"""A share is drawn towards the mean over roles as if this many people of the role had answered like that mean. Most
shares rest on hundreds or thousands, which this hardly moves. Judged, not tuned."""

PRIOR_EMPLOYERS = 10
"""The same for postings, in employers: where there are only a few, some of them with a single posting, one posting must
not move a share far. Judged, not tuned."""

LEAST = 0.005
"""The smallest part of postings that is told from none: some roles have only a handful of employers."""


def measured(counts: Counts) -> Shares:
    """The shares of the roles that were counted, drawn towards their mean by the number of people behind them."""
    found: dict[Option, dict[str, float]] = {}
    for option, roles in counts.items():
        mean = fmean(chosen / known for chosen, known in roles.values())
        found[option] = {
            role: (chosen + PRIOR_PEOPLE * mean) / (known + PRIOR_PEOPLE) for role, (chosen, known) in roles.items()
        }
    return found


class ExtrapolatedShares:
    """What postings say of the roles that no survey knows, on the scale of the survey.

    On the log-odds scale a role differs from the mean of the counted roles by `slope` times as much as its postings do.
    The slope is that of the counted roles themselves, over all their options (least squares through nought):
    postings and people agree that far, and no further. Of a many-answer question only the differences between its
    options are used: how many options a posting names in all depends on its length, which is the employer's.
    """

    def __init__(self, catalog: Catalog, shares: Shares, naming: Naming) -> None:
        self.catalog = catalog
        self.shares = {option: roles for option, roles in shares.items() if len(roles) > 1}
        self.counted = sorted({role for roles in shares.values() for role in roles})
        self.naming = {option: _smoothed(roles) for option, roles in naming.items() if option in self.shares}
        points = [
            (posting[option], people[option])
            for role in self.counted
            for posting, people in [(self._differences(self.naming, role), self._differences(self.shares, role))]
            for option in posting
        ]
        self.options = len(points) // len(self.counted)
        self.slope = sum(x * y for x, y in points) / sum(x * x for x, _ in points)
        self.correlation = self.slope * (sum(x * x for x, _ in points) / sum(y * y for _, y in points)) ** 0.5

    def share(self, role: str) -> Mapping[Option, float]:
        """The estimated shares of a role: for each option that was counted for the others."""
        differences = self._differences(self.naming, role)
        found = {
            option: _part(fmean(map(_odds, roles.values())) + self.slope * differences.get(option, 0.0))
            for option, roles in self.shares.items()
        }
        for question, group in groupby(sorted(found), key=lambda option: option[0]):
            if not self.catalog.question(question).takes_many:
                options = list(group)
                whole = sum(found[option] for option in options)
                found.update((option, found[option] / whole) for option in options)
        return found

    def _differences(self, parts: Shares, role: str) -> dict[Option, float]:
        """By how much a role differs from the mean of the counted roles, on the log-odds scale."""
        found = {
            option: _odds(parts[option][role]) - fmean(_odds(parts[option][each]) for each in self.counted)
            for option in self.naming
            if role in parts[option]
        }
        for question, group in groupby(sorted(found), key=lambda option: option[0]):
            if self.catalog.question(question).takes_many:
                options = list(group)
                mean = fmean(found[option] for option in options)
                found.update((option, found[option] - mean) for option in options)
        return found


def _smoothed(roles: Mapping[str, tuple[float, int]]) -> dict[str, float]:
    mean = fmean(naming / employers for naming, employers in roles.values())
    parts = {r: (n + PRIOR_EMPLOYERS * mean) / (employers + PRIOR_EMPLOYERS) for r, (n, employers) in roles.items()}
    return {role: min(max(part, LEAST), 1 - LEAST) for role, part in parts.items()}


def _odds(part: float) -> float:
    return log(part / (1 - part))


def _part(odds: float) -> float:
    return 1 / (1 + exp(-odds))
