"""Reports: a result or a comparison as a file to share, in the form that the ending of its name asks for.

What a form needs is imported where it is made: nobody waits for what others share.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from rolefit import files
from rolefit.catalog import Catalog
from rolefit.comparison import Comparison
from rolefit.errors import InputError, Problem
from rolefit.output import to_json
from rolefit.result import Result
from rolefit.story import tell

if TYPE_CHECKING:
    from rich.console import Console

    from rolefit.scan_files import Scanned


@dataclass(frozen=True)
class Report:
    """What is reported, ready for every form."""

    data: BaseModel
    """What --json prints."""
    show: Callable[["Console"], None]
    """Prints it on a console, as in the terminal."""
    page: Callable[[str], str]
    """Makes a page of it, in HTML or in Markdown."""


def of_result(catalog: Catalog, result: Result, catalog_file: str | None = None, *, explained: bool = False) -> Report:
    """A result to report. `catalog_file` is what the user gave as --roles; `explained` adds what --explain prints."""
    story = tell(catalog, result, catalog_file, here=False)

    def show(console: "Console") -> None:
        from rolefit.result_text import print_result

        print_result(console, catalog, result, story, explained=explained)

    def page(language: str) -> str:
        from rolefit.page import result_page

        return result_page(language, catalog, result, story)

    return Report(result, show, page)


def of_comparison(comparison: Comparison) -> Report:
    """A comparison to report."""

    def show(console: "Console") -> None:
        from rolefit.comparison_text import print_comparison

        print_comparison(console, comparison)

    def page(language: str) -> str:
        from rolefit.page import comparison_page

        return comparison_page(language, comparison)

    return Report(comparison, show, page)


def of_scans(catalog: Catalog, scanned: "Scanned", *, marked: bool = False) -> Report:
    """Scans to report; `marked` as in the terminal. Texts are called by the names of their files, without folders."""
    scanned = scanned.without_folders()

    def show(console: "Console") -> None:
        from rolefit.scan_text import print_scans

        print_scans(console, catalog, scanned, marked=marked)

    def page(language: str) -> str:
        from rolefit.page import scan_page

        return scan_page(language, catalog, scanned.reads, marked=marked)

    return Report(scanned.data, show, page)


def check_report(path: str, *others: str | None) -> None:
    """Raise InputError where no report can be written at `path`, so that the user learns it before doing any work.

    `others` are the files that the command reads or writes besides.
    """
    if _ending(path) not in FORMS:
        *some, last = FORMS
        hint = f"end it in {', '.join(some)} or {last}"
        raise InputError(Problem("has no ending that says what kind of report it is to be", hint, file=path or "''"))
    files.check_writable(path)
    if os.path.realpath(path) in {os.path.realpath(other) for other in others if other}:
        raise InputError(Problem("is in use by another option", "name another file for the report", file=path))


def write_report(path: str, report: Report) -> None:
    """Write a report in the form that the ending of `path` asks for, whole or not at all.

    Raises OutputError where that fails.
    """
    files.write_text(path, FORMS[_ending(path)](report))


def _ending(path: str) -> str:
    return Path(path).suffix.lower()


def _html(report: Report) -> str:
    from rolefit.page import HTML

    return report.page(HTML)


def _markdown(report: Report) -> str:
    from rolefit.page import MARKDOWN

    return report.page(MARKDOWN)


def _picture(report: Report) -> str:
    from rolefit.pictures import as_picture

    return as_picture(report.show)


def _text(report: Report) -> str:
    from rolefit.pictures import as_text

    return as_text(report.show)


def _json(report: Report) -> str:
    return to_json(report.data)


FORMS: Mapping[str, Callable[[Report], str]] = {
    ".html": _html,
    ".md": _markdown,
    ".svg": _picture,
    ".txt": _text,
    ".json": _json,
}
"""What a file's name can end in, to what makes its contents."""
