"""Picking from a list with single keys in a terminal: a few lines below what is there, redrawn as keys come.

This is the one room that knows prompt_toolkit. It is loaded when a question is about to be asked, and not before.
"""

import asyncio
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any, TextIO, TypeAlias

from prompt_toolkit.application import Application, create_app_session, get_app_or_none
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console, ConsoleDimensions
from rich.text import Text

from rolefit.quiz.engine import Move
from rolefit.quiz.picker import DIGITS, Picker
from rolefit.quiz.picker_view import frame
from rolefit.terminal.console import WIDEST

try:
    import termios
except ImportError:  # Windows
    _GONE: tuple[type[Exception], ...] = (EOFError, OSError)
else:
    _GONE = (EOFError, OSError, termios.error)
"""What is raised where the terminal is gone."""

PAGE = 5
"""How many items the page keys move by."""

_Actions: TypeAlias = Mapping[tuple[str, ...], Callable[[Picker], None]]
"""Keys, by their names in prompt_toolkit, to what they do."""

_ANYWHERE: _Actions = {
    ("up", "c-p"): lambda picker: picker.move(-1),
    ("down", "c-n"): lambda picker: picker.move(1),
    ("pageup",): lambda picker: picker.move(-PAGE),
    ("pagedown",): lambda picker: picker.move(PAGE),
    ("enter", "c-j"): Picker.accept,
    ("c-d",): lambda picker: picker.leave(Move.STOP),
    ("escape",): Picker.escape,
}

_IN_THE_LIST: _Actions = {
    ("k",): lambda picker: picker.move(-1),
    ("j",): lambda picker: picker.move(1),
    ("home", "g"): lambda picker: picker.move(-len(picker.items)),
    ("end", "G"): lambda picker: picker.move(len(picker.items)),
    ("space", "x"): Picker.tick,
    ("left", "s-tab"): lambda picker: picker.leave(Move.BACK),
    ("s",): lambda picker: picker.leave(Move.SKIP),
    ("q",): lambda picker: picker.leave(Move.STOP),
    ("i",): Picker.weigh,
    ("/",): Picker.start_filter,
    ("?",): Picker.help,
    **{(str(number),): partial(Picker.press, number=number) for number in range(1, DIGITS + 1)},
}
"""What keys do unless they are typed into the filter."""


@contextmanager
def keys(terminal: TextIO) -> Iterator[None]:
    """Read single keys, none of them echoed, as long as this lasts; then the terminal is again as it was.

    A signal to end, or that the terminal is gone, becomes KeyboardInterrupt, so that this holds for them as well.
    """
    output = create_output(terminal)
    if isinstance(output, Vt100_Output):
        # Nobody needs to know where on the screen the lines are, and some terminals do not answer.
        output.enable_cpr = False
    source = create_input()
    held = ExitStack()
    held.enter_context(create_app_session(input=source, output=output))
    # Without this, a key pressed between two questions would be echoed.
    held.enter_context(source.raw_mode())
    held.enter_context(_ended_by_signals())
    try:
        yield
    finally:
        # A terminal that is gone cannot be put right, and an end in the middle of drawing may have left a colour on.
        with suppress(OSError):
            output.reset_attributes()
            output.show_cursor()
            output.flush()
        with suppress(*_GONE):
            held.close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    def end(_signal: int, _frame: FrameType | None) -> None:
        # One is enough, and a hang-up comes twice: what follows is to be saved in peace.
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        application = get_app_or_none()
        if application is None or not application.is_running or application.loop is None:
            raise KeyboardInterrupt
        # Raised in the middle of the loop, it would leave the screen half drawn.
        application.loop.call_soon_threadsafe(_interrupt, application)

    ends = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # Who started this may have asked for some to be ignored, as nohup does.
    before = {each: signal.signal(each, end) for each in ends if signal.getsignal(each) not in {signal.SIG_IGN, None}}
    try:
        yield
    finally:
        for each, handler in before.items():
            if signal.getsignal(each) is end:
                signal.signal(each, handler)


def _interrupt(application: Application[Any]) -> None:
    if not application.is_done:
        application.exit(exception=KeyboardInterrupt)


def pick(picker: Picker, head: Sequence[Text], console: Console) -> int:
    """Let a person pick from a list, shown under its head, until it is done; nothing of it stays on the screen.

    It is drawn as `console` would print it. Returns how many rows of the screen were left above it: what stood higher
    has scrolled away. Raises KeyboardInterrupt on Ctrl-C, or where the terminal is gone.
    """
    above = console.height

    def draw() -> ANSI:
        nonlocal above
        rows, columns = application.output.get_size()
        console.size = ConsoleDimensions(min(columns, WIDEST), rows)
        lines = frame(picker, head, console, max(2, rows - 1))
        above = min(above, rows - len(lines))
        with console.capture() as drawn:
            console.print(Text("\n").join(lines), end="", soft_wrap=True)
        return ANSI(drawn.get().encode(console.encoding, "plainer").decode(console.encoding))

    window = Window(FormattedTextControl(draw), always_hide_cursor=True, dont_extend_height=True)
    application: Application[None] = Application(
        layout=Layout(window),
        key_bindings=_bindings(picker),
        erase_when_done=True,
        include_default_pygments_style=False,
    )
    application.ttimeoutlen = ESCAPE_SECONDS
    application.timeoutlen = ESCAPE_SECONDS

    def give_up(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # Without this, asyncio would write a traceback over the screen and wait for ever.
        if not application.is_done:
            application.exit(exception=context.get("exception") or RuntimeError(context["message"]))

    try:
        application.run(
            pre_run=lambda: asyncio.get_running_loop().set_exception_handler(give_up),
            set_exception_handler=False,
            handle_sigint=False,
        )
    except _GONE:
        raise KeyboardInterrupt from None
    return above


ESCAPE_SECONDS = 0.05
"""How long after an escape is waited for the rest of a key, in seconds."""


def _bindings(picker: Picker) -> KeyBindings:
    bindings = KeyBindings()
    listing = Condition(lambda: not picker.filtering)
    for actions, when in ((_ANYWHERE, Always()), (_IN_THE_LIST, listing)):
        for names, action in actions.items():
            for name in names:
                bindings.add(name, filter=when, eager=True)(_acting(picker, action))
    # Special keys come as several characters.
    bindings.add(Keys.Any, filter=~listing)(lambda event: picker.type(event.data if len(event.data) == 1 else ""))
    bindings.add("backspace", filter=~listing)(lambda _: picker.erase())

    @bindings.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        # What is pasted is no key: letters of it must not skip a question.
        if picker.filtering:
            picker.type(event.data)

    bindings.add("c-c")(lambda event: _interrupt(event.app))

    @bindings.add("c-z")
    def _suspend(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return bindings


def _acting(picker: Picker, action: Callable[[Picker], None]) -> Callable[[KeyPressEvent], None]:
    def act(event: KeyPressEvent) -> None:
        action(picker)
        if picker.done is not None and not event.app.is_done:
            event.app.exit()

    return act
