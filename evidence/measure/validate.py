"""Measure how well the quiz recovers known roles, on people and work it was not fitted on: the figures of METHODOLOGY.

    python -m evidence.measure.validate folder [postings.jsonl.gz] > figures.json

Takes the folder that evidence.collect.surveys fills. Prints every table of docs/METHODOLOGY.md, as JSON: name to
columns and rows. The tables on texts are measured where postings are given, else they stay what they are. Nothing here
changes the catalog.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from evidence import program
from evidence.collect.batches import NamedPosting
from evidence.collect.people import YEARS, SurveyPeople
from evidence.collect.readings import first_readings
from evidence.fit.sample import FOLDS, Sample
from evidence.fit.weights import fit, slope
from evidence.measure import agreement, cvs, interview, quick, scans, tables
from evidence.measure.cross_validation import Material, ScoredPart, ScoredPeople, cross_validated
from evidence.measure.report import load_figures
from evidence.measure.tables import Table, number, table
from rolefit import Catalog, load_catalog

FIELDS = ("gender", "education", "experience", "country")

WORK_FOLDS = 10
"""Into how many parts coded work is divided: it is little, and each part should leave much of it."""


@dataclass(frozen=True)
class Sizes:
    """How much is drawn at random; less takes less time."""

    simulated: int = quick.SIMULATED
    """How many people of each role are simulated."""
    partitions: int = scans.PARTITIONS
    """In how many ways postings are divided."""
    runs: int = tables.RUNS
    """How often the questions are answered at random."""
    people_folds: int = FOLDS
    work_folds: int = WORK_FOLDS


def figures(catalog: Catalog, people: SurveyPeople, sizes: Sizes | None = None) -> dict[str, Table]:
    """All tables but those on texts."""
    sizes = sizes or Sizes()
    material = Material(catalog, people.practitioners, first_readings(catalog), people.hopes)
    return {
        "people": tables.people(catalog, people.by_year),
        "work": tables.work_table(catalog, material.work),
        "bank": tables.bank(catalog),
        "separations": tables.separations(catalog),
        "takes": tables.takes_table(catalog),
        "other-jobs": tables.other_jobs_table(catalog, material.work),
        "random": tables.random_answers(catalog, sizes.runs),
        "slopes": slopes(material),
        "quick-simulated": quick.simulation_table(catalog, sizes.simulated),
        "cvs": cvs.pairs_table(list(cvs.places(catalog, cvs.PAIRS))),
        **agreement.tables(),
        **measured(material, people, sizes),
    }


def slopes(material: Material) -> Table:
    """What scores would be multiplied by for people, work and hopes to be told the right percentages."""
    samples = {
        "people: what they use and do": material.sample("people"),
        "coded work": material.sample("work"),
        "hopes: what others would like to become familiar with": Sample.of(material.bank, material.hopes),
    }
    fitted = fit(*samples.values())
    rows = [[name, f"{len(of.roles):,}", number(slope(fitted, of), 2)] for name, of in samples.items()]
    return table("", "answerers", "multiplied by", rows=rows)


def measured(material: Material, people: SurveyPeople, sizes: Sizes) -> dict[str, Table]:
    """What is found of people and of work that nothing was fitted on."""
    catalog = material.catalog
    practitioners = cross_validated(material, "people", sizes.people_folds, verdicts=True)
    apart = cross_validated(material, "work", sizes.work_folds, apart=True, verdicts=True)
    spread = cross_validated(material, "work", sizes.work_folds, verdicts=True)
    held, everybody = practitioners.held, range(len(catalog.roles))
    unknown = next(i for i in everybody if i not in held)
    role = catalog.roles[unknown]
    inside, outside = _largest_employer(apart, role.id), _others(spread, role.id)
    of_first_year = replace(material, people=people.by_year[YEARS[0]])
    names = ", ".join(catalog.roles[i].id for i in held)
    of_work = {
        f"work, {names}: employers apart": apart.only(held),
        "work, all roles: employers apart": apart,
        "work, all roles: the largest employers on both sides": spread,
    }
    of_people = {
        "people, 2021 and 2022": practitioners,
        "people, 2021": cross_validated(of_first_year, "people", sizes.people_folds),
        "people, fitted on 2021, measured on 2022": ScoredPeople(
            [ScoredPart.of(of_first_year.fitted(), people.by_year[YEARS[1]])]
        ),
    }
    shown = {"people": practitioners, **of_work}
    among = {name: held if name == "people" or names in name else list(everybody) for name in shown}
    return {
        "validity": tables.validity({name: of.predictions for name, of in (of_people | of_work).items()}),
        "confusion": tables.confusion_table([catalog.roles[i] for i in held], practitioners.predictions),
        "confusion-work": tables.confusion_table(catalog.roles, spread.predictions, "its title"),
        "reliability": tables.reliability_table(practitioners.predictions),
        "reliability-work": tables.reliability_table(apart.only(held).predictions, "postings", "have that title"),
        "sets": tables.sets_table(shown, among),
        "verdicts": tables.verdict_table({"people": practitioners, "work, employers apart": apart}),
        "told-from": tables.pairwise_table(
            {
                "at other employers than the largest, which was fitted on": outside,
                "at the largest, fitted on others": inside,
                "at the largest, fitted on a part of it": _largest_employer(spread, role.id),
            },
            role.id,
        ),
        "unknown": tables.places_of(practitioners, unknown),
        "retake": tables.split_half_agreement(practitioners, []),
        "halves": tables.half_reliability(practitioners),
        "noise": tables.retake_noise(practitioners),
        "robustness": tables.robustness(practitioners),
        **quick.tables(practitioners),
        **{f"fairness-{field}": tables.fairness(practitioners, field) for field in FIELDS},
    }


def _largest_employer(scored: ScoredPeople, role: str) -> ScoredPeople:
    largest = _largest(scored, role)
    return scored.where(lambda posting: posting.role != role or posting.said_of("employer") == largest)


def _others(scored: ScoredPeople, role: str) -> ScoredPeople:
    largest = _largest(scored, role)
    return scored.where(lambda posting: posting.role != role or posting.said_of("employer") != largest)


def _largest(scored: ScoredPeople, role: str) -> str | None:
    employers = Counter(each.said_of("employer") for each in scored.people if each.role == role)
    return employers.most_common(1)[0][0]


def main(arguments: list[str]) -> None:
    """Print the tables for a folder of people, and for postings if they are named."""
    catalog = load_catalog()
    people = SurveyPeople.load(Path(arguments[0]), catalog)
    found = figures(catalog, people)
    if postings := arguments[1:]:
        read = list(program.records(postings[0], NamedPosting))
        texts = {**scans.tables(catalog, read), interview.NAME: interview.measured(catalog, people, read)}
    else:
        texts = {name: each for name, each in load_figures().items() if name.startswith(scans.PREFIX)}
    print(json.dumps({**found, **texts}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    program.run(main)
