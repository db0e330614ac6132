"""Roles, as text for the terminal: the list of them, and one on one screen or with every fact."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.answers.models import chose
from rolefit.explain.role import RoleInWords
from rolefit.explain.words import MARK_MEANS
from rolefit.roles.show import RoleInFull, RoleList, TopicStatements
from rolefit.terminal.console import bar, heading, indented, marked, print_lines, titled, words, wrapped
from rolefit.terminal.facts import Facts, used_sources
from rolefit.terminal.looks import looks_of
from rolefit.terminal.shares import CHOSEN, ShareTable, share_in_words

MOST_OWN = 7
"""How many of the answers that are most a role's own one screen has."""


def print_roles(console: Console, roles: RoleList) -> None:
    """Print the roles with their names and what they are."""
    looks = looks_of(role.id for role in roles.roles)
    lines = []
    for role in roles.roles:
        also = f" · also {', '.join(role.aliases)}" if role.aliases else ""
        name = Text.assemble(words(role.title, "bold"), words(f" ({role.id}){also}", "dim"))
        lines += marked(console, [(Text.assemble(looks[role.id].text, " "), name)])
        if role.about:
            lines += indented(console, words(f"{role.about.text}."))
    print_lines(console, lines)


def print_role(console: Console, role: RoleInFull, explained: RoleInWords, *, whole: bool) -> None:
    """Print a role, on one screen, or the `whole` of what is known of it."""
    print_lines(console, list((_everything if whole else _one_screen)(console, role, explained)))


def print_role_topic(console: Console, role: RoleInFull, topic: TopicStatements) -> None:
    """Print what the sources say of a role under one heading."""
    told = [d for d in role.disagreements if d.topic == topic.topic]
    facts = Facts(console, used_sources(role.sources, [*topic.said, *(view for d in told for view in d.statements)]))
    lines = [*heading(console, topic.title)[1:], *facts.bullets(topic.said), *facts.disagreements(told)]
    print_lines(console, [*lines, *facts.listed_sources()])


def _one_screen(console: Console, role: RoleInFull, explained: RoleInWords) -> Iterator[Text]:
    yield from _name(console, explained)
    rows = {title: [text] for title, text in explained.in_short} | {"It takes": list(explained.takes)}
    width = max(words(title).cell_len for title in rows)
    lines = [line for title, said in rows.items() for line in titled(console, title, _plain(said), width)]
    yield from [Text(), *lines, Text()] if lines else [Text()]
    yield from _own(console, role, explained)
    yield from wrapped(console, Text.assemble(("Every fact, with its source: ", "dim"), words(explained.command)))


def _plain(texts: Sequence[str]) -> list[tuple[Text, Text]]:
    """Texts without a mark before them."""
    return [(Text(), words(text)) for text in texts]


def _name(console: Console, explained: RoleInWords) -> Iterator[Text]:
    also = f" · {explained.also}" if explained.also else ""
    yield from wrapped(console, Text.assemble(words(explained.name, "bold"), words(also, "dim")))
    if explained.about:
        yield from wrapped(console, words(explained.about, "bold"))


def _own(console: Console, role: RoleInFull, explained: RoleInWords) -> Iterator[Text]:
    """The answers that are most its own, beside those of every other role."""
    looks = looks_of(explained.titles)
    own = role.own[:MOST_OWN]
    head = Text("Most its own", "bold")
    table = ShareTable(console, looks, role.sources, [head, *(words(option.short) for option in own)])
    yield from table.head(head)
    for option in own:
        yield from table.row(words(option.short), option, chosen=chose(role.answers, option.question, option.option))
    legend = [Text.assemble(look.text, words(f" {explained.titles[name]}", "dim")) for name, look in looks.items()]
    yield from indented(console, Text("  ").join(legend))


def _everything(console: Console, role: RoleInFull, explained: RoleInWords) -> Iterator[Text]:
    facts = Facts(console, role.sources)
    yield from _name(console, explained)
    if explained.takes:
        yield from heading(console, "It takes (no part of a fit)")
    for text in explained.takes:
        yield from indented(console, words(f"{text}."))
    for topic in role.topics:
        yield from heading(console, topic.title)
        yield from facts.bullets(topic.said)
        yield from facts.disagreements(d for d in role.disagreements if d.topic == topic.topic)
    yield from facts.relations(role.relations)
    shown = {topic.topic for topic in role.topics}
    yield from facts.apart(d for d in role.disagreements if d.topic not in shown)
    yield from _share_lines(console, role, explained)
    yield from facts.listed_sources()


def _share_lines(console: Console, role: RoleInFull, explained: RoleInWords) -> Iterator[Text]:
    yield from heading(console, f"How common each answer is in this role ({MARK_MEANS})")
    for question in explained.questions:
        yield Text()
        yield from indented(console, words(question.ask, "italic"))
        rows = []
        for answer in question.answers:
            label = Text.assemble(CHOSEN if answer.chosen else "", words(answer.text))
            share = Text(share_in_words(answer.share, role.sources).rjust(5) + " ")
            rows.append((Text.assemble(share, bar(answer.share.share), " "), label))
        yield from marked(console, rows, indent=2)
