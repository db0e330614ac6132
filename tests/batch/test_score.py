"""`rolefit score`: files of any length in and out, several processes, and what can go wrong around them."""

import contextlib
import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import Run, shell
from rolefit import score_lines

LINES = [
    '{"id": "p1", "answers": {"tools": ["sql"], "horizon": "weeks"}}',
    '{"id": "p2", "answers": {"horizon": ["weeks", "days"]}}',
    '{"id": "p3", "answers": {"horizon": "years"}, "importance": {"horizon": "high"}}',
]
TEXT = "\n".join(LINES) + "\n"
SCORE = [sys.executable, "-m", "rolefit", "score"]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.jsonl"
    path.write_text(TEXT)
    return path


def many(records: int) -> str:
    """Records, every 5,000th of them bad."""
    answers = ({"tools": ["r" if i % 7 else "sql"], "skills": []} for i in range(records))
    lines = (json.dumps({"id": i, "answers": each} if i % 5000 else {}) for i, each in enumerate(answers))
    return "\n".join(lines) + "\n"


def bash(command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True, timeout=60)


def without_file(rows: str) -> list[str]:
    """Rows as `score_lines` gives them, which knows no file."""
    found = [json.loads(row) for row in rows.splitlines()]
    for row in found:
        if "error" in row:
            row["error"]["file"] = None
    return [json.dumps(row) for row in found]


def test_a_bad_record_is_counted_and_the_rest_goes_on(run: Run, people: Path) -> None:
    code, out, err = run("score", str(people))
    assert without_file(out) == [json.dumps(json.loads(row)) for row in score_lines(LINES)]
    assert (code, err) == (
        1,
        f"rolefit: {people}: 1 of 3 records cannot be scored; their rows say why, the first is line 2\n",
    )


def test_with_json_the_count_is_json(run: Run, people: Path) -> None:
    code, _, err = run("score", str(people), "--json")
    error = json.loads(err)["error"]
    assert (code, error["code"], error["message"]) == (1, "bad-records", "1 of 3 records cannot be scored")


def test_strict_stops_at_the_first_bad_record(run: Run, people: Path, tmp_path: Path) -> None:
    people.write_text("\n".join([LINES[0], LINES[1], LINES[0], LINES[0]]))
    code, out, err = run("score", str(people), "--strict")
    assert (code, [json.loads(row)["id"] for row in out.splitlines()]) == (2, ["p1"])
    assert err.startswith(f"rolefit: {people}:2: answers.horizon: takes one answer, not 2")
    assert run("score", str(people), "--strict", "--output", str(tmp_path / "rows.jsonl"))[0] == 2
    assert not (tmp_path / "rows.jsonl").exists()


def test_files_are_read_and_written_by_their_endings(run: Run, people: Path, tmp_path: Path) -> None:
    expected = run("score", str(people))[1]
    zipped, rows, table = tmp_path / "zipped.jsonl.gz", tmp_path / "rows.ndjson.gz", tmp_path / "rows.csv"
    zipped.write_bytes(gzip.compress(TEXT.encode()))
    assert run("score", str(zipped), "--output", str(rows))[:2] == (1, "")
    assert gzip.decompress(rows.read_bytes()).decode() == expected.replace(str(people), str(zipped))
    run("score", str(zipped), "-o", str(table))
    assert table.read_text().startswith("id,top,verdict,fit_ds,")
    first = table.read_bytes()
    run("score", str(zipped), "-o", str(table))
    assert table.read_bytes() == first


def test_standard_input_is_json_lines_unless_told_otherwise() -> None:
    assert shell("score", "-", stdin=LINES[0])[:2] == (0, next(score_lines(LINES)) + "\n")
    assert shell("score", "-", "--from", "csv", stdin="tools\nsql\n")[0] == 0
    code, out, err = shell("score", "-", stdin="tools\nsql\n")
    assert (code, out) == (2, "")
    assert err == "rolefit: standard input: is in a format that its name does not tell; name it: --from csv\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_standard_input_may_be_a_file(people: Path, jobs: str) -> None:
    done = bash(f"{' '.join(SCORE)} - --jobs {jobs} < {people}")
    assert [json.loads(row)["id"] for row in done.stdout.splitlines()] == ["p1", "p2", "p3"]


