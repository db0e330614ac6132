"""How fast many people are scored, and in how much memory: `rolefit score` beside a bare parser of JSON, and `team`.

    python benchmarks/batch.py [RECORDS]

Makes RECORDS made-up people (1,000,000 without it) in a temporary folder and prints a table. Runs that are compared
take turns, the best of each counts. Needs the file system /proc of Linux.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from rolefit import Catalog, load_catalog

RUNS = 5
RECORDS = 1_000_000
OTHERS = 20
"""Of kinds of records and rows that take longer there is one for so many others."""

CORES = len(os.sched_getaffinity(0))

# Users start what pip has compiled.
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

PARSE = "import sys, orjson\nwith open(sys.argv[1], 'rb') as file:\n    for line in file: orjson.loads(line)"
EVERY = 0.02
"""How often memory is looked at, in seconds."""


def main() -> None:
    """Print the table."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.jsonl"), Path(folder, "many.jsonl")
        make_people(few, records // 10)
        make_people(many, records)
        kinds = {kind: Path(folder, f"{kind}.jsonl") for kind in KINDS}
        for kind, file in kinds.items():
            make_people(file, records // OTHERS, kind)
        size = many.stat().st_size / records
        parse = [sys.executable, "-c", PARSE, str(many)]
        scores = [_score(file, folder) for file in (few, many)]
        nothing = Path(folder, "one.jsonl")
        make_people(nothing, 1)
        # As many processes as for the others, which takes as long as they take to start.
        start = [*_score(nothing, folder), "--jobs", str(CORES)]
        runs = [[seconds(command) for command in (parse, *scores, start)] for _ in range(RUNS)]
        alone = [[*_score(file), "--jobs", "1"] for file in (nothing, *kinds.values())]
        alone.append([*alone[1], "--full"])
        of_kinds = [[seconds(command) for command in alone] for _ in range(RUNS)]
        memory = [peak_memory(command) for command in scores]
        teams = [[sys.executable, "-m", "rolefit", "team", str(file), "--json"] for file in (few, many)]
        of_teams = [(seconds(command), peak_memory(command)) for command in teams]
    bare, of_few, of_many, of_start = map(min, zip(*runs, strict=True))
    fewer = records // 10
    each = [(of_few - of_start) / fewer * 1e6, (of_many - of_start) / records * 1e6]
    table = [
        ("orjson.loads alone, one process", f"{bare:.2f} s"),
        ("rolefit score", f"{of_many:.2f} s"),
        ("the latter as a multiple of the former", f"{of_many / bare:.2f} (at most 2.0)"),
        (f"a record of {fewer:,} and {records:,}, start-up apart", f"{each[0]:.2f}, {each[1]:.2f} µs (within 10 %)"),
        (f"peak memory of all processes, {fewer:,} records", f"{memory[0]:.0f} MB (at most 200)"),
        (f"peak memory of all processes, {records:,} records", f"{memory[1]:.0f} MB (at most 200)"),
    ]
    begin, plain, *unusual, full = (
        least / (records // OTHERS) * 1e6 for least in map(min, zip(*of_kinds, strict=True))
    )
    for kind, time_taken in zip(list(KINDS)[1:], unusual, strict=True):
        times = (time_taken - begin) / (plain - begin)
        table.append((f"a record with {kind}, as a multiple of one without, one process", f"{times:.1f} (at most 3)"))
    table.append(("whole results (--full) a second, one process", f"{1e6 / (full - begin):,.0f} (at least 15,000)"))
    for number, (time_taken, peak) in zip((fewer, records), of_teams, strict=True):
        table.append((f"rolefit team, {number:,} records, one process", f"{time_taken:.1f} s, {peak:.0f} MB"))
    print(f"{records:,} records of {size:.0f} bytes, {CORES} cores")
    for what, figure in table:
        print(f"{what:60} {figure}")


def _score(file: Path, folder: str | None = None) -> list[str]:
    """The command that scores a file, into a file in a folder; without one, into nothing."""
    rows = os.devnull if folder is None else str(Path(folder, "rows.jsonl"))
    return [sys.executable, "-m", "rolefit", "score", str(file), "--output", rows]


def make_people(path: Path, records: int, kind: str = "") -> None:
    """Write made-up people, some 290 bytes each: they skip every third question and tick up to four options."""
    random, catalog = Random(1), load_catalog()
    with path.open("w") as file:
        for number in range(records):
            answers = _answers(catalog, random)
            record = {"id": f"p{number}", "answers": answers, **KINDS[kind](catalog, random, answers)}
            file.write(json.dumps(record, separators=(",", ":")) + "\n")


Answered: TypeAlias = dict[str, str | list[str]]


def _answers(catalog: Catalog, random: Random) -> Answered:
    answers: Answered = {}
    for question in catalog.questions:
        options = [option.id for option in question.options]
        if random.random() < 1 / 3:
            continue
        answers[question.id] = (
            random.sample(options, random.randint(0, 4)) if question.takes_many else random.choice(options)
        )
    return answers


def _importance(catalog: Catalog, random: Random, _: Answered) -> dict[str, Any]:
    """Every third question matters more than others, or less."""
    return {"importance": {q.id: random.choice(["high", "low"]) for q in catalog.questions if random.random() < 1 / 3}}


def _offered(catalog: Catalog, random: Random, answers: Answered) -> dict[str, Any]:
    """Of every third question not all options were on offer."""
    asked = [question for question in catalog.questions if question.id in answers and random.random() < 1 / 3]
    given = {q.id: [o for o in q.option_ids if o in answers[q.id] or random.random() < 1 / 2] for q in asked}
    return {"offered": {question: options for question, options in given.items() if options}}


KINDS: Mapping[str, Callable[[Catalog, Random, Answered], dict[str, Any]]] = {
    "": lambda *_: {},
    "importance": _importance,
    "offered": _offered,
}
"""What records may say besides the answers: what a function makes of random answers."""


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    since = time.perf_counter()
    subprocess.run(command, env=COMPILED, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - since


def peak_memory(command: list[str]) -> float:
    """The most memory, in MB, that a command and its children take together; looking at it slows them down."""
    most = 0.0
    process = subprocess.Popen(command, env=COMPILED, start_new_session=True, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(EVERY)
    return most


def _memory(session: int) -> float:
    """The memory, in MB, of all processes of a session; what they share is divided between them."""
    whole = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                pss = next(
                    line for line in (process / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:")
                )
                whole += int(pss.split()[1])
        except (OSError, StopIteration):
            continue
    return whole / 1000


if __name__ == "__main__":
    main()
