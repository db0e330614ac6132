"""What the page is given that works its result out by itself: the numbers and words that this takes, and no more.

It has the shares, corrections and weights, not what they do: the page adds that up by the formula of `scoring.scorer`.
What it says it has from `explain`, as sentences with gaps; whatever stays the same for all answers is filled in here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rolefit import __version__
from rolefit.answers.code import CHECK, FINGERPRINTS, GROUP, IMPORTANCES, LETTERS, PLAIN, signature
from rolefit.answers.models import SKIPPED
from rolefit.catalog.models import Catalog, CatalogRef, Question, Role
from rolefit.documents.output import escape_control
from rolefit.explain.result import MOST_AGAINST, MOST_FOR, MOST_RIVALS, MOST_TAKES, WORTH_NAMING
from rolefit.explain.sentences import SENTENCES
from rolefit.explain.takes import taken_in_words
from rolefit.explain.words import ESTIMATED, in_sentence, rolefit_command, times_in, with_article
from rolefit.forms.asked import NONE_LABEL, Asked, Form
from rolefit.quiz.pace import Pace
from rolefit.quiz.wording import IMPORTANCE_MEANS, about
from rolefit.scoring.effects import GRAIN, IMPORTANCE, SHARE_FLOOR
from rolefit.scoring.selection import STOP_BELOW
from rolefit.scoring.takes import what_roles_take
from rolefit.scoring.verdict import MARGIN_RELIABILITY


def page_data(catalog: Catalog, form: Form, catalog_file: str | None = None) -> dict[str, Any]:
    """All that the page knows, as plain data whose texts cannot move a cursor."""
    rule = catalog.verdict
    data = {
        "catalog": CatalogRef.of(catalog).model_dump(),
        "version": __version__,
        "questions": [
            _question(catalog, question, asked)
            for question, asked in zip(catalog.questions, form.questions, strict=True)
        ],
        "roles": [
            {"id": role.id, "title": role.title, "said": in_sentence(role.title), "takes": list(_takes(catalog, role))}
            for role in catalog.roles
        ],
        "unclear": {
            str(at): {
                "between": [_place(catalog, name) for name in role.unclear.between],
                "because": role.unclear.because,
            }
            for at, role in enumerate(catalog.roles)
            if role.unclear
        },
        "rule": {"holds": rule.holds, "least": [rule.least_fit[role.id] for role in catalog.roles if rule.least_fit]},
        "others": {
            "least": catalog.other_jobs.least,
            "ofRoles": catalog.other_jobs.of_roles,
            "jobs": [
                {"title": with_article(job.title), "because": job.because, "options": job.options}
                for job in catalog.other_jobs.jobs
            ],
        },
        "numbers": _NUMBERS,
        "sentences": SENTENCES,
        "words": {
            "none": NONE_LABEL,
            "skipped": SKIPPED,
            "estimated": ESTIMATED,
            "times": times_in(rule.holds),
            "importance": IMPORTANCE_MEANS,
            "minutes": [about(minutes) for minutes in _minutes_left(len(form.questions))],
            "next": rolefit_command("compare {first} {second}", "--code {code}", catalog_file, here=False),
            "again": rolefit_command("quiz", "--code {code}", catalog_file, here=False),
        },
        "code": _code(catalog),
    }
    return {key: _shown(value) for key, value in data.items()}


_NUMBERS: Mapping[str, Any] = {
    "floor": SHARE_FLOOR,
    "grain": GRAIN,
    "importance": IMPORTANCE,
    "reliability": MARGIN_RELIABILITY,
    "worthNaming": WORTH_NAMING,
    "mostFor": MOST_FOR,
    "mostAgainst": MOST_AGAINST,
    "mostRivals": MOST_RIVALS,
    "mostTakes": MOST_TAKES,
    "muchLeft": STOP_BELOW,
}


def _question(catalog: Catalog, question: Question, asked: Asked) -> dict[str, Any]:
    return {
        "id": question.id,
        "name": question.name,
        "ask": asked.ask,
        "hint": asked.hint,
        **({"many": True} if question.takes_many else {}),
        **({"outside": True} if question.outside_fit else {"weight": question.weight}),
        "options": [
            {"id": option, "label": label, **_option(catalog, question, option)} for option, label in asked.options
        ],
    }


def _option(catalog: Catalog, question: Question, option: str) -> dict[str, Any]:
    """What else the page has to know of an option; what is as usual is left out."""
    label, short = question.label(option), question.short(option)
    if question.outside_fit:
        return {"said": in_sentence(label)}
    shares = [role.shares[question.id][option] for role in catalog.roles]
    known: dict[str, Any] = {"shares": [share.share for share in shares]}
    if any(share.correction for share in shares):
        known["corrections"] = [share.correction for share in shares]
    estimated = [at for at, share in enumerate(shares) if not catalog.sources[share.source].measured]
    return known | ({"estimated": estimated} if estimated else {}) | ({"short": short} if short != label else {})


def _takes(catalog: Catalog, role: Role) -> Iterator[str]:
    """What a role takes, a text for each question outside the fit."""
    return (taken_in_words(catalog, taken) for taken in what_roles_take(catalog, [role.id]))


def _place(catalog: Catalog, role: str) -> int:
    return [each.id for each in catalog.roles].index(role)


def _minutes_left(questions: int) -> Iterator[int]:
    pace = Pace()
    return (pace.minutes_left(number, questions) for number in range(1, questions + 1))


def _code(catalog: Catalog) -> dict[str, Any]:
    """What it takes to put answers into a code."""
    fingerprint, length = signature(catalog.questions)
    return {
        "letters": LETTERS,
        "group": GROUP,
        "check": CHECK,
        "plain": PLAIN,
        "fingerprints": FINGERPRINTS,
        "fingerprint": fingerprint,
        "length": length,
        "importances": IMPORTANCES,
    }


def _shown(value: Any) -> Any:
    """Plain data with all texts in it as they may be shown."""
    if isinstance(value, Mapping):
        return {key: _shown(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_shown, value))
    return escape_control(value) if isinstance(value, str) else value
