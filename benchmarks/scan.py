"""How fast postings are scanned: `scan_lines` beside a bare pass of `re`, and a table of them for one person.

    python benchmarks/scan.py [POSTINGS]

Makes POSTINGS made-up postings (1,000 without it) of 3,500 characters and prints a table. The two take turns in one
process, the best run of each counts. The bare pass finds the signals of all options in the same texts, as whole words
and with the same rules for capital letters, and does nothing with them. The table is CSV that `rolefit scan` ranks by a
CV and answers, from its start to its end.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from rolefit import Catalog, load_catalog, scan_lines

RUNS = 5
POSTINGS = 1000
LENGTH = 3500
AT_LEAST = 2000
"""How many postings a second there should be."""

AT_MOST = 2
"""How many seconds a table of a thousand postings may take."""

EXAMPLES = Path(__file__).parents[1] / "examples"
PERSON = ("--cv", str(EXAMPLES / "resume.json"), "--answers", str(EXAMPLES / "ml-engineer.yaml"))

SENTENCES = (
    "We are looking for somebody who likes to find out why things happen, and who tells others in plain words.",
    "You will train and deploy machine learning models in Python, mostly with {}, and watch how they do.",
    "Our team of twelve works on search, prices and everything that comes between a customer and an order.",
    "You write {} every day; some of us prefer {}, and nobody minds.",
    "Experience with {} and {} is welcome, but nobody on the team knew all of it when they joined.",
    "Design experiments, run A/B tests and present what came out of them to people who have to decide.",
    "A degree in statistics, computer science or a related field helps; so do years of having done it.",
    "The code that you write runs in production, so you review it, test it and are called when it fails.",
    "We read papers on Thursdays, and every now and then one of us publishes research of our own.",
    "Benefits are the usual ones: health, a pension, thirty days off, and a kitchen with good coffee.",
    "You will own {} from the first sketch to the dashboard, together with engineers and product managers.",
    "We do not care where you are from, whom you love or what you believe, and neither do our customers.",
)


def main() -> None:
    """Print the table."""
    postings = int(sys.argv[1]) if len(sys.argv) > 1 else POSTINGS
    catalog = load_catalog()
    texts = make_postings(catalog, postings)
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    terms = bare(catalog)
    runs = [
        (
            seconds(lambda: [terms.findall(text) for text in texts]),
            seconds(lambda: list(scan_lines(lines, catalog, text="text"))),
        )
        for _ in range(RUNS)
    ]
    of_re, of_scan = (postings / min(times) for times in zip(*runs, strict=True))
    print(f"{postings:,} postings of {LENGTH:,} characters, one process")
    print(f"{'re.findall of the same terms, a second':60} {of_re:,.0f}")
    print(f"{'scan_lines, postings a second':60} {of_scan:,.0f} (at least {AT_LEAST:,}, or a third of the former)")
    with tempfile.TemporaryDirectory() as folder:
        ranking = rank_command(folder, texts)
        of_table = min(seconds(lambda: subprocess.run(ranking, check=True)) for _ in range(RUNS))
    print(
        f"{'rolefit scan jobs.csv --cv CV --answers ME, all cores':60} {of_table:.2f} s (at most {AT_MOST} for 1,000)"
    )


def make_postings(catalog: Catalog, postings: int) -> list[str]:
    """Made-up postings: sentences in any order, with signals of the catalog in them."""
    random = Random(1)
    signals = [signal for question in catalog.questions for option in question.options for signal in option.signals]
    texts = []
    for _ in range(postings):
        text = ""
        while len(text) < LENGTH:
            sentence = random.choice(SENTENCES)
            text += sentence.format(*random.choices(signals, k=sentence.count("{}"))) + random.choice(" \n")
        texts.append(text[:LENGTH])
    return texts


def rank_command(folder: str, texts: Sequence[str]) -> Sequence[str]:
    """What ranks these postings for one person: a table of them is written into the folder."""
    table, rows = Path(folder, "jobs.csv"), Path(folder, "rows.jsonl")
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "title", "company", "description"))
        writer.writerows((number, "Data Scientist", "Example", text) for number, text in enumerate(texts))
    return sys.executable, "-m", "rolefit", "scan", str(table), *PERSON, "--output", str(rows)


def bare(catalog: Catalog) -> re.Pattern[str]:
    """One alternative for each signal, the longest first."""
    signals = {signal for question in catalog.questions for option in question.options for signal in option.signals}
    terms = []
    for signal in sorted(signals, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, signal.split()))
        terms.append(words if signal != signal.lower() else f"(?i:{words})")
    return re.compile(rf"(?<![\w+#&-])(?:{'|'.join(terms)})(?![\w+#&-])")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


if __name__ == "__main__":
    main()