def test_several_processes_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(many(25_000))
    code, one, said = run("score", str(path), "--jobs", "1")
    assert code == 1
    assert "5 of 25,000 records" in said
    assert run("score", str(path), "--jobs", "3") == (code, one, said)
    piped = shell("score", "-", "--from", "jsonl", "--jobs", "2", stdin=path.read_text())
    assert piped == (code, one.replace(str(path), "standard input"), said.replace(str(path), "standard input"))


def test_processes_that_begin_anew_give_the_same(people: Path) -> None:
    anew = "import multiprocessing; multiprocessing.set_start_method('spawn')"
    program = f"{anew}; import sys; from rolefit.cli.main import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "score", str(people), "--jobs", "2"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == shell("score", str(people))[1:]


def test_lines_of_a_table_stay_whole_in_several_processes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = (f'p{i},"a note, with ""quotes"",\nand {"lines" * (i % 40)}",sql;r\n' for i in range(20_000))
    path.write_text("id,note,tools\n" + "".join(rows))
    one = run("score", str(path), "--jobs", "1")
    assert one[0] == 0
    assert [json.loads(row)["id"] for row in one[1].splitlines()] == [f"p{i}" for i in range(20_000)]
    assert run("score", str(path), "--jobs", "2") == one


BAD = {
    "a missing file": (["nowhere.jsonl"], "cannot be read"),
    "an empty file": (["empty.jsonl"], "has no records"),
    "blank lines": (["blank.jsonl"], "has no records"),
    "one JSON document": (["one.json"], "is one JSON document, not a line for each record; jq -c . makes a line"),
    "a list cut off": (["list.json"], "list.json:2: is no list of records in JSON; export it again, or write a line"),
    "a workbook": (["people.xlsx", "--from", "csv"], "is not text; if it is a table, --from xlsx reads it"),
    "a folder": (["."], "is a directory"),
    "a gzip file cut off": (["cut.jsonl.gz"], "is a gzip file that is cut off or damaged"),
    "input and output the same": (["people.jsonl", "--output", "people.jsonl"], "is read and written at once"),
    "input and output the same by a link": (["people.jsonl", "-o", "link.jsonl"], "is read and written at once"),
    "a folder that is not there": (["people.jsonl", "-o", "no/rows.jsonl"], "is in a folder that does not exist"),
    "whole results as a table": (["people.jsonl", "--full", "--to", "csv"], "does not fit into a row of CSV"),
    "JSON and CSV at once": (["people.jsonl", "--json", "--to", "csv"], "contradict each other"),
    "a column of JSON": (["people.jsonl", "--id", "email"], "--id names a column of a table"),
    "no processes": (["people.jsonl", "--jobs", "0"], "greater than or equal to 1"),
    "a format that is not there": (
        ["people.jsonl", "--from", "xml"],
        "--from: there is no xml; it is one of jsonl, csv",
    ),
}


