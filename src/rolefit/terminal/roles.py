"""Roles, as text for the terminal: the list of them, one in full, and the parts that a comparison shows as well."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from rolefit.catalog.models import Disagreement, Relation, Share, Source, Statement
from rolefit.catalog.roles import statements
from rolefit.documents.output import escape_control
from rolefit.explain.words import ESTIMATED, MARK_MEANS, percent
from rolefit.terminal.console import bar, bullets, heading, indented, marked, print_lines, words, wrapped

if TYPE_CHECKING:
    from rolefit.explain.role import QuestionShares
    from rolefit.roles.show import RoleInFull, RoleList


def print_roles(console: Console, roles: "RoleList") -> None:
    """Print the roles with their names and what they are after."""
    lines = []
    for role in roles.roles:
        also = f" · also {', '.join(role.aliases)}" if role.aliases else ""
        name = words(role.title) + words(also, "dim")
        lines += marked(console, [(words(role.id, "bold") + Text("  "), name)])
        lines += bullets(console, map(statement_text, role.said), indent=4)
    print_lines(console, [*lines, *source_lines(console, roles.sources)])


def print_role(
    console: Console, role: "RoleInFull", questions: "Iterable[QuestionShares]", takes: Sequence[str]
) -> None:
    """Print all that is known of a role, with the answers that are common in it, what it takes, and sources."""
    also = f" · also {', '.join(role.aliases)}" if role.aliases else ""
    lines = [*wrapped(console, Text.assemble(words(role.title, "bold"), words(f" ({role.id}){also}")))]
    for topic in role.topics:
        lines += heading(console, topic.title)
        lines += bullets(console, map(statement_text, topic.said), indent=2)
    lines += relation_lines(console, role.relations)
    lines += disagreement_lines(console, role.disagreements)
    lines += _share_lines(console, questions, role.sources)
    lines += takes_lines(console, takes)
    print_lines(console, [*lines, *source_lines(console, role.sources)])


YOU = ("you: ", "bold green")
"""What stands before an option that the person chose."""


def statement_text(statement: Statement) -> Text:
    """What a source says, with the source."""
    return Text.assemble(escape_control(statement.text), (escape_control(f"  [{', '.join(statement.sources)}]"), "dim"))


def relation_lines(console: Console, relations: Iterable[Relation]) -> Iterator[Text]:
    """Handovers, moves and how teams split roles."""
    for relation in relations:
        yield from heading(console, relation.title)
        yield from bullets(console, map(statement_text, statements(relation.points)), indent=2)


def takes_lines(console: Console, takes: Sequence[str]) -> Iterator[Text]:
    """What roles take, in sentences."""
    if takes:
        yield from heading(console, "What it takes (no part of a fit)")
    for sentence in takes:
        yield from indented(console, words(sentence))


def disagreement_lines(console: Console, disagreements: Iterable[Disagreement]) -> Iterator[Text]:
    """On what the sources contradict each other, and who says what."""
    for i, disagreement in enumerate(disagreements):
        if i == 0:
            yield from heading(console, "Where the sources disagree")
        yield from indented(console, words(disagreement.about, "italic"))
        views = [Statement(text=text, sources=(source,)) for source, text in disagreement.views.items()]
        yield from bullets(console, map(statement_text, views), indent=4)


def source_lines(console: Console, sources: Mapping[str, Source]) -> Iterator[Text]:
    """Who the sources are; addresses stay whole, so that they can be copied."""
    if not sources:
        return
    yield from heading(console, "Sources")
    for name, source in sources.items():
        year = f", {source.year}" if source.year else ""
        who = Text.assemble(words(f"[{name}] ", "dim"), words(f"{source.author}{year}: {source.title}"))
        yield from indented(console, who)
        if source.scope:
            yield from indented(console, words(source.scope, "dim"), by=4)
        if source.url:
            yield Text("    ") + words(source.url)


def share_bar(share: Share, sources: Mapping[str, Source]) -> Text:
    """A share as a percentage and a bar; an estimate has a tilde before it."""
    mark = "" if sources[share.source].measured else ESTIMATED
    return Text(f"{mark}{percent(share.share)}".rjust(5) + " ") + bar(share.share) + Text(" ")


def _share_lines(
    console: Console, questions: "Iterable[QuestionShares]", sources: Mapping[str, Source]
) -> Iterator[Text]:
    yield from heading(console, f"How common each answer is in this role ({MARK_MEANS})")
    for question in questions:
        yield Text()
        yield from indented(console, words(question.ask, "italic"))
        rows = []
        for answer in question.answers:
            source = words(f"  [{answer.share.source}]", "dim")
            label = Text.assemble(YOU if answer.chosen else "", words(answer.text), source)
            rows.append((share_bar(answer.share, sources), label))
        yield from marked(console, rows, indent=2)
