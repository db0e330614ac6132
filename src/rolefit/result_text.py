"""A result, as text for the terminal."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from rolefit.catalog import Catalog
from rolefit.console import (
    ENDLESS,
    GAP,
    NARROW,
    bar,
    columns,
    heading,
    indented,
    label_width,
    print_side_by_side,
    words,
)
from rolefit.output import ESTIMATED, MARK_MEANS, percent
from rolefit.result import Ranked, Reason, Result
from rolefit.story import Said, Story, label_of

LONG_BAR = 30
"""How many columns a bar takes in the ranked table."""


def print_result(console: Console, catalog: Catalog, result: Result, story: Story, *, explained: bool = False) -> None:
    """Print a result, told as a story: the verdict, the ranked table, why, what would change it, and what to do next.

    `explained` adds what every answer did.
    """
    console.print()
    console.print(words(story.verdict, "bold"))
    for sentence in story.sure:
        console.print(words(sentence))
    console.print()
    (_print_stacked if console.width < NARROW else _print_table)(console, story.ranking)
    if result.answered:
        _print_reasons(console, story)
    heading(console, "What next")
    for step in story.steps:
        console.print(indented(words(step.command, "bold")))
        console.print(indented(words(step.purpose), 4))
    if explained:
        _print_explanation(console, catalog, result)
    if console.is_interactive:
        # By now it has left the screen of most people.
        console.print()
        console.print(words(story.verdict, "bold"))


def _print_table(console: Console, ranking: Sequence[Ranked]) -> None:
    widest = max(_name(role).cell_len for role in ranking)
    role_width = widest if console.width == ENDLESS else min(30, widest)
    table = columns(2, role_width, LONG_BAR + 5)
    table.add_row("#", "Role", " Fit", style="bold")
    for rank, role in enumerate(ranking, 1):
        table.add_row(str(rank), _name(role), _fit(role))
    console.print(table)


def _print_stacked(console: Console, ranking: Sequence[Ranked]) -> None:
    for rank, role in enumerate(ranking, 1):
        console.print(Text.assemble((f"{rank}. ", "bold"), _name(role)))
        console.print(Text("   ") + _fit(role))


def _name(role: Ranked) -> Text:
    return Text.assemble(words(role.title, "bold"), words(f" ({role.role})", "dim"))


def _fit(role: Ranked) -> Text:
    return Text(f"{percent(role.fit):>4} ") + bar(role.fit, LONG_BAR)


def _print_reasons(console: Console, story: Story) -> None:
    title = story.first.title
    heading(console, f"Why {title} ({MARK_MEANS})")
    print_side_by_side(
        console, {"spoke for it": _said(story.speaks_for), "spoke against it": _said(story.speaks_against)}
    )
    heading(console, "What would change it")
    console.print(indented(words(story.change)))
    heading(console, "You and the people in this role (and how many of them choose it)")
    print_side_by_side(console, {"you answer like most of them": _said(story.like), "you do not": _said(story.unlike)})


def _said(said: Sequence[Said]) -> list[Text]:
    return [
        Text.assemble(
            words(f"{each.share} " if each.share else "", "cyan"),
            words(f"{each.topic}: ", "dim"),
            words(each.text, "" if each.chosen or each.share else "dim"),
            words(f" {ESTIMATED}" if each.estimated and not each.share else "", "dim"),
        )
        for each in said
    ]


def _print_explanation(console: Console, catalog: Catalog, result: Result) -> None:
    """Print what every known answer did for every role; each column adds up to its total."""
    heading(console, "What each answer did")
    console.print(
        words(
            "In natural log units, against the mean of the roles. Each column adds up to its total; for every 0.7 by "
            "which one total leads another, that role fits twice as well."
        )
    )
    roles = [role.id for role in catalog.roles]
    groups: dict[str, list[_Row]] = {}
    for (asked, option), by_role in _by_option(result).items():
        ask = words(catalog.question(asked).ask, "italic")
        label = words(label_of(catalog.question(asked), option, by_role[roles[0]].chosen))
        group = groups.setdefault(asked, [(ask, dict(zip(roles, roles, strict=True)))])
        group.append((label, {role: _number(by_role[role].effect) for role in roles}))
    totals = {role.role: sum(role.by_question.values()) for role in result.ranking}
    groups[""] = [(Text("Total", "bold"), {role: _number(totals[role]) for role in roles})]
    labels = [label for group in groups.values() for label, _ in group]
    for group in groups.values():
        console.print()
        for row in group:
            _print_row(console, row, labels)


def _by_option(result: Result) -> dict[tuple[str, str], dict[str, Reason]]:
    found: dict[tuple[str, str], dict[str, Reason]] = {}
    for reason in result.why:
        found.setdefault((reason.question, reason.option), {})[reason.role] = reason
    return found


def _number(effect: float) -> str:
    return f"{effect:+.2f}".replace("-0.00", "+0.00")


_Row: TypeAlias = tuple[Text, Mapping[str, str]]
"""A label, and a cell for each role."""


def _print_row(console: Console, row: _Row, labels: Sequence[Text]) -> None:
    """Print a row of a table with these labels, its cells where they fit: beside it, below it, or each on a line."""
    label, cells = row
    width = max(6, *(len(role) for role in cells)) + 1
    numbers = "".join(cell.rjust(width) for cell in cells.values())
    if len(numbers) + 30 <= console.width:
        table = columns(label_width(console, labels, len(numbers) + GAP), len(numbers))
        table.add_row(label, numbers)
        console.print(table)
        return
    console.print(label)
    if len(numbers) <= console.width:
        console.print(numbers)
    elif list(cells) != list(cells.values()):  # a heading of role ids is not needed where each line has its own
        for role, cell in cells.items():
            console.print(f"  {cell:>6} {role}")
