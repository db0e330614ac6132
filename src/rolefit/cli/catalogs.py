"""`rolefit check`, `evaluate` and `schema`: for those who make catalogs and scripts."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated

import typer

from rolefit.cli.options import CatalogOption, JsonOption
from rolefit.cli.problems import say
from rolefit.errors import InputError


def check(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The catalog; without it, the built-in one.")
    ] = None,
    runs: Annotated[
        int,
        typer.Option("--random", metavar="N", min=1, max=10_000_000, help="How many random sets of answers to try."),
    ] = 20_000,
    as_json: JsonOption = False,
) -> None:
    """Tell whether a catalog is sound, and whether it favours a role."""
    from rolefit.documents.output import print_json
    from rolefit.evaluation.check import check_catalog

    checked = check_catalog(file, runs)
    if as_json:
        print_json(checked)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.evaluation import print_check

        print_check(stdout(), checked)
    if not checked.sound:
        raise InputError(*checked.problems)


def evaluate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Labelled answers: JSON lines, plain or gzipped (- for stdin).")
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="FIELD", help="Also by subgroup, such as gender or country.")
    ] = None,
    resamples: Annotated[
        int, typer.Option("--resamples", metavar="N", min=100, max=100_000, help="Samples behind the intervals.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Another seed draws other samples.")] = 1,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Tell how well a catalog recovers the roles of people whose role is known."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.evaluation import evaluate
    from rolefit.evaluation.labelled import load_labelled

    catalog = load_catalog(roles)
    with _status("Measuring ..."):
        evaluated = evaluate.evaluate(catalog, load_labelled(file, catalog), by, resamples=resamples, seed=seed)
    if as_json:
        print_json(evaluated)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.evaluation import print_evaluation

        for each in evaluated.left_out:
            say(f"rolefit: {each}")
        print_evaluation(stdout(), catalog, evaluated)


def _status(message: str) -> AbstractContextManager[object]:
    """Shows, while something takes its time, that it goes on; only to somebody who watches."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rolefit.terminal.console import stderr

    return stderr().status(message)


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The name of a format; without it, all names are listed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; a schema always is.")] = False,  # noqa: ARG001
) -> None:
    """Print the JSON Schema of what rolefit reads or writes."""
    from rolefit.documents.output import print_json
    from rolefit.schemas import NAMES, json_schema

    if name is None:
        print_json(list(NAMES))
    else:
        print_json(json_schema(name))
