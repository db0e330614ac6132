"""Asking line by line with numbered options: no cursor movement, so it works over a pipe and with a screen reader."""

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from rolefit.answers.models import NEXT_IMPORTANCE, Answers, chosen_options
from rolefit.catalog.models import Question
from rolefit.documents.output import escape_control
from rolefit.quiz.engine import Move, Prompt, Reply, Review, ReviewChoice
from rolefit.quiz.wording import (
    CHOOSE_ONE,
    IMPORTANCE_MEANS,
    answers_in_words,
    how_long,
    question_number,
    review_summary,
)
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import marked, print_lines, print_prose, words

_MOVES = {
    "b": Move.BACK,
    "back": Move.BACK,
    "s": Move.SKIP,
    "skip": Move.SKIP,
    "q": Move.STOP,
    "quit": Move.STOP,
}

_MANY = "Choose any number of these; what you leave out counts as not for you."

_HELP = (
    "Type the number of your answer and press Enter.",
    "Where several answers may be given, type their numbers with spaces or commas between them, or 0 for none.",
    "s skips the question: it then counts neither for nor against any role.",
    "b goes back to the question before, with your earlier answer shown.",
    "i makes the question important (it counts double), again i unimportant (half), once more i neither.",
    "q stops and shows what you have answered so far, then the result.",
    "? shows this help.",
)

MOST_CHARACTERS = 10_000
"""The longest line that is read at once."""

MOST_SLIPS = 20
"""After so many lines in a row that are no answer, a pipe is taken to have none."""


class LineInterviewer:
    """Asks on `console`, reads replies from `replies`, a line each."""

    def __init__(self, console: Console, replies: TextIO) -> None:
        self._console = console
        self._replies = replies

    def welcome(self, questions: int, *, quick: bool) -> None:
        """Say how it goes."""
        self._console.print(
            words(
                f"{how_long(questions, quick=quick)} Type numbers and press Enter; "
                "s skips, b goes back, i marks what is important, q stops and shows the result, ? helps."
            )
        )
        self._console.print(words(INTENDED_USE))

    def notice(self, text: str, command: str = "") -> None:
        """Say something in the middle of the quiz, perhaps with a command in it that is to be copied."""
        print_prose(self._console, text, command=command)

    def offer(self, what: str) -> bool:
        """Offer to go on with a quiz that was not finished; return whether the person wants that."""
        self._console.print(words(what))
        for line in self._lines("Enter goes on, f starts afresh: "):
            word = line.strip().casefold()
            if not word or word in {"f", "fresh"}:
                return not word
            self._console.print("Press Enter to go on, or type f to start afresh.")
        raise EOFError

    def show_answers(self, answered: Sequence[Question], answers: Answers) -> None:
        """Show what was answered before."""
        for name, answer in answers_in_words(answered, answers):
            self._console.print(words(f"{name}: {answer}"))

    def ask(self, step: Prompt) -> Reply:
        """Ask one question until the reply can be understood.

        Raises EOFError where the replies end, or where a pipe has had nothing but slips for MOST_SLIPS lines.
        """
        self._show(step)
        importance = step.importance
        for line in self._lines(
            "Your numbers, ? for help: " if step.question.takes_many else "Your number, ? for help: "
        ):
            word = line.strip().casefold()
            if word in {"?", "help"}:
                for sentence in _HELP:
                    self._console.print(sentence)
            elif word == "i":
                importance = NEXT_IMPORTANCE[importance]
                self._console.print(IMPORTANCE_MEANS[importance])
            elif word in _MOVES:
                move = _MOVES[word]
                if move is not Move.BACK or step.can_go_back:
                    return Reply(move, importance=importance)
                self._console.print("This is the first question.")
            elif not word and step.filled is not None:
                return Reply(Move.ANSWER, step.filled, importance)
            elif not word and step.passed:
                return Reply(Move.SKIP, importance=importance)
            else:
                try:
                    return Reply(Move.ANSWER, understand(step.question, line), importance)
                except ValueError as slip:
                    self._console.print(words(str(slip)))
        raise EOFError

    def review(self, review: Review) -> Question | ReviewChoice:
        """Show all answers, and ask what to change. Where the replies have ended, the result is wanted."""
        self._console.print()
        self._console.print(words("Your answers", "bold"))
        rows = [
            (Text(f"{number:>4}  "), words(f"{name}: {answer}"))
            for number, (name, answer) in enumerate(answers_in_words(review.questions, review.answers), 1)
        ]
        print_lines(self._console, marked(self._console, rows))
        for sentence in review_summary(review):
            self._console.print(words(sentence))
        go_on = ", g to go on with the questions" if review.left else ""
        try:
            for line in self._lines(f"Enter for the result, a number to change that answer{go_on}: "):
                word = line.strip().casefold()
                if not word or word in {"q", "quit"}:
                    return ReviewChoice.RESULT
                if word in {"b", "back"}:
                    return ReviewChoice.BACK
                if word == "g" and review.left:
                    return ReviewChoice.GO_ON
                if re.fullmatch("[0-9]{1,4}", word) and 1 <= int(word) <= len(review.questions):
                    return review.questions[int(word) - 1]
                self._console.print(f"Press Enter, or type a number from 1 to {len(review.questions)}.")
        except EOFError:
            pass
        return ReviewChoice.RESULT

    def _show(self, step: Prompt) -> None:
        console, question = self._console, step.question
        console.print()
        console.print(words(f"{question_number(step)}: {question.ask}", "bold"))
        console.print(_MANY if question.takes_many else CHOOSE_ONE)
        rows = [(str(number), words(option.label)) for number, option in enumerate(question.options, 1)]
        if question.takes_many:
            rows.append(("0", Text("None of these")))
        print_lines(console, marked(console, [(Text(number.rjust(4) + "  "), label) for number, label in rows]))
        if step.importance != "normal":
            console.print(IMPORTANCE_MEANS[step.importance])
        if step.filled is not None or step.passed:
            console.print(words(_earlier(step)))

    def _lines(self, prompt: str) -> Iterator[str]:
        """The lines that are typed after a prompt; a pipe is given up after MOST_SLIPS of them."""
        slips = 0
        while slips < MOST_SLIPS or self._replies.isatty():
            slips += 1
            yield self._read(prompt)

    def _read(self, prompt: str) -> str:
        self._console.print(prompt, end="")
        self._console.file.flush()
        try:
            line = self._replies.readline(MOST_CHARACTERS)
        except OSError as error:
            raise EOFError from error
        if not line.endswith("\n"):
            self._console.print()
        if not line:
            raise EOFError
        if line.endswith("\n") and not self._replies.isatty():
            # A terminal shows what is typed; over a pipe the transcript would lack it.
            self._console.print(words(line))
        return line


