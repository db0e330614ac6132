"""A comparison of roles, as text for the terminal: what differs first."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.explain.words import MARK_MEANS
from rolefit.roles.compare import NOTHING_SHARED, Comparison, Contrast, OptionShares, contrast
from rolefit.terminal.console import (
    BAR,
    ENDLESS,
    GAP,
    bullets,
    heading,
    indented,
    label_width,
    marked,
    print_lines,
    row,
    side_by_side,
    words,
    wrapped,
)
from rolefit.terminal.roles import (
    YOU,
    disagreement_lines,
    relation_lines,
    share_bar,
    source_lines,
    statement_text,
    takes_lines,
)

MIN_LABEL = 24
"""How many columns the words of an answer need beside the bars; with fewer, the bars go below them."""


def print_comparison(console: Console, comparison: Comparison, takes: Sequence[str]) -> None:
    """Print roles side by side, with sentences on what they take."""
    print_lines(console, list(_lines(console, comparison, takes)))


def _lines(console: Console, comparison: Comparison, takes: Sequence[str]) -> Iterator[Text]:
    yield from wrapped(console, words(" · ".join(f"{role.title} ({role.id})" for role in comparison.roles), "bold"))
    answers = contrast(comparison)
    yield from _different_answers(console, comparison, answers)
    yield from takes_lines(console, takes)
    yield from _different_facts(console, comparison)
    yield from _shared(console, comparison, answers)
    yield from relation_lines(console, comparison.relations)
    yield from disagreement_lines(console, comparison.disagreements)
    yield from source_lines(console, comparison.sources)


def _different_answers(console: Console, comparison: Comparison, answers: Contrast) -> Iterator[Text]:
    if answers.measured:
        yield from heading(console, "Answers that differ most, measured on people and work")
        yield from _shares(console, comparison, answers.measured)
    if answers.estimated:
        yield from heading(console, f"Answers that differ most, estimated ({MARK_MEANS})")
        yield from _shares(console, comparison, answers.estimated)


def _shares(console: Console, comparison: Comparison, options: Sequence[OptionShares]) -> Iterator[Text]:
    roles = comparison.roles
    column = 6 + BAR + 1
    if console.width == ENDLESS:
        column = max(column, *(words(role.title).cell_len for role in roles))
    labels = [Text.assemble(YOU if comparison.chose(option) else "", words(option.label)) for option in options]
    room = label_width(console, labels, 2 + len(roles) * (column + GAP) + GAP)
    stacked = room < MIN_LABEL and console.width < ENDLESS
    titles = [words(role.title) for role in roles] if stacked else [words(role.title, "italic") for role in roles]
    widths = [room, *[column] * len(roles)]
    if not stacked:
        yield from row(console, [Text(), *titles], widths, indent=2)
    for label, option in zip(labels, options, strict=True):
        bars = [share_bar(option.shares[role.id], comparison.sources) for role in roles]
        if stacked:
            yield from indented(console, label)
            yield from marked(console, zip(bars, titles, strict=True), indent=4)
        else:
            yield from row(console, [label, *bars], widths, indent=2)


def _different_facts(console: Console, comparison: Comparison) -> Iterator[Text]:
    for topic in comparison.topics:
        if topic.different:
            yield from heading(console, topic.title)
            statements = {role.title: list(map(statement_text, topic.by_role[role.id])) for role in comparison.roles}
            yield from side_by_side(console, statements)


def _shared(console: Console, comparison: Comparison, answers: Contrast) -> Iterator[Text]:
    yield from heading(console, "What they share")
    if answers.alike:
        yield from _shares(console, comparison, answers.alike)
    for topic in comparison.topics:
        if topic.shared:
            yield from indented(console, words(topic.title, "italic"))
            yield from bullets(console, map(statement_text, topic.shared), indent=4)
    if not answers.alike and not any(topic.shared for topic in comparison.topics):
        yield from indented(console, words(NOTHING_SHARED))
