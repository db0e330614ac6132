"""Reports: a result or a comparison as a file to share, in the form that the ending of its name asks for.

What a form needs is imported where it is made, so that nothing else waits for it.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pydantic import BaseModel
from rich.console import Console
from rich.terminal_theme import MONOKAI

from rolefit.catalog.models import Catalog
from rolefit.documents.files import check_unused, check_writable, write_text
from rolefit.documents.output import to_json
from rolefit.errors import InputError, Problem
from rolefit.explain.result import explain_result
from rolefit.roles.compare import Comparison
from rolefit.scoring.result import Result
from rolefit.terminal.console import trimmed

if TYPE_CHECKING:
    from rolefit.pages.page import Language
    from rolefit.people.beside import PeopleBeside
    from rolefit.people.team_result import Team
    from rolefit.people.way import Way
    from rolefit.scanning.files import ScannedFiles


@dataclass(frozen=True)
class Report:
    """What is reported, ready for every form."""

    data: BaseModel
    """What --json prints."""
    show: Callable[[Console], None]
    """Prints it on a console, as in the terminal."""
    page: Callable[["Language"], str]
    """Makes a page of it, in HTML or in Markdown."""


def of_result(catalog: Catalog, result: Result, catalog_file: str | None = None, *, explained: bool = False) -> Report:
    """A result to report. `catalog_file` is what the user gave as --roles; `explained` adds what --explain prints."""
    explanation = explain_result(catalog, result, catalog_file, here=False)

    def show(console: Console) -> None:
        from rolefit.terminal.result import print_result

        print_result(console, explanation, explained=explained)

    def page(language: "Language") -> str:
        from rolefit.pages.page import result_page

        return result_page(language, catalog, result, explanation)

    return Report(result, show, page)


def of_comparison(
    catalog: Catalog, comparison: Comparison, catalog_file: str | None = None, *, whole: bool = False
) -> Report:
    """A comparison to report; the `whole` of it as in the terminal. A page has every fact in any case."""
    from rolefit.explain.compare import explain_comparison

    explained = explain_comparison(catalog, comparison, catalog_file, here=False)

    def show(console: Console) -> None:
        from rolefit.terminal.compare import print_comparison

        print_comparison(console, comparison, explained, whole=whole)

    def page(language: "Language") -> str:
        from rolefit.pages.page import comparison_page

        return comparison_page(language, comparison, explained)

    return Report(comparison, show, page)


def of_way(
    catalog: Catalog, way: "Way", asked: Sequence[str], catalog_file: str | None = None, *, whole: bool = False
) -> Report:
    """A person beside a role to report. A page has every fact in any case."""
    from rolefit.explain.way import explain_way

    explained = explain_way(catalog, way, asked, catalog_file, here=False)

    def show(console: Console) -> None:
        from rolefit.terminal.way import print_way

        print_way(console, way, explained, whole=whole)

    def page(language: "Language") -> str:
        from rolefit.pages.page import way_page

        return way_page(language, way, explained)

    return Report(way, show, page)


def of_beside(
    catalog: Catalog,
    beside: "PeopleBeside",
    asked: Sequence[str],
    catalog_file: str | None = None,
    *,
    whole: bool = False,
) -> Report:
    """People beside each other to report. A page has every answer in any case."""
    from rolefit.explain.beside import explain_beside

    explained = explain_beside(catalog, beside, asked, catalog_file, here=False)

    def show(console: Console) -> None:
        from rolefit.terminal.beside import print_beside

        print_beside(console, explained, whole=whole)

    def page(language: "Language") -> str:
        from rolefit.pages.page import beside_page

        return beside_page(language, beside, explained)

    return Report(beside, show, page)


def of_scans(catalog: Catalog, scanned: "ScannedFiles", *, marked: bool = False, whole: bool = False) -> Report:
    """Scans to report; `marked` and `whole` as in the terminal.

    Texts are called by the names of their files, without folders.
    """
    scanned = scanned.without_folders()

    def show(console: Console) -> None:
        from rolefit.explain.scan import explain_scans
        from rolefit.terminal.scan import print_scans

        print_scans(console, scanned, explain_scans(catalog, scanned), as_marked=marked, whole=whole)

    def page(language: "Language") -> str:
        from rolefit.pages.page import scan_page

        return scan_page(language, catalog, scanned.reads, marked=marked or whole)

    return Report(scanned.data, show, page)


def of_team(catalog: Catalog, team: "Team") -> Report:
    """A team to report. It is called by the name of its file, without folders."""
    from rolefit.explain.team import explain_team

    team = team.model_copy(update={"file": Path(team.file).name})
    explained = explain_team(catalog, team)

    def show(console: Console) -> None:
        from rolefit.terminal.team import print_team

        print_team(console, team, explained)

    def page(language: "Language") -> str:
        from rolefit.pages.page import team_page

        return team_page(language, team, explained)

    return Report(team, show, page)


def check_report(path: str, *others: str | None) -> None:
    """Raise InputError where no report can be written at `path`, so that the user learns it before doing any work.

    `others` are the files that the command reads or writes besides.
    """
    if _ending(path) not in FORMS:
        *some, last = FORMS
        hint = f"end it in {', '.join(some)} or {last}"
        raise InputError(Problem("has no ending that says what kind of report it is to be", hint, file=path or "''"))
    check_writable(path)
    check_unused(path, *others)


def write_report(path: str, report: Report) -> None:
    """Write a report in the form that the ending of `path` asks for, whole or not at all.

    Raises OutputError where that fails.
    """
    write_text(path, FORMS[_ending(path)](report))


def _ending(path: str) -> str:
    return Path(path).suffix.lower()


FORMS: Mapping[str, Callable[[Report], str]] = {
    ".html": lambda report: report.page("html"),
    ".md": lambda report: report.page("md"),
    ".svg": lambda report: as_picture(report.show),
    ".txt": lambda report: as_text(report.show),
    ".json": lambda report: to_json(report.data),
}
"""What a file's name can end in, to what makes its contents."""

TEXT_WIDTH = 80
"""How many columns the text has."""

PICTURE_WIDTH = 84
"""How many columns the picture has: enough for lists side by side, few enough to be read on a page."""


def as_text(show: Callable[[Console], None]) -> str:
    """What `show` prints on a terminal of 80 columns, without colour, whatever the environment asks for."""
    shown = io.StringIO()
    show(_console(shown, TEXT_WIDTH))
    return trimmed(shown.getvalue())


def as_picture(show: Callable[[Console], None]) -> str:
    """What `show` prints on a terminal with colours, as SVG that loads nothing from anywhere."""
    console = _console(io.StringIO(), PICTURE_WIDTH, record=True)
    show(console)
    svg = console.export_svg(title="rolefit", theme=MONOKAI)
    # Rich has the picture fetch its font; without it, the reader's own does as well.
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def _console(file: TextIO, width: int, *, record: bool = False) -> Console:
    # Nothing is left to the environment: the same input gives the same file everywhere.
    return Console(
        file=file,
        record=record,
        width=width,
        height=25,
        force_terminal=record,
        force_interactive=False,
        color_system="truecolor" if record else None,
        no_color=False,
        legacy_windows=False,
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
