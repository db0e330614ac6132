"""A person beside a role, as text for the terminal: on one screen, or with every fact."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from rolefit.explain.way import OptionGroup, WayInWords
from rolefit.people.way import Way
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import heading, indented, marked, print_lines, titled, words, wrapped
from rolefit.terminal.facts import Facts
from rolefit.terminal.looks import looks_of
from rolefit.terminal.shares import ShareTable

MOST_SHOWN = (4, 6, 3)
"""How many options one screen has of what is shared, missing and rare."""

TAKES = "It takes"


def print_way(console: Console, way: Way, explained: WayInWords, *, whole: bool) -> None:
    """Print a person beside a role, on one screen, or the `whole` of what is known."""
    print_lines(console, list(_lines(console, way, explained, whole=whole)))


def _lines(console: Console, way: Way, explained: WayInWords, *, whole: bool) -> Iterator[Text]:
    yield from wrapped(console, words(explained.standing, "bold"))
    if explained.about:
        yield from wrapped(console, words(explained.about))
    yield from _groups(console, way, explained, whole=whole)
    if explained.skipped:
        yield from wrapped(console, words(explained.skipped, "dim"))
    yield from titled(console, TAKES, [(Text(), words(sentence)) for sentence in explained.takes], len(TAKES))
    yield from _steps(console, explained)
    if whole:
        facts = Facts(console, way.sources)
        yield from facts.relations(way.moves)
        yield from facts.listed_sources()
    else:
        yield from wrapped(console, Text.assemble(("Every fact, with its source: ", "dim"), words(explained.command)))
    yield from wrapped(console, Text(INTENDED_USE, "dim"))


def _groups(console: Console, way: Way, explained: WayInWords, *, whole: bool) -> Iterator[Text]:
    looks = {way.role.id: looks_of(explained.titles)[way.role.id]}
    shown = {
        group.title: group.options if whole else group.options[:most]
        for group, most in zip(explained.groups, MOST_SHOWN, strict=True)
    }
    labels = {
        (option.question, option.option): words(option.label if whole else option.short)
        for options in shown.values()
        for option in options
    }
    heads = {group.title: _head(group, shown[group.title]) for group in explained.groups}
    table = ShareTable(console, looks, way.sources, [*labels.values(), *heads.values()])
    for group in explained.groups:
        if not group.options:
            continue
        yield from table.head(heads[group.title])
        for option in shown[group.title]:
            yield from table.row(labels[option.question, option.option], option, chosen=group.chosen)


def _head(group: OptionGroup, shown: tuple[object, ...]) -> Text:
    more = len(group.options) - len(shown)
    return Text.assemble(words(group.title, "bold"), (f" (+{more})" if more else "", "dim"))


def _steps(console: Console, explained: WayInWords) -> Iterator[Text]:
    if not explained.steps:
        return
    yield from heading(console, explained.steps_title)[1:]
    for number, step in enumerate(explained.steps, 1):
        text = Text.assemble(words(step.text), (f" ({step.says})", "dim"))
        yield from marked(console, [(Text(f"{number}. ", "bold"), text)], indent=2)
        yield from indented(console, Text.assemble(("→ ", "dim"), words(step.brings)), 5)
