"""Count what texts about other jobs say, so that they can be told from those about the roles.

    python -m evidence.collect.neighbours texts.jsonl ... > evidence/collect/neighbours.jsonl

Reads JSON lines with `job` (the id of a neighbour in the catalog), `company`, `title`, `description` and `year`. A line
of the result is the counts of one text: the job, a hash of its employer, its year, which job its title names, and how
many signals of each option and how many words of the field and of each neighbour it has; never the text.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ConfigDict, StrictInt, StrictStr

from evidence import program
from rolefit import Catalog, load_catalog
from rolefit.documents.validation import Model
from rolefit.scanning.reader import TextReader

HERE = Path(__file__).parent


class OtherPosting(Model):
    """A text about another job. Further keys are not read."""

    model_config = ConfigDict(extra="ignore")

    job: StrictStr
    company: StrictStr | None
    title: StrictStr
    description: StrictStr
    year: StrictInt | None = None


class NeighbourText(Model):
    """What one text about another job says."""

    job: StrictStr
    employer: StrictStr
    year: StrictInt | None
    titled: StrictStr | None
    """The job that its title names; `role` where that is one of the roles."""
    signals: Mapping[StrictStr, Mapping[StrictStr, StrictInt]]
    """Question to option to how many signals of it."""
    words: Mapping[StrictStr, StrictInt]
    """The field, or a neighbour, to how many of its words."""


def load_neighbours() -> list[NeighbourText]:
    """The counts of neighbours.jsonl."""
    return list(program.records(str(HERE / "neighbours.jsonl"), NeighbourText))


def hashed(employer: str) -> str:
    """What stands for an employer."""
    return hashlib.sha256(employer.encode()).hexdigest()[:8]


def count(catalog: Catalog, postings: Iterator[OtherPosting]) -> Iterator[NeighbourText]:
    """What some texts say."""
    reader = TextReader(catalog)
    ids = {each.title: each.id for each in reader.texts.neighbours}
    for number, posting in enumerate(postings):
        evidence = reader.read(posting.description, title=posting.title)
        signals: dict[str, dict[str, int]] = {}
        for (question, option), found in sorted(evidence.options.items()):
            signals.setdefault(question, {})[option] = len(found)
        title = evidence.title
        yield NeighbourText(
            job=posting.job,
            employer=hashed(posting.company or f"text {number}"),
            year=posting.year,
            titled=None if title is None else "role" if title.roles else ids.get(title.job or ""),
            signals=signals,
            words={kind: len(found) for kind, found in sorted(evidence.words.items())},
        )


def main(arguments: list[str]) -> None:
    """Read texts from files or standard input, write their counts to standard output."""
    catalog = load_catalog()
    postings = (posting for path in arguments or ["-"] for posting in program.records(path, OtherPosting))
    for each in count(catalog, postings):
        print(json.dumps(each.model_dump(mode="json")))


if __name__ == "__main__":
    program.run(main)
