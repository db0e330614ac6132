"""A person beside a role, as text for the terminal: on one screen, or with every fact."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from rolefit.explain.way import OptionGroup, WayInWords
from rolefit.people.way import Way
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import ENDLESS, fitting, marked, print_lines, titled, words, wrapped
from rolefit.terminal.facts import Facts
from rolefit.terminal.looks import looks_of
from rolefit.terminal.shares import CHOSEN, ShareTable

MOST_SHOWN = (3, 5, 2, 0)
"""How many options one screen has of what is shared, missing, rare and chosen besides."""

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
    yield from _steps(console, explained, whole=whole)
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
        if not shown[group.title]:
            continue
        yield from table.head(heads[group.title])
        for option in shown[group.title]:
            yield from table.row(labels[option.question, option.option], option, chosen=group.chosen)


def _head(group: OptionGroup, shown: tuple[object, ...]) -> Text:
    more = len(group.options) - len(shown)
    return Text.assemble(words(group.title, "bold"), (f" (+{more} more)" if more else "", "dim"))


def _steps(console: Console, explained: WayInWords, *, whole: bool) -> Iterator[Text]:
    """What to do first, and below each step what it brings nearer and who says so."""
    if explained.steps_title:
        yield from wrapped(console, words(explained.steps_title, "bold" if explained.steps else "dim"))
    for number, step in enumerate(explained.steps, 1):
        mark, says = Text(f"{number}. ", "bold"), f" · {step.says}"
        yield from marked(console, [(mark, words(step.text))], indent=2)
        room = ENDLESS if whole else console.width - 2 - mark.cell_len - len("→ ") - words(says).cell_len
        brings = words(fitting(step.brings, room)) if step.brings else Text("you chose all of it already", "dim")
        sign = Text("→ ", "dim") if step.brings else Text(*CHOSEN)
        yield from marked(console, [(sign, Text.assemble(brings, words(says, "dim")))], indent=2 + mark.cell_len)
