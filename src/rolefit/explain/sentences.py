"""The sentences of a result, with gaps to fill in: what works results out elsewhere says them in the same words."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "unanswered": "No answers, no verdict: every role fits alike.",
    "answer-some": "Answer a few questions, and the table will tell them apart.",
    "nearer": "Open: {job}'s job may be nearer to you than any of the {roles} roles.",
    "clear": "Clear: {first} fits you best.",
    "close": "Close: {first}, but it may be {rivals}.",
    "rivals-left": "{number} more",
    "open": "Open: your answers do not separate the {roles} roles.",
    "not-chosen": "{option} (not chosen)",
    "change": "you {changes}",
    "leave-out": "leave out “{option}”",
    "choose-too": "also choose “{option}”",
    "answer": "answer “{option}”",
    "sure": "How sure: {parts}{more}.",
    "right": "right {times}",
    "agree": "{chance} of such quizzes agree",
    "answered": "{answered} of {asked} answered{rest}.",
    "rest": ": the rest would change it {chance} of the time",
    "little-rest": ", little to go by: the rest would change it {chance} of the time",
    "fit-means": (
        "A fit of {fit} means: of 100 jobs whose work is like what you chose, so many go by this title, were all "
        "{roles} roles equally common."
    ),
    "right-means": (
        "“Right {times}”: so often {named} was the right one, among the people and jobs that the figures were measured "
        "on. “Such quizzes”: those with other questions of the same kind."
    ),
    "named-one": "the named role",
    "named-some": "one of the named roles",
    "estimates": "Of the figures behind it {part} are estimates ({mark}).",
}
"""Name to sentence, or to a part of one."""


def filled(sentence: str, **gaps: object) -> str:
    """The sentence with this name, its gaps filled in."""
    return SENTENCES[sentence].format(**gaps)
