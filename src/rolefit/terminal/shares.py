"""Answers with their share in each of some roles, a row each: the roles' marks on one scale, the numbers beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from rolefit.catalog.models import Share, Source
from rolefit.explain.words import ESTIMATED, percent
from rolefit.roles.compare import OptionShares
from rolefit.terminal.console import NARROW, label_width, wrapped
from rolefit.terminal.looks import Look

SCALE = 20
"""How many columns the scale takes, from none to all of those who hold the role."""

SHORT_SCALE = 18
"""How many it takes beside the numbers of more than two roles."""

NUMBER = 5
"""How many columns a percentage takes, with the mark of an estimate before it."""

LEAST_LABEL = 20
"""How many columns a label has at least beside the numbers; with fewer, they stand below it."""

CHOSEN = ("✓ ", "bold green")
"""What stands before an answer that the person chose."""


@dataclass(frozen=True)
class ShareTable:
    """Rows of shares that stand in the same columns."""

    console: Console
    looks: Mapping[str, Look]
    """Of the roles that are shown, in this order."""
    sources: Mapping[str, Source]
    labels: Sequence[Text]
    """All labels, of every group of rows."""

    @property
    def _stacked(self) -> bool:
        return self.console.width < max(NARROW, 2 + NUMBER * len(self.looks) + 2 + self._scale + LEAST_LABEL)

    @property
    def _scale(self) -> int:
        return SCALE if len(self.looks) == 2 else SHORT_SCALE

    @property
    def _room(self) -> int:
        """How many columns a label gets."""
        return label_width(self.console, self.labels, 2 + NUMBER * len(self.looks) + 2 + self._scale)

    def head(self, title: Text) -> Iterator[Text]:
        """A heading over rows, and which number is whose."""
        if self._stacked:
            yield from wrapped(self.console, title)
            return
        marks = [Text.assemble(" " * (NUMBER - 1), look.text) for look in self.looks.values()]
        ends = Text(f"0%{'of them':^{self._scale - 6}}100%", "dim")
        yield from self._line(title, self._room + 2, Text.assemble(*marks, "  ", ends))

    def row(self, label: Text, option: OptionShares, *, chosen: bool) -> Iterator[Text]:
        """One answer: its words, its share in every role, and where these stand between none and all."""
        mark = Text(*CHOSEN) if chosen else Text("  ")
        shares = {role: option.shares[role] for role in self.looks}
        scale = scale_of(((share.share, self.looks[role]) for role, share in shares.items()), self._scale)
        numbers = {role: share_in_words(share, self.sources) for role, share in shares.items()}
        if not self._stacked:
            cells = [Text(number.rjust(NUMBER), self.looks[role].colour) for role, number in numbers.items()]
            for i, line in enumerate(self._line(label, self._room, Text.assemble(*cells, "  ", scale))):
                yield Text.assemble(mark if i == 0 else "  ", line)
            return
        for i, line in enumerate(wrapped(self.console, label, self.console.width - 2)):
            yield Text.assemble(mark if i == 0 else "  ", line)
        marked = [
            Text.assemble("  ", self.looks[role].text, f" {number}".ljust(NUMBER)) for role, number in numbers.items()
        ]
        numbers_first = Text.assemble(*marked)
        if numbers_first.cell_len + 2 + self._scale <= self.console.width:
            yield Text.assemble(numbers_first, "  ", scale)
        else:
            yield from wrapped(self.console, numbers_first)
            yield Text.assemble("  ", scale)

    def _line(self, label: Text, room: int, cells: Text) -> Iterator[Text]:
        """A label in so many columns, and beside its first line the cells."""
        first, *others = wrapped(self.console, label, room)
        yield Text.assemble(first, " " * (room - first.cell_len), cells)
        yield from others


def share_in_words(share: Share, sources: Mapping[str, Source]) -> str:
    """A share as a percentage; an estimate has a tilde before it."""
    return f"{'' if sources[share.source].measured else ESTIMATED}{percent(share.share)}"


def scale_of(shares: Iterable[tuple[float, Look]], width: int) -> Text:
    """Marks on a scale from none to all, with a line between the outermost."""
    marks = placed(((share * (width - 1), look) for share, look in shares), width)
    scale = Text()
    for place in range(width):
        if place in marks:
            scale.append_text(marks[place].text)
        else:
            scale.append("━" if min(marks) < place < max(marks) else "─", "dim")
    return scale


def placed(wanted: Iterable[tuple[float, Look]], width: int) -> Mapping[int, Look]:
    """Column to the mark that stands there, or nearest to it; marks that would meet stand apart while there is room."""
    marks: dict[int, Look] = {}
    for place, look in sorted(wanted, key=lambda pair: pair[0]):
        free = [column for column in range(width) if column not in marks]
        marks[min(free or range(width), key=lambda column: (abs(column - place), -column))] = look
    return marks
