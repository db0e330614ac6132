"""Measure what the questions for the interview are worth, on coded postings: a figure of METHODOLOGY, part 8.

Of each coded posting whose text leaves the verdict close or open, the first question is answered as its coded work has
it, and so is every other question that might have been asked. The gain is how much more likely the role in its title is
after the answer than before, among the roles that the verdict names. What answers say of roles is fitted on other
employers' work; what words say of them is the catalog's, which was fitted on these postings too.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import exp, log
from statistics import fmean
from typing import NamedTuple

from evidence.collect.batches import NamedPosting, hashed, masked
from evidence.collect.people import SurveyPeople
from evidence.collect.readings import first_readings
from evidence.measure.cross_validation import Material, ScoredPart, cross_validated
from evidence.measure.tables import Table, number, percent, table
from rolefit import Catalog, Scanner
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scanning.interview import Interview, readings_of
from rolefit.scanning.result import Ask
from rolefit.scoring.effects import effect_of, effects, evidence

NAME = "scan-interview"
"""What the table is called."""

FOLDS = 10
"""Into how many parts employers are divided."""


class Gain(NamedTuple):
    """What answers to what a posting leaves unsaid did, in natural log units, and whether its role was first then."""

    before: bool
    """Whether its role was first before any answer."""
    gains: Sequence[float]
    """What each did for the role in its title, among the readings; the question that would be asked first is first."""
    first: Sequence[bool]
    """Whether its role was first after each."""


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


def interview_table(found: Sequence[Gain]) -> Table:
    """What the answer to the first question is worth, against one at random and the one that proves best."""
    rows = [
        ["no answer", "0", percent(fmean(each.before for each in found))],
        ["the first question", *_figures([each.gains[0] for each in found], [each.first[0] for each in found])],
        [
            "any question at random",
            *_figures([fmean(each.gains) for each in found], [fmean(each.first) for each in found]),
        ],
        ["the one that proves best", *_figures([max(each.gains) for each in found], [any(e.first) for e in found])],
    ]
    return table(f"after the answer to, of {len(found)} postings", "gain", "its role is first", rows=rows)


def _figures(gained: Sequence[float], first: Sequence[float]) -> tuple[str, str]:
    return number(fmean(gained)), percent(fmean(first))


def measured(catalog: Catalog, people: SurveyPeople, postings: Sequence[NamedPosting]) -> Table:
    """The table, of postings with their texts."""
    work = first_readings(catalog)
    material = Material(catalog, people.practitioners, work, people.hopes)
    parts = cross_validated(material, "work", FOLDS, apart=True).parts
    known = {posting.id for posting in work}
    texts = {name: masked(each) for each in postings if (name := hashed(each.id)) in known}
    return interview_table(list(gains(catalog, parts, texts)))
