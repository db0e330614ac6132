"""Measure how well the quiz recovers known roles, on people whom it was not fitted on: the figures of METHODOLOGY.

    python -m evidence.measure.validate folder > evidence/measure/figures.json

Takes the data folder, with validation/practitioners-*.jsonl.gz of two years and postings/postings.jsonl.gz in it.
Prints every table of docs/METHODOLOGY.md, as JSON: name to columns and rows. Nothing here changes the catalog.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import program
from evidence.collect.crosswalk import CROSSWALK, Crosswalk, load_rules
from evidence.fit.weights import People, fitted_catalog, roles_of
from evidence.measure import baselines, quick, scans, tables
from evidence.measure.cross_validation import (
    cross_validated,
    one_weight,
    survey_as_catalog,
    transferred,
    unweighted,
    with_answers_to,
)
from evidence.measure.tables import Table
from evidence.program import Posting, Practitioner
from rolefit import Catalog, InputError, load_catalog
from rolefit.errors import Problem
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import Prediction

DEGREE = "background"
ACADEMIA = "Academics/Education"
"""The question, and the industry, that most of what tells research scientists apart hangs on."""

FIELDS = ("gender", "education", "experience", "industry", "country")

Records = Sequence[Practitioner]


@dataclass(frozen=True)
class Sizes:
    """How much is drawn at random; fewer take less time."""

    simulated: int = quick.SIMULATED
    """How many people of each role are simulated."""
    partitions: int = scans.PARTITIONS
    """In how many ways postings are divided."""
    runs: int = tables.RUNS
    """How often the questions are answered at random."""


def figures(
    catalog: Catalog, records: Mapping[int, Records], postings: Sequence[Posting], sizes: Sizes | None = None
) -> dict[str, Table]:
    """All tables, from the records of the earlier and the later year, and job postings."""
    sizes = sizes or Sizes()
    rules = load_rules(str(CROSSWALK), catalog)
    years: dict[int, People] = {
        year: [LabelledAnswers.model_validate(record) for record in Crosswalk(rules, said).labelled()]
        for year, said in sorted(records.items())
    }
    activities = [
        question
        for question, options in rules.questions.items()
        if all(set(parts) == {"activities"} for parts in options.values())
    ]
    return {
        "people": tables.people(catalog, years),
        "sources": tables.sources(catalog),
        "weights": tables.weights(catalog),
        "example": tables.example(catalog),
        "postings": tables.postings(catalog, postings),
        "carried": tables.extrapolated(catalog),
        "errors": tables.standard_errors(catalog),
        "random": tables.random_answers(catalog, sizes.runs),
        "quick-simulated": quick.simulation_table(catalog, sizes.simulated),
        **scans.tables(catalog, postings, sizes.partitions),
        **_both_years(catalog, years, records, activities),
        **_by_year(catalog, years, records, activities),
    }


def _both_years(
    catalog: Catalog, years: Mapping[int, People], records: Mapping[int, Records], activities: Sequence[str]
) -> dict[str, Table]:
    everybody = [person for people in years.values() for person in people]
    latest = max(years)
    scored = cross_validated(catalog, everybody)
    wide = cross_validated(*survey_as_catalog(catalog, records[latest]))
    return {
        "together": tables.validity({"both years, cross-validated": scored.predictions}),
        "parts": tables.validity(
            {
                f"without the question {DEGREE}": cross_validated(
                    catalog, with_answers_to(everybody, [q.id for q in catalog.questions if q.id != DEGREE])
                ).predictions,
                "people outside academia, fitted on all": [
                    prediction
                    for person, prediction in zip(scored.people, scored.predictions, strict=True)
                    if person.said_of("industry") != ACADEMIA
                ],
            }
        ),
        "confusion": tables.confusion_table(scored.catalog, scored.predictions),
        "reliability": tables.reliability_table(scored.predictions),
        "verdicts": tables.verdicts(scored),
        "verdicts-of-all": tables.verdicts_over_all_roles(catalog, everybody),
        "ticks": tables.by_options_ticked(scored),
        "retake": tables.split_half_agreement(scored, activities[:1]),
        "halves": tables.standard_errors_measured(fitted_catalog(catalog, everybody), everybody),
        "robustness": tables.robustness(scored),
        "flips": tables.answer_flips(
            {"the quiz's own, as far as the surveys ask": scored, f"every option of the survey of {latest}": wide}
        ),
        "flips-by-verdict": tables.answer_flips_by_verdict(scored),
        **quick.tables(scored),
        **{f"fairness-{field}": tables.fairness(scored, field) for field in FIELDS},
    }


def _by_year(
    catalog: Catalog, years: Mapping[int, People], records: Mapping[int, Records], activities: Sequence[str]
) -> dict[str, Table]:
    first, second = years
    inside, ahead = f"{first}, cross-validated", f"fitted on {first}, measured on {second}"
    back = f"fitted on {second}, measured on {first}"
    ours = {
        inside: cross_validated(catalog, years[first]).predictions,
        f"{second}, cross-validated": cross_validated(catalog, years[second]).predictions,
        ahead: transferred(catalog, years[first], years[second]).predictions,
        back: transferred(catalog, years[second], years[first]).predictions,
    }
    known = fitted_catalog(catalog, years[first])
    same = baselines.same_answers(known, years[first], years[second])
    blind = baselines.same_answers(known, years[first], years[second], unknown_is_no=True)
    everything = baselines.all_survey_options(known, years[first], records[first], years[second], records[second])
    simple = {
        "guessing evenly": [
            Prediction(int(role), [1 / len(known.roles)] * len(known.roles)) for role in roles_of(known, years[first])
        ],
        "the questions on activities alone": cross_validated(
            catalog, with_answers_to(years[first], activities)
        ).predictions,
        "all weights 1": cross_validated(catalog, years[first], unweighted).predictions,
        "one weight for all": cross_validated(catalog, years[first], one_weight).predictions,
        "the fit": ours[inside],
        "logistic regression, same answers": same.inside,
        "logistic regression, same answers, unknown taken for no": blind.inside,
        "logistic regression, all survey options": everything.inside,
        f"logistic regression, all survey options, measured on {second}": everything.ahead,
    }
    return {
        "validity": tables.validity(ours),
        "baselines": tables.validity(simple),
        "ratios": tables.ratios(
            {
                inside: (ours[inside], same.inside),
                ahead: (ours[ahead], same.ahead),
                f"{inside}; unknown taken for no": (ours[inside], blind.inside),
                f"{ahead}; unknown taken for no": (ours[ahead], blind.ahead),
            }
        ),
        "calibration": tables.calibration(ours),
    }


def main(arguments: list[str]) -> None:
    """Print the tables for a data folder."""
    folder = Path(arguments[0] if arguments else ".") / "validation"
    records: dict[int, Records] = {}
    for path in sorted(folder.glob("practitioners-*.jsonl.gz")):
        said = list(program.records(str(path), Practitioner))
        records.update({said[0].year: said} if said else {})
    if len(records) != 2:
        what, hint = f"holds {len(records)} years of practitioners", "name the data folder; two years are needed"
        raise InputError(Problem(what, hint, file=str(folder)))
    postings = list(program.records(str(folder.parent / "postings" / "postings.jsonl.gz"), Posting))
    print(json.dumps(figures(load_catalog(), records, postings), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    program.run(main)
