"""People beside each other, as text for the terminal: on one screen, or with every fact."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.errors import excerpt
from rolefit.explain.beside import BesideInWords, DifferenceRow, QuestionRow, Said
from rolefit.explain.words import in_sentence, listed
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import (
    ENDLESS,
    GAP,
    NARROW,
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

ROWS = 30
"""How many rows it takes at most, unless everything is asked for."""

NAME = 18
"""How many columns a person's name takes at most."""

FIT = 4
"""How many columns a fit takes."""

MOVED = "moved"
"""What stands before how much the second has more than the first, in percentage points."""

LEAST_VERDICT = 20
"""How many columns a verdict has at least beside the fits; with fewer, what stands side by side is stacked."""

NUMBER = 6
"""How many columns an effect takes."""


def print_beside(console: Console, explained: BesideInWords, *, whole: bool) -> None:
    """Print people beside each other, on one screen, or the `whole` of what is known."""
    lines = list(_head(console, explained))
    if whole:
        lines += _differ_head(console, explained)
        lines += [line for each in explained.differ for line in _question(console, explained, each)]
        lines += _alike(console, explained)
        lines += _effects(console, explained)
    else:
        lines += _as_fits(console, explained, ROWS - len(lines))
    print_lines(console, [*lines, *wrapped(console, Text(INTENDED_USE, "dim"))])


def _head(console: Console, explained: BesideInWords) -> Iterator[Text]:
    yield from wrapped(console, words(explained.agree, "bold"))
    looks = looks_of(explained.titles)
    legend = [
        Text.assemble(looks[role].text, words(f" {title}", looks[role].colour))
        for role, title in explained.titles.items()
    ]
    yield from wrapped(console, Text("  ").join(legend))
    yield from _table(console, explained, looks)
    for sentence in explained.noise:
        yield from wrapped(console, words(sentence))


def _table(console: Console, explained: BesideInWords, looks: Mapping[str, Look]) -> Iterator[Text]:
    """A row for each person: the fit of every role, and the verdict."""
    names = [words(excerpt(person.name, NAME), "bold") for person in explained.people]
    moved = [Text(MOVED, "dim")] if explained.moved else []
    widths = [max(name.cell_len for name in (*names, *moved)), *[FIT] * len(looks)]
    room = console.width - sum(widths) - GAP * len(widths)
    if console.width < NARROW or room < LEAST_VERDICT:
        for person in explained.people:
            fits = [Text.assemble(looks[role].text, words(f" {fit}")) for role, fit in person.fits.items()]
            yield from wrapped(console, words(person.name, "bold"))
            yield from indented(console, Text("  ").join(fits))
            yield from indented(console, words(person.verdict))
        return
    yield from row(console, [Text(), *(Text.assemble(" " * (FIT - 1), look.text) for look in looks.values())], widths)
    for name, person in zip(names, explained.people, strict=True):
        fits = [Text(person.fits[role].rjust(FIT), look.colour) for role, look in looks.items()]
        yield from row(console, [name, *fits, words(person.verdict)], [*widths, room])
    if explained.moved:
        yield from row(console, [*moved, *(Text(explained.moved[role].rjust(FIT), "dim") for role in looks)], widths)


def _question(
    console: Console, explained: BesideInWords, question: QuestionRow, *, whole: bool = True
) -> Iterator[Text]:
    """A question on which people differ: who chose what, and for which role the second of two says more by it."""
    looks = looks_of(explained.titles)
    names = [words(f"{_who(console, each, whole=whole)}  ", "dim") for each in question.said]
    side = words(question.topic, "bold")
    if question.gained:
        side.append_text(Text.assemble(" ", looks[question.gained].text))
    widest = max(words(each.topic).cell_len for each in explained.differ) + 2
    beside = widest + GAP if console.width >= NARROW else 2
    room = ENDLESS if whole else console.width - beside - max(name.cell_len for name in names)
    said = [words(fitting(each.options, room)) for each in question.said]
    yield from titled(console, side, zip(names, said, strict=True), widest)


def _who(console: Console, said: Said, *, whole: bool) -> str:
    """Whose answer it is: on one screen how many people where their names are long."""
    if whole or console.width == ENDLESS or len(said.who) <= NAME:
        return said.who
    return said.count or excerpt(said.who, NAME)


def _differ_head(console: Console, explained: BesideInWords) -> list[Text]:
    if not explained.differ:
        return []
    marks = ", and the role that gains by it" if explained.moved else ""
    return heading(console, f"Where they differ most{marks}")


def _alike(console: Console, explained: BesideInWords) -> list[Text]:
    if not explained.alike:
        return []
    rows = [(Text("= ", "dim"), Text.assemble(words(f"{each.topic}: "), words(each.text))) for each in explained.alike]
    return [*heading(console, "Alike"), *marked(console, rows)]


def _alike_in_short(console: Console, explained: BesideInWords) -> list[Text]:
    if not explained.alike:
        return []
    topics = listed([in_sentence(each.topic) for each in explained.alike])
    return wrapped(console, Text.assemble(("Alike: ", "bold"), words(topics)))


def _as_fits(console: Console, explained: BesideInWords, rows: int) -> list[Text]:
    """As much as there is room for, what parts people most first; then how to see the rest."""
    rest = _alike_in_short(console, explained)
    rest += wrapped(console, Text.assemble(("Every answer, and what each did: ", "dim"), words(explained.command)))
    rows -= len(rest) + 2
    shown = _differ_head(console, explained)
    left = len(explained.differ)
    for question in explained.differ:
        lines = list(_question(console, explained, question, whole=False))
        if len(shown) + len(lines) > rows and left < len(explained.differ):
            break
        shown += lines
        left -= 1
    more = f"They differ on {left} more question{'s' * (left > 1)}." if left else ""
    return [*shown, *wrapped(console, Text(more, "dim")), *rest] if more else [*shown, *rest]


def _effects(console: Console, explained: BesideInWords) -> Iterator[Text]:
    """What every difference did for every role, in numbers that add up."""
    if not explained.effects:
        return
    looks = looks_of(explained.titles)
    yield from heading(console, "What each difference did, in natural log units (0.7 more fits twice as well; rounded)")
    labels = [Text.assemble(words(f"{each.topic}: ", "dim"), words(each.text)) for each in explained.effects]
    room = label_width(console, labels, (NUMBER + GAP) * len(looks))
    stacked = console.width < NARROW or room < LEAST_VERDICT
    widths = [room, *[NUMBER] * len(looks)]
    if not stacked:
        marks = [Text.assemble(" " * (NUMBER - 1), look.text) for look in looks.values()]
        yield from row(console, [Text(), *marks], widths)
    for label, each in zip(labels, explained.effects, strict=True):
        if stacked:
            yield from wrapped(console, label)
            yield from indented(console, _numbers(each, looks))
        else:
            cells = [Text(each.effects[role].rjust(NUMBER), look.colour) for role, look in looks.items()]
            yield from row(console, [label, *cells], widths)


def _numbers(each: DifferenceRow, looks: Mapping[str, Look]) -> Text:
    numbers: Sequence[Text] = [
        Text.assemble(look.text, words(f" {each.effects[role]}")) for role, look in looks.items()
    ]
    return Text("  ").join(numbers)
