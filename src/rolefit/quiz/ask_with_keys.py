"""Asking in a terminal that can move its cursor: lists to pick from, and one line that stays for each answer."""

import time
from collections.abc import Sequence

from rich.console import Console
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text

from rolefit.answers.models import Answer, Answers, Importance, chosen_options
from rolefit.catalog.models import Question
from rolefit.quiz.engine import Move, Prompt, Reply, Review, ReviewChoice
from rolefit.quiz.keys import pick
from rolefit.quiz.pace import Pace
from rolefit.quiz.picker import Item, Picker
from rolefit.quiz.wording import (
    ANY_NUMBER,
    SKIPPING,
    SUGGESTED,
    about,
    answer_in_words,
    answers_in_words,
    how_long,
    question_number,
    review_summary,
    topic,
)
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import print_prose, words

_CHANGE = "change:"
"""What the ids of items begin with that stand for a question; the others stand for a wish."""


class KeyInterviewer:
    """Asks on `console`, and reads keys."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._pace = Pace()
        self._lines: list[str] = []
        """The questions whose answers stand in the lines just above, the last one last."""
        self._on_screen = 0
        """How many of these lines can still be on the screen."""
        self._unsaid: set[str] = set()
        """The questions whose answers get a line after the review: it took the lines away, or they were changed."""

    def welcome(self, questions: int, *, quick: bool) -> None:
        """Say how it goes."""
        self._console.print(words(f"{how_long(questions, quick=quick)} {SKIPPING}", "dim"))
        self._console.print(words(INTENDED_USE, "dim"))

    def notice(self, text: str, command: str = "") -> None:
        """Say something in the middle of the quiz, perhaps with a command in it that is to be copied."""
        self._lines.clear()
        self._on_screen = 0
        print_prose(self._console, text, "magenta", command)

    def offer(self, what: str) -> bool:
        """Offer to go on with a quiz that was not finished; return whether the person wants that."""
        go_on = Item("go-on", "Go on where you were")
        picker = Picker([go_on, Item("afresh", "Start afresh")])
        self._pick(picker, [words(what, "bold")])
        return picker.is_chosen(go_on)

    def show_answers(self, answered: Sequence[Question], answers: Answers) -> None:
        """Show what was answered before, a line each."""
        for question in answered:
            importance = answers.importance.get(question.id, "normal")
            self._leave_line(question, answers.answers.get(question.id), importance)

    def ask(self, step: Prompt) -> Reply:
        """Ask one question; its answer stays as one line."""
        question = step.question
        picker = Picker(
            [Item(option.id, option.label) for option in question.options],
            question.kind,
            None if step.filled is None else chosen_options(step.filled),
            step.importance,
            {Move.SKIP, Move.STOP, Move.BACK} if step.can_go_back else {Move.SKIP, Move.STOP},
        )
        since = time.monotonic()
        self._pick(picker, self._head(step))
        reply = _reply(question, picker)
        if step.changing:
            self._unsaid |= {question.id} if reply.move in {Move.ANSWER, Move.SKIP} else set()
        elif reply.move is Move.BACK:
            self._take_back()
        elif reply.move is not Move.STOP:
            if reply.move is Move.ANSWER:  # a question is sooner skipped than answered
                self._pace.answered(time.monotonic() - since)
            self._leave_line(question, reply.answer, reply.importance or "normal")
        return reply

    def review(self, review: Review) -> Question | ReviewChoice:
        """Show all answers, to change any of them, instead of the lines that say them."""
        self._take_lines_away()
        said = answers_in_words(review.questions, review.answers)
        questions = {f"{_CHANGE}{question.id}": question for question in review.questions}
        items = [Item(ReviewChoice.RESULT.value, "See the result")]
        if review.left:
            more = "question" if review.left == 1 else f"{review.left} questions"
            items.append(Item(ReviewChoice.GO_ON.value, f"Go on with the {more} not asked"))
        items += [Item(change, name, answer) for change, (name, answer) in zip(questions, said, strict=True)]
        picker = Picker(items, moves=[Move.BACK])
        head = [
            words("Your answers: pick one to change it.", "bold"),
            *(words(line) for line in review_summary(review)),
        ]
        self._pick(picker, head)
        (chosen,) = picker.chosen if picker.done is not Move.BACK else (ReviewChoice.BACK.value,)
        if chosen in questions:
            return questions[chosen]
        again = review.questions[-1:] if picker.done is Move.BACK else ()
        self._say_again([question for question in review.questions if question not in again], review.answers)
        return ReviewChoice(chosen)

    def _pick(self, picker: Picker, head: Sequence[Text]) -> None:
        self._on_screen = min(self._on_screen, pick(picker, head, self._console))

    def _head(self, step: Prompt) -> list[Text]:
        where = question_number(step)
        if step.changing:
            where += " · then your answers again"
        elif not step.quick:
            where += f" · {about(self._pace.minutes_left(step.number, step.total))} left"
        head = [words(where, "dim"), words(step.question.ask, "bold")]
        if step.question.takes_many:
            head.append(words(ANY_NUMBER, "dim"))
        if step.suggested:
            head.append(words(SUGGESTED, "magenta"))
        return head

    def _leave_line(self, question: Question, answer: Answer, importance: Importance) -> None:
        mark = Text("– ", "dim") if answer is None else Text("✓ ", "green")
        about = words(f"{topic(question, importance)}: ", "dim")
        line = Text.assemble(mark, about, words(answer_in_words(question, answer)))
        line.truncate(self._console.width, overflow="ellipsis")
        self._console.print(line)
        self._lines.append(question.id)
        self._on_screen += 1

    def _take_lines_away(self) -> None:
        """Take the lines away that say answers, all that are still on the screen."""
        while self._on_screen:
            self._unsaid.add(self._lines[-1])
            self._take_back()

    def _say_again(self, answered: Sequence[Question], answers: Answers) -> None:
        """Leave a line for each of these answers that has none now."""
        self.show_answers([question for question in answered if question.id in self._unsaid], answers)
        self._unsaid.clear()

    def _take_back(self) -> None:
        """Take the last line away, since its question is asked again; what has scrolled away stays."""
        if self._lines:
            self._lines.pop()
        if self._on_screen:
            self._on_screen -= 1
            self._console.control(Control.move(0, -1), Control((ControlType.ERASE_IN_LINE, 2)))


def _reply(question: Question, picker: Picker) -> Reply:
    move = picker.done or Move.STOP
    answer = None
    if move is Move.ANSWER or picker.begun:
        answer = picker.chosen if question.takes_many else picker.chosen[0]
    return Reply(move, answer, picker.importance)
