"""What `rolefit check` says of a catalog: whether it is sound, what it holds, and whether it favours a role."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.builtin import builtin_path
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem
from rolefit.evaluation.places import mean_places
from rolefit.evaluation.random_answers import random_wins
from rolefit.scoring.result import Unit

FAVOURED = 1.4
"""A role is favoured by its catalog when it comes first under random answers this many times as often as its even
share: of four roles, 35% of the time. Judged; in 20,000 runs chance moves a share by less than one point."""


class Contents(Model):
    """What a sound catalog holds, and how it takes random answers."""

    catalog: CatalogRef
    """Which catalog it is."""
    roles: int
    """How many roles it has."""
    questions: int
    """How many questions."""
    outside_fit: int
    """How many of these never move a fit."""
    options: int
    """How many options, of all questions."""
    measured: int
    """How many shares were counted, on people in a survey or on postings that were read."""
    estimated: int
    """How many shares are estimated from the words of postings."""
    judged: int
    """How many shares are judged from a description."""
    fitted: int
    """How many questions have a weight that was fitted."""
    runs: int
    """How many random sets of answers were scored."""
    random_wins: dict[str, Unit]
    """Role id to the part of those that put it first."""
    favoured: tuple[str, ...]
    """Roles that come first far more often than their even share."""
    mean_places: dict[str, Unit]
    """Role id to the mean place of the options typical of it: from 0, always first, to 1, always last."""


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
        outside_fit=len(catalog.questions) - len(catalog.fit_questions),
        options=sum(len(question.options) for question in catalog.questions),
        measured=kinds["survey"] + kinds["readings"] + kinds["combined"],
        estimated=kinds["postings"],
        judged=kinds["description"],
        fitted=sum(question.weight_source is not None for question in catalog.questions),
        runs=runs,
        random_wins=wins,
        favoured=tuple(role for role, part in wins.items() if part * len(catalog.roles) > FAVOURED),
        mean_places=mean_places(catalog),
    )
