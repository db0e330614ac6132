"""Count labelled answers: of the people of each year and role, how many gave each answer, and of how many.

    python -m evidence.collect.counts labelled-2021.jsonl labelled-2022.jsonl > evidence/collect/counts.tsv

`answered` counts the people of whom it is known whether they gave the answer. The table holds no person's data.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from evidence import program
from rolefit import Catalog, load_catalog
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scoring.effects import evidence

Option: TypeAlias = tuple[str, str]
"""Question and option."""

Counts: TypeAlias = Mapping[Option, Mapping[str, tuple[int, int]]]
"""Option to role to how many people gave the answer, and of how many it is known."""


def count(catalog: Catalog, people: Iterable[LabelledAnswers]) -> Counts:
    """Count the answers of people. Of a one-answer question each option is known of all who answered it."""
    chosen: Counter[tuple[str, str, str]] = Counter()
    known: Counter[tuple[str, str, str]] = Counter()
    for person in people:
        for question, options in evidence(catalog, person).items():
            for option, was_chosen in options.items():
                chosen[question, option, person.role] += was_chosen
                known[question, option, person.role] += 1
            if not catalog.question(question).takes_many:
                known.update(
                    (question, o.id, person.role) for o in catalog.question(question).options if o.id not in options
                )
    found: dict[Option, dict[str, tuple[int, int]]] = {}
    for question, option, role in sorted(known):
        found.setdefault((question, option), {})[role] = (chosen[question, option, role], known[question, option, role])
    return found


def load_counts() -> Counts:
    """The counts of counts.tsv, all years together."""
    found: dict[Option, dict[str, tuple[int, int]]] = {}
    with Path(__file__).with_name("counts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            roles = found.setdefault((row["question"], row["option"]), {})
            chosen, answered = roles.get(row["role"], (0, 0))
            roles[row["role"]] = (chosen + int(row["chosen"]), answered + int(row["answered"]))
    return found


def table(catalog: Catalog, people: Iterable[LabelledAnswers]) -> Iterator[str]:
    """The lines of counts.tsv."""
    yield "question\toption\tyear\trole\tchosen\tanswered"
    by_year: dict[str, list[LabelledAnswers]] = {}
    for person in people:
        by_year.setdefault(person.said_of("year") or "", []).append(person)
    rows = [
        (*option, year, role, *numbers)
        for year, group in by_year.items()
        for option, roles in count(catalog, group).items()
        for role, numbers in roles.items()
    ]
    yield from ("\t".join(map(str, row)) for row in sorted(rows))


def main(arguments: list[str]) -> None:
    """Read labelled answers from files, write the table to standard output."""
    catalog = load_catalog()
    print("\n".join(table(catalog, program.labelled(arguments, catalog))))


if __name__ == "__main__":
    program.run(main)
