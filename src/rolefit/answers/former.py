"""Answers to an earlier version of a catalog, as far as they still mean something."""

import warnings
from collections.abc import Iterator

from rolefit.answers.models import A, Answers, chosen_options
from rolefit.catalog.former import FormerOption, FormerQuestion, FormerQuestions
from rolefit.catalog.models import Catalog
from rolefit.errors import FormerAnswersWarning, excerpt, named


def as_asked_now(answers: A, catalog: Catalog) -> A:
    """The answers, taken over to what the catalog asks now where they can only be for an earlier version.

    They can where they have a question or option that the catalog has no more. Warns with FormerAnswersWarning.
    """
    for former in reversed(catalog.former):
        if _is_for(answers, former, catalog):
            return taken_over(answers, former, catalog)
    return answers


def taken_over(answers: A, former: FormerQuestions, catalog: Catalog) -> A:
    """Answers to an earlier version as answers to the catalog as it is. Warns with FormerAnswersWarning.

    What the earlier version did not offer is not offered. Of a question that has become an option of another only what
    was chosen is known. Where both were asked, the question that is still asked is what counts.
    """
    known: dict[str, dict[str, bool]] = {}
    lost: list[str] = []
    now = {question.id: question for question in catalog.questions}
    answered = {question for question, answer in answers.answers.items() if answer is not None}
    given: dict[str, str | tuple[str, ...] | None] = {
        name: None for name in answers.answers if name in now and name not in answered
    }
    for asked, option, is_chosen in _told(answers, former):
        place = option.place(asked.id)
        if place is None:
            lost += [f"{asked.id}.{option.id}"] * is_chosen
        elif now[place[0]].takes_many and (asked.takes_many or place[0] not in answered):
            states = known.setdefault(place[0], {})
            states[place[1]] = states.get(place[1], False) or is_chosen
        elif is_chosen and not now[place[0]].takes_many:
            given[place[0]] = place[1]
    for name, states in known.items():
        given[name] = tuple(option for option, is_chosen in states.items() if is_chosen)
    left_out = f"; left out: {named(lost)}" if lost else ""
    version = f"version {excerpt(former.version)} of {excerpt(catalog.name)}"
    message = f"these answers are for {version}; what still means the same is kept"
    warnings.warn(FormerAnswersWarning(message + left_out), stacklevel=2)
    return answers.model_copy(
        update={
            "answers": given,
            "importance": {name: each for name, each in answers.importance.items() if name in now},
            "offered": {name: tuple(of) for name, of in known.items() if len(of) < len(now[name].options)},
        }
    )


def _told(answers: Answers, former: FormerQuestions) -> Iterator[tuple[FormerQuestion, FormerOption, bool]]:
    """Each option of which the answers tell whether it was chosen; of a one-answer question only the one that was."""
    for asked in former.questions:
        answer = answers.answers.get(asked.id)
        chosen, offered = chosen_options(answer), answers.offered.get(asked.id, asked.option_ids)
        for option in asked.options if answer is not None else ():
            if option.id in offered and (asked.takes_many or option.id in chosen):
                yield asked, option, option.id in chosen


def was_asked(answers: Answers, former: FormerQuestions) -> bool:
    """Whether an earlier version had all questions and options that the answers name, in the same kinds."""
    then = {question.id: question for question in former.questions}
    return all(
        name in then and options <= set(then[name].option_ids) for name, options in _named(answers).items()
    ) and all(
        answer is None or isinstance(answer, tuple) == then[name].takes_many for name, answer in answers.answers.items()
    )


def _is_for(answers: Answers, former: FormerQuestions, catalog: Catalog) -> bool:
    now = {question.id: set(question.option_ids) for question in catalog.questions}
    is_asked_now = all(name in now and options <= now[name] for name, options in _named(answers).items())
    return not is_asked_now and was_asked(answers, former)


def _named(answers: Answers) -> dict[str, set[str]]:
    """The questions that answers name, with their options."""
    named = {name: set(answers.offered.get(name, ())) for name in (*answers.offered, *answers.importance)}
    for name, answer in answers.answers.items():
        named[name] = named.get(name, set()) | set(chosen_options(answer))
    return named
