"""A CV beside a posting: what that asks for and the CV shows, what it does not show, and what it has besides.

Several postings go by what the CV shows of each. An option o weighs w(o) = -log t(o), the information that there is in
its name, with t(o) the mean over roles of the part of the signals in postings that reveal it; h is the mean of w over
signals. For the options A that a posting asks for, C that the CV shows, and the part b(o) of the CV's words for o that
the posting has as well:

    order = [ sum over A and C of w  /  (sum over A of w + UNSEEN * h)
              + SAME_WORDS * sum over A and C of w * b  /  sum over C of w ]  /  (1 + SAME_WORDS)

It is from 0 to 1, and both parts can only grow by what the CV shows. UNSEEN and SAME_WORDS are judged. It ranks, and is
told to nobody.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from math import exp, log
from pathlib import PurePath
from statistics import fmean
from typing import NamedTuple

from rolefit.catalog.models import Catalog
from rolefit.documents.files import display_name
from rolefit.documents.parse import parse
from rolefit.errors import InputError, Problem
from rolefit.extract.load import Text, load_text
from rolefit.scanning.json_resume import Resume, load_resume, resume_in
from rolefit.scanning.reader import OptionKey
from rolefit.scanning.result import CvMatch, CvPoint, InText, Revealed, Scan

UNSEEN = 3
"""How many things more a posting is taken to ask for, which the CV does not show: one that asks for a single thing is
not the best because the CV shows that."""

SAME_WORDS = 0.5
"""How much it counts that both name an option by the same words, against that both name it."""

LEAST = 0.0001
"""The smallest part of signals that is taken, as in gate.py."""

RESUMES = {".json", ".yaml", ".yml"}
"""How the names of JSON Resumes end."""

_JSON = re.compile(r'\{\s*"')


def load_cv(path: str) -> Text:
    """Read a CV: what `load_text` reads, or a JSON Resume, in JSON or YAML; `-` is standard input.

    Raises InputError where it cannot be read, has no text or is JSON but no JSON Resume.

    >>> from rolefit import load_cv
    >>> "PostgreSQL" in load_cv("examples/resume.json").body
    True
    """
    if PurePath(path).suffix.lower() in RESUMES:
        return _text_of(load_resume(path), display_name(path))
    text = load_text(path)
    return _text_of(resume_in(parse(text.body, text.name)), text.name) if _JSON.match(text.body) else text


def _text_of(resume: Resume, name: str) -> Text:
    if not resume.text:
        raise InputError(Problem("says nothing of any work", "fill in work, skills or projects", file=name))
    return Text(name, resume.text, None)


class CvOverlap(NamedTuple):
    """How many options a text and the CV have in common."""

    shown: int
    """Those that a text asks for and the CV shows."""
    missing: int
    """Those that it asks for and the CV does not show."""
    extra: int
    """Those that the CV shows and it does not ask for."""


class CvMatcher:
    """Holds many texts against one CV, which was scanned."""

    def __init__(self, catalog: Catalog, scan: Scan, text: str) -> None:
        self._name, self._reads_as = scan.name, scan.verdict
        self._weights = telling(catalog)
        weights = self._weights.values()
        self._unseen = UNSEEN * fmean(weights, [exp(-weight) for weight in weights])
        self._shown = _in_text(scan.revealed, text)
        self._signals = signals_of(scan)
        self._whole = sum(map(self._weights.__getitem__, self._shown))

    def match(self, scan: Scan, text: str) -> CvMatch:
        """A text that was scanned beside the CV."""
        asked, shown = _in_text(scan.revealed, text), self._shown
        points = [
            CvPoint(question=key[0], option=key[1], posting=asked.get(key), cv=shown.get(key))
            for key in sorted({**asked, **shown}, key=lambda key: -self._weights[key])
        ]
        return CvMatch(
            name=self._name,
            shown=tuple(point for point in points if point.posting and point.cv),
            missing=tuple(point for point in points if not point.cv),
            extra=tuple(point for point in points if not point.posting),
            reads_as=self._reads_as,
        )

    def counts(self, named: Collection[OptionKey]) -> CvOverlap:
        """Of a text that names these options."""
        shown = sum(key in self._shown for key in named)
        return CvOverlap(shown, len(named) - shown, len(self._shown) - shown)

    def order(self, named: Mapping[OptionKey, Collection[str]]) -> float:
        """Where a text stands among others, by the signals that it has for each option: from 0 (worst) to 1."""
        weights, ours = self._weights, self._signals
        both = [key for key in named if key in ours]
        if not both:
            return 0.0
        asked = sum(weights[key] for key in named) + self._unseen
        # Where all postings name all that this one does, none of it tells.
        if not (asked and self._whole):
            return 0.0
        same = sum(weights[key] * len(ours[key].intersection(named[key])) / len(ours[key]) for key in both)
        return (sum(weights[key] for key in both) / asked + SAME_WORDS * same / self._whole) / (1 + SAME_WORDS)


def signals_of(scan: Scan) -> Mapping[OptionKey, frozenset[str]]:
    """The options that a text names, to the signals that reveal them."""
    return {
        (each.question, each.option): frozenset(mention.signal for mention in each.mentions) for each in scan.revealed
    }


def telling(catalog: Catalog) -> Mapping[OptionKey, float]:
    """What each option tells of a text that names it, in natural log units: the more, the fewer postings do."""
    found = {}
    for question in catalog.questions:
        for option in question.options:
            shares = (role.shares[question.id][option.id].text or LEAST for role in catalog.roles)
            found[question.id, option.id] = -log(fmean(shares))
    return found


def _in_text(revealed: Iterable[Revealed], text: str) -> Mapping[OptionKey, InText]:
    """The options that a text names, in its own words."""
    found = {}
    for each in revealed:
        words: dict[str, str] = {}
        for mention in each.mentions:
            word = " ".join(text[slice(*mention.places[0])].split())
            words.setdefault(word.casefold(), word)
        found[each.question, each.option] = InText(words=tuple(words.values()), sentence=each.mentions[0].sentence)
    return found
