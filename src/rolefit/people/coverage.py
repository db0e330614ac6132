"""Which work the people of a team want: what is thin, what is crowded, and what one more person would fill."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp, lgamma, log, log1p
from statistics import fmean
from typing import Literal, NamedTuple

from rolefit.catalog.models import Catalog, Question
from rolefit.people.team_result import Addition, OptionCoverage, QuestionCoverage
from rolefit.scanning.result import OptionRef

RARE = 0.05
"""Fewer people than expected, or more, are named where that many or more extreme are less likely than this. Judged: the
usual one in twenty, for each option alone: of thirty options of a team as mixed as the roles one and a half by luck, at
most, on either side."""

LEAST_OFF = 0.25
"""They are named where they differ from what is expected by at least this part of it: among very many people, any
difference is more than luck. Judged."""

MOST_DO = 0.5
"""One more person of a role is taken to fill what at least this part of its people choose. Judged."""


class Ref(NamedTuple):
    """An option, by its ids; one is made much more quickly than an OptionRef."""

    question: str
    option: str


def cover(catalog: Catalog, asked: Mapping[Ref, int], wanted: Mapping[Ref, int]) -> list[QuestionCoverage]:
    """How each option of the work stands that was asked, from how many were asked and how many want it."""
    found = []
    for question in catalog.questions:
        options = tuple(_options(catalog, question, asked, wanted)) if question.coverage else ()
        if options:
            found.append(QuestionCoverage(question=question.id, name=question.name, options=options))
    return found


def _options(
    catalog: Catalog, question: Question, asked: Mapping[Ref, int], wanted: Mapping[Ref, int]
) -> Iterator[OptionCoverage]:
    """The options that were asked, each against a team as mixed as the roles, whose people choose as much in all.

    Some people tick much and some little, whatever their work, and what people want is told in other numbers than what
    they do: so it is compared how the ticks are spread, not how many there are.
    """
    known = {option: ref for option in question.options if asked.get(ref := Ref(question.id, option.id))}
    usual = {
        ref: fmean(role.shares[ref.question][ref.option].share for role in catalog.roles) for ref in known.values()
    }
    scale = _scale(usual, asked, sum(wanted.get(ref, 0) for ref in usual))
    for option, ref in known.items():
        n, of, chance = wanted.get(ref, 0), asked[ref], min(usual[ref] * scale, 1.0)
        yield OptionCoverage(
            option=option.id,
            name=option.name,
            asked=of,
            wanted=n,
            expected=of * chance,
            stands_out=stands_out(n, of, chance),
        )


def _scale(usual: Mapping[Ref, float], asked: Mapping[Ref, int], ticks: int) -> float:
    """What the usual shares are multiplied by, none to more than 1, so that they add up to so many ticks."""
    free, left, scale = dict(usual), ticks, 0.0
    while typical := sum(asked[ref] * share for ref, share in free.items()):
        scale = left / typical
        full = [ref for ref, share in free.items() if share * scale > 1]
        if not full:
            break
        for ref in full:
            left -= asked[ref]
            del free[ref]
    return scale


def stands_out(wanted: int, asked: int, share: float) -> Literal["thin", "crowded"] | None:
    """Whether of the people who were asked clearly fewer, or more, want something than the share that would.

    >>> stands_out(0, 6, 0.1), stands_out(2, 12, 0.5), stands_out(5, 12, 0.5), stands_out(10, 12, 0.5)
    (None, 'thin', None, 'crowded')
    >>> stands_out(1100, 2000, 0.5)
    """
    expected = asked * share
    if abs(wanted - expected) < LEAST_OFF * expected:
        return None
    if at_most(wanted, asked, share) < RARE:
        return "thin"
    return "crowded" if at_most(asked - wanted, asked, 1 - share) < RARE else None


def at_most(k: int, n: int, p: float) -> float:
    """The chance that at most k of n people do what each does with the chance p: the lower tail of the binomial.

    >>> round(at_most(1, 4, 0.5), 4), at_most(4, 4, 0.5), at_most(0, 4, 0.0), at_most(3, 4, 1.0)
    (0.3125, 1.0, 1.0, 0.0)
    """
    if k >= n or p <= 0:
        return 1.0
    if k < 0 or p >= 1:
        return 0.0
    if k >= n * p:
        return 1 - at_most(n - k - 1, n, 1 - p)
    chance = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p))
    whole = 0.0
    # Below the mean each chance is smaller than the one before, so that soon none counts any more.
    while chance > whole * 1e-12:
        whole += chance
        chance *= k / (n - k + 1) * (1 - p) / p
        k -= 1
    return whole


def additions(catalog: Catalog, coverage: Sequence[QuestionCoverage]) -> list[Addition]:
    """What one more person of each role would fill, of what is thin or what nobody wants."""
    missing = {
        Ref(of.question, each.option): each.expected - each.wanted
        for of in coverage
        for each in of.options
        if each.stands_out == "thin" or not each.wanted
    }
    thin = sorted(missing, key=lambda ref: -missing[ref])
    found = []
    for role in catalog.roles:
        filled = [ref for ref in thin if role.shares[ref.question][ref.option].share >= MOST_DO]
        if filled:
            fills = tuple(OptionRef(question=ref.question, option=ref.option) for ref in filled)
            found.append(Addition(role=role.id, title=role.title, fills=fills))
    return sorted(found, key=lambda addition: -len(addition.fills))
