"""Measure how well texts tell roles, on job postings of employers that nothing was fitted on: figures of METHODOLOGY.

    python -m evidence.measure.scans folder

Takes the data folder, with postings/postings.jsonl.gz in it. Prints the tables on texts of docs/METHODOLOGY.md.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

import numpy as np

from evidence import program
from evidence.collect.texts import Sample, clear_roles
from evidence.measure import mention_contexts, report, scan_verdicts
from evidence.measure.classifiers import (
    MEASURES,
    Roles,
    Told,
    Way,
    by_presence,
    by_signals,
    by_words,
    evenly,
    means,
    told,
)
from evidence.measure.tables import SEED, Table, between, number, percent, table, told_and_true, who_for_whom
from evidence.program import Posting
from rolefit import Catalog, load_catalog
from rolefit.evaluation.metrics import Bootstrap, compute_metrics, share_interval

PARTITIONS = 5
"""In how many ways employers are divided into parts."""

RESAMPLES = 1000

PAIR = ("as", "ds")
"""A role that texts do not tell, and one that it is to be told from within one employer."""

SMALLEST = 5
"""How many postings for either an employer has at least that is measured on its own."""

OURS = "rolefit"
WAYS: Mapping[str, Way] = {
    "guessing evenly": evenly,
    "all words, TF-IDF with logistic regression": by_words,
    "which options are named, naive Bayes without a weight": by_presence,
    OURS: by_signals,
}

ASKED = {
    "three": {"balanced_accuracy": "at least .82", "top2": "at least .95", "calibration_error": "at most .05"},
    "all": {"balanced_accuracy": "at least .62"},
}

Ways: TypeAlias = Mapping[str, Sequence[Told]]
"""Way to what it tells, in each partition."""


def tables(catalog: Catalog, postings: Iterable[Posting], partitions: int = PARTITIONS) -> dict[str, Table]:
    """All tables on texts, from job postings; employers are divided in so many ways."""
    sample = Sample.of(catalog, postings)
    some, everyone = clear_roles(catalog), range(len(catalog.roles))
    three, four = (
        {name: told(sample, way, roles, partitions) for name, way in WAYS.items()} for roles in (some, everyone)
    )
    return {
        "scan": _figures(catalog, three[OURS], four[OURS]),
        "scan-baselines": _baselines(three, four),
        "scan-reliability": told_and_true(three[OURS][0].predictions, "postings", "have that title"),
        "scan-confusion": who_for_whom(catalog, four[OURS][0].predictions, "its title"),
        "scan-as": _within(sample),
        "scan-as-unseen": _unseen(sample),
        **scan_verdicts.tables(sample),
        **mention_contexts.tables(sample, partitions),
    }


def _figures(catalog: Catalog, three: Sequence[Told], four: Sequence[Told]) -> Table:
    names = {"three": ", ".join(catalog.roles[i].id for i in clear_roles(catalog)), "all": "all roles"}
    rows = []
    for (which, asked), each in zip(ASKED.items(), (three, four), strict=True):
        drawn, even = each[0].resampled(RESAMPLES, SEED), means(each, even=True)
        for field, title in MEASURES.items():
            values = [getattr(one.figures(), field) for one in each]
            low, high = np.quantile([getattr(figures, field) for figures in drawn], (0.025, 0.975))
            spread = between((min(values), max(values))), between((low, high))
            cells = number(fmean(values)), *spread, number(getattr(even, field))
            rows.append([f"{names[which]}: {title}", asked.get(field, ""), *cells])
    titles = ("asked", "mean", "lowest to highest", "employers drawn anew", "employers weighing the same")
    return table("", *titles, rows=rows)


def _baselines(three: Ways, four: Ways) -> Table:
    rows = []
    for name in WAYS:
        some, everyone = means(three[name]), means(four[name])
        evens = (means(ways[name], even=True).balanced_accuracy for ways in (three, four))
        few, many = (
            f"{number(each.balanced_accuracy)} / {number(even)}"
            for each, even in zip((some, everyone), evens, strict=True)
        )
        rows.append([name, few, *map(number, some[1:]), many])
    _, *others = MEASURES.values()
    return table("", "balanced accuracy", *others, "balanced accuracy, all roles", rows=rows)


# A role that texts do not tell


def _within(sample: Sample) -> Table:
    """How well two roles are told apart at one employer, by what other employers' postings say."""
    pair = _pair(sample)
    rows = []
    for employer in _large(sample, pair):
        there = sample.employers == employer
        asked = sample.only(there & np.isin(sample.roles, pair))
        predictions = Told.of(asked, by_signals(sample.only(~there), asked, pair), pair).predictions
        found, spread = compute_metrics(predictions), Bootstrap(seed=SEED).intervals(predictions)
        sizes = [int((asked.roles == place).sum()) for place in pair]
        recalls = [f"{percent(part)} of {size}" for part, size in zip(found.recall, sizes, strict=True)]
        rows.append(
            [employer, *recalls, "at least .80", number(found.balanced_accuracy), between(spread.balanced_accuracy)]
        )
    titles = (f"found of {role}" for role in PAIR)
    return table("employer", *titles, "asked", "balanced accuracy", "95% interval", rows=rows)


def _unseen(sample: Sample) -> Table:
    """For which roles one is taken at each employer, by what other employers' postings say."""
    one, _ = pair = _pair(sample)
    large, everyone = _large(sample, pair), range(len(sample.catalog.roles))
    first = {
        str(employer): _first_roles(sample, str(employer), one)
        for employer in set(sample.employers[sample.roles == one])
    }
    small = [place for employer, places in first.items() if employer not in large for place in places]
    rows = []
    for name, places in [*((employer, first[employer]) for employer in large), ("all others, one by one", small)]:
        if places:
            parts = [places.count(place) / len(places) for place in everyone]
            rows.append(
                [name, len(places), *map(percent, parts), between(share_interval(parts[one], len(places)), percent)]
            )
    titles = (f"taken for {role.id}" for role in sample.catalog.roles)
    return table("employer", f"postings for {PAIR[0]}", *titles, "95% interval of those found", rows=rows)


def _first_roles(sample: Sample, employer: str, role: int) -> list[int]:
    """The first role of each of an employer's postings for one, by what other employers' postings say."""
    there = sample.employers == employer
    everyone = range(len(sample.catalog.roles))
    scores = by_signals(sample.only(~there), sample.only(there & (sample.roles == role)), everyone)
    return [int(place) for place in scores.argmax(axis=1)]


def _pair(sample: Sample) -> list[int]:
    return [[role.id for role in sample.catalog.roles].index(role) for role in PAIR]


def _large(sample: Sample, roles: Roles) -> list[str]:
    """The employers with enough postings for each of some roles, largest first."""
    sizes = {
        str(e): [int(((sample.employers == e) & (sample.roles == r)).sum()) for r in roles]
        for e in set(sample.employers)
    }
    return sorted((e for e, each in sizes.items() if min(each) >= SMALLEST), key=lambda e: -sum(sizes[e]))


def main(arguments: list[str]) -> None:
    """Print the tables for a data folder."""
    path = Path(arguments[0] if arguments else ".") / "postings" / "postings.jsonl.gz"
    for name, each in tables(load_catalog(), program.records(str(path), Posting)).items():
        sys.stdout.write(f"{name}\n\n{report.markdown(each)}\n")


if __name__ == "__main__":
    program.run(main)
