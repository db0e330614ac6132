"""How fast the quiz feels in a terminal: the first question, a key press, the next question of a quick quiz.

    python benchmarks/terminal.py

Prints a table. The quiz runs in a pseudo-terminal; runs that are compared take turns.
"""

import os
import pty
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median, quantiles

from rolefit import Answers, load_catalog
from rolefit.scoring.selection import next_question

RUNS = 15
PRESSES = 200

QUIZ = [sys.executable, "-m", "rolefit", "quiz", "--fresh"]

# What the quiz has loaded when its first question is on the screen, and no line of rolefit but reading the catalog.
BARE = """
import filelock, platformdirs, prompt_toolkit.application, prompt_toolkit.layout, pydantic, rich.console, rich.table
import rich.padding, typer, yaml
from rolefit.catalog import load_catalog
load_catalog()
print("Question 1")
"""


@contextmanager
def terminal(command: Sequence[str], folder: str) -> Iterator[int]:
    """A process in a pseudo-terminal of its own; gives the end that reads what it shows and takes keys."""
    child, handle = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", XDG_STATE_HOME=folder)
        os.environ.pop("ACCESSIBLE", None)
        os.execv(command[0], list(command))  # noqa: S606  # the command is fixed above
    try:
        yield handle
    finally:
        os.close(handle)
        os.waitpid(child, 0)


def read_until(handle: int, shown: Callable[[bytes], bool]) -> bytes:
    """Read what is shown until that is it, or nothing comes for five seconds."""
    data = b""
    while not shown(data):
        if not select.select([handle], [], [], 5)[0]:
            message = f"waited in vain; shown was {data[-200:]!r}"
            raise TimeoutError(message)
        data += os.read(handle, 65536)
    return data


def seconds_to_first_question(command: Sequence[str], folder: str) -> float:
    """How long it takes from the start of a process until the first question is on the screen."""
    since = time.perf_counter()
    with terminal(command, folder) as handle:
        read_until(handle, lambda data: b"Question 1" in data)
        return time.perf_counter() - since


def seconds_for_key_presses(folder: str) -> list[float]:
    """How long it takes from each press of an arrow key until the cursor is drawn on its new row."""
    times = []
    with terminal(QUIZ, folder) as handle:
        read_until(handle, lambda data: b"? keys" in data)
        for i in range(PRESSES):
            since = time.perf_counter()
            os.write(handle, b"\x1b[B" if i // 3 % 2 == 0 else b"\x1b[A")
            read_until(handle, lambda data: "❯".encode() in data)
            times.append(time.perf_counter() - since)
    return times


def seconds_for_next_questions() -> list[float]:
    """How long a quick quiz takes to choose, after each answer of a person who ticks the first option of everything."""
    catalog = load_catalog()
    times, answers = [], Answers(answers={})
    while True:
        since = time.perf_counter()
        question = next_question(catalog, answers)
        times.append(time.perf_counter() - since)
        if question is None:
            return times
        first = question.options[0].id
        given = {**answers.answers, question.id: (first,) if question.takes_many else first}
        answers = Answers(answers=given)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        quiz, bare = [], []
        for _ in range(RUNS):
            quiz.append(seconds_to_first_question(QUIZ, folder))
            bare.append(seconds_to_first_question([sys.executable, "-c", BARE], folder))
        presses = seconds_for_key_presses(folder)
    chosen = [each for _ in range(RUNS) for each in seconds_for_next_questions()]
    rows = [
        ("first question on the screen, median", f"{1000 * median(quiz):.0f} ms"),
        ("bare process with the same libraries and the catalog, median", f"{1000 * median(bare):.0f} ms"),
        ("the former as a multiple of the latter", f"{median(quiz) / median(bare):.2f} (at most 1.25)"),
        ("key press redrawn, 95th percentile", f"{1000 * quantiles(presses, n=20)[-1]:.1f} ms (under 16)"),
        ("quick quiz: next question chosen, slowest", f"{1000 * max(chosen):.1f} ms (under 20)"),
    ]
    for what, figure in rows:
        print(f"{what:62} {figure}")


if __name__ == "__main__":
    main()