def _earlier(step: Prompt) -> str:
    if step.filled is None:
        return "You skipped this before; Enter skips it again."
    chosen = chosen_options(step.filled)
    numbers = [str(n) for n, option in enumerate(step.question.options, 1) if option.id in chosen]
    if step.suggested:
        return f"From your resume: {' '.join(numbers)}; Enter confirms it."
    return f"Your answer so far: {' '.join(numbers) or '0'}; Enter keeps it."


def understand(question: Question, line: str) -> str | tuple[str, ...]:
    """Read numbers as the options that they stand for.

    Raises ValueError, with what to say to the person, where that cannot be done.
    """
    last = len(question.options)
    parts = [part for part in re.split(r"[\s,;]+", line.strip()) if part]
    if not parts:
        message = "Type a number, or s to skip this question."
        raise ValueError(message)
    numbers: list[int] = []
    for part in parts:
        if re.fullmatch(r"[0-9]+-[0-9]+", part):
            message = f"Type the numbers one by one, such as 1 2 3, not {escape_control(part)[:20]}."
            raise ValueError(message)
        if not re.fullmatch(r"[0-9]{1,4}", part):
            message = (
                f"I do not understand {escape_control(part)[:20]}. Type numbers from 1 to {last}, s, b, i, q or ?."
            )
            raise ValueError(message)
        number = int(part)
        if number > last or (number == 0 and not question.takes_many):
            message = f"There is no answer {number}: the numbers go from 1 to {last}."
            raise ValueError(message)
        numbers.append(number)
    if not question.takes_many:
        if len(set(numbers)) > 1:
            message = f"This question takes one answer, and you gave {len(set(numbers))}."
            raise ValueError(message)
        return question.options[numbers[0] - 1].id
    if 0 in numbers and len(numbers) > 1:
        message = "0 means none of these, so it cannot stand beside other numbers."
        raise ValueError(message)
    return tuple(option.id for number, option in enumerate(question.options, 1) if number in numbers)
