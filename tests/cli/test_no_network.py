"""No command uses the network, whatever addresses stand in what it reads."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from helpers import ROOT
from paper import paragraph, pdf, word
from rolefit.cli.commands import COMMANDS
from surroundings import surroundings_without_terminal

SAMPLES = ROOT / "data" / "example"

REFUSING = """
import json, socket, sys
asked = []

def refuse(event, details):
    is_local = event == "socket.__new__" and details[1] == socket.AF_UNIX
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system")) and not is_local:
        asked.append(event)
        raise RuntimeError("no network, and no program that may use it")

sys.addaudithook(refuse)
from rolefit.cli.main import main
codes = []
for call in json.loads(sys.argv[1]):
    sys.stdin.seek(0)
    codes.append(main(call))
sys.stdout.flush()
print(json.dumps([codes, asked]), file=sys.stderr)
"""
"""A program that runs commands while each socket of the network, and each other program, is refused and noted."""

CALLS: Mapping[str, Sequence[str]] = {
    "quiz": ("--plain --save new.yaml --report quiz.html", "--answers me.json --explain", "--code 3RBX-3E4B --json"),
    "questions": ("", "--markdown"),
    "form": ("--to html", "--to surveyjs", "--to google", "--to markdown", "--to xlsform --output form.xlsx"),
    "scan": (
        "page.html --marked --report scan.html",
        "page.html page.docx posting.md posting.pdf --all",
        "page.docx --cv resume.json --answers me.json --json",
        "postings.csv --cv page.html",
        "--jsonl postings.jsonl --text text --jobs 2",
    ),
    "compare": ("baker cook --all", "me.json cook --from baker --report way.html"),
    "roles": ("", "--json"),
    "show": ("baker --all", "cook --answers me.json"),
    "team": ("people.jsonl --by country --report team.html",),
    "score": ("people.jsonl --jobs 2", "people.jsonl --full --output rows.jsonl.gz"),
    "check": ("--random 100",),
    "evaluate": ("people.jsonl --resamples 100",),
    "schema": ("", "result"),
    "help": ("", "scan"),
}
"""Command to what is given to it."""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def folder(tmp_path: Path, listener: socket.socket) -> Path:
    """A file of each kind, with addresses in it wherever one can stand."""
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    entity = f'<!DOCTYPE html SYSTEM "{address}" [<!ENTITY x SYSTEM "{address}">]>'
    data = json.dumps({"@context": address, "@type": "JobPosting", "title": "Baker", "url": address, "image": address})
    page = (
        f'{entity}<html><head><base href="{address}"><link rel="stylesheet" href="{address}">'
        f'<meta http-equiv="refresh" content="0; url={address}"><script src="{address}"></script>'
        f'<script type="application/ld+json">{data}</script></head><body><img src="{address}"><iframe src="{address}">'
        f"</iframe><h1>Baker</h1><p>You bake sourdough in a kitchen &x; and a sauce.</p></body></html>"
    )
    link = f'<w:p><w:hyperlink w:anchor="{address}"><w:r><w:t>{address}</w:t></w:r></w:hyperlink></w:p>'
    text = f"# Baker\n\nYou bake sourdough, see [more]({address}) ![x]({address})\n"
    files = {
        "page.html": page.encode(),
        "page.docx": word(paragraph("You bake sourdough") + link),
        "posting.md": text.encode(),
        "posting.pdf": pdf("You bake our sourdough in a stone oven", f"and tell of it on {address}"),
        "postings.jsonl": json.dumps({"id": 1, "text": page}).encode(),
        "postings.csv": f'id,url,description\n1,{address},"<img src={address}>You bake sourdough"\n'.encode(),
        "resume.json": json.dumps(
            {"$schema": address, "skills": [{"name": "Sourdough"}], "work": [{"url": address}]}
        ).encode(),
        "me.json": b'{"answers": {"hours": "night", "heat": ["oven"]}}',
        "people.jsonl": (SAMPLES / "people.jsonl").read_bytes(),
        "catalog.yaml": (SAMPLES / "catalog.yaml").read_text("utf-8").replace("https://example.org", address).encode(),
        "replies.txt": b"1\n1 2\n\n\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def refused(
    folder: Path, calls: Sequence[Sequence[str | int]], program: str = REFUSING
) -> tuple[list[int], list[str], str]:
    """The exit codes of calls, what they asked for and did not get, and all that they said."""
    with (folder / "replies.txt").open() as replies:
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(calls)],
            cwd=folder,
            stdin=replies,
            capture_output=True,
            text=True,
            check=True,
            env=surroundings_without_terminal() | {"XDG_STATE_HOME": str(folder / "state")},
        )
    *said, told = done.stderr.splitlines()
    codes, asked = json.loads(told)
    return codes, asked, "\n".join(said)


def test_every_command_does_without_the_network(folder: Path, listener: socket.socket) -> None:
    assert CALLS.keys() == COMMANDS.keys()
    takes_a_catalog = CALLS.keys() - {"schema", "help"}
    calls = [
        [name, *more.split(), *(["--roles", "catalog.yaml"] if name in takes_a_catalog - {"check"} else [])]
        for name, given in CALLS.items()
        for more in given
    ]
    codes, asked, said = refused(folder, calls)
    assert (asked, dict(zip(map(" ".join, calls), codes, strict=True))) == (
        [],
        {" ".join(call): 0 for call in calls},
    ), said
    # What is written in C goes past Python; somebody would have called all the same.
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_an_address_is_refused_and_not_fetched(folder: Path, listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    named = (
        ["scan", address],
        ["scan", "page.html", "--cv", address],
        ["quiz", "--answers", address],
        ["roles", "--roles", address],
    )
    codes, asked, _ = refused(folder, named)
    assert (codes, asked) == ([2] * len(named), [])
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_who_uses_the_network_would_be_noticed(folder: Path) -> None:
    uses = REFUSING.replace("from rolefit.cli.main import main", "main = lambda call: socket.create_connection(call)")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        refused(folder, [["127.0.0.1", 9]], uses)
    assert "no network" in caught.value.stderr
