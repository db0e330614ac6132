"""`rolefit roles` and `show`: look at the roles."""

from typing import Annotated

import typer

from rolefit.cli.options import (
    AllOption,
    AnswersOption,
    CatalogOption,
    CodeOption,
    JsonOption,
    TopicOption,
    answers_from,
    check_one_screen,
    named_topic,
)


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
    everything: AllOption = False,
    topic: TopicOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Show one role: what it is, what it takes, which answers are its own."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.roles import show
    from rolefit.roles.names import role_to_show

    check_one_screen(topic, everything=everything)
    catalog = load_catalog(roles)
    shown = show.show_role(catalog, role_to_show(catalog, name or []), answers_from(catalog, answers, code))
    about = named_topic(shown.topics, topic) if topic is not None else None
    if as_json:
        print_json(shown)
    else:
        from rolefit.explain.role import explain_role
        from rolefit.terminal.console import stdout
        from rolefit.terminal.pager import print_paged
        from rolefit.terminal.roles import print_role, print_role_topic

        explained = explain_role(catalog, shown, roles)
        if about:
            print_paged(lambda console: print_role_topic(console, shown, about))
        elif everything:
            print_paged(lambda console: print_role(console, shown, explained, whole=True))
        else:
            print_role(stdout(), shown, explained, whole=False)
