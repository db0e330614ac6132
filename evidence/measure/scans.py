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
from evidence.collect.neighbours import load_neighbours
from evidence.collect.texts import Sample, clear_roles
from evidence.measure import left_out, marks, report, scan_verdicts
from evidence.measure.classifiers import (
    MEASURES,
    Classifier,
    Roles,
    TextPredictions,
    cross_validate,
    mean_figures,
    naive_bayes,
    signal_model,
    uniform,
    word_regression,
)
from evidence.measure.tables import SEED, Table, between, confusion_table, number, percent, reliability_table, table
from evidence.program import Posting
from rolefit import Catalog, load_catalog
from rolefit.evaluation.metrics import Bootstrap, compute_metrics, share_interval

PREFIX = "scan"
"""How the names of the tables on texts begin."""

PARTITIONS = 5
"""In how many ways employers are divided into parts."""

RESAMPLES = 1000

PAIR = ("as", "ds")
"""A role that texts do not tell, and one that it is to be told from within one employer."""

SMALLEST = 5
"""How many postings for either an employer has at least that is measured on its own."""

OURS = "rolefit"
CLASSIFIERS: Mapping[str, Classifier] = {
    "guessing evenly": uniform,
    "all words, TF-IDF with logistic regression": word_regression,
    "which options are named, naive Bayes without a weight": naive_bayes,
    OURS: signal_model,
}

ASKED = {
    "three": {"balanced_accuracy": "at least .84", "top2": "at least .95", "calibration_error": "at most .03"},
    "all": {"balanced_accuracy": "at least .62"},
}

ByClassifier: TypeAlias = Mapping[str, Sequence[TextPredictions]]
"""Classifier to its predictions, in each partition."""


def tables(catalog: Catalog, postings: Iterable[Posting], partitions: int = PARTITIONS) -> dict[str, Table]:
    """All tables on texts, from job postings; employers are divided in so many ways."""
    sample = Sample.of(catalog, postings)
    some, everyone = clear_roles(catalog), range(len(catalog.roles))
    three, four = (
        {name: cross_validate(sample, classifier, roles, partitions) for name, classifier in CLASSIFIERS.items()}
        for roles in (some, everyone)
    )
    return {
        "scan": _figures(catalog, three[OURS], four[OURS]),
        "scan-baselines": _baselines(three, four),
        "scan-reliability": reliability_table(three[OURS][0].predictions, "postings", "have that title"),
        "scan-confusion": confusion_table(catalog.roles, four[OURS][0].predictions, "its title"),
        "scan-as": _within(sample),
        "scan-as-unseen": _unseen(sample),
        **scan_verdicts.tables(sample, load_neighbours()),
        **left_out.tables(sample, partitions),
        **marks.tables(),
    }


def _figures(catalog: Catalog, three: Sequence[TextPredictions], four: Sequence[TextPredictions]) -> Table:
    names = {"three": ", ".join(catalog.roles[i].id for i in clear_roles(catalog)), "all": "all roles"}
    rows = []
    for (which, asked), each in zip(ASKED.items(), (three, four), strict=True):
        drawn, even = each[0].bootstrapped(RESAMPLES, SEED), mean_figures(each, employers_even=True)
        for field, title in MEASURES.items():
            values = [getattr(one.figures(), field) for one in each]
            low, high = np.quantile([getattr(figures, field) for figures in drawn], (0.025, 0.975))
            spread = between((min(values), max(values))), between((low, high))
            cells = number(fmean(values)), *spread, number(getattr(even, field))
            rows.append([f"{names[which]}: {title}", asked.get(field, ""), *cells])
        chance = each[0].calibration_errors_of_perfect_fits(RESAMPLES // 5, SEED)
        ends = float(np.quantile(chance, 0.025)), float(np.quantile(chance, 0.975))
        rows.append(
            [f"{names[which]}: the same of perfect fits, by chance", "", number(chance.mean()), between(ends), "", ""]
        )
    titles = ("asked", "mean", "lowest to highest", "employers drawn anew", "employers weighing the same")
    return table("", *titles, rows=rows)


def _baselines(three: ByClassifier, four: ByClassifier) -> Table:
    rows = []
    for name in CLASSIFIERS:
        some, everyone = mean_figures(three[name]), mean_figures(four[name])
        evens = (
            mean_figures(by_classifier[name], employers_even=True).balanced_accuracy for by_classifier in (three, four)
        )
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
        asked = sample.subset(there & np.isin(sample.roles, pair))
        predictions = TextPredictions.of(asked, signal_model(sample.subset(~there), asked, pair), pair).predictions
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
    scores = signal_model(sample.subset(~there), sample.subset(there & (sample.roles == role)), everyone)
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
