"""A result, as text for the terminal."""

import shlex
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.answers import Answers
from rolefit.answers_code import to_code
from rolefit.catalog import Catalog
from rolefit.console import BAR, GAP, NARROW, bar, columns, heading, indented, marked, percent, words
from rolefit.output import rolefit_command
from rolefit.result import Ranked, Reason, Result

REASONS_EACH_WAY = 2
"""How many answers the ranked table names for a role, and how many against it, those that were chosen first."""

WORTH_NAMING = 0.05
"""The smallest effect that the ranked table names: it makes a role about a twentieth more or less likely."""

MOST_RIVALS = 3
"""How many roles that are too near to the first the verdict names."""


def print_result(console: Console, catalog: Catalog, result: Result, catalog_file: str | None = None) -> None:
    """Print the verdict, the ranked table and what to do next. `catalog_file` is what the user gave as --roles."""
    console.print()
    console.print(words(verdict_sentence(catalog, result), "bold"))
    for line in _how_sure(catalog, result):
        console.print(words(line))
    console.print()
    (_print_stacked if console.width < NARROW else _print_table)(console, catalog, result)
    _print_next(console, catalog, result, catalog_file)


def verdict_sentence(catalog: Catalog, result: Result) -> str:
    """Say in one sentence what the ranking allows to say."""
    first, *others = result.ranking
    if not result.answered:
        return "No answers, no verdict: every role fits alike."
    if result.verdict.kind == "clear":
        return f"Clear: {_with_fit(first)} fits you best; next comes {_with_fit(others[0])}."
    if result.verdict.kind == "close":
        if len(result.verdict.roles) == len(result.ranking) > 2:
            return f"Close: {_with_fit(first)} leads, but none of the others can be ruled out."
        rivals = [_with_fit(role) for role in others if role.role in result.verdict.roles]
        some = rivals if len(rivals) <= MOST_RIVALS else [*rivals[:MOST_RIVALS], f"{len(rivals) - MOST_RIVALS} more"]
        return f"Close: {_with_fit(first)} leads, but {_listed(some)} cannot be ruled out."
    return f"Open: your answers do not separate the {len(catalog.roles)} roles."


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _with_fit(role: Ranked) -> str:
    return f"{role.title} ({percent(role.fit)})"


def _how_sure(catalog: Catalog, result: Result) -> list[str]:
    answered, asked = len(result.answered), len(catalog.questions)
    if not answered:
        return ["Answer a few questions, and the table will tell them apart."]
    little = ", which is little to go by" if answered * 2 < asked else ""
    lines = [f"You answered {answered} of {asked} questions{little}."]
    if result.verdict.kind == "open" and answered < asked:
        lines.append("More answers would help; skip what you have no opinion on.")
    stability = percent(result.verdict.stability)
    lines.append(
        f"Asked other questions of this kind, you would get the same first role about {stability} of the time."
    )
    measured = _measured_part(catalog, result)
    judged = {1.0: "none", 0.0: "all"}.get(measured, percent(1 - measured))
    lines.append(
        "The fit is the part of the people answering like you who hold the role, were all roles equally common. "
        f"It is an estimate: {judged} of the shares behind it are estimated, not counted on people."
    )
    return lines


def _measured_part(catalog: Catalog, result: Result) -> float:
    shares = {role.id: role.shares for role in catalog.roles}
    behind = [shares[reason.role][reason.question][reason.option] for reason in result.why]
    return sum(catalog.sources[share.source].measured for share in behind) / len(behind)


def _print_table(console: Console, catalog: Catalog, result: Result) -> None:
    role_width = min(30, max(words(role.title).cell_len for role in result.ranking))
    widths = (2, role_width, BAR + 5)
    room = console.width - sum(widths) - 3 * GAP
    table = columns(*widths, room)
    table.add_row("#", "Role", "Fit", "For it (+) and against it (−)", style="bold")
    for rank, role in enumerate(result.ranking, 1):
        reasons = marked(console, _reasons(catalog, result, role), width=room)
        table.add_row(str(rank), words(role.title), _fit(role), reasons)
    console.print(table)


