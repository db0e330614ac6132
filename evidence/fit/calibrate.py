"""Make the numbers of the built-in catalog, and write them into data/roles.yaml.

    python -m evidence.fit.calibrate folder [postings.jsonl.gz]

Takes the folder that evidence.collect.surveys fills. Shares, weights, corrections and thresholds come from the people
in it and from the coded work of work.jsonl, what a role takes from both, shares in texts from texts.tsv. With postings
the weight of signals in texts is fitted too, and how texts about other jobs (neighbours.jsonl) are told. Every other
line of the file stays as it is; the same input gives the same file.
"""

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from evidence import program
from evidence.collect import counts, texts
from evidence.collect.neighbours import load_neighbours
from evidence.collect.people import SurveyPeople
from evidence.collect.readings import Reading, first_readings, load_readings
from evidence.fit import gate
from evidence.fit.gate import GateFit, JobTexts, fit_gate
from evidence.fit.sample import Bank, Sample
from evidence.fit.shares import PRIOR_PEOPLE, asked_of_people
from evidence.fit.text_shares import TextFit, TextShares, fit_text_model, text_shares
from evidence.fit.verdicts import cross_fitted_thresholds
from evidence.fit.weights import Fit, fit
from rolefit import Catalog, load_catalog
from rolefit.catalog.builtin import builtin_path

PEOPLE, WORK, BOTH = "kaggle", "work", "people-and-work"
"""Sources of the catalog: of what was counted on people, on coded work, and on both."""

LEAST, WANTED = "degree_min", "degree_wanted"
"""The questions of the codebook on what postings ask for, and the question of the quiz that they belong to."""
DEGREE = "background"

DEGREES = {"bachelor": "up-to-bachelor", "master": "master", "doctorate": "doctorate"}


@dataclass(frozen=True)
class Numbers:
    """What is written into a catalog."""

    fitted: Fit
    asked_of_people: Mapping[tuple[str, str], bool]
    thresholds: Mapping[str, float]
    """Role to the least fit with which a verdict names it."""
    holders: counts.Counts
    """How many people brought what."""
    asks: Mapping[str, Mapping[str, Mapping[str, float]]]
    """Role to `least` and `wanted` to option to the part of postings."""
    in_texts: TextShares
    measured_texts: "MeasuredTexts | None"
    """None where it is to stay what it is."""


@dataclass(frozen=True)
class MeasuredTexts:
    """How texts are read."""

    catalog: Catalog
    model: TextFit
    gate: GateFit
    shares: texts.Numbers
    """The part of what is said in texts about each job that is of each kind, in [kind, job]."""


def calibrated(text: str, numbers: Numbers) -> str:
    """The text of a catalog with these numbers in it."""
    editor = catalog_editor()
    catalog = editor.load(text)
    fitted = numbers.fitted
    for place, role in enumerate(catalog["roles"]):
        for i, (question, option) in enumerate(fitted.bank.options):
            asked = numbers.asked_of_people[question, option]
            entry = _entry(fitted.shares[i, place], BOTH if asked else WORK, fitted.corrections[i, place])
            role["shares"][question][option] = entry
        _write_what_it_takes(role, numbers)
        for (question, option), by_place in numbers.in_texts.items():
            role["shares"][question][option]["text"] = round(by_place[place], 5)
    weights = dict(zip([q.id for q in fitted.bank.catalog.fit_questions], fitted.weights.tolist(), strict=True))
    for question in catalog["questions"]:
        if question["id"] in weights:
            question["weight"] = round(weights[question["id"]], 3)
            question.pop("weight_source", None)
            question.insert(list(question).index("weight") + 1, "weight_source", BOTH)
    if numbers.measured_texts:
        _write_texts(catalog["texts"], numbers.measured_texts)
    catalog["verdict"]["least_fit"].update({role: round(least, 3) for role, least in numbers.thresholds.items()})
    written = io.StringIO()
    editor.dump(catalog, written)
    return written.getvalue()


def catalog_editor() -> YAML:
    """What reads and writes a catalog so that all else in it stays as it is."""
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 4096
    editor.indent(mapping=2, sequence=4, offset=2)
    return editor


def _entry(share: float, source: str, correction: float = 0.0) -> CommentedMap:
    entry = CommentedMap(share=round(float(share), 4), source=source)
    if round(float(correction), 4):
        entry["correction"] = round(float(correction), 4)
    entry.fa.set_flow_style()
    return entry


