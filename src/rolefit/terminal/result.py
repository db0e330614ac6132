"""A result, as text for the terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from rolefit.explain.result import ExplainedAnswer, Explanation
from rolefit.explain.words import ESTIMATED, MARK_MEANS, effect_in_words, percent
from rolefit.scoring.result import Ranked
from rolefit.terminal.console import (
    ENDLESS,
    GAP,
    NARROW,
    bar,
    heading,
    indented,
    label_width,
    print_lines,
    row,
    side_by_side,
    words,
    wrapped,
)
from rolefit.terminal.roles import takes_lines


def print_result(console: Console, explanation: Explanation, *, explained: bool = False) -> None:
    """Print a result: the verdict, the ranked table, why, what would change it, and what to do next.

    `explained` adds what every answer did.
    """
    print_lines(console, list(_lines(console, explanation, explained=explained)))


def _lines(console: Console, explanation: Explanation, *, explained: bool) -> Iterator[Text]:
    verdict = [Text(), *wrapped(console, words(explanation.verdict, "bold"))]
    yield from verdict
    for sentence in explanation.sure:
        yield from wrapped(console, words(sentence))
    yield Text()
    yield from ranking_table(console, explanation.ranking)
    yield from takes_lines(console, explanation.takes)
    if explanation.answered:
        yield from _reasons(console, explanation)
    yield from heading(console, "What next")
    for step in explanation.steps:
        yield from indented(console, words(step.command, "bold"))
        yield from indented(console, words(step.purpose), 4)
    if explained:
        yield from _effect_table(console, explanation)
    if console.is_interactive:
        # By now it has left the screen of most people.
        yield from verdict


def _reasons(console: Console, explanation: Explanation) -> Iterator[Text]:
    estimated = any(answer.estimated for answer in (*explanation.speaks_for, *explanation.speaks_against))
    yield from heading(console, f"Why {explanation.first.title}{f' ({MARK_MEANS})' if estimated else ''}")
    reasons = {
        "spoke for it": _answers(explanation.speaks_for),
        "spoke against it": _answers(explanation.speaks_against),
    }
    yield from side_by_side(console, reasons)
    yield from heading(console, "What would change it")
    yield from indented(console, words(explanation.change))
    yield from heading(console, "You and this role (and how common each answer is in it)")
    people = {"you answer like most": _answers(explanation.like), "you do not": _answers(explanation.unlike)}
    yield from side_by_side(console, people)


def _answers(answers: Sequence[ExplainedAnswer]) -> list[Text]:
    return [
        Text.assemble(
            words(f"{answer.share} " if answer.share else "", "cyan"),
            words(f"{answer.topic}: ", "dim"),
            words(answer.text, "" if answer.chosen or answer.share else "dim"),
            words(f" {ESTIMATED}" if answer.estimated and not answer.share else "", "dim"),
        )
        for answer in answers
    ]


def _effect_table(console: Console, explanation: Explanation) -> Iterator[Text]:
    """What every known answer did for every role; each column adds up to its total."""
    yield from heading(console, "What each answer did")
    yield from wrapped(
        console,
        words(
            "In natural log units, against the mean of the roles. Each column adds up to its total; for every 0.7 by "
            "which one total leads another, that role fits twice as well."
        ),
    )
    ids = {role: role for role in explanation.titles}
    totals = {role.role: sum(role.by_question.values()) for role in explanation.ranking}
    groups: list[list[_Row]] = []
    for question in explanation.effects:
        answers = [(words(answer.text), _cells(answer.by_role, ids)) for answer in question.answers]
        groups.append([(words(question.ask, "italic"), ids), *answers])
    groups.append([(Text("Total", "bold"), _cells(totals, ids))])
    labels = [label for group in groups for label, _ in group]
    for group in groups:
        yield Text()
        for each in group:
            yield from _row_lines(console, each, labels)


def _cells(effects: Mapping[str, float], roles: Iterable[str]) -> dict[str, str]:
    return {role: effect_in_words(effects[role]) for role in roles}


_Row: TypeAlias = tuple[Text, Mapping[str, str]]
"""A label, and a cell for each role."""


def _row_lines(console: Console, labelled: _Row, labels: Sequence[Text]) -> Iterator[Text]:
    """A row of a table with these labels, its cells where they fit: beside it, below it, or each on a line."""
    label, cells = labelled
    width = max(6, *(len(role) for role in cells)) + 1
    numbers = "".join(cell.rjust(width) for cell in cells.values())
    if len(numbers) + 30 <= console.width:
        widths = [label_width(console, labels, len(numbers) + GAP), len(numbers)]
        yield from row(console, [label, Text(numbers)], widths)
        return
    yield from wrapped(console, label)
    if len(numbers) <= console.width:
        yield Text(numbers)
    elif list(cells) != list(cells.values()):  # a heading of role ids is not needed where each line has its own
        for role, cell in cells.items():
            yield from wrapped(console, Text(f"  {cell:>6} {role}"))


LONG_BAR = 30
"""How many columns a bar takes in the ranked table."""


def ranking_table(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    """The roles with their fits, one below the other; what stands side by side is stacked where lines are short."""
    yield from (_stacked if console.width < NARROW else _table)(console, ranking)


def _table(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    widest = max(_name(role).cell_len for role in ranking)
    widths = [2, widest if console.width == ENDLESS else min(30, widest), LONG_BAR + 5]
    yield from row(console, [Text(title, "bold") for title in ("#", "Role", " Fit")], widths)
    for rank, role in enumerate(ranking, 1):
        yield from row(console, [Text(str(rank)), _name(role), _fit(role)], widths)


def _stacked(console: Console, ranking: Sequence[Ranked]) -> Iterator[Text]:
    for rank, role in enumerate(ranking, 1):
        yield from wrapped(console, Text.assemble((f"{rank}. ", "bold"), _name(role)))
        yield from wrapped(console, Text("   ") + _fit(role))


def _name(role: Ranked) -> Text:
    return Text.assemble(words(role.title, "bold"), words(f" ({role.role})", "dim"))


def _fit(role: Ranked) -> Text:
    return Text(f"{percent(role.fit):>4} ") + bar(role.fit, LONG_BAR)
