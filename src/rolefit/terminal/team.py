"""A team, as text for the terminal: counts of roles, bars for the work, and what follows, on one screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from rolefit.errors import path_excerpt
from rolefit.explain.team import TeamInWords, rounded
from rolefit.explain.words import percent
from rolefit.people.team_result import Groups, Named, RoleCount, Team
from rolefit.terminal.console import (
    BAR,
    ENDLESS,
    GAP,
    NARROW,
    bar,
    beside,
    fitting,
    heading,
    indented,
    label_width,
    marked,
    print_lines,
    row,
    titled,
    words,
    wrapped,
)
from rolefit.terminal.looks import Look, looks_of

MOST_PAIRS = 6
"""How many pairs of roles are shown."""

SHORTEST_BAR = 3
"""How many columns a bar has at least."""

MANY = 1000
"""From how many people on the parts of them tell more than the counts."""

MOST_COLUMNS = 3
"""How many blocks of bars stand side by side at most."""

STYLES = {"thin": "yellow", "crowded": "magenta", None: ""}
"""How the name of work looks; it is named in words as well."""


def print_team(console: Console, team: Team, explained: TeamInWords) -> None:
    """Print what is counted of a team."""
    print_lines(console, list(_lines(console, team, explained)))


def _lines(console: Console, team: Team, explained: TeamInWords) -> Iterator[Text]:
    looks = looks_of(explained.titles)
    yield from _roles(console, team.roles, explained, looks)
    for note in explained.notes:
        yield from wrapped(console, words(note))
    if team.names is not None:
        yield from _named(console, team.names, looks)
    blocks = [*_work(team), *_between(team, looks)]
    if blocks:
        yield Text()
        yield from _bars(console, blocks)
    if team.groups:
        yield from _groups(console, team.groups, team.smallest, explained, looks)
    rows = dict(_what_follows(console, explained, looks))
    if rows:
        yield Text()
    for title, lines in rows.items():
        yield from titled(console, title, lines, TITLE)
    yield from wrapped(console, words(team.use, "dim"))


COLUMNS = ("first", "clear", "close", "open", "second")
"""What is counted of each role."""

LONG_BAR = 20
"""How many columns the bar of a role takes at most."""


def _roles(
    console: Console, roles: Sequence[RoleCount], explained: TeamInWords, looks: Mapping[str, Look]
) -> Iterator[Text]:
    """How many people each role fits first, with how sure, and second; stacked where lines are short."""
    whole = sum(role.first for role in roles)
    names = {role.role: Text.assemble(looks[role.role].text, " ", words(role.title, "bold")) for role in roles}
    if console.width < NARROW:
        yield from wrapped(console, words(path_excerpt(explained.head, console.width), "bold"))
        for role in roles:
            yield from wrapped(console, names[role.role])
            sure = f"{role.clear:,} clear, {role.close:,} close, {role.open:,} open"
            yield from indented(console, Text(f"{role.first:,} first ({sure}), {role.second:,} second"))
        return
    number = max(len(f"{whole:,}"), *map(len, COLUMNS))
    longest = max(name.cell_len for name in names.values())
    head = words(explained.head, "bold")
    room = label_width(console, [head], len(COLUMNS) * (number + GAP))
    length = min(LONG_BAR, room - longest - GAP) if console.width < ENDLESS else LONG_BAR
    widths = [max(room, longest + GAP + length), *[number] * len(COLUMNS)]
    # The end of a path tells most, and so does what stands after it.
    head = words(path_excerpt(explained.head, widths[0]), "bold")
    yield from row(console, [head, *(_right(each, number, "dim") for each in COLUMNS)], widths)
    for role in roles:
        name = names[role.role]
        name.pad_right(longest + GAP - name.cell_len)
        left = Text.assemble(name, bar(role.first / whole, length, looks[role.role].colour))
        counts = (role.first, role.clear, role.close, role.open, role.second)
        yield from row(console, [left, *(_right(f"{n:,}", number) for n in counts)], widths)


def _right(text: str, width: int, style: str = "") -> Text:
    return Text(text.rjust(width), style)


def _named(console: Console, names: Mapping[str, Named], looks: Mapping[str, Look]) -> Iterator[Text]:
    """Who stands where, one role after the other."""
    rows = []
    for role, named in names.items():
        told = {"first": named.first, "second": named.second}
        lists = [f"{place}: {', '.join(map(str, who))}" for place, who in told.items() if who]
        if lists:
            rows.append((Text.assemble(looks[role].text, " "), words("; ".join(lists))))
    yield from marked(console, rows)


@dataclass(frozen=True)
class _Bar:
    """A row of a block."""

    share: float
    number: str
    name: Text


@dataclass(frozen=True)
class _Block:
    """Bars under a heading."""

    title: str
    bars: Sequence[_Bar]

    @property
    def height(self) -> int:
        return 1 + len(self.bars)


def _bar(team: Team, n: int, of: int, name: Text) -> _Bar:
    return _Bar(n / of, f"{n}" if team.n < MANY or not n else percent(n / of), name)


def _work(team: Team) -> Iterator[_Block]:
    for question in team.coverage:
        bars = [
            _bar(team, option.wanted, option.asked, words(option.name, STYLES[option.stands_out]))
            for option in question.options
        ]
        yield _Block(question.name, bars)


def _between(team: Team, looks: Mapping[str, Look]) -> Iterator[_Block]:
    bars = []
    for pair in team.between[:MOST_PAIRS]:
        a, b = pair.roles
        name = Text.assemble(looks[a].text, words(f" {a} or "), looks[b].text, words(f" {b}"))
        bars.append(_bar(team, pair.n, team.n, name))
    if bars:
        yield _Block("Between two roles", bars)


def _bars(console: Console, blocks: Sequence[_Block]) -> list[Text]:
    """Blocks of bars, in as many columns as there is room for, all of about the same height."""
    number = max(len(each.number) for block in blocks for each in block.bars)
    name = max(each.name.cell_len for block in blocks for each in block.bars)
    least = SHORTEST_BAR + 1 + number + 1 + name
    most = min(MOST_COLUMNS, len(blocks), (console.width + GAP) // (least + GAP)) if console.width < ENDLESS else 1
    columns = max(1, most)
    width = min((console.width + GAP) // columns - GAP, least - SHORTEST_BAR + BAR)
    drawn = [_drawn(console, block, width, width - least + SHORTEST_BAR, number) for block in blocks]
    if columns == 1:
        return [line for lines in drawn for line in lines]
    return beside(_balanced(drawn, columns), [width] * columns)


def _drawn(console: Console, block: _Block, width: int, length: int, number: int) -> list[Text]:
    lines = wrapped(console, words(block.title, "bold"), width)
    for each in block.bars:
        # A bar that does not fit beside its name is left out: its number is not.
        drawn = bar(each.share, length) + Text(" ") if length >= SHORTEST_BAR else Text()
        lines += marked(console, [(Text.assemble(drawn, f"{each.number:>{number}} "), each.name)], width=width)
    return lines


def _balanced(stacks: Sequence[Sequence[Text]], columns: int) -> list[list[Text]]:
    """Stacks of lines in so many columns: the highest first, each in the column that is shortest then."""
    found: list[list[int]] = [[] for _ in range(columns)]
    for i in sorted(range(len(stacks)), key=lambda i: -len(stacks[i])):
        min(found, key=lambda column: sum(len(stacks[each]) for each in column)).append(i)
    return [[line for i in sorted(column) for line in stacks[i]] for column in sorted(found, key=min)]


def _groups(
    console: Console, groups: Groups, smallest: int, explained: TeamInWords, looks: Mapping[str, Look]
) -> Iterator[Text]:
    """How many people of each group each role fits first."""
    heads = [Text.assemble(looks[role].text, " ", words(role)) for role in explained.titles]
    cells: list[tuple[Text, int, Mapping[str, int] | None]] = [
        (words(group.value or "(nothing said)"), group.n, group.first) for group in groups.groups
    ]
    if groups.small:
        cells.append((words(explained.small), groups.small.n, groups.small.first))
    number = max(*(head.cell_len for head in heads), *(len(f"{n:,}") for _, n, _ in cells), len("all"))
    label = label_width(console, [name for name, _, _ in cells], (len(heads) + 1) * (number + GAP))
    widths = [max(1, label), *[number] * (len(heads) + 1)]
    yield from heading(console, explained.by)
    for head in heads:
        head.pad_left(number - head.cell_len)
    yield from row(console, [Text(), _right("all", number, "dim"), *heads], widths)
    for name, n, first in cells:
        told = [f"{n:,}", *("–" if first is None else rounded(first[role], smallest) for role in explained.titles)]
        stands_above = label < name.cell_len
        if stands_above:
            yield from wrapped(console, name)
        yield from row(console, [Text() if stands_above else name, *(_right(each, number) for each in told)], widths)


TITLE = 12
"""How many columns the titles at the side take."""


def _what_follows(
    console: Console, explained: TeamInWords, looks: Mapping[str, Look]
) -> Iterator[tuple[str, list[tuple[Text, Text]]]]:
    """What stands out, what one more person would fill and what the sources say, each under its title."""
    for each in explained.stands_out:
        yield each.title, [(Text(), _names(console, "", each.names))]
    if explained.additions:
        yield (
            "One more",
            [
                (Text.assemble(looks[one.role].text, " "), _names(console, f"{one.who} would fill: ", one.names))
                for one in explained.additions
            ],
        )
    if explained.advice:
        yield (
            "Sources say",
            [
                (Text(), Text.assemble(words(said.text), (f" ({', '.join(said.sources)})", "dim")))
                for said in explained.advice
            ],
        )


def _names(console: Console, before: str, names: Sequence[str]) -> Text:
    """Names in one line, as many as there is room for; all where lines are short."""
    room = console.width - TITLE - GAP - 2 - len(before)
    return words(before + ("; ".join(names) if console.width < NARROW else fitting(names, room)))
