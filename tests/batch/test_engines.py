"""The programs of docs/any-size.md, run by the engines on folders of many files: they give the command's results."""

import csv
import gzip
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cloudpickle
import pyarrow.parquet
import pytest

from helpers import EXAMPLES, ROOT, Run
from rolefit import Catalog, score_lines

PROGRAMS = EXAMPLES / "any-size"
PAGE = (ROOT / "docs" / "any-size.md").read_text("utf-8")
PEOPLE = [json.loads(line) for line in (EXAMPLES / "made-up-people.jsonl").read_text("utf-8").splitlines()]
LINES = [json.dumps({"id": each["id"], "answers": each["answers"]}) for each in PEOPLE]
LINES[5:7] = ["", '{"id": "bad", "answers": {"horizon": "decades"}}', "no JSON"]
ROWS = [
    {"id": "ada", "team": 'red, "the first"\nof all', "horizon": "years", "deliverables": "papers"},
    {"id": "bo", "team": "bläu", "horizon": "decades", "deliverables": "dashboards;documents"},
    {"id": "cy", "team": "", "horizon": "", "deliverables": "none of these"},
    {"id": "di", "team": "red", "horizon": "weeks", "deliverables": "dashboards, documents"},
]

DASK = """
import runpy, sys
import dask
from dask.distributed import LocalCluster

sys.argv.pop(0)
with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
    dask.config.set(scheduler_address=cluster.scheduler_address)
    runpy.run_path(sys.argv[0], run_name="__main__")
"""
SPARK = """
import runpy, sys
from pyspark.sql import SparkSession

for program, *sys.argv[1:] in [arguments.split("|") for arguments in sys.argv[1:]]:
    runpy.run_path(program, run_name="__main__")
SparkSession.active().stop()
"""
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
"""Little is done here, so what counts is how soon a runtime of Java is up."""
TWO_EXECUTORS = {
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": " ".join([
        "--master local-cluster[2,1,1024]",
        f"--driver-java-options '{QUICK}' --conf 'spark.executor.extraJavaOptions={QUICK}'",
        "--conf spark.ui.enabled=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN",
        "--conf spark.sql.codegen.wholeStage=false pyspark-shell",
    ]),
}  # fmt: skip


def in_parts(lines: Sequence[str], folder: Path) -> str:
    """A folder with some lines in each file; the first is compressed."""
    folder.mkdir()
    for place, start in enumerate(range(0, len(lines), 20)):
        part = "".join(f"{line}\n" for line in lines[start : start + 20]).encode()
        (folder / f"part-{place}.jsonl{'' if place else '.gz'}").write_bytes(part if place else gzip.compress(part))
    return str(folder)


def play(launcher: str, *arguments: str, cwd: Path, **environment: str) -> None:
    """Runs programs in a process of their own, as their engine starts them."""
    command = [sys.executable, "-c", launcher, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def lines_in(folder: Path, pattern: str) -> list[str]:
    return [line for path in sorted(folder.glob(pattern)) for line in path.read_text("utf-8").splitlines()]


def without_places(rows: Sequence[str]) -> list[str]:
    """Rows without where an error was: parts count their lines anew."""
    return sorted(re.sub(r'"file":(null|".*?"),"line":\d+', "", row) for row in rows)


@pytest.fixture
def of_the_command(run: Run, tmp_path: Path) -> list[str]:
    joined = tmp_path / "joined.jsonl"
    joined.write_text("".join(f"{line}\n" for line in LINES))
    rows = without_places(run("score", str(joined))[1].splitlines())
    assert sum('"error"' in row for row in rows) == 2
    return rows


@pytest.mark.engines
def test_dask_with_two_processes_gives_the_results_of_the_command(tmp_path: Path, of_the_command: list[str]) -> None:
    source = in_parts(LINES, tmp_path / "people")
    play(DASK, str(PROGRAMS / "dask_lines.py"), source, str(tmp_path / "results"), cwd=tmp_path)
    assert len(list((tmp_path / "results").iterdir())) == len(list(Path(source).iterdir())) > 2
    assert without_places(lines_in(tmp_path / "results", "*.jsonl")) == of_the_command


@pytest.mark.engines
@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java")
def test_spark_with_two_executors_gives_the_results_of_the_command(
    tmp_path: Path, of_the_command: list[str], run: Run
) -> None:
    lines, tables = tmp_path / "lines", tmp_path / "tables"
    tables.mkdir()
    for place, rows in enumerate([ROWS[:2], ROWS[2:]]):
        write_csv(rows, tables / f"part-{place}.csv")
    write_csv(ROWS, tmp_path / "joined.csv")
    programs = [
        f"{PROGRAMS / 'spark_lines.py'}|{in_parts(LINES, lines)}|{tmp_path / 'results'}",
        f"{PROGRAMS / 'spark_batches.py'}|{tables}|{tmp_path / 'parquet'}",
    ]
    play(SPARK, *programs, cwd=tmp_path, **TWO_EXECUTORS)
    assert without_places(lines_in(tmp_path / "results", "part-*")) == of_the_command
    with_command = csv.DictReader(
        run("score", str(tmp_path / "joined.csv"), "--to", "csv")[1].splitlines(keepends=True)
    )
    told = [row | {"error": re.sub(r"^.*joined\.csv:\d+: ", "", row["error"])} for row in with_command]
    results = pyarrow.parquet.read_table(tmp_path / "parquet").sort_by("id").to_pylist()
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in results] == told


def write_csv(rows: Sequence[dict[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ROWS[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("library", [pickle, cloudpickle], ids=["pickle", "cloudpickle"])
def test_a_catalog_can_be_sent_to_a_worker(library: Any, catalog: Catalog) -> None:
    sent = library.loads(library.dumps(catalog))
    assert sent == catalog
    assert list(score_lines(LINES, sent)) == list(score_lines(LINES, catalog))


@pytest.mark.parametrize("program", sorted(PROGRAMS.iterdir()), ids=lambda program: program.name)
def test_the_page_shows_the_programs_that_run(program: Path) -> None:
    assert f"```python\n{program.read_text('utf-8')}```" in PAGE, "put the program into docs/any-size.md"
