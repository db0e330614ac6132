"""From answers to shares: those of people and those of coded work, put together on the log-odds scale.

How common an answer is, its level, comes from people where they were asked: postings name what they need to name. How a
role differs from the mean of the roles that both know comes from both, evenly. A role that no survey knows differs by
what its work shows. Where people were not asked all comes from the work.
"""

import numpy as np

from evidence.fit.sample import Marks, Numbers, Sample

PRIOR_PEOPLE = 20
"""A share is drawn towards the mean over roles as if this many people of the role had answered like that mean. Most
shares rest on hundreds or thousands, which this hardly moves. Judged, not tuned."""

PRIOR_POSTINGS = 10
"""The same for postings, of which there are some dozens for a role. Judged, not tuned."""

FEWEST = 100
"""Of fewer people than this in a role nothing is taken: the answer was offered to next to nobody."""

FEWEST_READ = 20
"""Of fewer postings of a role than this that say anything of an option, by what they are worth, nothing is taken where
people were asked."""

LEAST = 0.01
"""The smallest part of readings that is told from none."""


def combined(people: Sample, work: Sample) -> Numbers:
    """The shares that both give, in [option, role]."""
    read, said = _counts(work)
    of_work = _log_odds(_smoothed(read, said, PRIOR_POSTINGS))
    counts, known = _counts(people)
    asked = asked_of_people(people)
    found = of_work.copy()
    held = people.held
    of_people = _log_odds(_smoothed(counts[:, held], np.maximum(known[:, held], 1), PRIOR_PEOPLE))
    level = of_people.mean(axis=1, keepdims=True)
    differences = np.where(said >= FEWEST_READ, of_work - of_work[:, held].mean(axis=1, keepdims=True), np.nan)
    of_both = np.stack([differences[:, held], of_people - level])
    differences[:, held] = np.nanmean(of_both, axis=0)
    found[asked] = (level + np.nan_to_num(differences))[asked]
    shares: Numbers = 1 / (1 + np.exp(-found))
    for question in set(work.bank.question[~work.bank.many].tolist()):
        options = work.bank.options_of(question)
        shares[options] /= shares[options].sum(axis=0)
    return shares


def asked_of_people(people: Sample) -> Marks:
    """Which options enough people of every role in the survey were asked for."""
    _, known = _counts(people)
    return np.asarray((known[:, people.held] >= FEWEST).all(axis=1))


def _counts(sample: Sample) -> tuple[Numbers, Numbers]:
    """How many chose each option, and of how many it is known, in [option, role].

    Where answerers weigh differently these are numbers of equal weight that would be worth as much (Kish 1965, Survey
    Sampling, p. 427).
    """
    weights = sample.weights[:, None]
    known = np.isfinite(sample.chosen) * weights
    chosen, squares = np.nan_to_num(sample.chosen) * weights, known * weights
    parts = []
    for role in range(len(sample.bank.catalog.roles)):
        there = sample.roles == role
        whole, square = known[there].sum(axis=0), squares[there].sum(axis=0)
        worth = np.divide(whole, square, out=np.zeros_like(whole), where=square > 0)
        parts.append((chosen[there].sum(axis=0) * worth, whole * worth))
    return np.array([of[0] for of in parts]).T, np.array([of[1] for of in parts]).T


def _smoothed(chosen: Numbers, known: Numbers, prior: float) -> Numbers:
    there = known > 0
    parts = np.divide(chosen, known, out=np.zeros_like(chosen), where=there)
    mean = parts.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1)
    found: Numbers = (chosen + prior * mean) / (known + prior)
    return found


def _log_odds(parts: Numbers) -> Numbers:
    bounded = np.clip(parts, LEAST, 1 - LEAST)
    found: Numbers = np.log(bounded / (1 - bounded))
    return found
