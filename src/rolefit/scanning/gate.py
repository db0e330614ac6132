"""Is a text about one of the roles at all? Roles and other jobs, told apart as roles are: by shares of what it says.

For a job j (a role or a neighbour), the signals s in the text (of options, of the field, of neighbours), n of them, and
the part t(j,s) of what is said in texts about j that is of the kind of s:

    score(j) = weight / max(n, least_signals) * sum over s of  log t(j, s)
    log odds = log of the mean over roles of exp(score) - that over neighbours + offset + title

The title is added if it names a role, and taken away if it names a neighbour. It never moves a fit.
"""

from collections.abc import Mapping, Sequence
from math import exp, log
from operator import mul
from typing import NamedTuple

from rolefit.catalog.models import Catalog
from rolefit.catalog.texts import FIELD, Gate, Texts
from rolefit.scanning.reader import TextEvidence

LEAST = 0.0001
"""The smallest part that is taken: what nobody counted yet is not impossible."""


class OtherJob(NamedTuple):
    """Whether a text is about another job."""

    chance: float
    """From 0 to 1, were texts about one of the roles and about another job equally common."""
    nearest: str
    """The title of the neighbour that it reads like most."""
    words: tuple[str, ...] = ()
    """Words of that neighbour's own that the text has, in alphabetical order."""


class JobGate:
    """Tells texts about the roles of one catalog from those about its neighbours."""

    def __init__(self, catalog: Catalog, texts: Texts, gate: Gate) -> None:
        self._gate, self._least = gate, texts.least_signals
        self._titles = [each.title for each in texts.neighbours]
        self._ids = {each.title: each.id for each in texts.neighbours}
        self._roles = len(catalog.roles)
        shares = [*(_text_shares(catalog, role.id) for role in catalog.roles)]
        shares += [
            {(q, o): share for q, options in each.shares.items() for o, share in options.items()}
            for each in texts.neighbours
        ]
        neighbours = [each.id for each in texts.neighbours]
        self._jobs = [*(role.id for role in catalog.roles), *neighbours]
        words = [gate.words[job] for job in self._jobs]
        said = [1 - sum(each.values()) for each in words]
        self._options = {
            key: [log(max(each[key] * part, LEAST)) for each, part in zip(shares, said, strict=True)]
            for key in shares[0]
        }
        self._words = {kind: [log(max(each[kind], LEAST)) for each in words] for kind in (FIELD, *neighbours)}

    def read(self, evidence: TextEvidence) -> OtherJob:
        """Whether a text with this evidence is about another job."""
        counted = [(self._options[key], len(found)) for key, found in evidence.options.items() if key in self._options]
        counted += [(self._words[kind], len(found)) for kind, found in evidence.words.items() if found]
        mean = self._gate.weight / max(self._least, sum(count for _, count in counted))
        counts = [count * mean for _, count in counted]
        by_job = zip(*(logs for logs, _ in counted), strict=True) if counted else [()] * len(self._jobs)
        scores = [sum(map(mul, logs, counts)) for logs in by_job]
        roles, others = scores[: self._roles], scores[self._roles :]
        title = evidence.title
        named = title.job if title else None
        towards = self._gate.title * ((title is not None and bool(title.roles)) - (named is not None))
        log_odds = _log_mean(roles) - _log_mean(others) + self._gate.offset + towards
        nearest = named or self._titles[max(range(len(others)), key=others.__getitem__)]
        words = evidence.words.get(self._ids[nearest], ())
        return OtherJob(1 / (1 + exp(min(log_odds, 700.0))), nearest, tuple(sorted(words, key=str.lower)))


def _text_shares(catalog: Catalog, role: str) -> Mapping[tuple[str, str], float]:
    return {
        (question, option): share.text
        for question, options in catalog.role(role).shares.items()
        for option, share in options.items()
        if share.text is not None
    }


def _log_mean(scores: Sequence[float]) -> float:
    highest = max(scores)
    return highest + log(sum(exp(score - highest) for score in scores) / len(scores))
