"""Measure what the questions for the interview are worth, on coded postings: a figure of METHODOLOGY, part 8.

Of each coded posting whose text leaves the verdict close or open, and names the role in its title among others, the
first question that coded work answers is answered so, and each other that might have been asked. The gain is how much
more likely the role in its title is after the answer than before, among the roles that the verdict names. What answers
say of roles is fitted on other employers' work; what words say of them is the catalog's, which was fitted on these
postings too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean

import numpy as np

from evidence.collect.batches import NamedPosting, hashed, masked
from evidence.collect.people import SurveyPeople
from evidence.collect.readings import first_readings
from evidence.fit.sample import Numbers
from evidence.measure.cross_validation import Material, ScoredPart, cross_validated
from evidence.measure.tables import SEED, Table, between, number, percent, table
from rolefit import Catalog, Scanner
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scanning.interview import Interview, readings_of
from rolefit.scanning.result import Ask
from rolefit.scoring.effects import effect_of, effects, evidence

NAME = "scan-interview"
"""What the table is called."""

RESAMPLES = 2000

FOLDS = 10
"""Into how many parts employers are divided."""


@dataclass(frozen=True)
class Gain:
    """What answers to what a posting leaves unsaid did for the role in its title, among its readings."""

    role: str
    employer: str
    before: bool
    """Whether the role was first before any answer."""
    gains: Sequence[float]
    """In natural log units, one for each answer that coded work has; the question that tells most by itself first."""
    first: Sequence[bool]
    """Whether the role was first after each."""

    @property
    def rows(self) -> Sequence[tuple[float, float]]:
        """The gain, and whether the role is first: after none, the first, any, and the best of the answers."""
        any_first = fmean(self.first)
        return (
            (0.0, self.before),
            (self.gains[0], self.first[0]),
            (fmean(self.gains), any_first),
            (max(self.gains), any(self.first)),
        )


def gains(catalog: Catalog, parts: Sequence[ScoredPart], texts: Mapping[str, str]) -> Iterator[Gain]:
    """What there is to gain, for each coded posting whose text names its role among others."""
    scanner = Scanner(catalog)
    for part in parts:
        interview = Interview(part.catalog)
        for posting in part.people:
            text = texts.get(str(posting.id))
            if text is None:
                continue
            found = scanner.scan(text)
            readings = readings_of(catalog, found.verdict, {each.role: each.fit for each in found.ranking})
            asks = interview.unsaid(readings, {(each.question, each.option) for each in found.revealed})
            after = [odds for ask in asks if (odds := _after(part.catalog, posting, ask, readings))]
            if posting.role in readings and after:
                yield Gain(
                    posting.role,
                    posting.said_of("employer") or "",
                    _is_first(readings, posting.role),
                    [log(odds[posting.role] / readings[posting.role]) for odds in after],
                    [_is_first(odds, posting.role) for odds in after],
                )


def _after(
    catalog: Catalog, posting: LabelledAnswers, ask: Ask, readings: Mapping[str, float]
) -> Mapping[str, float] | None:
    """The readings after the answer that coded work has; None where it has none."""
    known = evidence(catalog, posting).get(ask.question, {})
    answered = known if ask.option is None else {o: is_in for o, is_in in known.items() if o == ask.option}
    if not answered:
        return None
    table_, places = effects(catalog), {role.id: place for place, role in enumerate(catalog.roles)}
    did = [effect_of(table_, ask.question, option, is_in) for option, is_in in answered.items()]
    odds = {role: part * exp(sum(each[places[role]] for each in did)) for role, part in readings.items()}
    return {role: each / sum(odds.values()) for role, each in odds.items()}


def _is_first(readings: Mapping[str, float], role: str) -> bool:
    return max(readings, key=readings.__getitem__) == role


ROWS = ("no question", "the first that is asked", "any at random", "the one that proves best")


def interview_table(found: Sequence[Gain]) -> Table:
    """What the answer to the first question is worth, against one at random and the one that proves best.

    Roles weigh the same; intervals are of employers drawn anew.
    """
    figures = np.array([each.rows for each in found])
    sizes = Counter(each.role for each in found)
    weights = np.array([1 / sizes[each.role] / len(sizes) for each in found])
    drawn = _drawn([each.employer for each in found]) * weights
    rows = []
    for place, name in enumerate(ROWS):
        gained, first = figures[:, place, 0], float(weights @ figures[:, place, 1])
        more = gained - figures[:, 2, 0]
        interval = between(_interval(gained, drawn)) if place else ""
        than_any = between(_interval(more, drawn)) if place in (1, 3) else ""
        rows.append([name, number(float(weights @ gained)), interval, than_any, percent(first)])
    titles = ("gain", "employers drawn anew", "more than at random", "its role is first")
    return table(f"answered, of {len(found)} postings", *titles, rows=rows)


def _drawn(employers: Sequence[str]) -> Numbers:
    """How often each posting is drawn, in [resample, posting], where employers are drawn anew."""
    _, places = np.unique(employers, return_inverse=True)
    count = int(places.max()) + 1
    draws = np.random.default_rng(SEED).multinomial(count, [1 / count] * count, RESAMPLES)
    drawn: Numbers = draws[:, places].astype(float)
    return drawn


def _interval(values: Numbers, drawn: Numbers) -> tuple[float, float]:
    low, high = np.quantile(drawn @ values / drawn.sum(axis=1), (0.025, 0.975))
    return float(low), float(high)


def measured(catalog: Catalog, people: SurveyPeople, postings: Sequence[NamedPosting]) -> Table:
    """The table, of postings with their texts."""
    work = first_readings(catalog)
    material = Material(catalog, people.practitioners, work, people.hopes)
    parts = cross_validated(material, "work", FOLDS, apart=True).parts
    known = {posting.id for posting in work}
    texts = {name: masked(each) for each in postings if (name := hashed(each.id)) in known}
    return interview_table(list(gains(catalog, parts, texts)))
