"""Measure how often a CV puts the posting that it was written for first among all: the figure of METHODOLOGY.

    python -m evidence.measure.cvs [folder]

Takes evidence/collect/pairs, ten pairs of invented texts whose writer was shown nothing of this program, or a folder
with a posting `N-posting.txt` and a CV `N-cv.txt`, `.md` or `.json` for each number N. Prints for each CV the place of
its own posting among all, as `rolefit scan *-posting.txt --cv N-cv.txt` has it, and for how many it is the first. Of
postings that stand alike, its own is taken to come last.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence import program
from evidence.measure.tables import Table, between, percent, table
from rolefit import Catalog, InputError, Problem, Scanner, load_catalog, load_cv
from rolefit.evaluation.metrics import share_interval
from rolefit.scanning.files import scan_files
from rolefit.scanning.person import Person, PersonMatcher

PAIRS = Path(__file__).parents[1] / "collect" / "pairs"

POSTING = "-posting.txt"


def places(catalog: Catalog, folder: Path) -> Iterator[tuple[str, int, int]]:
    """For each CV its name, the place of its own posting from 1, and among how many.

    Raises InputError where there are no postings, one has no CV, or a file cannot be read.
    """
    postings = sorted(folder.glob(f"*{POSTING}"), key=lambda path: (len(path.name), path.name))
    if not postings:
        raise InputError(Problem("has no postings", f"name them 1{POSTING} and so on", file=str(folder)))
    scanner, scanned = Scanner(catalog), scan_files(catalog, list(map(str, postings)))
    if scanned.problems:
        raise InputError(*scanned.problems)
    for number, posting in enumerate(postings):
        cv = next(folder.glob(f"{posting.name.removesuffix(POSTING)}-cv.*"), None)
        if cv is None:
            raise InputError(Problem("has no CV", "put it beside it, as 1-cv.txt", file=str(posting)))
        matcher = PersonMatcher(scanner, Person(cv=load_cv(str(cv))))
        orders = [matcher.order_of(read.scan) for read in scanned.reads]
        yield cv.name, sum(order >= orders[number] for order in orders), len(orders)


def pairs_table(found: Sequence[tuple[str, int, int]]) -> Table:
    """Of how many CVs their own posting comes first among all, and of how many it is one of the first three."""
    first, three = (sum(place <= most for _, place, _ in found) for most in (1, 3))
    interval = between(share_interval(first / len(found), len(found)), percent)
    titles = ("CVs", "own posting first", "95% interval", "own posting in the first three")
    return table(*titles, rows=[[str(len(found)), str(first), interval, str(three)]])


def main(arguments: list[str]) -> None:
    """Print the places, and of how many CVs the own posting is first."""
    found = list(places(load_catalog(), Path(*arguments) if arguments else PAIRS))
    for name, place, among in found:
        sys.stdout.write(f"{name}: {place} of {among}\n")
    ((number, first, interval, _),) = pairs_table(found)["rows"]
    sys.stdout.write(f"{first} of {number} CVs put their own posting first (95% interval {interval})\n")


if __name__ == "__main__":
    program.run(main)
