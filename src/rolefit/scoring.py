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
from math import exp, log
from typing import TypeAlias

from rolefit.answers import Answers, check_answers
from rolefit.catalog import Catalog, Question
from rolefit.result import CatalogRef, Ranked, Reason, Result, Verdict

SHARE_FLOOR = 0.001
"""Shares count as at least this, and at most 1 less this. Measured shares rest on some hundred to some thousand people
a role: that none of them gave an answer means less than about one in a thousand, and no answer rules a role out."""

BARE_MENTION = 3.0
"""A role is in the running unless another one fits this many times better: evidence of less than 3 to 1 is worth no
more than a bare mention (Kass and Raftery 1995, J. Am. Stat. Assoc. 90, p. 777, after Jeffreys, Theory of Probability,
3rd ed. 1961, appendix B)."""

IMPORTANCE = {"high": 2.0, "normal": 1.0, "low": 0.5}
"""What the user's word for the importance of a question multiplies its weight by."""

Effects: TypeAlias = tuple[float, ...]
"""One number for each role, in the order of the catalog, with mean 0."""


@dataclass(frozen=True)
class OptionEffects:
    """What an option does for each role when it is chosen, and when it was offered and is not."""

    chosen: Effects
    not_chosen: Effects

    @property
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
    answers = check_answers(answers, catalog)
    table = effects(catalog, answers.importance)
    known = evidence(catalog, answers)
    totals = total_effects(table, known, len(catalog.roles))
    fits = softmax(totals)
    order = sorted(range(len(fits)), key=lambda i: -totals[i])
    by_question = {q: total_effects(table, {q: options}, len(catalog.roles)) for q, options in known.items()}
    firsts = _firsts_after_a_change(catalog, answers, table, totals)
    ranking = tuple(
        Ranked(
            role=catalog.roles[i].id,
            title=catalog.roles[i].title,
            fit=fits[i],
            by_question={q: total[i] for q, total in by_question.items()},
        )
        for i in order
    )
    return Result(
        catalog=CatalogRef.of(catalog),
        id=answers.id,
        ranking=ranking,
        verdict=_verdict(ranking, [catalog.roles[i].id for i in firsts]),
        why=tuple(_reasons(catalog, table, known)),
        answered=tuple(known),
        skipped=tuple(question.id for question in catalog.questions if question.id not in known),
        answers=answers.answers,
        importance=answers.importance,
        offered=answers.offered,
    )


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
    bounded = [min(max(share, SHARE_FLOOR), 1 - SHARE_FLOOR) for share in shares]
    return OptionEffects(
        chosen=_centred([weight * log(share) for share in bounded]),
        not_chosen=_centred([weight * log(1 - share) for share in bounded]),
    )


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


def _verdict(ranking: Sequence[Ranked], firsts: Sequence[str]) -> Verdict:
    """Judge a ranking; `firsts` are the roles that would be first after each single change to the answers."""
    best = ranking[0]
    running = tuple(r.role for r in ranking if r.fit * BARE_MENTION > best.fit or r.role in firsts)
    kind = {1: "clear", len(ranking): "open"}.get(len(running), "close")
    stability = firsts.count(best.role) / len(firsts) if firsts else 0.0
    return Verdict.model_validate({"kind": kind, "roles": running, "stability": stability})


def _firsts_after_a_change(
    catalog: Catalog, answers: Answers, table: EffectTable, totals: Sequence[float]
) -> list[int]:
    """Which role, by its place in the catalog, is first after each way to change a single answer."""
    steps = [step for question in catalog.questions for step in _single_changes(question, answers, table[question.id])]
    changed = ([total + change for total, change in zip(totals, step, strict=True)] for step in steps)
    return [after.index(max(after)) for after in changed]


def _single_changes(
    question: Question, answers: Answers, options: Mapping[str, OptionEffects]
) -> Iterator[Sequence[float]]:
    """What each way to change one answer would do: another single answer, or one option ticked or unticked."""
    answer = answers.answers.get(question.id)
    offered = answers.offered.get(question.id, tuple(options))
    if isinstance(answer, str):
        for option in offered:
            if option != answer:
                yield [b - a for a, b in zip(options[answer].chosen, options[option].chosen, strict=True)]
    elif answer is not None:
        for option in offered:
            ticking = options[option].ticking
            yield [-step for step in ticking] if option in answer else ticking
