"""A result, as text for the terminal: on one screen, and the question-by-question chart that explains it."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.explain.result import MOST_TAKES, ExplainedAnswer, Explanation, RoleLine
from rolefit.explain.words import ESTIMATED, in_sentence, with_article
from rolefit.scoring.result import Ranked
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.charts import effect_rows
from rolefit.terminal.console import (
    ENDLESS,
    NARROW,
    bar,
    heading,
    indented,
    print_lines,
    row,
    side_by_side,
    titled,
    words,
    wrapped,
)
from rolefit.terminal.looks import Look, looks_of


def print_result(console: Console, explanation: Explanation, *, explained: bool = False) -> None:
    """Print a result: who, how much, why, what would change it, what it takes, how sure, and what next.

    `explained` adds what the answer to every question did, and how the person compares with those who hold the role.
    """
    print_lines(console, list(_lines(console, explanation, explained=explained)))


def _lines(console: Console, explanation: Explanation, *, explained: bool) -> Iterator[Text]:
    looks = looks_of(explanation.titles)
    yield from wrapped(console, words(explanation.verdict, "bold"))
    for note in explanation.notes:
        yield from wrapped(console, words(note))
    yield Text()
    yield from ranking_table(console, explanation.ranking, explanation.fits, looks)
    if explanation.answered:
        yield Text()
        yield from _told(console, explanation, looks)
    if explained:
        yield from _explained(console, explanation, looks)
    if explained:
        yield Text()
    for sentence in explanation.sure:
        yield from wrapped(console, words(sentence, "dim"))
    yield from wrapped(console, Text.assemble("Next: ", words(explanation.next_step, "bold")))
    yield from wrapped(console, Text(INTENDED_USE, "dim"))


TITLE = 8
"""How many columns the titles at the side take."""

REASON_BAR = 6
"""How many columns the bar of the strongest reason takes."""


def _told(console: Console, explanation: Explanation, looks: Mapping[str, Look]) -> Iterator[Text]:
    """Why, what would change it, and what it takes: a line each, with titles at the side."""
    colour = looks[explanation.first.role].colour
    why = [(_size(answer, colour), _reason(answer)) for answer in explanation.speaks_for]
    why += [
        (_size(answer, "dim"), Text.assemble(("against: ", "dim"), _reason(answer)))
        for answer in explanation.speaks_against
    ]
    change = [(_mark(line, looks), words(f"{line.text}: {line.title}")) for line in explanation.changes]
    takes = [(_mark(line, looks), words(line.text)) for line in explanation.takes]
    if explanation.brings and len(takes) < MOST_TAKES:
        takes.append((Text(), words(f"you: {explanation.brings}")))
    for title, rows in {"Why": why, "What if": change, "It takes": takes}.items():
        yield from titled(console, title, rows, TITLE)


def _size(answer: ExplainedAnswer, style: str) -> Text:
    return Text.assemble(bar(answer.size, REASON_BAR, style), "  ")


def _reason(answer: ExplainedAnswer) -> Text:
    return Text.assemble(words(answer.text), (f" {ESTIMATED}" if answer.estimated else "", "dim"))


def _mark(line: RoleLine, looks: Mapping[str, Look]) -> Text:
    return Text.assemble(looks[line.role].text, " ")


def _explained(console: Console, explanation: Explanation, looks: Mapping[str, Look]) -> Iterator[Text]:
    if not explanation.answered:
        return
    yield from heading(console, "Question by question")
    yield from effect_rows(console, explanation.ranking, explanation.topics, looks)
    yield from heading(console, f"You beside {with_article(in_sentence(explanation.first.title))}")
    people = {"you answer like most": _shares(explanation.like), "you do not": _shares(explanation.unlike)}
    yield from side_by_side(console, people)
    yield from heading(console, "What the figures mean")
    for sentence in explanation.method:
        yield from indented(console, words(sentence))
    if explanation.again:
        yield from heading(console, "This result again, on any machine")
        yield from indented(console, words(explanation.again))


def _shares(answers: Sequence[ExplainedAnswer]) -> list[Text]:
    return [Text.assemble(words(f"{answer.share} ", "cyan"), words(answer.text)) for answer in answers]


LONG_BAR = 30
"""How many columns a bar takes in the ranked table."""


def ranking_table(
    console: Console, ranking: Sequence[Ranked], fits: Mapping[str, str], looks: Mapping[str, Look]
) -> Iterator[Text]:
    """The roles with their fits, one below the other; what stands side by side is stacked where lines are short."""
    names = [
        Text.assemble(looks[role.role].text, " ", words(role.title, "bold"), words(f" ({role.role})", "dim"))
        for role in ranking
    ]
    bars = [Text(f"{fits[role.role]:>4} ") + bar(role.fit, LONG_BAR, looks[role.role].colour) for role in ranking]
    if console.width < NARROW:
        for rank, (name, fit) in enumerate(zip(names, bars, strict=True), 1):
            yield from wrapped(console, Text.assemble((f"{rank}. ", "bold"), name))
            yield from wrapped(console, Text("   ") + fit)
        return
    widest = max(name.cell_len for name in names)
    widths = [2, widest if console.width == ENDLESS else min(32, widest), LONG_BAR + 5]
    yield from row(console, [Text(title, "bold") for title in ("#", "  Role", " Fit")], widths)
    for rank, (name, fit) in enumerate(zip(names, bars, strict=True), 1):
        yield from row(console, [Text(str(rank)), name, fit], widths)
