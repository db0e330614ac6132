"""Is a text a posting or a CV? Told by how it speaks: to whom it seeks, or of years and of oneself.

Each kind has one point for each of its expressions that the text has, and a CV one for each span of years, such as
2019 - 2023, up to MOST_SPANS: a posting may tell the history of a firm. A text reads as the one that has LEAD points
more. The expressions are judged.
"""

import re
import warnings
from collections.abc import Iterable

from rolefit.errors import OtherKindWarning
from rolefit.extract.load import Text
from rolefit.scanning.finder import Finder

LEAD = 2
"""How many points more than the other kind a text has at least that reads as one."""

MOST_SPANS = 3
"""How many spans of years count at most."""

_POSTING = Finder(
    (
        *("you", "your", "you will", "you'll", "you have", "you are", "you bring", "what you", "who you", "about you"),
        *("we", "our", "us", "we offer", "we're", "join us", "join our", "looking for", "about us", "about the role"),
        *("your profile", "responsibilities", "requirements", "qualifications", "nice to have", "preferred"),
        *("must have", "apply", "applicant", "candidate", "equal opportunity", "benefits", "is a plus"),
    )
)

_CV = Finder(
    (
        *("I", "my", "me", "curriculum vitae", "CV", "work experience", "work history", "employment history"),
        *("professional experience", "references", "present", "to date", "date of birth", "nationality", "hobbies"),
        *("thesis", "promoted", "awarded", "wrote", "rewrote", "reduced", "taught", "moved", "supervised", "halved"),
        *("doubled", "migrated", "introduced", "presented", "ran", "took", "set up"),
    )
)

_YEARS = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|\u2013|\u2014|to|until)\s*"
    r"(?:(?:\w+\.?\s+|\d\d?[/.])?(?:19|20)\d\d|(?:to\s+)?(?:present|current|now|today|date|ongoing))\b|"
    r"\bsince\s+(?:\w+\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def warn_of_other_kinds(cv: Text, postings: Iterable[Text] = ()) -> None:
    """Warn with OtherKindWarning where a CV reads as a posting, and where a posting reads as a CV."""
    swapped = [(cv.name, "posting")] if reads_as_posting(cv.body) else []
    swapped += [(text.name, "CV") for text in postings if reads_as_cv(text.body)]
    if swapped:
        said = ", ".join(f"{name} reads as a {kind}" for name, kind in swapped)
        warnings.warn(OtherKindWarning(f"{said}: are they in the right order?"), stacklevel=3)


def reads_as_posting(text: str) -> bool:
    """Whether a text reads as a posting and not as a CV."""
    posting, cv = _points(text)
    return posting >= cv + LEAD


def reads_as_cv(text: str) -> bool:
    """Whether a text reads as a CV and not as a posting."""
    posting, cv = _points(text)
    return cv >= posting + LEAD


def _points(text: str) -> tuple[int, int]:
    """Those of a posting, and those of a CV."""
    posting, cv = (len({found.keyword for found in finder.find(text)}) for finder in (_POSTING, _CV))
    return posting, cv + min(MOST_SPANS, len(_YEARS.findall(text)))
