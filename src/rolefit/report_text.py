"""The report of `rolefit check`, as text for the terminal."""

from rich.console import Console

from rolefit.console import bar, grid, indented, percent, words
from rolefit.errors import Problem
from rolefit.report import Report


def print_report(console: Console, report: Report) -> None:
    """Print whether a catalog is sound, and what it holds if it is."""
    for problem in report.problems:
        console.print(words(str(Problem(**problem.model_dump()))), soft_wrap=True)
    contents = report.contents
    if contents is None:
        return
    console.print(words(f"{report.file} is sound.", "bold"), soft_wrap=True)
    console.print(
        words(
            f"{contents.roles} roles, {contents.questions} questions, {contents.options} options; "
            f"{contents.measured} shares are measured, {contents.judged} are judged."
        )
    )
    console.print(
        words(
            f"Answered at random {contents.runs:,} times (even would be {percent(1 / contents.roles)}), it puts first:"
        )
    )
    table = grid(10, 6, None, gap=1)
    for role, part in contents.random_wins.items():
        note = "  favoured by the catalog" if role in contents.favoured else ""
        table.add_row(bar(part), percent(part).rjust(5), words(role + note))
    console.print(indented(table))
