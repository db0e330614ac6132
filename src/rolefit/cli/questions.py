"""`rolefit questions`: what is asked, with the ids that answers have."""

import sys
from typing import Annotated

import typer

from rolefit.cli.options import CatalogOption, JsonOption
from rolefit.errors import Problem, UsageError


def questions(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """List the questions and what may be answered, with ids."""
    from rolefit.catalog.load import load_catalog
    from rolefit.catalog.questions import list_questions
    from rolefit.documents.output import print_json

    if markdown and as_json:
        raise UsageError(Problem("--markdown and --json contradict each other", "use one of them"))
    listed = list_questions(load_catalog(roles))
    if as_json:
        print_json(listed)
    elif markdown:
        from rolefit.pages.page import questions_page

        sys.stdout.write(questions_page(listed))
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.questions import print_questions

        print_questions(stdout(), listed)