@pytest.mark.parametrize(("arguments", "what"), BAD.values(), ids=BAD)
def test_wrong_use_is_one_line_and_nothing_is_written(
    run: Run, people: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], what: str
) -> None:
    monkeypatch.chdir(people.parent)
    Path("empty.jsonl").touch()
    Path("blank.jsonl").write_text("\n \r\n\t\n")
    Path("cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(1000).hex().encode())[:-100])
    Path("one.json").write_text(json.dumps(json.loads(LINES[0]), indent=2))
    Path("list.json").write_text(f"[{LINES[0]},\n")
    Path("people.xlsx").write_bytes(b"PK\x03\x04 and so on")
    Path("link.jsonl").symlink_to("people.jsonl")
    before = sorted(Path().iterdir())
    code, out, err = run("score", *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err
    assert sorted(Path().iterdir()) == before
    assert people.read_text() == TEXT


def test_what_is_appended_to_its_own_source_is_refused(people: Path) -> None:
    done = bash(f"{' '.join(SCORE)} {people} >> {people}")
    assert (done.returncode, people.read_text()) == (2, TEXT)
    assert "is read and written at once" in done.stderr


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_records_gives_what_its_lines_give(
    run: Run, people: Path, tmp_path: Path, indent: int | None
) -> None:
    sound = [LINES[0], LINES[2]]
    people.write_text("\n".join(sound))
    file = tmp_path / "list.json"
    file.write_text(f" \n{json.dumps([json.loads(line) for line in sound], indent=indent)}\n")
    assert run("score", str(file))[1] == run("score", str(people))[1]
    told = [{"answers": {"horizon": "never"}}, {"answers": {}}]
    file.write_text(json.dumps([{"answers": {}}, *told], indent=indent))
    bad = json.loads(run("score", str(file))[1].splitlines()[1])
    assert bad["error"]["line"] == (1 if indent is None else 5)
    file.write_text("[]")
    assert "has no records" in run("score", str(file))[2]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_list_on_one_long_line_loses_nobody(run: Run, tmp_path: Path, end: str) -> None:
    records = [{"id": i, "answers": {"horizon": "years"}, "note": "x" * 900} for i in range(2_500)]
    (tmp_path / "list.json").write_text(json.dumps(records) + end)
    code, out, _ = run("score", str(tmp_path / "list.json"))
    assert (code, [json.loads(row)["id"] for row in out.splitlines()]) == (0, [*range(2_500)])
    (tmp_path / "list.json").write_text(json.dumps([*records] * 5) + end)
    code, out, err = run("score", str(tmp_path / "list.json"))
    assert (code, out) == (2, "")
    assert "is too long; a list may have 10 MB" in err


def test_whole_results_are_scored_again(run: Run, people: Path, tmp_path: Path) -> None:
    whole, again = tmp_path / "whole.jsonl", tmp_path / "again.jsonl"
    people.write_text(f"{LINES[0]}\n{LINES[2]}\n")
    assert run("score", str(people), "--full", "-o", str(whole))[0] == 0
    assert run("score", str(whole), "--full", "-o", str(again))[0] == 0
    assert again.read_text() == whole.read_text()


def test_half_a_line_at_the_end_is_an_error(run: Run, people: Path) -> None:
    people.write_text(TEXT + LINES[0][:20])
    _, out, _ = run("score", str(people))
    assert json.loads(out.splitlines()[-1])["error"]["line"] == 4


def test_a_line_of_fifty_megabytes_is_an_error_and_the_rest_goes_on(run: Run, people: Path) -> None:
    people.write_text(f'{LINES[0]}\n{{"id": "{"x" * 50_000_000}", "answers": {{}}}}\n{LINES[2]}\n')
    code, out, _ = run("score", str(people), "--jobs", "2")
    first, long, last = map(json.loads, out.splitlines())
    assert (code, first["id"], last["id"]) == (1, "p1", "p3")
    assert (long["error"]["message"], long["error"]["line"]) == ("is too long", 2)


def test_mixed_ends_of_lines_and_a_byte_order_mark_do_no_harm(run: Run, people: Path) -> None:
    people.write_bytes(b"\xef\xbb\xbf" + f"{LINES[0]}\r\n\r\n{LINES[2]}".encode())
    code, out, err = run("score", str(people))
    assert (code, err, [json.loads(row)["id"] for row in out.splitlines()]) == (0, "", ["p1", "p3"])


def test_records_with_the_same_id_are_scored_and_named(run: Run, people: Path) -> None:
    people.write_text(f"{LINES[0]}\n{LINES[2]}\n{LINES[0]}\n")
    code, out, err = run("score", str(people))
    assert (code, len(out.splitlines())) == (0, 3)
    assert err == f"rolefit: {people}: several records have the id p1; each has its row\n"


def test_whoever_is_nearer_to_another_job_is_open_in_a_row_as_in_a_whole_result(run: Run, tmp_path: Path) -> None:
    analyst = {"tools": ["sql", "bi"], "deliverables": ["dashboards"], "horizon": "days", "success": "decision"}
    wants_a_model = {**analyst, "deliverables": ["dashboards", "models"]}
    records = tmp_path / "people.jsonl"
    records.write_text("".join(json.dumps({"answers": each}) + "\n" for each in (analyst, wants_a_model)))
    rows, whole = (
        [json.loads(row) for row in run("score", *full, str(records))[1].splitlines()] for full in ([], ["--full"])
    )
    assert [row["nearer"] and row["nearer"]["title"] for row in whole] == ["data analyst", None]
    assert [row["verdict"] for row in rows] == [row["verdict"]["kind"] for row in whole]
    assert rows[0]["verdict"] == "open" != rows[1]["verdict"]
    assert rows[0]["top"] == whole[0]["ranking"][0]["role"] == "ds"


def test_what_is_outside_the_fit_moves_no_row(run: Run, tmp_path: Path) -> None:
    records = tmp_path / "people.csv"
    records.write_text("horizon,background\nweeks,doctorate\nweeks,\n,doctorate\n")
    both, without, only = run("score", str(records))[1].splitlines()
    assert both == without
    assert set(json.loads(only)["fit"].values()) == {1 / 4}


def test_records_of_an_earlier_version_are_scored_as_what_is_asked_now_and_that_is_said_once() -> None:
    former = json.dumps({"answers": {"activity": "decide", "tools": ["sql"]}})
    asked = {"lifecycle": ["understand"], "tools": ["sql", "r", "matlab", "c-cpp", "java", "bash"]}
    now = {"answers": {"lifecycle": ["understand"], "tools": ["sql"]}, "offered": asked}
    code, out, err = shell("score", "-", stdin=f"{former}\n{former}\n")
    assert (code, err) == (
        0,
        "rolefit: these answers are for version 1 of data-and-ml-roles; what still means the same is kept\n",
    )
    (row,) = score_lines([json.dumps(now)])
    assert [json.loads(line) for line in out.splitlines()] == [json.loads(row)] * 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_quietly(tmp_path: Path, jobs: str) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(many(25_000))
    done = bash(f"{' '.join(SCORE)} {path} --jobs {jobs} | head -1; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 1, "")


def test_a_full_disk_is_said(people: Path) -> None:
    done = bash(f"{' '.join(SCORE)} {people} > /dev/full")
    assert (done.returncode, done.stderr) == (1, "rolefit: standard output: No space left on device\n")


@contextlib.contextmanager
def working(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """A command with two processes that have scored a part of what is piped in, and wait for more."""
    target = tmp_path / "rows.jsonl"
    process = subprocess.Popen(
        [*SCORE, "-", "--jobs", "2", "--output", str(target)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert process.stdin
        process.stdin.write(many(25_000).encode())
        process.stdin.flush()
        yield process, target
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def children(process: "subprocess.Popen[bytes]") -> list[int]:
    return [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs the file system /proc of Linux")
def test_a_process_that_is_killed_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    with working(tmp_path) as (process, _):
        while not (found := children(process)):
            pass
        os.kill(found[0], signal.SIGKILL)
        _, err = process.communicate(many(25_000).encode(), timeout=60)
    assert process.returncode == 1
    assert err.decode() == (
        "rolefit: one of the processes that score was killed; was there too little memory? --jobs 1 takes less\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs the file system /proc of Linux")
@pytest.mark.parametrize("to", ["jsonl", "csv"])
def test_rows_before_a_process_is_killed_are_whole_and_in_order(tmp_path: Path, to: str) -> None:
    with (tmp_path / "rows").open("wb") as rows:
        process = subprocess.Popen(
            [*SCORE, "-", "--jobs", "2", "--to", to], stdin=subprocess.PIPE, stdout=rows, stderr=subprocess.PIPE
        )
        assert process.stdin
        process.stdin.write(many(25_000).encode())
        process.stdin.flush()
        while not (found := children(process)):
            pass
        os.kill(found[-1], signal.SIGKILL)
        _, err = process.communicate(many(25_000).encode(), timeout=60)
    assert (process.returncode, err.count(b"\n"), b"was killed" in err) == (1, 1, True)
    *lines, last = (tmp_path / "rows").read_text("utf-8").split("\n")
    assert last == ""
    ids = [json.loads(line)["id"] if to == "jsonl" else line.partition(",")[0] for line in lines[to == "csv" :]]
    assert [str(name or "") for name in ids] == [str(i) if i % 5000 else "" for i in range(len(ids))]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs the file system /proc of Linux")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_it_ends_before_its_time(tmp_path: Path, by: signal.Signals) -> None:
    with working(tmp_path) as (process, target):
        while len(found := children(process)) < 2:
            pass
        if by is signal.SIGINT:
            os.killpg(process.pid, by)
        else:
            process.kill()
        _, err = process.communicate(timeout=60)
        for child in found:
            while Path(f"/proc/{child}").exists() and "zombie" not in Path(f"/proc/{child}/status").read_text():
                pass
    assert not target.exists()
    if by is signal.SIGINT:
        assert (process.returncode, err) == (130, b"rolefit: interrupted\n")
