"""Count which options recent job postings reveal, employers weighted evenly.

    python -m evidence.collect.texts < postings.jsonl.gz > evidence/collect/texts.tsv

Reads JSON lines, plain or gzipped, with `role`, `company`, `description` and `year`. Names of roles are passed over, as
`rolefit scan` does. `signals` adds up, over the employers who seek the role, how many signals of the option one's
postings have on average; a posting without a company is an employer of its own. The table holds no text.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence import program
from evidence.program import Posting
from rolefit import Catalog, load_catalog
from rolefit.catalog.texts import FIELD
from rolefit.scanning.reader import OptionKey, TextEvidence, TextReader

Numbers: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int_]

FIRST_YEAR = 2023
"""Older postings are left out: era and role go together, and what the titles meant has changed."""

NO_COMPANY = {None, "", "None"}

FOLDS = 5
"""Into how many parts postings are divided, to measure each with shares of the others."""


@dataclass(frozen=True)
class Sample:
    """Postings, and how many signals of each option they have."""

    catalog: Catalog
    postings: Sequence[Posting]
    signals: Numbers
    """In [posting, option], the options in the order of `options_of`."""
    words: Numbers
    """In [posting, kind], how many words of the field and of neighbours each has; kinds in the order of `kinds_of`."""

    @classmethod
    def of(cls, catalog: Catalog, postings: Iterable[Posting]) -> "Sample":
        """Read the recent ones of some postings."""
        recent = [posting for posting in postings if (posting.year or 0) >= FIRST_YEAR]
        reader = TextReader(catalog)
        read = [counted(reader.read(posting.description, title=""), catalog) for posting in recent]
        options = len(options_of(catalog))
        counts = np.array(read).reshape(len(recent), options + len(kinds_of(catalog)))
        return cls(catalog, recent, counts[:, :options], counts[:, options:])

    def subset(self, chosen: Any) -> "Sample":
        """The postings whose place is marked."""
        kept = [posting for posting, is_chosen in zip(self.postings, chosen, strict=True) if is_chosen]
        return Sample(self.catalog, kept, self.signals[chosen], self.words[chosen])

    @cached_property
    def roles(self) -> Indices:
        """The place of each posting's role in the catalog."""
        place = {role.id: i for i, role in enumerate(self.catalog.roles)}
        return np.array([place[posting.role] for posting in self.postings])

    @cached_property
    def employers(self) -> NDArray[Any]:
        """Who each posting is by."""
        return np.array(
            [f"posting {i}" if p.company in NO_COMPANY else str(p.company) for i, p in enumerate(self.postings)]
        )

    @cached_property
    def weights(self) -> Numbers:
        """How much each posting counts: all employers who seek a role as much as each other, each of them 1."""
        return even_weights(self.roles, self.employers)

    def folds(self, seed: int = 0) -> Indices:
        """The part that each posting is in; all of an employer are in the same one. Large ones are spread over them."""
        return folds_of(self.employers, seed)

    def naming(self) -> Iterator[tuple[OptionKey, str, float, int]]:
        """Option, role, the signals added up over employers, and how many employers those are.

        After the options come the words of the field and of neighbours, as options of WORDS.
        """
        there = [self.roles == i for i in range(len(self.catalog.roles))]
        weights = [self.weights[each] for each in there]
        counts = np.hstack([self.signals, self.words])
        signals = [np.ascontiguousarray(counts[each].T) for each in there]
        employers = [len(set(self.employers[each])) for each in there]
        for j, option in enumerate([*options_of(self.catalog), *((WORDS, kind) for kind in kinds_of(self.catalog))]):
            for i, role in enumerate(self.catalog.roles):
                yield option, role.id, float(weights[i] @ signals[i][j]), employers[i]


def even_weights(jobs: Indices, employers: NDArray[Any]) -> Numbers:
    """How much each text counts: all employers who seek one job as much as each other, each of them 1."""
    found = np.zeros(len(jobs))
    for job in set(jobs):
        there = jobs == job
        _, inverse, sizes = np.unique(employers[there], return_inverse=True, return_counts=True)
        found[there] = 1 / sizes[inverse]
    return found


def folds_of(employers: NDArray[Any], seed: int = 0) -> Indices:
    """The part that each text is in; all of an employer are in the same one. Large ones are spread over them."""
    names, sizes = np.unique(employers, return_counts=True)
    random = np.random.default_rng(seed)
    order = sorted(random.permutation(len(names)), key=lambda i: -min(int(sizes[i]), 12))
    part = {names[i]: rank % FOLDS for rank, i in enumerate(order)}
    return np.array([part[name] for name in employers])


def counted(evidence: TextEvidence, catalog: Catalog) -> list[int]:
    """How many signals of each option a text has, and how many words of the field and of each neighbour."""
    signals = [len(evidence.options.get(option, ())) for option in options_of(catalog)]
    return signals + [len(evidence.words.get(kind, ())) for kind in kinds_of(catalog)]


def clear_roles(catalog: Catalog) -> list[int]:
    """The places of the roles that texts tell."""
    return [i for i, role in enumerate(catalog.roles) if role.unclear_in_texts is None]


def options_of(catalog: Catalog) -> list[OptionKey]:
    """The options that have signals."""
    return [(q.id, option.id) for q in catalog.questions for option in q.options if option.signals]


WORDS = "words"
"""What stands in texts.tsv for a question where words of the field or of a neighbour were counted."""


def kinds_of(catalog: Catalog) -> list[str]:
    """The field, and the ids of neighbours, each of which has words."""
    return [FIELD, *(each.id for each in (catalog.texts.neighbours if catalog.texts else ()))]


Naming: TypeAlias = Mapping[OptionKey, Mapping[str, tuple[float, int]]]
"""Option to role to the signals added up over employers, and to how many employers."""


def load_naming() -> Naming:
    """The counts of texts.tsv."""
    found: dict[OptionKey, dict[str, tuple[float, int]]] = {}
    with Path(__file__).with_name("texts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            roles = found.setdefault((row["question"], row["option"]), {})
            roles[row["role"]] = (float(row["signals"]), int(row["employers"]))
    return found


def main(arguments: list[str]) -> None:
    """Read postings from a file or standard input, write the table to standard output."""
    path = arguments[0] if arguments else "-"
    print("question", "option", "role", "signals", "employers", sep="\t")
    for option, role, signals, employers in Sample.of(load_catalog(), program.records(path, Posting)).naming():
        print(*option, role, f"{signals:.3f}", employers, sep="\t")


if __name__ == "__main__":
    program.run(main)
