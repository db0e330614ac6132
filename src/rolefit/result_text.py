"""A result, as text for the terminal."""

import shlex
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rolefit.catalog import Catalog
from rolefit.console import NARROW, bar, grid, heading, indented, percent, plain, words
from rolefit.result import Ranked, Reason, Result

REASONS_EACH_WAY = 2
"""How many answers the ranked table names for a role, and how many against it."""


def print_result(console: Console, catalog: Catalog, result: Result, catalog_file: str | None = None) -> None:
    """Print the verdict, the ranked table and what to do next. `catalog_file` is what the user gave as --roles."""
    console.print()
    console.print(words(verdict_sentence(catalog, result), "bold"))
    for line in _how_sure(catalog, result):
        console.print(words(line))
    console.print()
    (_print_stacked if console.width < NARROW else _print_table)(console, catalog, result)
    _print_next(console, result, catalog_file)


def verdict_sentence(catalog: Catalog, result: Result) -> str:
    """Say in one sentence what the ranking allows to say."""
    first, *others = result.ranking
    if result.verdict.kind == "clear":
        return f"Clear: {first.title} fits you best, with {percent(first.fit)}."
    if result.verdict.kind == "close":
        rivals = [f"{role.title} ({percent(role.fit)})" for role in others if role.role in result.verdict.roles]
        return f"Too close to call: {first.title} ({percent(first.fit)}) or {' or '.join(rivals)}."
    if not result.answered:
        return "No answers, no verdict: every role fits alike."
    return f"Open: your answers do not separate the {len(catalog.roles)} roles."


def _how_sure(catalog: Catalog, result: Result) -> list[str]:
    count = f"You answered {len(result.answered)} of {len(catalog.questions)} questions."
    if not result.answered:
        return ["Answer a few questions, and the table will tell them apart."]
    stays = percent(result.verdict.stability)
    lines = [
        f"{count} Of all ways to change a single answer, {stays} leave {result.ranking[0].title} first.",
        "Fit: of the people who answer like you, the part who hold the role, were all roles equally common.",
    ]
    if result.verdict.kind == "open":
        lines.append("More answers would help; skipping is fine where you have no opinion.")
    return lines


def _print_table(console: Console, catalog: Catalog, result: Result) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("#", justify="right")
    table.add_column("Role", max_width=20)
    table.add_column("Fit", no_wrap=True)
    table.add_column("For it (+) and against it (−)")
    for rank, role in enumerate(result.ranking, 1):
        fit = grid(10, 5, gap=1)
        fit.columns[1].justify = "right"
        fit.add_row(bar(role.fit), percent(role.fit))
        table.add_row(str(rank), words(role.title), fit, _reasons(catalog, result, role))
    console.print(table)


def _print_stacked(console: Console, catalog: Catalog, result: Result) -> None:
    for rank, role in enumerate(result.ranking, 1):
        console.print(words(f"{rank}. {role.title}", "bold"))
        fit = grid(10, None, gap=1)
        fit.add_row(bar(role.fit), percent(role.fit))
        console.print(indented(fit, 3))
        console.print(indented(_reasons(catalog, result, role), 3))


def _reasons(catalog: Catalog, result: Result, role: Ranked) -> Table:
    reasons = sorted((r for r in result.why if r.role == role.role), key=lambda r: -r.effect)
    best = [r for r in reasons[:REASONS_EACH_WAY] if r.effect > 0]
    worst = [r for r in reasons[: -REASONS_EACH_WAY - 1 : -1] if r.effect < 0]
    table = Table.grid(padding=(0, 1, 0, 0))
    for sign, some in ((Text("+", "green"), best), (Text("−", "red"), worst)):
        for reason in some:
            table.add_row(sign, words(_say(catalog, reason), "" if reason.chosen else "dim"))
    if not reasons:
        table.add_row("", "nothing: no answers")
    return table


def _say(catalog: Catalog, reason: Reason) -> str:
    label = catalog.question(reason.question).label(reason.option)
    return label if reason.chosen else f"not chosen: {label}"


def _print_next(console: Console, result: Result, catalog_file: str | None) -> None:
    first, second = result.ranking[:2]
    same_catalog = f" --roles {shlex.quote(catalog_file)}" if catalog_file else ""
    heading(console, "What next")
    for command, purpose in (
        (f"rolefit compare {first.role} {second.role}{same_catalog}", "your two top roles, side by side"),
        (f"rolefit show {first.role}{same_catalog}", "all about your top role, with sources"),
    ):
        console.print(indented(words(command, "bold")))
        console.print(indented(words(purpose), 4))


def print_explanation(console: Console, catalog: Catalog, result: Result) -> None:
    """Print what every known answer did for every role; each column adds up to its total."""
    heading(console, "What each answer did")
    console.print(
        words(
            "In natural log units, against the mean of the roles. Each column adds up to its total; for every 0.7 by "
            "which one total leads another, that role fits twice as well."
        )
    )
    roles = [role.id for role in catalog.roles]
    effects: dict[tuple[str, str], dict[str, Reason]] = {}
    for reason in result.why:
        effects.setdefault((reason.question, reason.option), {})[reason.role] = reason
    width = max(6, *(len(plain(role)) for role in roles))
    question = None
    for (asked, _), by_role in effects.items():
        if asked != question:
            question = asked
            console.print()
            console.print(_row(console, words(catalog.question(asked).ask, "italic"), [plain(r) for r in roles], width))
        label = words(_say(catalog, by_role[roles[0]]))
        console.print(_row(console, label, [f"{by_role[role].effect:+.2f}" for role in roles], width))
    totals = {role.role: sum(role.by_question.values()) for role in result.ranking}
    console.print()
    console.print(_row(console, Text("Total", "bold"), [f"{totals[role]:+.2f}" for role in roles], width))


def _row(console: Console, label: Text, cells: Sequence[str], width: int) -> Table:
    numbers = Table.grid(padding=(0, 0, 0, 1))
    for _ in cells:
        numbers.add_column(width=width, justify="right", no_wrap=True)
    numbers.add_row(*cells)
    row = Table.grid()
    if console.width < NARROW:
        row.add_row(label)
        row.add_row(numbers)
    else:
        taken = (width + 1) * len(cells)
        row.add_column(width=max(20, min(console.width, 100) - taken))
        row.add_column(no_wrap=True)
        row.add_row(label, numbers)
    return row
