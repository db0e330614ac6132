"""What `rolefit check` says, as text for the terminal."""

from rich.console import Console
from rich.text import Text

from rolefit.console import bar, marked, print_lines, words
from rolefit.output import percent
from rolefit.soundness import Soundness


def print_soundness(console: Console, soundness: Soundness) -> None:
    """Print whether a catalog is sound, and what it holds if it is."""
    contents = soundness.contents
    if contents is None:
        # One problem alone stands in the line on standard error.
        for problem in soundness.problems if len(soundness.problems) > 1 else ():
            console.print(words(str(problem)), soft_wrap=True)
        return
    console.print(words(f"{soundness.file} is sound.", "bold"), soft_wrap=True)
    console.print(
        words(
            f"{contents.roles} roles, {contents.questions} questions, {contents.options} options; {contents.measured} "
            f"shares are counted on people, {contents.estimated} estimated from postings, {contents.judged} judged; "
            f"{contents.fitted} weights are fitted, {contents.questions - contents.fitted} judged."
        )
    )
    console.print(
        words(
            f"Answered at random {contents.runs:,} times (even would be {percent(1 / contents.roles)}), it puts first:"
        )
    )
    rows = []
    for role, part in contents.random_wins.items():
        note = "  favoured by the catalog" if role in contents.favoured else ""
        rows.append((Text.assemble(bar(part), percent(part).rjust(5) + "  "), words(role) + Text(note)))
    print_lines(console, marked(console, rows, indent=2))
