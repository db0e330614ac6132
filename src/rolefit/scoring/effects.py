"""What answers do for roles: the evidence that they are, and the terms of the score, option by option."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TypeAlias

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question, Share, Texts

SHARE_FLOOR = 0.001
"""Shares count as at least this, and at most 1 less this. Measured shares rest on some hundred to some thousand people
a role: that none of them gave an answer means less than about one in a thousand, and no answer rules a role out."""

IMPORTANCE = {"high": 2.0, "normal": 1.0, "low": 0.5}
"""What the user's word for the importance of a question multiplies its weight by."""

GRAIN = 2.0**-40
"""Effects are whole multiples of this, in natural log units, or of half of it where a question is unimportant. Floats
add such numbers without rounding, up to 4,000 in all: a score is the same to the last bit in whatever order, on
whatever machine it is added up. The grain itself moves no fit by more than some 1e-10."""

Effects: TypeAlias = tuple[float, ...]
"""One number for each role, or for each that texts tell, in the order of the catalog, with mean 0."""


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


def effects(catalog: Catalog, importance: Mapping[str, str] | None = None) -> EffectTable:
    """What every option of every question does for each role, with the weight and importance of its question."""
    return {
        question.id: question_effects(catalog, question, (importance or {}).get(question.id, "normal"))
        for question in catalog.fit_questions
    }


def question_effects(catalog: Catalog, question: Question, importance: str) -> Mapping[str, OptionEffects]:
    """Option id to its effects, of all options of one question."""
    return {
        option.id: _option_effects(
            [role.shares[question.id][option.id] for role in catalog.roles], question.weight, IMPORTANCE[importance]
        )
        for option in question.options
    }


def text_effects(catalog: Catalog, texts: Texts) -> Mapping[tuple[str, str], Effects]:
    """Question and option id to what a signal of the option says for each role that texts tell, were it the only one.

    Options that have no shares in texts are left out.
    """
    found = {}
    tilts = [texts.tilt.get(role.id, 0.0) for role in catalog.told_in_texts]
    for question in catalog.questions:
        for option in question.options:
            shares = [role.shares[question.id][option.id].text for role in catalog.told_in_texts]
            if shares and all(shares):
                said = [texts.weight * log(share or 1) + tilt for share, tilt in zip(shares, tilts, strict=True)]
                found[question.id, option.id] = _centred(said)
    return found


def _option_effects(shares: Sequence[Share], weight: float, factor: float) -> OptionEffects:
    parts = [bounded(share.share) for share in shares]
    corrections = [share.correction for share in shares]
    mean = sum(parts) / len(parts)
    chosen = _centred([weight * log(p) + a * (1 - mean) for p, a in zip(parts, corrections, strict=True)])
    not_chosen = _centred([weight * log(1 - p) - a * mean for p, a in zip(parts, corrections, strict=True)])
    return OptionEffects(in_grains(chosen, factor), in_grains(not_chosen, factor))


def in_grains(effects: Sequence[float], factor: float = 1.0) -> Effects:
    """The same in whole grains, times a factor."""
    return tuple(round(effect / GRAIN) * GRAIN * factor for effect in effects)


def bounded(share: float) -> float:
    """The share, no nearer to 0 and 1 than SHARE_FLOOR."""
    return min(max(share, SHARE_FLOOR), 1 - SHARE_FLOOR)


def _centred(terms: Sequence[float]) -> Effects:
    mean = sum(terms) / len(terms)
    return tuple(term - mean for term in terms)


def narrowed(table: EffectTable, roles: Sequence[int]) -> EffectTable:
    """The table for some of the roles, by their indexes; the differences between them stay what they are."""
    return {
        question: {
            option: OptionEffects(tuple(both.chosen[i] for i in roles), tuple(both.not_chosen[i] for i in roles))
            for option, both in options.items()
        }
        for question, options in table.items()
    }


Evidence: TypeAlias = dict[str, dict[str, bool]]
"""Question id to option id to whether it was chosen; what is unknown is missing."""


def evidence(catalog: Catalog, answers: Answers) -> Evidence:
    """What sound answers tell of what a person wants. A skipped question and an option not offered are unknown."""
    known: Evidence = {}
    for question in catalog.fit_questions:
        answer = answers.answers.get(question.id)
        if answer is not None:
            known[question.id] = evidence_of_answer(question, answer, answers.offered.get(question.id))
    return known


def evidence_of_answer(
    question: Question, answer: str | Collection[str], offered: Collection[str] | None = None
) -> dict[str, bool]:
    """What is known from the answer to one question, of which all options were offered unless some are given."""
    if isinstance(answer, str):
        return {answer: True}
    return {o.id: o.id in answer for o in question.options if offered is None or o.id in offered}


def effect_of(table: EffectTable, question: str, option: str, chosen: bool) -> Effects:
    """What one piece of evidence does for each role."""
    both = table[question][option]
    return both.chosen if chosen else both.not_chosen


def leader(totals: Sequence[float]) -> int:
    """The index of the role with the highest total; of equal ones, the first in the catalog."""
    return totals.index(max(totals))


def best_first(totals: Sequence[float]) -> list[int]:
    """The indexes of the roles by their totals, the highest first; of equal ones, the earlier in the catalog."""
    return sorted(range(len(totals)), key=lambda i: -totals[i])


def total_effects(table: EffectTable, known: Evidence, roles: int) -> list[float]:
    """Add up the effects of all known evidence, for each role: its score less the mean score."""
    totals = [0.0] * roles
    for question, options in known.items():
        for option, chosen in options.items():
            for i, effect in enumerate(effect_of(table, question, option, chosen)):
                totals[i] += effect
    return totals
