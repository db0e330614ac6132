"""What `rolefit evaluate` says, as text for the terminal."""

from collections.abc import Sequence
from math import log

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rolefit.catalog.models import Catalog
from rolefit.evaluation.check import Soundness
from rolefit.evaluation.evaluate import SMALLEST_GROUP
from rolefit.evaluation.metrics import Interval
from rolefit.evaluation.result import Estimate, Evaluation, Group, Groups
from rolefit.explain.words import percent, percentages
from rolefit.terminal.console import ENDLESS, GAP, bar, heading, indented, marked, print_lines, words

MOST_GROUPS = 20
"""How many subgroups are shown."""

TIGHT = 60
"""Below this many columns intervals are left out of the tables."""


def print_evaluation(console: Console, catalog: Catalog, evaluation: Evaluation) -> None:
    """Print how well a catalog recovers known roles."""
    people = ", ".join(f"{n:,} {role}" for role, n in evaluation.roles.items())
    console.print(words(f"{evaluation.file}: {evaluation.n:,} people ({people}).", "bold"))
    intervals = " Brackets hold 95% intervals." if console.width >= TIGHT else ""
    console.print(words(f"Every role weighs the same, however many hold it.{intervals}"))
    _print_figures(console, evaluation)
    _print_confusion(console, evaluation)
    _print_reliability(console, evaluation)
    _print_verdicts(console, evaluation)
    _print_robustness(console, catalog, evaluation)
    if evaluation.groups:
        _print_groups(console, evaluation.groups, list(evaluation.roles))


def _print_figures(console: Console, evaluation: Evaluation) -> None:
    roles = len(evaluation.roles)
    spread = evaluation.intervals
    figures = [
        ("Balanced accuracy", evaluation.balanced_accuracy, spread.balanced_accuracy, f"{1 / roles:.3f}"),
        ("True role in the top two", evaluation.top2, spread.top2, f"{min(2 / roles, 1):.3f}"),
        ("Log loss, less is better", evaluation.log_loss, spread.log_loss, f"{log(roles):.3f}"),
        ("Calibration error", evaluation.calibration_error, spread.calibration_error, ""),
    ]
    rows = [[name, f"{figure:.3f}", _bracket(console, between, 3), guess] for name, figure, between, guess in figures]
    print_lines(console, heading(console, "How well it does"))
    _print_table(console, ["", "Found", "", "Guessing"], rows)


def _print_confusion(console: Console, evaluation: Evaluation) -> None:
    print_lines(console, heading(console, "Who was taken for whom"))
    rows = []
    for role, row in evaluation.confusion.items():
        between = _bracket_percent(console, evaluation.intervals.recall[role], 0)
        rows.append([role, *(f"{n:,}" for n in row.values()), f"{100 * evaluation.recall[role]:.0f}%", between])
    _print_table(console, ["Holds", *evaluation.confusion, "Found", ""], rows)


def _print_reliability(console: Console, evaluation: Evaluation) -> None:
    print_lines(console, heading(console, "What people were told of their first role, and what is true"))
    rows = [
        [f"{100 * b.low:.0f} to {100 * b.high:.0f}%", f"{b.n:,}", f"{100 * b.told:.0f}%", f"{100 * b.true:.0f}%"]
        for b in evaluation.reliability
    ]
    _print_table(console, ["Told", "People", "Mean told", "Hold it"], rows)


def _print_verdicts(console: Console, evaluation: Evaluation) -> None:
    print_lines(console, heading(console, "What a verdict is worth"))
    rows = [
        [kind, f"{each.n:,}", f"{100 * each.told:.0f}%", f"{100 * each.true:.0f}%"]
        for kind, each in evaluation.verdicts.items()
    ]
    _print_table(console, ["Verdict", "People", "Mean told", "Hold it"], rows)


