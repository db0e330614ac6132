"""What `rolefit check` says of a catalog: whether it is sound, what it holds, and whether it favours a role."""

from collections import Counter
from random import Random
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.builtin import builtin_path
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog, CatalogRef, Question
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem
from rolefit.scoring.effects import effects, total_effects
from rolefit.scoring.result import Unit

FAVOURED = 1.4
"""A role is favoured by its catalog when it comes first under random answers this many times as often as its even
share: of four roles, 35% of the time. Judged; in 20,000 runs chance moves a share by less than one point."""


def random_wins(catalog: Catalog, runs: int, seed: int = 1) -> dict[str, float]:
    """The part of `runs` random sets of answers that puts each role first, by role id; the parts add up to 1.

    Every question is answered: of a one-answer question any option, evenly; of a many-answer question first how many
    (0 to 5, evenly, no more than there are), then that many options, evenly. Roles that tie share the run. The same
    seed gives the same numbers.
    """
    random = Random(seed)  # noqa: S311  # a simulation, not a secret
    table = effects(catalog)
    many = [question.id for question in catalog.questions if question.takes_many]
    nothing_ticked = {question: dict.fromkeys(table[question], False) for question in many}
    base = total_effects(table, nothing_ticked, len(catalog.roles))
    steps = {
        question: {name: both.ticking if question in many else both.chosen for name, both in options.items()}
        for question, options in table.items()
    }
    firsts = [0.0] * len(catalog.roles)
    for _ in range(runs):
        totals = list(base)
        for question in catalog.questions:
            for option in _random_answer(question, random):
                for i, step in enumerate(steps[question.id][option]):
                    totals[i] += step
        winners = [i for i, total in enumerate(totals) if total == max(totals)]
        for i in winners:
            firsts[i] += 1 / len(winners)
    return {role.id: firsts[i] / runs for i, role in enumerate(catalog.roles)}


class Contents(Model):
    """What a sound catalog holds, and how it takes random answers."""

    catalog: CatalogRef
    """Which catalog it is."""
    roles: int
    """How many roles it has."""
    questions: int
    """How many questions."""
    options: int
    """How many options, of all questions."""
    measured: int
    """How many shares were counted on people, in a survey."""
    estimated: int
    """How many shares are estimated from postings."""
    judged: int
    """How many shares are judged from a description."""
    fitted: int
    """How many questions have a weight that was fitted to people."""
    runs: int
    """How many random sets of answers were scored."""
    random_wins: dict[str, Unit]
    """Role id to the part of those that put it first."""
    favoured: tuple[str, ...]
    """Roles that come first far more often than their even share."""


class Soundness(Model):
    """Whether a catalog is sound, and what it holds if it is."""

    schema_: Annotated[Literal["rolefit/check/1"], Field(alias="schema")] = "rolefit/check/1"
    """The format, and its version."""
    file: str
    """The catalog's file."""
    sound: bool
    """Whether it is sound."""
    problems: tuple[Problem, ...]
    """All that is wrong with it."""
    contents: Contents | None
    """What it holds; null if it is not sound."""


def check_catalog(path: str | None, runs: int) -> Soundness:
    """Check the catalog at `path`, or the built-in one, and let `runs` random sets of answers take its quiz."""
    file = str(builtin_path()) if path is None else path
    try:
        catalog = load_catalog(path)
    except InputError as error:
        return Soundness(file=file, sound=False, problems=error.problems, contents=None)
    return Soundness(file=file, sound=True, problems=(), contents=_contents(catalog, runs))


def _contents(catalog: Catalog, runs: int) -> Contents:
    shares = [share for role in catalog.roles for options in role.shares.values() for share in options.values()]
    kinds = Counter(catalog.sources[share.source].kind for share in shares)
    wins = random_wins(catalog, runs)
    return Contents(
        catalog=CatalogRef.of(catalog),
        roles=len(catalog.roles),
        questions=len(catalog.questions),
        options=sum(len(question.options) for question in catalog.questions),
        measured=kinds["survey"],
        estimated=kinds["postings"],
        judged=kinds["description"],
        fitted=sum(question.weight_source is not None for question in catalog.questions),
        runs=runs,
        random_wins=wins,
        favoured=tuple(role for role, part in wins.items() if part * len(catalog.roles) > FAVOURED),
    )


MOST_TICKS = 5
"""A random answer to a many-answer question ticks from 0 to this many options, each number as likely."""


def _random_answer(question: Question, random: Random) -> list[str]:
    options = [option.id for option in question.options]
    if not question.takes_many:
        return [random.choice(options)]
    return random.sample(options, random.randint(0, min(MOST_TICKS, len(options))))
