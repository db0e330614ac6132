"""A comparison of roles, as text for the terminal: on one screen, or with every fact."""

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from rolefit.explain.compare import ComparisonInWords, InShort, TellingAnswers
from rolefit.explain.words import percent
from rolefit.roles.compare import Comparison, TopicComparison
from rolefit.terminal.console import GAP, heading, indented, marked, print_lines, titled, words, wrapped
from rolefit.terminal.facts import Facts, used_sources
from rolefit.terminal.looks import Look, looks_of
from rolefit.terminal.shares import CHOSEN, ShareTable

MOST_SHOWN = {2: 3}
"""How many of the answers that are most a role's own one screen has for so many roles."""

MOST_OF_MANY = 2
"""How many it has for more roles."""


def print_comparison(console: Console, comparison: Comparison, explained: ComparisonInWords, *, whole: bool) -> None:
    """Print roles side by side, on one screen, or the `whole` of what is known of them."""
    print_lines(console, list((_everything if whole else _one_screen)(console, comparison, explained)))


def print_topic(console: Console, comparison: Comparison, explained: ComparisonInWords, topic: TopicComparison) -> None:
    """Print what the sources say of the roles under one heading."""
    looks = _looks(comparison, explained)
    told = [d for d in comparison.disagreements if d.topic == topic.topic]
    said = [
        *(s for of_role in topic.by_role.values() for s in of_role),
        *topic.shared,
        *(v for d in told for v in d.statements),
    ]
    facts = Facts(console, used_sources(comparison.sources, said))
    lines = [*_legend(console, comparison.role_names, looks), *_topic(console, facts, topic, looks)]
    lines += facts.disagreements(told)
    print_lines(console, [*lines, *facts.listed_sources()])


def _looks(comparison: Comparison, explained: ComparisonInWords) -> Mapping[str, Look]:
    looks = looks_of(explained.titles)
    return {role.id: looks[role.id] for role in comparison.roles}


def _legend(console: Console, titles: Mapping[str, str], looks: Mapping[str, Look]) -> list[Text]:
    names = [Text.assemble(looks[role].text, words(f" {title}", "bold")) for role, title in titles.items()]
    return wrapped(console, Text("   ").join(names))


def _one_screen(console: Console, comparison: Comparison, explained: ComparisonInWords) -> Iterator[Text]:
    most = MOST_SHOWN.get(len(comparison.roles), MOST_OF_MANY)
    yield from _differ(console, explained)
    yield from _telling(console, comparison, explained, most)
    for rows in explained.in_short:
        yield from _in_short(console, rows, comparison, explained)
    yield from _alike_in_short(console, explained)
    for move in explained.moves:
        yield from _in_short(console, move, comparison, explained)
    if explained.yours:
        yield from wrapped(console, Text.assemble(CHOSEN, words(explained.yours, "bold")))
    yield from wrapped(console, Text.assemble(("Every fact, with its source: ", "dim"), words(explained.command)))


def _differ(console: Console, explained: ComparisonInWords) -> Iterator[Text]:
    for sentence in explained.differ:
        yield from wrapped(console, words(sentence, "bold"))


def _telling(
    console: Console, comparison: Comparison, explained: ComparisonInWords, most: int | None = None
) -> Iterator[Text]:
    """The answers that are most each role's own: all, or so many of each in few words."""
    looks = _looks(comparison, explained)
    heads = {each.role: _speaks_for(each, looks) for each in explained.telling}
    rows = {
        each.role: [(words(option.label if most is None else option.short), option) for option in each.options[:most]]
        for each in explained.telling
    }
    labels = [label for of_role in rows.values() for label, _ in of_role]
    table = ShareTable(console, looks, comparison.sources, [*labels, *heads.values()])
    for role, of_role in rows.items():
        yield from table.head(heads[role])
        for label, option in of_role:
            yield from table.row(label, option, chosen=comparison.chose(option))
        if not of_role:
            yield from indented(console, words("no answer is its own", "dim"))


def _speaks_for(each: TellingAnswers, looks: Mapping[str, Look]) -> Text:
    return Text.assemble(looks[each.role].text, words(f" {each.says}", looks[each.role].colour))


def _widest_title(explained: ComparisonInWords) -> int:
    return max((words(rows.title).cell_len for rows in (*explained.in_short, *explained.moves)), default=0)


def _in_short(console: Console, rows: InShort, comparison: Comparison, explained: ComparisonInWords) -> Iterator[Text]:
    looks = _looks(comparison, explained)
    lines = [(Text.assemble(looks[role].text, " "), words(text)) for role, text in rows.by_role.items()]
    yield from titled(console, rows.title, lines, _widest_title(explained))


def _alike_in_short(console: Console, explained: ComparisonInWords) -> Iterator[Text]:
    """The answers that are most common in all of them: as many as a line has room for, one at least."""
    labels = [
        f"{option.short} ({' and '.join(percent(share.share) for share in option.shares.values())})"
        for option in explained.alike
    ]
    width = _widest_title(explained)
    while len(labels) > 1 and words("; ".join(labels)).cell_len > console.width - width - GAP:
        labels.pop()
    if labels:
        title = "Both" if len(explained.telling) == 2 else "All"
        yield from titled(console, title, [(Text(), words("; ".join(labels)))], width)


def _everything(console: Console, comparison: Comparison, explained: ComparisonInWords) -> Iterator[Text]:
    facts, looks = Facts(console, comparison.sources), _looks(comparison, explained)
    yield from _differ(console, explained)
    yield from heading(console, "Answers that tell them apart most")
    yield from _telling(console, comparison, explained)
    if explained.yours:
        yield from wrapped(console, Text.assemble(CHOSEN, words(explained.yours, "bold")))
    yield from heading(console, "Answers that most give alike")
    labels = [words(option.label) for option in explained.alike]
    table = ShareTable(console, looks, comparison.sources, labels)
    for label, option in zip(labels, explained.alike, strict=True):
        yield from table.row(label, option, chosen=comparison.chose(option))
    if not explained.alike:
        yield from indented(console, words("none"))
    for move in explained.moves:
        yield from heading(console, move.title)
        for role, text in move.by_role.items():
            yield from marked(console, [(Text.assemble(looks[role].text, " "), words(text))], indent=2)
    if explained.takes:
        yield from heading(console, "What it takes (no part of a fit)")
    for sentence in explained.takes:
        yield from indented(console, words(sentence))
    for topic in comparison.topics:
        yield from _topic(console, facts, topic, looks)
        yield from facts.disagreements(d for d in comparison.disagreements if d.topic == topic.topic)
    yield from facts.relations(comparison.relations)
    shown = {topic.topic for topic in comparison.topics}
    yield from facts.apart(d for d in comparison.disagreements if d.topic not in shown)
    yield from facts.listed_sources()


def _topic(console: Console, facts: Facts, topic: TopicComparison, looks: Mapping[str, Look]) -> Iterator[Text]:
    yield from heading(console, topic.title)
    yield from facts.by_role(topic.by_role, looks)
    yield from facts.shared(topic.shared)
