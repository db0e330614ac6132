"""Make the shares and weights of the built-in catalog, and write them into data/roles.yaml.

    python -m evidence.fit.calibrate postings.jsonl.gz labelled-2021.jsonl labelled-2022.jsonl

Shares come from counts.tsv and postings.tsv, shares in texts from texts.tsv, weights from the labelled answers and the
postings, the weights of questions that no survey covers from judged.yaml. Shares that are judged from a description
stay as they are, and so does every other line of the file. The same input gives the same file.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from math import log
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from evidence import program
from evidence.collect import counts, postings, texts
from evidence.fit import shares, text_shares
from evidence.fit.weights import Weights, fit_weights
from rolefit import load_catalog
from rolefit.catalog.builtin import builtin_path

SURVEY = "kaggle"
POSTINGS = "postings"
"""Sources of the catalog: of what was counted, and of what was carried over."""


@dataclass(frozen=True)
class Numbers:
    """What is written into a catalog."""

    measured: shares.Shares
    extrapolated: Mapping[str, Mapping[Any, float]]
    """Role to option to share."""
    weights: Weights
    in_texts: text_shares.TextShares
    text_weight: float


def calibrated(text: str, numbers: Numbers) -> str:
    """The text of a catalog with these shares and weights in it."""
    fitted = {question: round(weight, 3) for question, weight in numbers.weights.items()}
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 4096
    editor.indent(mapping=2, sequence=4, offset=2)
    catalog = editor.load(text)
    for place, role in enumerate(catalog["roles"]):
        for option, by_role in numbers.measured.items():
            if role["id"] in by_role:
                _write_share(role, option, by_role[role["id"]], SURVEY)
        for option, share in numbers.extrapolated.get(role["id"], {}).items():
            _write_share(role, option, share, POSTINGS)
        for (question, name), by_place in numbers.in_texts.items():
            role["shares"][question][name]["text"] = round(by_place[place], 5)
    catalog["texts"]["weight"] = round(numbers.text_weight, 3)
    counted = {role for by_role in numbers.measured.values() for role in by_role}
    strengths = {question["id"]: _strength(question, catalog["roles"], counted) for question in catalog["questions"]}
    for question in catalog["questions"]:
        _write_weight(question, fitted, strengths)
    written = io.StringIO()
    editor.dump(catalog, written)
    return written.getvalue()


def _strength(question: Any, roles: Any, counted: set[str]) -> float:
    """The lead that an answer is expected to give to the true role over another, at a weight of 1, over counted roles.

    This is the mean Kullback-Leibler divergence of how the roles answer.
    """
    answers = [
        [each["share"] for each in role["shares"][question["id"]].values()] for role in roles if role["id"] in counted
    ]
    return fmean(
        sum(
            a * log(a / b) + ((1 - a) * log((1 - a) / (1 - b)) if question["kind"] == "many" else 0)
            for a, b in zip(ours, theirs, strict=True)
        )
        for ours, theirs in permutations(answers, 2)
    )


def _write_share(role: Any, option: counts.Option, share: float, source: str) -> None:
    entry = CommentedMap(share=round(share, 3), source=source)
    entry.fa.set_flow_style()
    role["shares"][option[0]][option[1]] = entry


def _write_weight(question: Any, fitted: Weights, strengths: Mapping[str, float]) -> None:
    if question["id"] in fitted:
        question["weight"] = fitted[question["id"]]
        question.pop("weight_source", None)
        question.insert(list(question).index("weight") + 1, "weight_source", SURVEY)
    else:
        judged = yaml.safe_load(Path(__file__).with_name("judged.yaml").read_text("utf-8"))["weights"]
        like = judged[question["id"]]["like"]
        question["weight"] = round(fitted[like] * strengths[like] / strengths[question["id"]], 3)


def main(arguments: list[str]) -> None:
    """Read postings from the first file, labelled answers from the others; write the catalog."""
    catalog = load_catalog()
    people = program.labelled(arguments[1:], catalog)
    sample = texts.Sample.of(catalog, program.records(arguments[0], program.Posting))
    measured = shares.measured(counts.load_counts())
    extrapolated = shares.ExtrapolatedShares(catalog, measured, postings.load_naming())
    unknown = [role.id for role in catalog.roles if role.id not in extrapolated.counted]
    path = Path(builtin_path())
    numbers = Numbers(
        measured=measured,
        extrapolated={role: extrapolated.share(role) for role in unknown},
        weights=fit_weights(catalog, people),
        in_texts=text_shares.text_shares(catalog, texts.load_naming()),
        text_weight=text_shares.fit_weight(sample),
    )
    path.write_text(calibrated(path.read_text("utf-8"), numbers), "utf-8")


if __name__ == "__main__":
    program.run(main)