def _write_what_it_takes(role: Any, numbers: Numbers) -> None:
    asks = numbers.asks[role["id"]]
    held = {option: by_role for (name, option), by_role in numbers.holders.items() if name == DEGREE}
    for option in role["shares"][DEGREE]:
        people = held.get(option, {})
        if role["id"] in people:
            mean = sum(chosen / known for chosen, known in people.values()) / len(people)
            chosen, known = people[role["id"]]
            role["shares"][DEGREE][option] = _entry((chosen + PRIOR_PEOPLE * mean) / (known + PRIOR_PEOPLE), PEOPLE)
        else:
            role["shares"][DEGREE][option] = _entry(asks["wanted"][option], WORK)
    written = CommentedMap(source=WORK)
    for name, parts in asks.items():
        written[name] = CommentedMap({option: round(part, 3) for option, part in parts.items()})
        written[name].fa.set_flow_style()
    if "takes" not in role:
        role.insert(list(role).index("shares"), "takes", CommentedMap())
    role["takes"][DEGREE] = written


def _write_texts(texts: Any, measured: MeasuredTexts) -> None:
    texts["weight"] = round(measured.model.weight, 3)
    told = [role.id for role in measured.catalog.told_in_texts]
    texts["tilt"] = _flow({role: round(tilt, 3) for role, tilt in zip(told, measured.model.tilt, strict=True)})
    texts["gate"]["weight"], texts["gate"]["offset"] = (round(each, 3) for each in measured.gate)
    words = gate.word_shares(measured.catalog, measured.shares)
    texts["gate"]["words"] = CommentedMap(
        {job: _flow({kind: round(part, 5) for kind, part in kinds.items()}) for job, kinds in words.items()}
    )
    shares = gate.option_shares(measured.catalog, measured.shares)
    for neighbour in texts["neighbours"]:
        by_question: dict[str, dict[str, float]] = {}
        for (question, option), part in shares[neighbour["id"]].items():
            by_question.setdefault(question, {})[option] = round(part, 5)
        neighbour["shares"] = CommentedMap({question: _flow(parts) for question, parts in by_question.items()})


def _flow(values: Mapping[str, float]) -> CommentedMap:
    found = CommentedMap(values)
    found.fa.set_flow_style()
    return found


def what_postings_ask(readings: list[Reading]) -> dict[str, dict[str, dict[str, float]]]:
    """Role to what its postings ask for, employers weighing as in shares; of those that say anything of it."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for role in sorted({each.role for each in readings}):
        of_role = [each for each in readings if each.role == role]
        sizes = Counter(each.employer for each in of_role)
        found[role] = {}
        for name, question in (("least", LEAST), ("wanted", WANTED)):
            weight = dict.fromkeys(DEGREES.values(), 0.0)
            for each in of_role:
                for code in each.ticked(question) or ():
                    weight[DEGREES[code]] += sizes[each.employer] ** -0.5
            found[role][name] = {option: part / sum(weight.values()) for option, part in weight.items()}
    return found


def measured_texts(catalog: Catalog, postings: str) -> MeasuredTexts:
    """How texts are read, from a file of postings."""
    sample = texts.Sample.of(catalog, program.records(postings, program.Posting))
    jobs = JobTexts.of(sample, load_neighbours())
    return MeasuredTexts(catalog, fit_text_model(sample, texts.clear_roles(catalog)), fit_gate(jobs), jobs.shares())


def numbers_of(catalog: Catalog, people: SurveyPeople, postings: str | None = None) -> Numbers:
    """Everything that is measured, from people, from what the repository holds, and from a file of postings if any."""
    bank = Bank(catalog)
    practitioners = Sample.of(bank, people.practitioners)
    work, hopes = Sample.of(bank, first_readings(catalog)), Sample.of(bank, people.hopes)
    thresholds = cross_fitted_thresholds(practitioners, work, hopes)
    return Numbers(
        fitted=fit(practitioners, work, hopes),
        asked_of_people=dict(zip(bank.options, asked_of_people(practitioners).tolist(), strict=True)),
        thresholds={catalog.roles[role].id: least for role, least in thresholds.items()},
        holders=counts.load_counts(),
        asks=what_postings_ask([each for each in load_readings() if each.reading == 1]),
        in_texts=text_shares(catalog, texts.load_naming()),
        measured_texts=measured_texts(catalog, postings) if postings else None,
    )


def main(arguments: list[str]) -> None:
    """Read people from the folder, and postings if they are named; write the catalog."""
    catalog = load_catalog()
    path = Path(builtin_path())
    numbers = numbers_of(catalog, SurveyPeople.load(Path(arguments[0]), catalog), *arguments[1:])
    path.write_text(calibrated(path.read_text("utf-8"), numbers), "utf-8")


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    program.run(main)
