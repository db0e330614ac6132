"""A list to pick from, as it looks: lines of text that fit into so many rows and columns."""

from collections.abc import Sequence
from itertools import chain

from rich.console import Console
from rich.text import Text

from rolefit.quiz.engine import Move
from rolefit.quiz.picker import DIGITS, Picker
from rolefit.quiz.wording import IMPORTANCE_MEANS
from rolefit.terminal.console import words

FEWEST_ROWS = 3
"""How many rows the list keeps where the room is scarce; what stands over it is cut instead."""

_KEYS = {
    "up/down, j/k": "move",
    "space, 1 to 9": "tick or untick",
    "1 to 9": "choose",
    "enter": "go on",
    "left, esc": "back to the one before",
    "s": "skip: counts nothing",
    "i": "count it double or half",
    "/": "filter; esc clears it",
    "q": "stop, look it over",
    "ctrl-c": "leave; answers are kept",
    "?": "hide the keys",
}


def frame(picker: Picker, head: Sequence[Text], console: Console, height: int) -> list[Text]:
    """The lines that show a list under its head, at most `height` of them, none wider than the console."""
    width = console.width
    foot = _cut(_foot(picker, width), width)
    above = [line for text in head for line in text.wrap(console, width)]
    if picker.importance is not None and picker.importance != "normal":
        above.append(_cut(words(IMPORTANCE_MEANS[picker.importance], "magenta"), width))
    if picker.filtering or picker.filter:
        above.append(_cut(Text.assemble(("/ ", "cyan"), words(picker.filter), "▏" if picker.filtering else ""), width))
    help_ = _help(picker, console) if picker.helping else []
    if len(above) + len(picker.visible) + len(help_) + 1 > height and help_:
        return help_[:height]
    above = above[: max(1, height - 1 - FEWEST_ROWS)]
    room = max(1, height - len(above) - len(help_) - 1)
    body = _rows(picker, console, room)
    air = [Text()] if len(body) + AIR <= room else []
    return [*air, *above, *air, *body, *air, *help_, foot][:height]


AIR = 3
"""How many rows stay empty around the parts where there is room for all of them."""


def _rows(picker: Picker, console: Console, room: int) -> list[Text]:
    """The rows around the cursor that there is room for, and how many items there are above and below them."""
    blocks = [_row(picker, i, console) for i in range(len(picker.visible))]
    if not blocks:
        return [Text("  nothing matches", "dim")]
    if sum(map(len, blocks)) <= room:
        return list(chain(*blocks))
    first, last = _around(picker.cursor, list(map(len, blocks)), room - 1)
    shown = list(chain(*blocks[first:last]))[: max(1, room - 1)]
    more = " · ".join(f"{arrow} {n} more" for arrow, n in (("↑", first), ("↓", len(blocks) - last)) if n)
    return [*shown, _cut(Text(f"  {more}", "dim"), console.width)]


def _around(cursor: int, heights: Sequence[int], room: int) -> tuple[int, int]:
    """The widest range of items around the cursor that has no more rows than there is room."""
    first, last, used = cursor, cursor + 1, heights[cursor]
    while True:
        below = last < len(heights) and used + heights[last] <= room
        above = first > 0 and used + heights[first - 1] <= room
        if below and (last - cursor <= cursor - first or not above):
            used += heights[last]
            last += 1
        elif above:
            first -= 1
            used += heights[first]
        else:
            return first, last


def _row(picker: Picker, index: int, console: Console) -> list[Text]:
    item, at_cursor = picker.visible[index], index == picker.cursor
    mark = Text("❯ " if at_cursor else "  ", "bold cyan")
    if picker.kind != "menu":
        chosen, free = ("[x] ", "[ ] ") if picker.kind == "many" else ("(•) ", "( ) ")
        number = f"{index + 1} " if picker.numbered and index < DIGITS else "  "
        mark = Text.assemble((number, "dim"), mark, (chosen, "bold green") if picker.is_marked(item) else (free, "dim"))
    label = words(item.label, "bold" if at_cursor else "")
    if item.detail:
        label = Text.assemble(label, words(f": {item.detail}", "" if at_cursor else "dim"))
    margin = mark.cell_len
    lines = label.wrap(console, max(1, console.width - margin))
    return [Text.assemble(mark if i == 0 else " " * margin, line) for i, line in enumerate(lines)]


def _foot(picker: Picker, width: int) -> Text:
    if picker.message:
        return words(picker.message, "bold magenta")
    if picker.filtering:
        hints = ["type to filter", "enter to choose from it", "esc clears it"]
        return _hints(hints, ["type to filter", "enter", "esc clears it"], width)
    hints = ["space ticks" if picker.kind == "many" else "", "enter goes on", "? keys"]
    if Move.BACK in picker.moves:
        hints.insert(-1, "← back")
    if Move.SKIP in picker.moves:
        hints.insert(-1, "s skips")
    if picker.importance is not None:
        hints.insert(-1, "i important")
    if Move.STOP in picker.moves:
        hints.insert(-1, "q stops")
    hints = [hint for hint in hints if hint]
    return _hints(hints, [*(hint.split()[0] for hint in hints[:-1]), hints[-1]], width)


def _hints(long: Sequence[str], short: Sequence[str], width: int) -> Text:
    line = " · ".join(long)
    return Text(line if len(line) <= width else " · ".join(short), "dim")


def _help(picker: Picker, console: Console) -> list[Text]:
    shut = {"s": Move.SKIP, "q": Move.STOP, "left, esc": Move.BACK}
    hidden = {key for key, move in shut.items() if move not in picker.moves}
    hidden |= {"space, 1 to 9"} if picker.kind != "many" else set()
    hidden |= {"1 to 9"} if picker.kind != "one" else set()
    hidden |= {"i"} if picker.importance is None else set()
    margin = max(map(len, _KEYS)) + 2
    rows = [Text.assemble((key.ljust(margin), "bold"), what) for key, what in _KEYS.items() if key not in hidden]
    return [_cut(row, console.width) for row in rows]


def _cut(text: Text, width: int) -> Text:
    text = text.copy()
    text.truncate(width, overflow="ellipsis")
    return text
