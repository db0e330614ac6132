"""The questions of a catalog, as text for the terminal."""

from rich.console import Console
from rich.text import Text

from rolefit.catalog.questions import QuestionList, QuestionSummary
from rolefit.explain.questions import what_it_takes
from rolefit.terminal.console import indented, marked, print_lines, words, wrapped

ROOM = 16
"""How many columns labels need beside the ids; with fewer they stand below."""


def print_questions(console: Console, listed: QuestionList) -> None:
    """Print the questions with what they take, and their options by id and label."""
    lines: list[Text] = []
    for question in listed.questions:
        lines += [*([Text()] if lines else []), *_question_lines(console, question)]
    print_lines(console, lines)


def _question_lines(console: Console, question: QuestionSummary) -> list[Text]:
    head = Text.assemble(words(question.id, "bold"), words(f" · {what_it_takes(question)}", "dim"))
    lines = [*wrapped(console, head), *wrapped(console, words(question.ask, "italic"))]
    rows = [(words(option.id) + Text("  "), words(option.label)) for option in question.options]
    if console.width - 2 - max(mark.cell_len for mark, _ in rows) >= ROOM:
        return [*lines, *marked(console, rows, indent=2)]
    for name, label in rows:
        lines += [*indented(console, name), *indented(console, label, 4)]
    return lines
