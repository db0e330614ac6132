"""Coded work: job postings that were read as a whole, blind, and answered in the questions of CODEBOOK.md.

work.jsonl holds every reading: a hash of the posting, which reading of it this is, who read, the role in its title, a
hash of its employer, its year and the codes; never the text. earlier-readings.jsonl holds the codes of three readers of
an earlier codebook for some of the same postings. codes.yaml leads from codes to the options of the quiz.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import StrictInt, StrictStr

from evidence import program
from evidence.collect.crosswalk import Crosswalk, load_rules
from evidence.program import Practitioner
from rolefit import Catalog, load_catalog
from rolefit.documents.validation import Model
from rolefit.evaluation.labelled import LabelledAnswers

HERE = Path(__file__).parent

RULES = str(HERE / "codes.yaml")

Codes: TypeAlias = Mapping[str, StrictStr | tuple[StrictStr, ...] | None]
"""Codebook question to the code, the codes, or null where the text says nothing of it."""


class Reading(Model):
    """One reading of a posting."""

    id: StrictStr
    reading: StrictInt = 1
    """1 for the first reading of a posting, 2 for one by another reader."""
    reader: StrictInt | StrictStr
    role: StrictStr = ""
    employer: StrictStr = ""
    year: StrictInt = 0
    codes: Codes

    def ticked(self, question: str) -> tuple[str, ...] | None:
        """The codes of a question; None where the text says nothing of it."""
        codes = self.codes.get(question)
        return (codes,) if isinstance(codes, str) else codes


def load_readings(kind: Literal["work", "earlier-readings"] = "work") -> list[Reading]:
    """The readings by one codebook."""
    return list(program.records(str(HERE / f"{kind}.jsonl"), Reading))


def coded_options(catalog: Catalog) -> list[tuple[str, str]]:
    """Question and option, as far as they are coded, in the order of codes.yaml."""
    rules = load_rules(RULES, catalog)
    return [(question, option) for question, options in rules.questions.items() for option in options]


def labelled(catalog: Catalog, readings: Iterable[Reading]) -> list[LabelledAnswers]:
    """Readings as answers to the quiz, labelled with the role of the title, with the employer in `about`."""
    kept = list(readings)
    rules = load_rules(RULES, catalog)
    said = [
        Practitioner(year=0, said={q: codes for q in each.codes if (codes := each.ticked(q)) is not None})
        for each in kept
    ]
    return [
        LabelledAnswers.model_validate(
            {**record, "id": each.id, "role": each.role, "year": each.year, "about": {"employer": each.employer}}
        )
        for each, record in zip(kept, Crosswalk(rules, said).labelled(), strict=True)
    ]


def first_readings(catalog: Catalog) -> list[LabelledAnswers]:
    """The first reading of each posting, as answers to the quiz."""
    return labelled(catalog, (each for each in load_readings() if each.reading == 1))


def pairs(some: Sequence[Reading], others: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """Readings of the same postings, by different readers."""
    return [(a, b) for a in some for b in others if a.id == b.id]


def main(_: list[str]) -> None:
    """Print the first readings as labelled answers, for `rolefit evaluate`."""
    for each in first_readings(load_catalog()):
        print(json.dumps(each.model_dump(mode="json", exclude_defaults=True)))


if __name__ == "__main__":
    program.run(main)
