"""Answers in, result out: how well each role fits, what speaks for it, and what may be said of it.

The model is naive Bayes with a weight for each question. For role r, question q with weight w_q, options o and shares
p(r,o):

    score(r) = sum over q of  w_q * sum over o with known evidence of  log p(r,o)        if chosen
                                                                       log(1 - p(r,o))   if not (many-answer only)
    fit(r)   = exp(score(r)) / sum over roles of exp(score)

What an option did for a role is its term less the mean of that term over the roles. These effects add up to the score
less the mean score, and have the same fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import erf, exp, inf, log, prod, sqrt
from typing import TypeAlias

from rolefit.answers import Answers, check_answers
from rolefit.catalog import Catalog
from rolefit.result import CatalogRef, Ranked, Reason, Result, Verdict

SHARE_FLOOR = 0.001
"""Shares count as at least this, and at most 1 less this. Measured shares rest on some hundred to some thousand people
a role: that none of them gave an answer means less than about one in a thousand, and no answer rules a role out."""

RETAKE = sqrt(2)
"""Two takings of the quiz differ by this many times the standard error of one: each has noise of its own."""

LEAD_KEPT = 0.6
"""The part of a lead that other questions of the kind are expected to show as well: leads are partly luck. This is the
split-half reliability of leads, between the roles that were counted: docs/METHODOLOGY.md, part 4."""

IMPORTANCE = {"high": 2.0, "normal": 1.0, "low": 0.5}
"""What the user's word for the importance of a question multiplies its weight by."""

Effects: TypeAlias = tuple[float, ...]
"""One number for each role, in the order of the catalog, with mean 0."""


@dataclass(frozen=True)
class OptionEffects:
    """What an option does for each role when it is chosen, and when it was offered and is not."""

    chosen: Effects
    not_chosen: Effects

    @cached_property
    def ticking(self) -> Effects:
        """What ticking the option changes, against leaving it out."""
        return tuple(c - n for c, n in zip(self.chosen, self.not_chosen, strict=True))


EffectTable: TypeAlias = Mapping[str, Mapping[str, OptionEffects]]
"""Question id to option id to its effects."""


def score(catalog: Catalog, answers: Answers) -> Result:
    """Score a person's answers.

    Raises InputError where the answers name a question or option that the catalog lacks.

    >>> from rolefit.catalog import load_catalog
    >>> nothing = score(load_catalog(), Answers(answers={}))
    >>> [role.fit for role in nothing.ranking], nothing.verdict.kind
    ([0.25, 0.25, 0.25, 0.25], 'open')
    """
    return Scorer(catalog).score(answers)


@dataclass(frozen=True)
class Standing:
    """How the roles stand after some answers, in the order of the catalog."""

    totals: Sequence[float]
    """Scores less their mean, in natural log units."""
    fits: Sequence[float]
    verdict: Verdict

    @property
    def order(self) -> list[int]:
        """The places of the roles, best first."""
        return _best_first(self.totals)


