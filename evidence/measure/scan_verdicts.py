"""What may be said of job postings whose role is known, by what postings of other employers say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from evidence.collect.texts import FOLDS, Sample, clear_roles
from evidence.fit.text_shares import softmax
from evidence.measure.classifiers import Model
from evidence.measure.tables import Table, percent, table
from rolefit import Catalog
from rolefit.scanning.reader import TextReader
from rolefit.scanning.result import Because, ScanVerdict
from rolefit.scanning.verdict import decide_text_verdict


@dataclass(frozen=True)
class JudgedPosting:
    """A posting, and what is said of it."""

    role: str
    verdict: ScanVerdict
    weight: float
    """Its part of all postings, where every role weighs the same."""

    @property
    def kind(self) -> str:
        """Of its verdict; none where it is said to be about none of the roles."""
        return "none" if self.verdict.kind == "open" and self.verdict.because else self.verdict.kind

    @property
    def right(self) -> bool:
        """Whether its title is that of the first role."""
        return self.verdict.roles[0] == self.role

    @property
    def named(self) -> bool:
        """Whether its title is that of one of the roles that it may be about."""
        return self.role in self.verdict.roles


def judged(sample: Sample) -> list[JudgedPosting]:
    """All postings, each judged by what other employers' postings say."""
    reader, parts = TextReader(sample.catalog), sample.folds()
    scores, strengths = np.zeros((2, len(sample.postings), len(sample.catalog.roles)))
    for part in range(FOLDS):
        asked, model = sample.subset(parts == part), Model.of(sample.subset(parts != part))
        scores[parts == part], strengths[parts == part] = model.scores(asked), model.strengths(asked)
    sizes = np.bincount(sample.roles)
    found = []
    for i, (posting, fits) in enumerate(zip(sample.postings, softmax(scores), strict=True)):
        said = reader.read(posting.description, title="")
        verdict = decide_text_verdict(
            sample.catalog, reader.texts, said, list(map(float, fits)), list(map(float, strengths[i]))
        )
        found.append(JudgedPosting(posting.role, verdict, 1 / sizes[sample.roles[i]]))
    return found


def tables(sample: Sample) -> dict[str, Table]:
    """How often verdicts are right, and how often a posting of a role is taken to be about none of them."""
    found = judged(sample)
    return {
        "scan-verdicts": _verdicts(sample.catalog, found),
        "scan-none": _about_none(sample.catalog, found),
        "scan-title": _titles(sample.catalog, found),
    }


KINDS = {"clear": "clear", "close": "close", "open": "open", "none": "about none of the roles"}


def _verdicts(catalog: Catalog, found: Sequence[JudgedPosting]) -> Table:
    clear = [catalog.roles[i].id for i in clear_roles(catalog)]
    groups = {role.title: [each for each in found if each.role == role.id] for role in catalog.roles}
    groups[f"{', '.join(clear)}, weighing the same"] = [each for each in found if each.role in clear]
    groups["all roles, weighing the same"] = list(found)
    rows = []
    for name, group in groups.items():
        of = {kind: [each for each in group if each.kind == kind] for kind in KINDS}
        right = (_part([each for each in of[kind] if each.right], of[kind]) for kind in ("clear", "close"))
        named = _part([each for each in of["close"] if each.named], of["close"])
        rows.append([name, f"{len(group):,}", *(_part(each, group) for each in of.values()), *right, named])
    titles = ("clear: first role is right", "close: first role is right", "close: right one is named")
    return table("its title", "postings", *KINDS.values(), *titles, rows=rows)


def _about_none(catalog: Catalog, found: Sequence[JudgedPosting]) -> Table:
    reasons = [because for because in get_args(Because) if because != "unclear-role"]
    rows = []
    for role in catalog.roles:
        said = [each.verdict.because for each in found if each.role == role.id]
        rows.append([role.title, f"{len(said):,}", *map(said.count, reasons)])
    return table("its title", "postings", *reasons, rows=rows)


def _titles(catalog: Catalog, found: Sequence[JudgedPosting]) -> Table:
    clear = [each for each in found if each.kind == "clear"]
    read_as = [catalog.roles[i] for i in clear_roles(catalog)]
    rows = []
    for role in catalog.roles:
        firsts = [each.verdict.roles[0] for each in clear if each.role == role.id]
        parts = (percent(firsts.count(other.id) / len(firsts)) if firsts else "" for other in read_as)
        rows.append([role.title, f"{len(firsts):,}", *parts])
    return table("its title", "clear verdicts", *(f"reads as {role.id}" for role in read_as), rows=rows)


def _part(there: Iterable[JudgedPosting], whole: Iterable[JudgedPosting]) -> str:
    """How much of some postings others are; nothing where there are none."""
    weight = sum(each.weight for each in whole)
    return percent(sum(each.weight for each in there) / weight) if weight else ""
