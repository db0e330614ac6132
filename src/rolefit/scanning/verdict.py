"""What may be said of a text: which roles it may be about, or why it is about none of them."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from rolefit.catalog.models import Catalog, Texts
from rolefit.scanning.gate import OtherJob
from rolefit.scanning.result import Because, ScanVerdict
from rolefit.scoring.effects import best_first

CLOSE = 5
"""A role is in the running where its fit is at least one in so many of the first one's. Set on open postings: of clear
verdicts on employers that were not fitted on, nineteen in twenty are then right. docs/METHODOLOGY.md, part 8."""

STRONG = log(2.5)
"""From this sum on, in natural log units, what speaks for a role is strong. Judged."""

FAINT = 10
"""Of the roles that texts about an unclear role read like, those are named too whose fit is at least one in so many of
the first one's: what is hardly there would be a strange thing to name. Judged."""

OTHER = 0.7
"""Above this chance a text is said to be about another job. Judged: more than twice as likely as one of the roles."""

PERHAPS_OTHER = 0.4
"""Above this chance a verdict on a text is not clear: another job cannot be ruled out. Set on open texts about other
jobs: hardly any is then said to be clearly about a role. docs/METHODOLOGY.md, part 8."""


class TextStanding(NamedTuple):
    """What there is to say of a text; fits and strengths are of the roles that texts tell, in the catalog's order."""

    signals: int
    """How many signals of options it has."""
    is_other_language: bool
    fits: Sequence[float]
    """From 0 to 1; they add up to 1."""
    strengths: Sequence[float]
    """The sum of all that speaks for each role, in natural log units."""
    other: OtherJob | None
    """Whether it is about another job; None where the catalog knows of none."""


def decide_text_verdict(catalog: Catalog, texts: Texts, text: TextStanding) -> ScanVerdict:
    """What may be said of a text."""
    told = catalog.told_in_texts
    ranked = tuple(told[i].id for i in best_first(text.fits))
    because, about = _about_none(texts, text)
    if because:
        words = text.other.words if text.other and because == "other-job" else ()
        return ScanVerdict(kind="open", roles=ranked, because=because, about=about, words=words)
    fit = {role.id: text.fits[index] for index, role in enumerate(told)}
    first = fit[ranked[0]]
    running = tuple(role for role in ranked if fit[role] * CLOSE >= first)
    if 1 < len(running) == len(ranked):
        return ScanVerdict(kind="open", roles=ranked, because=None, about=None)
    strong = {role.id for index, role in enumerate(told) if text.strengths[index] >= STRONG}
    for role in catalog.roles:
        readings = set(role.unclear_in_texts.between) if role.unclear_in_texts else set()
        if readings and readings <= strong.union(running):
            named = [each for each in ranked if each in running or (each in readings and fit[each] * FAINT >= first)]
            return ScanVerdict(kind="close", roles=(*named, role.id), because="unclear-role", about=role.id)
    if text.other and text.other.chance > PERHAPS_OTHER:
        return ScanVerdict(kind="close", roles=running, because="near-job", about=text.other.nearest)
    return ScanVerdict(kind="clear" if len(running) == 1 else "close", roles=running, because=None, about=None)


def _about_none(texts: Texts, text: TextStanding) -> tuple[Because | None, str | None]:
    """Why a text is about none of the roles, if so, and what it is about."""
    if text.is_other_language:
        return "other-language", texts.language.name
    if text.other and text.other.chance > OTHER:
        return "other-job", text.other.nearest
    return ("too-little" if text.signals < texts.least_told else None), None
