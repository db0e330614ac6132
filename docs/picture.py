"""Render the README's pictures from real runs, the .svg files in docs/ that `PICTURES` names: `make picture`."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from rolefit import compare, load_answers, load_catalog, score
from rolefit.explain.compare import explain_comparison
from rolefit.explain.result import explain_result
from rolefit.explain.scan import explain_scans
from rolefit.pages.report import PICTURE_WIDTH, as_picture
from rolefit.scanning.files import scan_files
from rolefit.terminal.compare import print_comparison
from rolefit.terminal.result import print_result
from rolefit.terminal.scan import print_scans
from terminals import Terminal

DOCS = Path(__file__).parent
EXAMPLE = "examples/applied-scientist.yaml"
ROLES = ["ds", "mle"]
POSTING = "examples/postings/titled-data-scientist.txt"

DOWN, ENTER = "\x1b[B", "\r"


def quiz() -> str:
    """A quiz at its fourth question, as a terminal shows it: too early to tell the person's pace."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder), columns=PICTURE_WIDTH - 1, rows=24)
        terminal.see("Question 1")
        terminal.press(" jjjj " + ENTER, "Question 2")
        terminal.press("jjjj j " + ENTER, "Question 3")
        terminal.press(DOWN + DOWN + ENTER, "Question 4")
        terminal.press("i jj jj " + "k", "❯ [ ] Making")
        shown = [_line(terminal, row) for row in range(len(terminal.text.splitlines()))]
        terminal.child.close(force=True)

    def show(console: Console) -> None:
        console.print("$ rolefit quiz", style="dim")
        for line in shown:
            console.print(line)

    return as_picture(show)


def _line(terminal: Terminal, row: int) -> Text:
    cells = terminal.screen.buffer[row]
    line = Text()
    for column in range(terminal.screen.columns):
        cell = cells[column]
        colour = None if cell.fg == "default" else {"brown": "yellow"}.get(cell.fg, cell.fg)
        line.append(cell.data, Style(color=colour, bold=cell.bold))
    line.rstrip()
    return line


def result() -> str:
    """The result of an example."""
    catalog = load_catalog()
    scored = score(catalog, load_answers(str(DOCS.parent / EXAMPLE), catalog))

    def show(console: Console) -> None:
        console.print(f"$ rolefit quiz --answers {EXAMPLE}", style="dim")
        print_result(console, explain_result(catalog, scored))

    return as_picture(show)


def compared() -> str:
    """Two roles side by side, with the answers of an example marked."""
    catalog = load_catalog()
    roles = compare(catalog, ROLES, load_answers(str(DOCS.parent / EXAMPLE), catalog))

    def show(console: Console) -> None:
        console.print(f"$ rolefit compare {' '.join(ROLES)} --answers {EXAMPLE}", style="dim")
        print_comparison(console, roles, explain_comparison(catalog, roles), whole=False)

    return as_picture(show)


def scanned() -> str:
    """An example posting, with what tells most marked in it."""
    catalog = load_catalog()
    found = scan_files(catalog, [str(DOCS.parent / POSTING)])

    def show(console: Console) -> None:
        console.print(f"$ rolefit scan {POSTING}", style="dim")
        print_scans(console, found, explain_scans(catalog, found))

    return as_picture(show)


PICTURES: Mapping[str, Callable[[], str]] = {
    "quiz.svg": quiz,
    "result.svg": result,
    "compare.svg": compared,
    "scan.svg": scanned,
}
"""File name in docs/ to what renders it."""


if __name__ == "__main__":
    for name, render in PICTURES.items():
        (DOCS / name).write_text(render(), encoding="utf-8")
