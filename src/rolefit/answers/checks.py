"""Whether answers belong to a catalog, and what they mean in its ids."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from rolefit.answers.models import A, Answer, chosen_options
from rolefit.answers.words import Slip, read_answer, read_options
from rolefit.catalog.models import Catalog
from rolefit.catalog.names import normalized_question
from rolefit.documents.parse import KeyPath
from rolefit.errors import InputError, Problem, excerpt, one_of

Misfit: TypeAlias = tuple[KeyPath, str, str]
"""Where answers do not belong to a catalog, what is wrong there, and what would be right."""


def check_answers(answers: A, catalog: Catalog) -> A:
    """Return the answers in ids and in the catalog's order, each option once: the order of answers never matters.

    Questions and options may be called by their ids or words, in any case. Raises InputError where they name a question
    or option that the catalog lacks, or give several answers where one is taken.
    """
    meant, misfits = as_meant(answers, catalog)
    if misfits:
        raise InputError(*(Problem(what, hint, key=".".join(map(str, path))) for path, what, hint in misfits))
    return meant


def as_meant(answers: A, catalog: Catalog) -> tuple[A, list[Misfit]]:
    """The same answers in ids and in the catalog's order, and what in them makes no sense."""
    misfits: list[Misfit] = []
    given = _by_question("answers", answers.answers, catalog, misfits)
    importance = _by_question("importance", answers.importance, catalog, misfits)
    offered = _by_question("offered", answers.offered, catalog, misfits)
    meant: dict[str, Answer] = {}
    on_offer: dict[str, tuple[str, ...]] = {}
    for question in catalog.questions:
        if question.id in given:
            name, answer = given[question.id]
            meant[question.id], slips = read_answer(question, answer)
            misfits += (_misfit(("answers", name), slip) for slip in slips)
    for question in catalog.questions:
        if question.id in offered:
            name, options = offered[question.id]
            on_offer[question.id], slips = read_options(question, options)
            misfits += (_misfit(("offered", name), slip) for slip in slips)
            for option in chosen_options(meant.get(question.id)):
                if not slips and option not in on_offer[question.id]:
                    path = ("answers", given[question.id][0])
                    misfits.append((path, f"{excerpt(option)} is chosen but was not offered", "see offered"))
    important = {question.id: importance[question.id][1] for question in catalog.questions if question.id in importance}
    return answers.model_copy(update={"answers": meant, "importance": important, "offered": on_offer}), misfits


def _misfit(path: KeyPath, slip: Slip) -> Misfit:
    return (path if slip.at is None else (*path, slip.at)), slip.what, slip.hint


T = TypeVar("T")


def _by_question(
    part: str, given: Mapping[str, T], catalog: Catalog, misfits: list[Misfit]
) -> dict[str, tuple[str, T]]:
    """Question id to the name by which the question was called, and what was given for it."""
    found: dict[str, tuple[str, T]] = {}
    for name, value in given.items():
        question = question_id(name, catalog)
        if question is None:
            hint = one_of(name, [question.id for question in catalog.questions])
            misfits.append(((part, name), f"there is no question {excerpt(name)}", hint))
        elif question in found:
            what = f"is the same question as {excerpt(found[question][0])}"
            misfits.append(((part, name), what, "keep one of them"))
        else:
            found[question] = (name, value)
    return found


def question_id(name: str, catalog: Catalog) -> str | None:
    """The id of the question that is called so; None if none is."""
    return catalog.question_names.get(name) or catalog.question_names.get(normalized_question(name))
