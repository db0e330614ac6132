"""A comparison of roles, as text for the terminal: what differs first."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from rolefit.comparison import Comparison, OptionShares
from rolefit.console import (
    BAR,
    ENDLESS,
    GAP,
    bullets,
    columns,
    heading,
    indented,
    label_width,
    marked,
    print_lines,
    print_side_by_side,
    words,
)
from rolefit.contrast import NOTHING_SHARED, Contrast, contrast
from rolefit.output import MARK_MEANS
from rolefit.role_text import (
    YOU,
    print_disagreements,
    print_relations,
    print_sources,
    share_bar,
    statement,
)

MIN_LABEL = 24
"""How many columns the words of an answer need beside the bars; with fewer, the bars go below them."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print roles side by side."""
    console.print(words(" · ".join(f"{role.title} ({role.id})" for role in comparison.roles), "bold"))
    answers = contrast(comparison)
    _print_different_answers(console, comparison, answers)
    _print_different_facts(console, comparison)
    _print_shared(console, comparison, answers)
    print_relations(console, comparison.relations)
    print_disagreements(console, comparison.disagreements)
    print_sources(console, comparison.sources)


def _print_different_answers(console: Console, comparison: Comparison, answers: Contrast) -> None:
    if answers.measured:
        heading(console, "Answers that differ most, measured on people in these roles")
        _print_shares(console, comparison, answers.measured)
    if answers.estimated:
        heading(console, f"Answers that differ most, estimated ({MARK_MEANS})")
        _print_shares(console, comparison, answers.estimated)


def _print_shares(console: Console, comparison: Comparison, options: Sequence[OptionShares]) -> None:
    roles = comparison.roles
    column = 6 + BAR + 1
    if console.width == ENDLESS:
        column = max(column, *(words(role.title).cell_len for role in roles))
    labels = [_label(comparison, option) for option in options]
    room = label_width(console, labels, 2 + len(roles) * (column + GAP) + GAP)
    if room < MIN_LABEL and console.width < ENDLESS:
        for label, option in zip(labels, options, strict=True):
            console.print(indented(label))
            rows = [(share_bar(option.shares[role.id], comparison.sources), words(role.title)) for role in roles]
            print_lines(console, marked(console, rows, indent=4))
        return
    table = columns(room, *[column] * len(roles))
    table.add_row("", *(words(role.title, "italic") for role in roles))
    for label, option in zip(labels, options, strict=True):
        table.add_row(label, *(share_bar(option.shares[role.id], comparison.sources) for role in roles))
    console.print(indented(table))


def _label(comparison: Comparison, option: OptionShares) -> Text:
    return Text.assemble(YOU if comparison.chose(option) else "", words(option.label))


def _print_different_facts(console: Console, comparison: Comparison) -> None:
    for topic in comparison.topics:
        if topic.different:
            heading(console, topic.title)
            said = {role.title: list(map(statement, topic.by_role[role.id])) for role in comparison.roles}
            print_side_by_side(console, said)


def _print_shared(console: Console, comparison: Comparison, answers: Contrast) -> None:
    heading(console, "What they share")
    if answers.alike:
        _print_shares(console, comparison, answers.alike)
    for topic in comparison.topics:
        if topic.shared:
            console.print(indented(words(topic.title, "italic")))
            print_lines(console, bullets(console, map(statement, topic.shared), indent=4))
    if not answers.alike and not any(topic.shared for topic in comparison.topics):
        console.print(indented(words(NOTHING_SHARED)))
