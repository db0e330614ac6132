"""Count answers: of the people, or the postings, of each year and role, how many gave each answer, and of how many.

    python -m evidence.collect.counts folder > evidence/collect/counts.tsv
    python -m evidence.collect.counts > evidence/collect/work.tsv

With the folder that evidence.collect.surveys fills it counts people, without one the coded work of work.jsonl.
`answered` counts the people of whom it is known whether they gave the answer. The table holds no person's data.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from evidence import program
from evidence.collect.people import SurveyPeople
from evidence.collect.readings import first_readings
from rolefit import Catalog, load_catalog
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scoring.effects import evidence_of_answer

Option: TypeAlias = tuple[str, str]
"""Question and option."""

Counts: TypeAlias = Mapping[Option, Mapping[str, tuple[int, int]]]
"""Option to role to how many people gave the answer, and of how many it is known."""


def count(catalog: Catalog, people: Iterable[LabelledAnswers]) -> Counts:
    """Count the answers of people. Of a one-answer question each option is known of all who answered it."""
    chosen: Counter[tuple[str, str, str]] = Counter()
    known: Counter[tuple[str, str, str]] = Counter()
    for person in people:
        for name, answer in person.answers.items():
            if answer is None:
                continue
            question = catalog.question(name)
            options = evidence_of_answer(question, answer, person.offered.get(name))
            for option, was_chosen in options.items():
                chosen[name, option, person.role] += was_chosen
                known[name, option, person.role] += 1
            if not question.takes_many:
                known.update((name, each.id, person.role) for each in question.options if each.id not in options)
    found: dict[Option, dict[str, tuple[int, int]]] = {}
    for name, option, role in sorted(known):
        found.setdefault((name, option), {})[role] = (chosen[name, option, role], known[name, option, role])
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
    """Count people of a folder, or coded work; write the table to standard output."""
    catalog = load_catalog()
    people = SurveyPeople.load(Path(arguments[0]), catalog).practitioners if arguments else first_readings(catalog)
    print("\n".join(table(catalog, people)))


if __name__ == "__main__":
    program.run(main)
