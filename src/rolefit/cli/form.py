"""`rolefit form`: the questions as a form that others can be sent."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from rolefit.cli.options import CatalogOption, OutputOption
from rolefit.cli.problems import say
from rolefit.errors import InputError, Problem, UsageError


def form(
    to: Annotated[
        Literal["html", "surveyjs", "xlsform", "google", "markdown"],
        typer.Option("--to", help="html is the whole quiz in one page; the others collect answers, for score."),
    ],
    output: OutputOption = None,
    roles: CatalogOption = None,
) -> None:
    """Write the questions as a form to send to others."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.files import check_writable, writing
    from rolefit.forms.write import ending_of, is_text, write_form

    if output is None:
        if not is_text(to) and sys.stdout.isatty():
            hint = "name a file with --output, or send it to one"
            raise UsageError(Problem(f"{to} is a workbook, which no terminal can show", hint, key="--to"))
        _print(write_form(load_catalog(roles), to, roles))
        return
    path = output if Path(output).suffix else f"{output}{ending_of(to)}"
    check_writable(path)
    if roles is not None and Path(path).resolve() == Path(roles).resolve():
        raise InputError(Problem("is in use by another option", "name another file for the form", file=path))
    made = write_form(load_catalog(roles), to, roles)
    with writing(path) as file:
        file.write(made)
    say(f"The form is in {path}.")


def _print(made: bytes) -> None:
    """Print a form; to whatever is no terminal as the bytes that it is."""
    if sys.stdout.isatty():
        sys.stdout.write(made.decode())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    sys.stdout.flush()
