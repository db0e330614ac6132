"""What may be evidence of a text: which roles it may be about, or why it is about none of them."""

from collections.abc import Sequence
from math import log

from rolefit.catalog.models import Catalog, Texts
from rolefit.scanning.reader import TextEvidence
from rolefit.scanning.result import Because, ScanVerdict
from rolefit.scoring.effects import best_first

CLOSE = 3
"""A role is in the running where its fit is at least one in so many of the first one's. A judgement: in texts of known
roles that were not fitted on, nine in ten clear verdicts are then right. docs/METHODOLOGY.md, part 9."""

STRONG = log(CLOSE)
"""From this sum on, in natural log units, what speaks for a role is strong: it would by itself make the role so many
times as likely that it is in the running alone."""

FAINT = 10
"""Of the roles that texts about an unclear role read like, those are named too whose fit is at least one in so many of
the first one's: what is hardly there would be a strange thing to name. Judged."""


def decide_text_verdict(
    catalog: Catalog, texts: Texts, evidence: TextEvidence, fits: Sequence[float], strengths: Sequence[float]
) -> ScanVerdict:
    """Judge a text by its fits, and by the sum of all that speaks for each role; both in the order of the catalog."""
    order = [catalog.roles[i] for i in best_first(fits)]
    ranked = tuple(role.id for role in order)
    because, about = _about_none(texts, evidence)
    if because:
        return ScanVerdict(kind="open", roles=ranked, because=because, about=about)
    fit = {role.id: fits[index] for index, role in enumerate(catalog.roles)}
    running = {role for role in ranked if fit[role] * CLOSE >= fit[ranked[0]]}
    if len(running) == len(ranked):
        return ScanVerdict(kind="open", roles=ranked, because=None, about=None)
    strong = {role.id for index, role in enumerate(catalog.roles) if strengths[index] >= STRONG}
    for role in order:
        if role.unclear_in_texts and (role.id in running or strong.issuperset(role.unclear_in_texts.between)):
            readings = {each for each in role.unclear_in_texts.between if fit[each] * FAINT >= fit[ranked[0]]}
            running |= {role.id, *readings, *(ranked[1:2] if role is order[0] else ())}
            because, about = "unclear-role", role.id
            break
    roles = ranked[: max(map(ranked.index, running)) + 1]
    return ScanVerdict(kind="clear" if len(roles) == 1 else "close", roles=roles, because=because, about=about)


def _about_none(texts: Texts, evidence: TextEvidence) -> tuple[Because | None, str | None]:
    """Why a text is about none of the roles, if so, and what it is about."""
    if evidence.other_language:
        return "other-language", texts.language.name
    if not evidence.options:
        return "no-signals", None
    for neighbour in texts.neighbours:
        if neighbour.least <= len(evidence.neighbours[neighbour.title]) > len(evidence.field):
            return "other-job", neighbour.title
    return ("other-field", None) if len(evidence.field) < texts.least else (None, None)
