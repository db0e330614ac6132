"""Lists to pick from: what keys do to them, and how they look."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import ConsoleDimensions
from rich.text import Text

from rolefit.quiz.engine import Move
from rolefit.quiz.picker import NOTHING_TICKED, Item, Kind, Picker
from rolefit.quiz.picker_view import frame
from rolefit.terminal.console import console_for

TOOLS = [Item(name.lower(), name) for name in ("SQL", "R", "MATLAB", "Java", "Deep learning in general")]


def picked(picker: Picker) -> tuple[str, ...]:
    """What a list gives once it is done."""
    assert picker.done is Move.ANSWER
    return picker.chosen


def test_of_a_list_for_one_the_item_at_the_cursor_is_picked() -> None:
    picker = Picker(TOOLS, "one")
    picker.move(2)
    picker.tick()
    assert picker.done is None
    picker.accept()
    assert picked(picker) == ("matlab",)


def test_of_a_list_for_many_what_is_ticked_is_picked_in_its_order() -> None:
    picker = Picker(TOOLS, "many")
    for by in (3, -3, 1):
        picker.move(by)
        picker.tick()
    picker.tick()
    picker.accept()
    assert picked(picker) == ("sql", "java")


def test_the_earlier_answer_is_filled_in() -> None:
    assert Picker(TOOLS, "one", ["java"]).chosen == ("java",)
    many = Picker(TOOLS, "many", ["java", "r"])
    assert many.chosen == ("r", "java")
    assert not many.begun
    many.tick()
    assert many.begun


def test_none_of_these_is_asked_for_once_more_and_never_taken_by_accident() -> None:
    picker = Picker(TOOLS, "many")
    picker.accept()
    assert (picker.done, picker.message) == (None, NOTHING_TICKED)
    picker.move(1)
    picker.accept()
    assert (picker.done, picker.message) == (None, NOTHING_TICKED)
    picker.accept()
    assert picked(picker) == ()


def test_none_of_these_that_was_meant_before_is_not_asked_for_again() -> None:
    picker = Picker(TOOLS, "many", [])
    picker.accept()
    assert picked(picker) == ()


def test_ticking_and_unticking_takes_back_that_none_was_meant() -> None:
    picker = Picker(TOOLS, "many", [])
    picker.tick()
    picker.tick()
    picker.accept()
    assert (picker.done, picker.message) == (None, NOTHING_TICKED)


def test_the_cursor_stops_at_the_ends() -> None:
    picker = Picker(TOOLS, "one")
    picker.move(-1)
    assert picker.chosen == ("sql",)
    picker.move(100)
    assert picker.chosen == ("deep learning in general",)


def test_of_a_list_for_one_nothing_is_marked_before_the_person_acts() -> None:
    def marked(picker: Picker) -> list[str]:
        return [item.id for item in picker.items if picker.is_marked(item)]

    for act in (lambda picker: picker.move(0), Picker.tick, lambda picker: picker.press(1)):
        picker = Picker(TOOLS, "one")
        assert marked(picker) == []
        act(picker)
        assert marked(picker) == ["sql"]
    assert marked(Picker(TOOLS, "one", ["java"])) == ["java"]


def test_enter_before_anything_else_is_asked_for_once_more() -> None:
    untouched = Picker(TOOLS, "one")
    untouched.accept()
    assert (untouched.done, untouched.message) == (None, "The one at the cursor? Enter again; s skips.")
    untouched.accept()
    assert picked(untouched) == ("sql",)
    looked_at_the_keys = Picker(TOOLS, "one")
    for act in (Picker.accept, Picker.help, Picker.help, Picker.accept):
        act(looked_at_the_keys)
    assert looked_at_the_keys.done is None
    filled = Picker(TOOLS, "one", ["java"])
    filled.accept()
    assert picked(filled) == ("java",)


def test_a_digit_ticks_in_a_list_for_many_and_chooses_in_a_list_for_one() -> None:
    many = Picker(TOOLS, "many")
    for number in (4, 2, 4, 5):
        many.press(number)
    assert (many.chosen, many.cursor) == (("r", "deep learning in general"), 4)
    one = Picker(TOOLS, "one")
    one.press(3)
    assert (one.chosen, one.done) == (("matlab",), None)
    one.press(9)
    assert one.chosen == ("matlab",)


def test_a_digit_picks_nothing_from_a_menu_or_where_a_filter_hides_what_it_stood_for() -> None:
    menu = Picker(TOOLS)
    menu.press(3)
    assert menu.chosen == ("sql",)
    filtered = Picker(TOOLS, "many")
    filtered.start_filter()
    filtered.type("java")
    filtered.accept()
    filtered.press(1)
    assert not filtered.begun
    filtered.clear()
    filtered.press(1)
    assert filtered.chosen == ("sql",)


def test_escape_drops_a_filter_or_the_keys_and_else_goes_back() -> None:
    picker = Picker(TOOLS, "many", moves=[Move.BACK])
    picker.start_filter()
    picker.escape()
    assert (picker.filtering, picker.done) == (False, None)
    picker.help()
    picker.escape()
    assert (picker.helping, picker.done) == (False, None)
    picker.escape()
    assert picker.done is Move.BACK
    first = Picker(TOOLS, "many")
    first.escape()
    assert (first.done, first.message) == (None, "There is nothing before this.")


def test_only_open_ways_are_taken() -> None:
    picker = Picker(TOOLS, "one", moves=[Move.SKIP])
    picker.leave(Move.BACK)
    assert (picker.done, picker.message) == (None, "There is nothing before this.")
    picker.leave(Move.STOP)
    assert picker.done is None
    picker.leave(Move.SKIP)
    assert picker.done is Move.SKIP


def test_importance_goes_round_where_it_makes_sense() -> None:
    picker = Picker(TOOLS, "one", importance="normal")
    seen = []
    for _ in range(3):
        picker.weigh()
        seen.append(picker.importance)
    assert seen == ["high", "low", "normal"]
    menu = Picker(TOOLS)
    menu.weigh()
    assert menu.importance is None


def test_a_filter_keeps_what_has_all_its_words_and_ticks_stay() -> None:
    picker = Picker(TOOLS, "many", ["sql"])
    picker.start_filter()
    picker.type("GENERAL de")
    assert [item.id for item in picker.visible] == ["deep learning in general"]
    picker.accept()
    assert (picker.done, picker.filtering) == (None, False)
    picker.tick()
    picker.clear()
    assert (picker.filter, picker.visible) == ("", tuple(TOOLS))
    assert picker.cursor == 4
    picker.accept()
    assert picked(picker) == ("sql", "deep learning in general")


def test_a_filter_that_nothing_matches_picks_nothing() -> None:
    picker = Picker(TOOLS, "one")
    picker.start_filter()
    picker.type("cobol")
    picker.accept()
    picker.accept()
    assert (picker.done, picker.chosen) == (None, ())
    assert picker.message == "Nothing matches the filter. Esc clears it."
    picker.tick()
    picker.clear()
    picker.accept()
    assert picked(picker) == ("sql",)


def test_erasing_an_empty_filter_leaves_it() -> None:
    picker = Picker(TOOLS, "one")
    picker.start_filter()
    picker.type("m")
    picker.erase()
    assert (picker.filter, picker.filtering) == ("", True)
    picker.erase()
    assert not picker.filtering


def test_what_cannot_be_printed_does_not_get_into_a_filter_and_it_has_an_end() -> None:
    picker = Picker(TOOLS, "one")
    picker.start_filter()
    picker.type("\x1b[2J\r\nR\x07")
    assert picker.filter == "[2JR"
    picker.type("x" * 1000)
    assert len(picker.filter) == 60


ACTIONS = [
    *(lambda picker, by=by: picker.move(by) for by in (-5, -1, 1, 5)),
    Picker.tick,
    Picker.weigh,
    Picker.help,
    Picker.start_filter,
    Picker.erase,
    Picker.clear,
    Picker.escape,
    lambda picker: picker.press(3),
    lambda picker: picker.type("e "),
    lambda picker: picker.leave(Move.BACK),
    Picker.accept,
]
LABELS = st.text(st.characters(categories=["L", "N", "P", "Zs", "So"]), min_size=1, max_size=60)


@given(
    labels=st.lists(LABELS, min_size=1, max_size=20),
    kind=st.sampled_from(["one", "many", "menu"]),
    actions=st.lists(st.sampled_from(ACTIONS), max_size=12),
    columns=st.integers(20, 120),
    rows=st.integers(5, 40),
)
def test_whatever_is_pressed_it_fits_and_the_cursor_is_seen(
    labels: list[str], kind: Kind, actions: list[Callable[[Picker], None]], columns: int, rows: int
) -> None:
    picker = Picker([Item(str(i), label) for i, label in enumerate(labels)], kind, moves=Move)
    for action in actions:
        action(picker)
    lines = look(picker, columns, rows)
    assert len(lines) <= rows
    assert max(map(cell_len, lines)) <= columns
    assert (
        picker.helping
        or not picker.visible
        or any(line.partition("❯ ")[0].strip(" 123456789") == "" and "❯ " in line for line in lines)
    )


def look(picker: Picker, columns: int, rows: int, ask: str = "Which tools would you like to use?") -> list[str]:
    """The lines that a list has on a screen of this size."""
    console = console_for(io.StringIO())
    console.size = ConsoleDimensions(columns, rows)
    head = [Text("Question 4 of 13 · about 2 minutes left"), Text(ask)]
    return [line.plain.rstrip() for line in frame(picker, head, console, rows)]


def wide() -> Picker:
    """A list with labels that are long, and wider than they have letters."""
    labels = [
        "データを掘り下げて、人々が決定できるようにする",
        "Digging into data so that people can decide",
        "🙂 Both",
    ]
    return Picker([Item(str(i), label) for i, label in enumerate(labels)], "one", moves=Move)


def ticked() -> Picker:
    picker = Picker(TOOLS, "many", ["r"], "high", Move)
    picker.move(1)
    return picker


def filtered() -> Picker:
    picker = ticked()
    picker.start_filter()
    picker.type("l")
    return picker


def helping() -> Picker:
    picker = ticked()
    picker.help()
    return picker


def empty() -> Picker:
    picker = Picker(TOOLS, "many", moves=Move)
    picker.accept()
    return picker


def review() -> Picker:
    items = [
        Item("result", "See the result"),
        Item("tools", "Tools (important)", "SQL; R"),
        Item("x", "Degree", "skipped"),
    ]
    return Picker(items, moves=[Move.BACK])


@pytest.mark.parametrize("size", [(80, 24), (40, 9)], ids=["80x24", "40x9"])
@pytest.mark.parametrize("make", [ticked, filtered, helping, empty, wide, review])
def test_how_it_looks(make: Callable[[], Picker], size: tuple[int, int], snapshot: object) -> None:
    assert look(make(), *size) == snapshot


def test_a_long_list_says_how_much_there_is_above_and_below() -> None:
    picker = Picker([Item(str(i), f"Option {i}") for i in range(30)], "one")
    picker.move(10)
    lines = look(picker, 40, 10)
    assert "  ❯ (•) Option 10" in lines
    above, below = (int(part.split()[1]) for part in lines[-2].strip().split(" · "))
    assert above + below + sum("Option" in line for line in lines) == 30


def test_text_of_a_catalog_cannot_move_the_cursor() -> None:
    picker = Picker([Item("a", "\x1b[2JGone\x07 [bold]loud[/]")], "one")
    assert "1 ❯ ( ) \\x1b[2JGone\\x07 [bold]loud[/]" in look(picker, 80, 10)