class Scorer:
    """Scores the answers of many people against one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._ref = CatalogRef.of(catalog)
        self._plain = _Scale(catalog, {})

    def score(self, answers: Answers) -> Result:
        """Score a person's answers.

        Raises InputError where the answers name a question or option that the catalog lacks.
        """
        catalog = self.catalog
        answers = check_answers(answers, catalog)
        scale = self._scale(answers)
        known = evidence(catalog, answers)
        by_question = {q: total_effects(scale.table, {q: options}, len(catalog.roles)) for q, options in known.items()}
        standing = self._standing(known, scale)
        ranking = tuple(
            Ranked(
                role=catalog.roles[i].id,
                title=catalog.roles[i].title,
                fit=standing.fits[i],
                by_question={q: total[i] for q, total in by_question.items()},
            )
            for i in standing.order
        )
        return Result(
            catalog=self._ref,
            id=answers.id,
            ranking=ranking,
            verdict=standing.verdict,
            why=tuple(_reasons(catalog, scale.table, known)),
            answered=tuple(known),
            skipped=tuple(question.id for question in catalog.questions if question.id not in known),
            answers=answers.answers,
            importance=answers.importance,
            offered=answers.offered,
        )

    def standing(self, answers: Answers) -> Standing:
        """How the roles stand after answers that are known to belong to the catalog, without the reasons."""
        return self._standing(evidence(self.catalog, answers), self._scale(answers))

    def _scale(self, answers: Answers) -> "_Scale":
        return _Scale(self.catalog, answers.importance) if answers.importance else self._plain

    def _standing(self, known: "Evidence", scale: "_Scale") -> Standing:
        totals = total_effects(scale.table, known, len(self.catalog.roles))
        first, *_ = order = _best_first(totals)
        leads = {self.catalog.roles[i].id: totals[first] - totals[i] for i in order}
        return Standing(totals, softmax(totals), _verdict(leads, [scale.errors(first)[i] for i in order], known))


def _best_first(totals: Sequence[float]) -> list[int]:
    return sorted(range(len(totals)), key=lambda i: -totals[i])


class _Scale:
    """What options do under one set of importances, and the errors of leads."""

    def __init__(self, catalog: Catalog, importance: Mapping[str, str]) -> None:
        self.catalog = catalog
        self.table = effects(catalog, importance)
        self._errors: dict[int, list[float]] = {}

    def errors(self, first: int) -> list[float]:
        """The standard errors of the leads of a role over each role."""
        if first not in self._errors:
            self._errors[first] = lead_errors(self.catalog, self.table, first)
        return self._errors[first]


def effects(catalog: Catalog, importance: Mapping[str, str] | None = None) -> EffectTable:
    """What every option of every question does for each role, with the weight and importance of its question."""
    table = {}
    for question in catalog.questions:
        weight = question.weight * IMPORTANCE[(importance or {}).get(question.id, "normal")]
        table[question.id] = {
            option.id: _option_effects([role.shares[question.id][option.id].share for role in catalog.roles], weight)
            for option in question.options
        }
    return table


def _option_effects(shares: Sequence[float], weight: float) -> OptionEffects:
    bounded = [_bounded(share) for share in shares]
    return OptionEffects(
        chosen=_centred([weight * log(share) for share in bounded]),
        not_chosen=_centred([weight * log(1 - share) for share in bounded]),
    )


def _bounded(share: float) -> float:
    return min(max(share, SHARE_FLOOR), 1 - SHARE_FLOOR)


def _centred(terms: Sequence[float]) -> Effects:
    mean = sum(terms) / len(terms)
    return tuple(term - mean for term in terms)


Evidence: TypeAlias = dict[str, dict[str, bool]]
"""Question id to option id to whether it was chosen; what is unknown is missing."""


def evidence(catalog: Catalog, answers: Answers) -> Evidence:
    """What is known from sound answers. A skipped question and an option that was not offered are unknown."""
    known: Evidence = {}
    for question in catalog.questions:
        answer = answers.answers.get(question.id)
        if isinstance(answer, str):
            known[question.id] = {answer: True}
        elif answer is not None:
            offered = answers.offered.get(question.id, tuple(option.id for option in question.options))
            known[question.id] = {o.id: o.id in answer for o in question.options if o.id in offered}
    return known


def softmax(totals: Sequence[float]) -> list[float]:
    """Turn scores into fits, which add up to 1."""
    top = max(totals)
    powers = [exp(total - top) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def _effect(table: EffectTable, question: str, option: str, chosen: bool) -> Effects:
    both = table[question][option]
    return both.chosen if chosen else both.not_chosen


def total_effects(table: EffectTable, known: Evidence, roles: int) -> list[float]:
    """Add up the effects of all known evidence, for each role: its score less the mean score."""
    totals = [0.0] * roles
    for question, options in known.items():
        for option, chosen in options.items():
            for i, effect in enumerate(_effect(table, question, option, chosen)):
                totals[i] += effect
    return totals


def _reasons(catalog: Catalog, table: EffectTable, known: Evidence) -> Iterator[Reason]:
    for question, options in known.items():
        for option, chosen in options.items():
            for role, effect in zip(catalog.roles, _effect(table, question, option, chosen), strict=True):
                yield Reason(question=question, option=option, chosen=chosen, role=role.id, effect=effect)


def lead_errors(catalog: Catalog, table: EffectTable, first: int) -> list[float]:
    """The standard error of the lead of one role, given by its place, over each role, in natural log units.

    This is the noise of taking the whole quiz once: how much the lead differs between people of the first role, whose
    answers are drawn anew, each by its share and apart from the others. With p the share of an option, and e what
    ticking it adds to the lead, an option adds e * e * p * (1 - p) to the squared error. Flipping each answer at the
    rate at which two people of the role differ in it, 2 * p * (1 - p), changes the lead by RETAKE times as much.
    """
    squared = [0.0] * len(catalog.roles)
    for question in catalog.questions:
        shares = catalog.roles[first].shares[question.id]
        drawn = [(_bounded(shares[option].share), both) for option, both in table[question.id].items()]
        for rival in range(len(squared)):
            if question.takes_many:
                gains = [(p, both.ticking[first] - both.ticking[rival]) for p, both in drawn]
                squared[rival] += sum(gain * gain * p * (1 - p) for p, gain in gains)
            else:
                squared[rival] += _variance([(p, both.chosen[first] - both.chosen[rival]) for p, both in drawn])
    return [sqrt(each) for each in squared]


def _variance(drawn: Sequence[tuple[float, float]]) -> float:
    """The variance of a value that is drawn with these weights."""
    whole = sum(weight for weight, _ in drawn)
    mean = sum(weight * value for weight, value in drawn) / whole
    return sum(weight * (value - mean) ** 2 for weight, value in drawn) / whole


def _verdict(leads: Mapping[str, float], errors: Sequence[float], known: Evidence) -> Verdict:
    """Judge a ranking by the leads of its first role over each role, best first, and their standard errors."""
    pairs = list(zip(leads.values(), errors, strict=True))
    behind = [place for place, (lead, error) in enumerate(pairs) if lead <= RETAKE * error]
    # Whoever is ranked above a role in the running is in the running too, though its own lead may be less noisy.
    running = tuple(leads)[: behind[-1] + 1]
    if len(running) == 1:
        kind = "clear"
    elif all(lead <= error for lead, error in pairs):
        kind = "open"
    else:
        kind = "close"
    return Verdict.model_validate(
        {"kind": kind, "roles": running, "stability": _stability(pairs[1:]) if known else 0.0}
    )


def _stability(pairs: Sequence[tuple[float, float]]) -> float:
    """The chance that the first role keeps all its leads, given with their standard errors, on another take.

    What another take shows has the mean LEAD_KEPT * lead, the noise of a take of its own, and what is not known of the
    person after the first, LEAD_KEPT * error ** 2 (Kelley 1947, Fundamentals of Statistics, p. 409). The leads share
    the noise of the first role, so they are taken to correlate by one half, as they do where all roles are alike: the
    chance is then the mean over a normal z of the product of the chances given z (Dunnett and Sobel 1955, Biometrika
    42, p. 258). Where all roles tie it is one by their number.
    """
    means = [LEAD_KEPT * lead / (error * sqrt(1 + LEAD_KEPT)) if error else (lead and inf) for lead, error in pairs]
    weights = [exp(-z * z / 2) for z in _NODES]
    chances = [prod(_normal(sqrt(2) * mean + z) for mean in means) for z in _NODES]
    return min(sum(w * c for w, c in zip(weights, chances, strict=True)) / sum(weights), 1.0)


_NODES = [step / 2 for step in range(-10, 11)]


def _normal(value: float) -> float:
    """The chance that a standard normal is below a value."""
    return (1 + erf(value / sqrt(2))) / 2