def _print_robustness(console: Console, catalog: Catalog, evaluation: Evaluation) -> None:
    robust = evaluation.robustness
    changes: list[tuple[str, Estimate]] = [
        ("one answer, picked at random, were another", robust.one_answer_flipped),
        ("all questions weighed the same", robust.equal_weights),
        ("squared distance counted, not log shares", robust.squared_distance),
        *((f"not asked: {catalog.question(q).ask}", each) for q, each in robust.question_dropped.items()),
    ]
    print_lines(console, heading(console, "How many people would have another first role, if ..."))
    rows = [[what, f"{100 * each.share:.1f}%", _bracket_percent(console, each.interval, 1)] for what, each in changes]
    _print_table(console, ["", "People", ""], rows)


def _print_groups(console: Console, groups: Groups, roles: Sequence[str]) -> None:
    shown = groups.groups[:MOST_GROUPS]
    print_lines(console, heading(console, f"How often each role is found, by {groups.field}, and of how many"))
    rows = [[group.value or "(nothing said)", *(_recall(group, role) for role in roles)] for group in shown]
    _print_table(console, ["", *roles], rows)
    if len(groups.groups) > len(shown):
        print_lines(
            console,
            indented(console, words(f"{len(groups.groups) - len(shown):,} smaller ones more; --json has them.")),
        )
    if any(each.flagged for group in shown for each in group.recall.values()):
        note = f"! is below four fifths of the best, among those of {SMALLEST_GROUP} or more people of the role."
        print_lines(console, indented(console, words(note, "yellow")))


def _recall(group: Group, role: str) -> str:
    found = group.recall.get(role)
    return f"{100 * found.share:.0f}% of {found.n:,}{'!' if found.flagged else ' '}" if found else "– "


def _bracket(console: Console, between: Interval, digits: int) -> str:
    return f"[{between[0]:.{digits}f} to {between[1]:.{digits}f}]" if console.width >= TIGHT else ""


def _bracket_percent(console: Console, between: Interval, digits: int) -> str:
    return _bracket(console, (100 * between[0], 100 * between[1]), digits)


def _print_table(console: Console, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows whose first cell is text and the others numbers."""
    kept = [index for index, title in enumerate(titles) if title or any(row[index] for row in rows)]
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    spread = None if console.width == ENDLESS else 1
    for index in kept:
        table.add_column(justify="left" if index == 0 else "right", overflow="fold", ratio=None if index else spread)
    table.add_row(*(Text(titles[index], "italic") for index in kept))
    for row in rows:
        table.add_row(*(words(row[index]) for index in kept))
    console.print(Padding(table, (0, 0, 0, 2), expand=False))


def print_check(console: Console, checked: Soundness) -> None:
    """Print whether a catalog is sound, and what it holds if it is."""
    contents = checked.contents
    if contents is None:
        # One problem alone stands in the line on standard error.
        for problem in checked.problems if len(checked.problems) > 1 else ():
            console.print(words(str(problem)), soft_wrap=True)
        return
    judged = contents.questions - contents.outside_fit - contents.fitted
    console.print(words(f"{checked.file} is sound.", "bold"), soft_wrap=True)
    console.print(
        words(
            f"{contents.roles} roles, {contents.questions} questions, {contents.options} options; {contents.measured} "
            f"shares are counted, {contents.estimated} estimated from postings, {contents.judged} judged; "
            f"{contents.fitted} weights are fitted, {judged} judged."
        )
    )
    console.print(
        words(
            f"Answered at random {contents.runs:,} times (even would be {percent(1 / contents.roles)}), it puts first:"
        )
    )
    rows = []
    shown = percentages(list(contents.random_wins.values()))
    for (role, part), percentage in zip(contents.random_wins.items(), shown, strict=True):
        note = "  favoured by the catalog" if role in contents.favoured else ""
        rows.append((Text.assemble(bar(part), percentage.rjust(5) + "  "), words(role) + Text(note)))
    print_lines(console, marked(console, rows, indent=2))
    console.print(words("In the questions, what is typical of a role stands on average at (0 first, 1 last):"))
    rows = [(Text(f"{place:.2f}  "), words(role)) for role, place in contents.mean_places.items()]
    print_lines(console, marked(console, rows, indent=2))
