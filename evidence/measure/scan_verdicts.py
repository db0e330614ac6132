"""What may be said of texts whose job is known, by what texts of other employers say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.collect.neighbours import NeighbourText
from evidence.collect.texts import FOLDS, Numbers, Sample, clear_roles
from evidence.fit.gate import JobTexts, fit_gate, jobs_of, log_odds, mean_logs
from evidence.fit.text_shares import mean_signals, softmax
from evidence.measure.classifiers import Model
from evidence.measure.tables import Table, percent, table
from rolefit import Catalog
from rolefit.scanning.gate import OtherJob
from rolefit.scanning.reader import TextReader
from rolefit.scanning.result import ScanVerdict
from rolefit.scanning.verdict import TextStanding, decide_text_verdict


@dataclass(frozen=True)
class JudgedText:
    """A text, and what is said of it."""

    job: str
    """The id of the role in its title, or of the neighbour that it is about."""
    verdict: ScanVerdict
    weight: float
    """Its part of all texts, where every job weighs the same."""

    @property
    def kind(self) -> str:
        """Of its verdict; why it is open, where there is a reason."""
        return self.verdict.because if self.verdict.kind == "open" and self.verdict.because else self.verdict.kind

    @property
    def right(self) -> bool:
        """Whether its title is that of the first role."""
        return self.verdict.roles[0] == self.job

    @property
    def named(self) -> bool:
        """Whether its title is that of one of the roles that it may be about."""
        return self.job in self.verdict.roles


@dataclass(frozen=True)
class _Held:
    """What texts say by what was fitted on other employers' texts; postings of roles first, then the others."""

    texts: JobTexts
    fits: Numbers
    strengths: Numbers
    odds: Numbers
    nearest: Sequence[str]
    """The title of the neighbour that each text is like most."""
    languages: Sequence[bool]
    """Whether each is in another language."""
    titled: Sequence[int]
    """1 where its title names a role, -1 where it names another job, else 0."""


def judged(sample: Sample, neighbours: Sequence[NeighbourText], *, titled: bool) -> list[JudgedText]:
    """All postings and texts about other jobs, each judged by what other employers' say; with titles or without."""
    catalog, held = sample.catalog, _held(sample, neighbours)
    if catalog.texts is None or catalog.texts.gate is None:
        return []
    jobs, sizes = jobs_of(catalog), np.bincount(held.texts.jobs)
    signals = held.texts.counts[:, : sample.signals.shape[1]].sum(axis=1)
    found = []
    for i, job in enumerate(held.texts.jobs):
        towards = catalog.texts.gate.title * held.titled[i] if titled else 0.0
        other = OtherJob(float(1 / (1 + np.exp(held.odds[i] + towards))), held.nearest[i])
        fits, strengths = (list(map(float, each[i])) for each in (held.fits, held.strengths))
        standing = TextStanding(int(signals[i]), held.languages[i], fits, strengths, other)
        verdict = decide_text_verdict(catalog, catalog.texts, standing)
        found.append(JudgedText(jobs[job], verdict, 1 / sizes[job]))
    return found


def _held(sample: Sample, neighbours: Sequence[NeighbourText]) -> _Held:
    catalog, told = sample.catalog, clear_roles(sample.catalog)
    texts, roles = JobTexts.of(sample, neighbours), len(catalog.roles)
    parts = texts.folds()
    scores, strengths = np.zeros((2, len(texts.jobs), len(told)))
    logs, sums = np.zeros((len(texts.jobs), len(jobs_of(catalog)))), np.zeros(len(texts.jobs))
    postings = len(sample.postings)
    for part in range(FOLDS):
        asked, known = parts == part, parts != part
        model, gated = Model.of(sample.subset(known[:postings]), told), texts.subset(known)
        mean = mean_signals(catalog, texts.counts[asked, : sample.signals.shape[1]])
        scores[asked], strengths[asked] = model.scores(mean), model.strengths(mean)
        logs[asked] = mean_logs(texts.subset(asked), gated.shares())
        sums[asked] = log_odds(logs[asked], roles, fit_gate(gated))
    reader = TextReader(catalog)
    read = [reader.read(posting.description, title=posting.title) for posting in sample.postings]
    of_roles = [
        (each.title is not None and bool(each.title.roles)) - bool(each.title and each.title.job) for each in read
    ]
    nearest = [reader.texts.neighbours[int(row[roles:].argmax())].title for row in logs]
    return _Held(
        texts=texts,
        fits=softmax(scores),
        strengths=strengths,
        odds=sums,
        nearest=nearest,
        languages=[*(each.other_language for each in read), *([False] * len(neighbours))],
        titled=[*of_roles, *((each.titled == "role") - (each.titled not in {None, "role"}) for each in neighbours)],
    )


def tables(sample: Sample, neighbours: Sequence[NeighbourText]) -> dict[str, Table]:
    """How often verdicts are right, and how often roles and other jobs are taken for each other."""
    without, having = (judged(sample, neighbours, titled=titled) for titled in (False, True))
    return {
        "scan-verdicts": _verdicts(sample.catalog, having),
        "scan-verdicts-untitled": _verdicts(sample.catalog, without),
        "scan-jobs": _jobs(sample.catalog, having),
        "scan-jobs-untitled": _jobs(sample.catalog, without),
    }


KINDS = {"clear": "clear", "close": "close", "open": "open", "too-little": "too little", "other-job": "another job"}


def _verdicts(catalog: Catalog, found: Sequence[JudgedText]) -> Table:
    told = [catalog.roles[i].id for i in clear_roles(catalog)]
    groups = {role.title: [each for each in found if each.job == role.id] for role in catalog.roles}
    groups[f"{', '.join(told)}, weighing the same"] = [each for each in found if each.job in told]
    ids = {role.id for role in catalog.roles}
    groups["all roles, weighing the same"] = [each for each in found if each.job in ids]
    rows = []
    for name, group in groups.items():
        of = {kind: [each for each in group if each.kind == kind] for kind in KINDS}
        right = (_part([each for each in of[kind] if each.right], of[kind]) for kind in ("clear", "close"))
        named = _part([each for each in of["close"] if each.named], of["close"])
        rows.append([name, f"{len(group):,}", *(_part(each, group) for each in of.values()), *right, named])
    titles = ("clear: first role is right", "close: first role is right", "close: right one is named")
    return table("its title", "postings", *KINDS.values(), *titles, rows=rows)


def _jobs(catalog: Catalog, found: Sequence[JudgedText]) -> Table:
    rows = []
    for neighbour in catalog.texts.neighbours if catalog.texts else ():
        group = [each for each in found if each.job == neighbour.id]
        if group:
            kinds = [each.kind for each in group]
            rows.append(
                [neighbour.title, f"{len(group):,}", *(percent(kinds.count(kind) / len(kinds)) for kind in KINDS)]
            )
    return table("the job", "texts", *KINDS.values(), rows=rows)


def _part(there: Iterable[JudgedText], whole: Iterable[JudgedText]) -> str:
    """How much of some texts others are; nothing where there are none."""
    weight = sum(each.weight for each in whole)
    return percent(sum(each.weight for each in there) / weight) if weight else ""
