"""The words of a quiz that is being taken, whoever asks."""

from collections.abc import Mapping, Sequence

from rolefit.answers.models import NONE_CHOSEN, SKIPPED, Answer, Answers, Importance, chosen_options
from rolefit.catalog.models import Question
from rolefit.explain.words import listed, percent
from rolefit.quiz.engine import Prompt, Review
from rolefit.quiz.pace import Pace

ANY_NUMBER = "Any number; what you leave out counts as not for you."
"""What is said of a question that takes many answers."""

CHOOSE_ONE = "Choose one of these."

SKIPPING = "Skipping a question costs nothing."

SUGGESTED = "Filled in from your resume: enter confirms, change what is not so."

IMPORTANCE_MEANS: Mapping[Importance, str] = {
    "high": "Important: this question counts double.",
    "normal": "This question counts like the others.",
    "low": "Unimportant: this question counts half.",
}


def question_number(prompt: Prompt) -> str:
    """Say which question it is, of how many."""
    at_most = "at most " if prompt.quick else ""
    return f"Question {prompt.number} of {at_most}{prompt.total}"


def how_long(questions: int, *, quick: bool) -> str:
    """Say how many questions there are and how long they take."""
    if quick:
        return f"At most {questions} questions, fewer where the rest would hardly matter."
    return f"{questions} questions, {about(Pace().minutes_left(1, questions))}."


def about(minutes: int) -> str:
    """Say how long so many minutes are."""
    return f"about {counted(minutes, 'minute')}" if minutes else "less than a minute"


def suggestions_in_words(suggestions: Mapping[str, Answer]) -> str:
    """Say what was found in a resume."""
    if not suggestions:
        return "The resume tells nothing of what is asked, so nothing is filled in."
    options = sum(len(chosen_options(answer)) for answer in suggestions.values())
    what = f"{counted(options, 'suggestion')} for {counted(len(suggestions), 'question')}"
    return f"From the resume: {what}; confirm {'each' if len(suggestions) > 1 else 'it'}."


def counted(number: int, noun: str) -> str:
    """A number of things: 1 minute, 2 minutes."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def topic(question: Question, importance: Importance) -> str:
    """What a question is about, in a word or two, and whether it is important."""
    note = {"high": " (important)", "normal": "", "low": " (unimportant)"}
    return f"{question.name}{note[importance]}"


def answer_in_words(question: Question, answer: Answer) -> str:
    """What was answered to a question."""
    if answer is None:
        return SKIPPED
    return "; ".join(question.label(option) for option in chosen_options(answer)) or NONE_CHOSEN


def answers_in_words(questions: Sequence[Question], answers: Answers) -> list[tuple[str, str]]:
    """For each of some questions what it is about and what was answered."""
    return [
        (
            topic(question, answers.importance.get(question.id, "normal")),
            answer_in_words(question, answers.answers.get(question.id)),
        )
        for question in questions
    ]


def review_summary(review: Review) -> tuple[str, ...]:
    """Say how much was answered and, where questions are left, what may be said by now and what they would change."""
    # The first question should not wait for what only a review needs.
    from rolefit.explain.result import verdict_sentence
    from rolefit.scoring.scorer import score
    from rolefit.scoring.selection import QuestionSelection

    skipped = sum(review.answers.answers.get(question.id) is None for question in review.questions)
    counts = {"answered": len(review.questions) - skipped, "skipped": skipped, "not asked": review.left}
    total = len(review.questions) + review.left
    how_many = f"{listed([f'{n} {what}' for what, n in counts.items() if n])} of {total} questions."
    if not review.left or not counts["answered"]:
        return (how_many,)
    so_far = verdict_sentence(score(review.catalog, review.answers))
    chance = percent(QuestionSelection(review.catalog, review.answers).probability_of_change())
    the_rest = "The question that is" if review.left == 1 else f"The {review.left} questions that are"
    return (how_many, so_far, f"{the_rest} left would put another role first about {chance} of the time.")
