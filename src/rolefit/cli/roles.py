"""`rolefit roles`, `show` and `compare`: look at the roles."""

from typing import Annotated

import typer

from rolefit.cli.options import (
    AnswersOption,
    CatalogOption,
    CodeOption,
    JsonOption,
    ReportOption,
    answers_from,
    check_report_path,
    write_report_file,
)


def compare(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="ROLE...", help="Ids, titles or aliases: two or more."),
    ] = None,
    answers: AnswersOption = None,
    code: CodeOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Show roles side by side: where they differ, what they share."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import compare
    from rolefit.roles.names import roles_to_compare

    check_report_path(report, answers, roles)
    catalog = load_catalog(roles)
    ids = [role.id for role in roles_to_compare(catalog, names or [])]
    compared = compare.compare(catalog, ids, answers_from(catalog, answers, code))
    try:
        if as_json:
            print_json(compared)
        else:
            from rolefit.explain.takes import explain_takes
            from rolefit.terminal.compare import print_comparison
            from rolefit.terminal.console import stdout

            print_comparison(stdout(), compared, list(explain_takes(catalog, compared.takes)))
    finally:
        if report is not None:
            from rolefit.pages.report import of_comparison

            write_report_file(report, of_comparison(catalog, compared), quiet=as_json)


def list_roles(as_json: JsonOption = False, roles: CatalogOption = None) -> None:
    """List the roles."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import show

    listed = show.list_roles(load_catalog(roles))
    if as_json:
        print_json(listed)
    else:
        from rolefit.terminal.console import stdout
        from rolefit.terminal.roles import print_roles

        print_roles(stdout(), listed)


def show(
    name: Annotated[list[str] | None, typer.Argument(metavar="ROLE", help="Id, title or alias of a role.")] = None,
    answers: AnswersOption = None,
    code: CodeOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Show one role in full, with sources."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import show
    from rolefit.roles.names import role_to_show

    catalog = load_catalog(roles)
    shown = show.show_role(catalog, role_to_show(catalog, name or []), answers_from(catalog, answers, code))
    if as_json:
        print_json(shown)
    else:
        from rolefit.explain.role import explain_shares
        from rolefit.explain.takes import explain_takes
        from rolefit.terminal.console import stdout
        from rolefit.terminal.roles import print_role

        shares = explain_shares(catalog.fit_questions, shown)
        print_role(stdout(), shown, shares, list(explain_takes(catalog, shown.takes)))
