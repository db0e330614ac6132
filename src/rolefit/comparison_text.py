"""A comparison of roles, as text for the terminal: what differs first."""

from rich.console import Console
from rich.text import Text

from rolefit.comparison import Comparison, OptionShares
from rolefit.console import BAR, GAP, bullets, columns, heading, indented, marked, print_side_by_side, words
from rolefit.role_text import (
    chosen_mark,
    print_disagreements,
    print_relations,
    print_sources,
    share_bar,
    statement,
)
from rolefit.story import MARK_MEANS

MOST_DIFFERENT = 8
"""How many of the answers with the largest spread are shown, measured and estimated ones each."""

MIN_LABEL = 24
"""How many columns the words of an answer need beside the bars; with fewer, the bars go below them."""

ALIKE = 0.10
"""Answers whose shares differ by no more than this count as given alike."""

COMMON = 0.5
"""Answers given alike are shown where at least this part of every role gives them."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print roles side by side."""
    console.print(words(" · ".join(f"{role.title} ({role.id})" for role in comparison.roles), "bold"))
    _print_different_answers(console, comparison)
    _print_different_facts(console, comparison)
    _print_shared(console, comparison)
    print_relations(console, comparison.relations)
    print_disagreements(console, comparison.disagreements)
    print_sources(console, comparison.sources)


def _print_different_answers(console: Console, comparison: Comparison) -> None:
    differing = [option for option in comparison.options if option.spread > ALIKE]
    measured = [option for option in differing if _is_measured(comparison, option)]
    judged = [option for option in differing if not _is_measured(comparison, option)]
    if measured:
        heading(console, "Answers that differ most, measured on people in these roles")
        _print_shares(console, comparison, measured[:MOST_DIFFERENT])
    if judged:
        heading(console, f"Answers that differ most, estimated ({MARK_MEANS})")
        _print_shares(console, comparison, judged[:MOST_DIFFERENT])


def _is_measured(comparison: Comparison, option: OptionShares) -> bool:
    return all(comparison.sources[share.source].measured for share in option.shares.values())


def _print_shares(console: Console, comparison: Comparison, options: list[OptionShares]) -> None:
    roles = comparison.roles
    column = 6 + BAR + 1
    room = console.width - 2 - len(roles) * (column + GAP) - GAP
    if room < MIN_LABEL:
        for option in options:
            console.print(indented(_label(comparison, option)))
            rows = [(share_bar(option.shares[role.id], comparison.sources), words(role.title)) for role in roles]
            console.print(marked(console, rows, indent=4))
        return
    table = columns(room, *[column] * len(roles))
    table.add_row("", *(words(role.title, "italic") for role in roles))
    for option in options:
        table.add_row(
            _label(comparison, option), *(share_bar(option.shares[role.id], comparison.sources) for role in roles)
        )
    console.print(indented(table))


def _label(comparison: Comparison, option: OptionShares) -> Text:
    return chosen_mark(comparison.answers, option.question, option.option) + words(option.label)


def _print_different_facts(console: Console, comparison: Comparison) -> None:
    for topic in comparison.topics:
        if any(topic.by_role.values()):
            heading(console, topic.title)
            said = {role.title: list(map(statement, topic.by_role[role.id])) for role in comparison.roles}
            print_side_by_side(console, said)


def _print_shared(console: Console, comparison: Comparison) -> None:
    alike = [o for o in comparison.options if o.spread <= ALIKE and min(s.share for s in o.shares.values()) >= COMMON]
    heading(console, "What they share")
    if alike:
        _print_shares(console, comparison, alike)
    for topic in comparison.topics:
        if topic.shared:
            console.print(indented(words(topic.title, "italic")))
            console.print(bullets(console, map(statement, topic.shared), indent=4))
    if not alike and not any(topic.shared for topic in comparison.topics):
        console.print(
            indented(words("Nothing that the sources say in the same words, no answer that most give alike."))
        )
