"""The state of a list to pick from, as keys change it: a cursor, ticks, a filter. No screen in here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rolefit.answers.models import NEXT_IMPORTANCE, Importance
from rolefit.quiz.engine import Move

DIGITS = 9
"""How many items have a digit that picks them."""

NOTHING_PICKED = "The one at the cursor? Enter again; s skips."
"""What is said where Enter comes before anything else, of a question that takes one answer."""

NOTHING_TICKED = "None of these? Enter again; s skips."

Kind: TypeAlias = Literal["one", "many", "menu"]
"""A question that takes one answer, one that takes many, or a list of things to do."""


@dataclass(frozen=True)
class Item:
    """One row of a list."""

    id: str
    label: str
    detail: str = ""
    """What stands beside the label, less prominent."""


class Picker:
    """A list to pick from. It is over when `done` is set; `chosen` then has what was picked."""

    def __init__(
        self,
        items: Sequence[Item],
        kind: Kind = "menu",
        chosen: Iterable[str] | None = None,
        importance: Importance | None = None,
        moves: Iterable[Move] = (),
    ) -> None:
        """Prepare a list with what was chosen before: None if nothing was, empty if none of these.

        `importance` is None where it makes no sense, `moves` are those that are open besides picking.
        """
        self.items = tuple(items)
        self.kind = kind
        self.importance = importance
        self.moves = frozenset(moves)
        self.filter = ""
        self.filtering = False
        """Whether what is typed goes into the filter."""
        self.helping = False
        self.message = ""
        self.done: Move | None = None
        self._before = frozenset(chosen or ())
        self._ticked = set(self._before)
        self._enter_is_meant = chosen is not None
        self._touched = bool(self._before)
        self.cursor = next((i for i, item in enumerate(self.items) if item.id in self._ticked), 0)
        """The index of the cursor among the visible items."""

    @property
    def visible(self) -> tuple[Item, ...]:
        """The items that have every word of the filter in them, in any case."""
        wanted = self.filter.casefold().split()
        return tuple(
            item for item in self.items if all(word in f"{item.label} {item.detail}".casefold() for word in wanted)
        )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the items that are ticked, in the order of the list; of any other list, the one at the cursor."""
        if self.kind != "many":
            return tuple(item.id for item in self.visible[self.cursor : self.cursor + 1])
        return tuple(item.id for item in self.items if item.id in self._ticked)

    @property
    def begun(self) -> bool:
        """Whether ticks differ from those that were there at first."""
        return self.kind == "many" and self._ticked != self._before

    def is_chosen(self, item: Item) -> bool:
        """Whether an item would be picked as things stand."""
        return item.id in self.chosen

    def is_marked(self, item: Item) -> bool:
        """Whether an item is shown as chosen: of a list for one, none is before the person has moved or picked."""
        return self.is_chosen(item) and (self.kind == "many" or self._touched)

    @property
    def numbered(self) -> bool:
        """Whether digits pick: where a question is asked, and nothing is filtered, so that a number means one item."""
        return self.kind != "menu" and not (self.filter or self.filtering)

    def move(self, by: int) -> None:
        """Move the cursor; it stops at the ends of the list."""
        self._react()
        self._touched = True
        self.filtering = False
        self.cursor = max(0, min(self.cursor + by, len(self.visible) - 1))

    def tick(self) -> None:
        """Tick the item at the cursor, or take the tick away; of a list for one, choose it."""
        self._react()
        self._touched = True
        if self.kind == "many":
            self._ticked ^= {item.id for item in self.visible[self.cursor : self.cursor + 1]}
            self._enter_is_meant = False

    def press(self, number: int) -> None:
        """Go to the item of this number, from 1, and tick it or take the tick away."""
        self._react()
        if self.numbered and number <= len(self.items):
            self.cursor = number - 1
            self.tick()

    def accept(self) -> None:
        """Go on with what is chosen; in the filter, go on to the list."""
        if self.filtering:
            self.filtering = False
        elif self.kind == "many" and not self._ticked and not self._enter_is_meant:
            self._react()
            self._enter_is_meant = True
            self.message = NOTHING_TICKED
        elif self.kind == "one" and not (self._touched or self.filter or self._enter_is_meant):
            self._react()
            self._enter_is_meant = True
            self.message = NOTHING_PICKED
        elif self.kind != "many" and not self.chosen:
            self.message = "Nothing matches the filter. Esc clears it."
        else:
            self.done = Move.ANSWER

    def leave(self, move: Move) -> None:
        """Go elsewhere, if that way is open."""
        self._react()
        if move in self.moves:
            self.done = move
        elif move is Move.BACK:
            self.message = "There is nothing before this."

    def weigh(self) -> None:
        """Go on to the next importance, where that makes sense."""
        self._react()
        if self.importance is not None:
            self.importance = NEXT_IMPORTANCE[self.importance]

    def start_filter(self) -> None:
        """Let what is typed go into the filter."""
        self._react()
        self.filtering = True

    def type(self, text: str) -> None:
        """Add to the filter; unprintable characters are left out."""
        self.filter = (self.filter + "".join(c for c in text if c.isprintable()))[:LONGEST_FILTER]
        self.cursor = 0

    def erase(self) -> None:
        """Take the last character from the filter; from an empty one, leave it."""
        self.filtering = self.filter != ""
        self.filter = self.filter[:-1]
        self.cursor = 0

    def clear(self) -> None:
        """Drop the filter, and whatever is shown over the list; the cursor stays on its item."""
        self._react()
        here = self.visible[self.cursor : self.cursor + 1]
        self.filter, self.filtering = "", False
        self.cursor = self.items.index(here[0]) if here else 0

    def escape(self) -> None:
        """Drop the filter or what is shown over the list; where there is neither, go back."""
        if self.filter or self.filtering or self.helping:
            self.clear()
        else:
            self.leave(Move.BACK)

    def help(self) -> None:
        """Show the keys, or hide them again."""
        shown = self.helping
        self._react()
        self.helping = not shown

    def _react(self) -> None:
        """Whatever is done next, what was said before is over."""
        if self.message in (NOTHING_TICKED, NOTHING_PICKED):
            self._enter_is_meant = False
        self.message = ""
        self.helping = False


LONGEST_FILTER = 60
"""How many characters a filter can have."""
