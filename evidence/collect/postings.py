"""Count which options recent job postings name, employers weighted evenly.

    python -m evidence.collect.postings < postings.jsonl.gz > evidence/collect/postings.tsv

Reads JSON lines, plain or gzipped, with `role`, `company`, `description` and `year`. Titles of roles are masked in the
text, since they would tell the role. `naming` adds up, over the employers who seek the role, the part of each one's
postings that name the option; a posting without a company is an employer of its own. The table holds no text.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import yaml

from evidence import program
from evidence.collect.counts import Option
from evidence.program import Posting

FIRST_YEAR = 2023
"""Older postings are left out: era and role go together, and what the titles meant has changed."""

NO_COMPANY = {None, "", "None"}

MASKED = re.compile(
    r"\b(?:data|applied|research|machine[- ]learning|ml|ai)[- ]+"
    r"(?:scien(?:tists?|ces?)|engineer(?:s|ing)?|research(?:ers?)?)\b",
    re.IGNORECASE,
)
"""Titles of the roles, and the names of the fields that they come from."""

Terms = Mapping[str, Mapping[str, list[str]]]
"""Question to option to the words that stand for it."""


Naming: TypeAlias = Mapping[Option, Mapping[str, tuple[float, int]]]
"""Option to role to the parts of postings that name it, added up over employers, and to how many employers."""


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the terms as whole words; a term with a capital letter only as it is written."""
    alternatives = [f"(?-i:{re.escape(term)})" if term != term.lower() else re.escape(term) for term in terms]
    return re.compile(rf"(?<![\w&])(?:{'|'.join(alternatives)})(?![\w+#&])", re.IGNORECASE)


def count(terms: Terms, postings: Iterable[Posting]) -> Iterator[tuple[str, str, str, float, int]]:
    """Question, option, role, the naming added up over employers, and how many employers those are."""
    employers = by_employer(postings)
    for question, options in terms.items():
        for option, words in options.items():
            finds = pattern(words)
            for role in sorted(employers):
                texts = employers[role].values()
                naming = sum(sum(bool(finds.search(text)) for text in each) / len(each) for each in texts)
                yield question, option, role, naming, len(texts)


def by_employer(postings: Iterable[Posting]) -> dict[str, dict[str, list[str]]]:
    """Role to employer to the texts of its recent postings, titles masked."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, posting in enumerate(postings):
        if (posting.year or 0) >= FIRST_YEAR:
            company = f"posting {number}" if posting.company in NO_COMPANY else str(posting.company)
            found[posting.role][company].append(MASKED.sub(" ", posting.description))
    return found


def load_terms() -> Terms:
    """The terms of postings.yaml."""
    terms: Terms = yaml.safe_load(Path(__file__).with_name("postings.yaml").read_text("utf-8"))
    return terms


def load_naming() -> Naming:
    """The counts of postings.tsv."""
    found: dict[Option, dict[str, tuple[float, int]]] = {}
    with Path(__file__).with_name("postings.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            roles = found.setdefault((row["question"], row["option"]), {})
            roles[row["role"]] = (float(row["naming"]), int(row["employers"]))
    return found


def main(arguments: list[str]) -> None:
    """Read postings from a file or standard input, write the table to standard output."""
    path = arguments[0] if arguments else "-"
    print("question", "option", "role", "naming", "employers", sep="\t")
    for *names, naming, employers in count(load_terms(), program.records(path, Posting)):
        print(*names, f"{naming:.3f}", employers, sep="\t")


if __name__ == "__main__":
    program.run(main)
