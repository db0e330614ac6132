"""Roles, as text for the terminal: the list of them, one in full, and the parts that a comparison shows as well."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from rolefit.answers import chose
from rolefit.catalog import Catalog, Disagreement, Relation, Share, Source, Statement
from rolefit.console import bar, bullets, heading, indented, marked, print_lines, words
from rolefit.output import ESTIMATED, MARK_MEANS, percent, plain

if TYPE_CHECKING:
    from rolefit.roles import RoleInFull, RoleList


def print_roles(console: Console, roles: "RoleList") -> None:
    """Print the roles with their names and what they are after."""
    for role in roles.roles:
        also = f" · also {', '.join(role.aliases)}" if role.aliases else ""
        name = words(role.title) + words(also, "dim")
        print_lines(console, marked(console, [(words(role.id, "bold") + Text("  "), name)]))
        if role.said:
            print_lines(console, bullets(console, map(statement, role.said), indent=4))
    print_sources(console, roles.sources)


def print_role(console: Console, catalog: Catalog, role: "RoleInFull") -> None:
    """Print all that is known of a role, with sources."""
    also = f" · also {', '.join(role.aliases)}" if role.aliases else ""
    console.print(Text.assemble(words(role.title, "bold"), words(f" ({role.id}){also}")))
    for topic in role.topics:
        heading(console, topic.title)
        print_lines(console, bullets(console, map(statement, topic.said), indent=2))
    print_relations(console, role.relations)
    print_disagreements(console, role.disagreements)
    _print_shares(console, catalog, role)
    print_sources(console, role.sources)


YOU = ("you: ", "bold green")
"""What stands before an option that the person chose."""


def statement(said: Statement) -> Text:
    """What a source says, with the source."""
    return words(said.text) + words(f"  [{said.source}]", "dim")


def print_relations(console: Console, relations: Iterable[Relation]) -> None:
    """Print handovers, moves and how teams split roles."""
    for relation in relations:
        heading(console, relation.title)
        points = [Statement(text=text, source=source) for source, texts in relation.points.items() for text in texts]
        print_lines(console, bullets(console, map(statement, points), indent=2))


def print_disagreements(console: Console, disagreements: Iterable[Disagreement]) -> None:
    """Print on what the sources contradict each other, and who says what."""
    for i, disagreement in enumerate(disagreements):
        if i == 0:
            heading(console, "Where the sources disagree")
        console.print(indented(words(disagreement.about, "italic")))
        views = [Statement(text=text, source=source) for source, text in disagreement.views.items()]
        print_lines(console, bullets(console, map(statement, views), indent=4))


def print_sources(console: Console, sources: Mapping[str, Source]) -> None:
    """Print who the sources are; addresses stay whole, so that they can be copied."""
    if not sources:
        return
    heading(console, "Sources")
    for name, source in sources.items():
        year = f", {source.year}" if source.year else ""
        console.print(
            indented(Text.assemble(words(f"[{name}] ", "dim"), words(f"{source.author}{year}: {source.title}")))
        )
        if source.url:
            console.print(f"    {plain(source.url)}", soft_wrap=True)


def share_bar(share: Share, sources: Mapping[str, Source]) -> Text:
    """A share as a percentage and a bar; an estimate has a tilde before it."""
    mark = "" if sources[share.source].measured else ESTIMATED
    return Text(f"{mark}{percent(share.share)}".rjust(5) + " ") + bar(share.share) + Text(" ")


def _print_shares(console: Console, catalog: Catalog, role: "RoleInFull") -> None:
    heading(console, f"How people in this role answer ({MARK_MEANS})")
    for question in catalog.questions:
        console.print()
        console.print(indented(words(question.ask, "italic")))
        shares = role.shares[question.id]
        rows = []
        for option in sorted(question.options, key=lambda o: -shares[o.id].share):
            share = shares[option.id]
            you = YOU if chose(role.answers, question.id, option.id) else ""
            source = words(f"  [{share.source}]", "dim")
            rows.append((share_bar(share, role.sources), Text.assemble(you, words(option.label), source)))
        print_lines(console, marked(console, rows, indent=2))
