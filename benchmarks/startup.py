"""How long commands take from their start to their end, against a Python that does nothing.

    python benchmarks/startup.py

Prints a table. The commands take turns, so that whatever else the machine does slows all of them alike. A round
before those that count lets Python compile what it loads, as pip does when it installs rolefit.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

RUNS = 25
ROLEFIT = Path(sys.executable).with_name("rolefit")
EXAMPLE = Path(__file__).parents[1] / "examples" / "ml-engineer.yaml"


class Timed(NamedTuple):
    """A command, and how many times as long as a bare Python it may take."""

    name: str
    command: Sequence[str | Path]
    at_most: int
    environment: Mapping[str, str] = {}


BARE = Timed("python -c pass", [sys.executable, "-c", "pass"], 1)
TIMED = [
    Timed("rolefit --version", [ROLEFIT, "--version"], 5),
    Timed(
        "shell completion",
        [ROLEFIT],
        8,
        {"_ROLEFIT_COMPLETE": "complete_bash", "COMP_WORDS": "rolefit sh", "COMP_CWORD": "1"},
    ),
    Timed("rolefit --help", [ROLEFIT, "--help"], 5),
    Timed("rolefit compare ds mle", [ROLEFIT, "compare", "ds", "mle"], 15),
    Timed("rolefit show mle", [ROLEFIT, "show", "mle"], 15),
    Timed("rolefit quiz --answers FILE --json", [ROLEFIT, "quiz", "--answers", EXAMPLE, "--json"], 15),
]


def seconds(timed: Timed) -> float:
    """How long a command takes; CalledProcessError if it fails."""
    environment = {**os.environ, **timed.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    since = time.perf_counter()
    subprocess.run(timed.command, env=environment, check=True, stdout=subprocess.DEVNULL)  # fixed above
    return time.perf_counter() - since


def main() -> None:
    """Print the table."""
    _, *rounds = [[seconds(each) for each in [BARE, *TIMED]] for _ in range(1 + RUNS)]
    bare, *medians = [median(times) for times in zip(*rounds, strict=True)]
    print(f"{'command':36} {'median':>8}  times a bare Python")
    print(f"{BARE.name:36} {1000 * bare:5.0f} ms")
    for timed, each in zip(TIMED, medians, strict=True):
        print(f"{timed.name:36} {1000 * each:5.0f} ms {each / bare:5.1f} (at most {timed.at_most})")


if __name__ == "__main__":
    main()
