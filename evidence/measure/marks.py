"""How fair the marks of `rolefit scan` are: draw some for a reader, and tell what readers said.

    python -m evidence.measure.marks seed texts.jsonl ... > marks.txt

Reads JSON lines with `title` and `description`, and draws 200 marks at random from the texts that are told of, each
with what it is taken to reveal and what stands around it; a reader who knows no more judges each. marks.tsv has how
many were found fair: that word says, in that place, that the job involves that thing or one of its kind. No text is
kept.
"""

import csv
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence import program
from evidence.measure.tables import Table, percent, table
from evidence.program import TitledText
from rolefit import Catalog, Scanner, load_catalog

COUNT = 200

BEFORE, BEHIND = 160, 130
"""How many characters around a mark a reader sees."""


def drawn(catalog: Catalog, texts: Iterable[TitledText], seed: int, count: int = COUNT) -> Iterator[str]:
    """So many marks, or all there are, in an order drawn at random."""
    scanner, marks = Scanner(catalog), []
    for text in texts:
        scan = scanner.scan(text.description, text.title)
        if scan.verdict.kind != "open" or scan.verdict.because is None:
            marks += [
                (catalog.question(each.question), each.option, text.description, *place)
                for each in scan.revealed
                for mention in each.mentions
                for place in mention.places
            ]
    for question, option, body, start, end in random.Random(seed).sample(marks, min(count, len(marks))):
        before, behind = (
            re.sub(r"\n+", " / ", part) for part in (body[max(0, start - BEFORE) : start], body[end : end + BEHIND])
        )
        yield f"[{question.name}: {question.label(option)}] …{before}<<{body[start:end]}>>{behind}…"


def tables() -> dict[str, Table]:
    """What readers said of marks."""
    rows = []
    with Path(__file__).with_name("marks.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            counts = [int(row[name]) for name in ("fair", "doubtful", "out")]
            rows.append([row["reading"], *map(str, counts), percent(counts[0] / sum(counts))])
    return {"scan-marks": table("the way of reading", "fair", "doubtful", "out of place", "fair, of all", rows=rows)}


def main(arguments: list[str]) -> None:
    """Print marks for a reader."""
    seed, *paths = arguments
    texts = (text for path in paths for text in program.records(path, TitledText))
    for number, mark in enumerate(drawn(load_catalog(), texts, int(seed)), 1):
        print(f"{number}. {mark}\n")


if __name__ == "__main__":
    program.run(main)