def _print_stacked(console: Console, catalog: Catalog, result: Result) -> None:
    for rank, role in enumerate(result.ranking, 1):
        console.print(words(f"{rank}. {role.title}", "bold"))
        console.print(Text("   ") + _fit(role))
        console.print(marked(console, _reasons(catalog, result, role), indent=3))


def _fit(role: Ranked) -> Text:
    return Text(f"{percent(role.fit):>4} ") + bar(role.fit)


def _reasons(catalog: Catalog, result: Result, role: Ranked) -> list[tuple[Text, Text]]:
    mine = [reason for reason in result.why if reason.role == role.role]
    rows = []
    for sign, style, direction in (("+ ", "green", 1), ("− ", "red", -1)):
        some = [reason for reason in mine if reason.effect * direction >= WORTH_NAMING]
        named = sorted(some, key=lambda reason: (not reason.chosen, -abs(reason.effect)))[:REASONS_EACH_WAY]
        rows += [(Text(sign, style), words(_say(catalog, r), "" if r.chosen else "dim")) for r in named]
    return rows


def _say(catalog: Catalog, reason: Reason) -> str:
    label = catalog.question(reason.question).label(reason.option)
    return label if reason.chosen else f"not chosen: {label}"


def _print_next(console: Console, catalog: Catalog, result: Result, catalog_file: str | None) -> None:
    first, second = result.ranking[:2]
    if result.answered:
        steps = {
            f"compare {first.role} {second.role}": "the two roles at the top, side by side",
            f"show {first.role}": "all about the first, with sources",
        }
        given = Answers(answers=result.answers, importance=result.importance, offered=result.offered)
        if code := to_code(given, catalog):
            steps[f"quiz --code {code}"] = "your answers again, on any machine"
    else:
        steps = {"quiz": "answer the questions", "roles": "see what the roles are"}
    same_catalog = f" --roles {shlex.quote(catalog_file)}" if catalog_file else ""
    heading(console, "What next")
    for command, purpose in steps.items():
        console.print(indented(words(f"{rolefit_command()} {command}{same_catalog}", "bold")))
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
    question = None
    for (asked, _), by_role in _by_option(result).items():
        if asked != question:
            question = asked
            console.print()
            _print_row(console, words(catalog.question(asked).ask, "italic"), dict(zip(roles, roles, strict=True)))
        label = words(_say(catalog, by_role[roles[0]]))
        _print_row(console, label, {role: _number(by_role[role].effect) for role in roles})
    totals = {role.role: sum(role.by_question.values()) for role in result.ranking}
    console.print()
    _print_row(console, Text("Total", "bold"), {role: _number(totals[role]) for role in roles})


def _by_option(result: Result) -> dict[tuple[str, str], dict[str, Reason]]:
    found: dict[tuple[str, str], dict[str, Reason]] = {}
    for reason in result.why:
        found.setdefault((reason.question, reason.option), {})[reason.role] = reason
    return found


def _number(effect: float) -> str:
    return f"{effect:+.2f}".replace("-0.00", "+0.00")


def _print_row(console: Console, label: Text, cells: Mapping[str, str]) -> None:
    """Print a label and a cell for each role, where they fit: beside it, below it, or each on a line of its own."""
    width = max(6, *(len(role) for role in cells)) + 1
    numbers = "".join(cell.rjust(width) for cell in cells.values())
    if len(numbers) + 30 <= console.width:
        table = columns(console.width - len(numbers) - GAP, len(numbers))
        table.add_row(label, numbers)
        console.print(table)
        return
    console.print(label)
    if len(numbers) <= console.width:
        console.print(numbers)
    elif list(cells) != list(cells.values()):  # a heading of role ids is not needed where each line has its own
        for role, cell in cells.items():
            console.print(f"  {cell:>6} {role}")
