"""Whoever looks for a job: what somebody chose, what a CV shows, or both, held against what texts ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rolefit.answers.models import Answers
from rolefit.extract.load import Text
from rolefit.scanning.cv import CvMatcher, signals_of
from rolefit.scanning.match import AnswersMatcher
from rolefit.scanning.reader import OptionKey
from rolefit.scanning.result import Scan
from rolefit.scanning.scanner import Scanner


@dataclass(frozen=True)
class Person:
    """What is known of whoever looks for a job."""

    answers: Answers | None = None
    """What the person wants."""
    cv: Text | None = None
    """What the person can show."""


class PersonMatcher:
    """Holds many texts against one person.

    Raises InputError where the answers do not belong to the catalog of the scanner.
    """

    def __init__(self, scanner: Scanner, person: Person) -> None:
        self._answers = AnswersMatcher(scanner.catalog, person.answers) if person.answers else None
        self._cv = _cv_matcher(scanner, person.cv) if person.cv else None

    def beside(self, scan: Scan, text: str) -> Scan:
        """A scan of a text, with how it suits the person and what the CV shows of it."""
        named = {(each.question, each.option) for each in scan.revealed}
        suit = self._answers.suit(named) if self._answers else None
        return scan.model_copy(update={"suit": suit, "cv": self._cv.match(scan, text) if self._cv else None})

    def order_of(self, scan: Scan) -> float:
        """Where a scan stands among others: higher is better."""
        return self.order(signals_of(scan))

    def order(self, named: Mapping[OptionKey, Collection[str]]) -> float:
        """The same of a text that names these options by these signals.

        With answers and a CV, of which each gives a number from 0 to 1, it is the sum of the two. One more option that
        the person chose, or the CV shows, makes it no less; where there are both, one that the person has in both.
        """
        answers = self._answers
        wanted = answers.share(answers.overlap(named)) if answers else 0.0
        return wanted + (self._cv.order(named) if self._cv else 0.0)

    def counts(self, named: Collection[OptionKey]) -> Mapping[str, Mapping[str, int]]:
        """How many options such a text and the person have and have not in common, under the keys of a row."""
        found = {}
        if self._answers:
            found["suit"] = {name: len(keys) for name, keys in self._answers.overlap(named)._asdict().items()}
        if self._cv:
            found["cv"] = self._cv.counts(named)._asdict()
        return found


def _cv_matcher(scanner: Scanner, cv: Text) -> CvMatcher:
    # What a CV calls itself, or the job that somebody had, is no title.
    return CvMatcher(scanner.catalog, scanner.scan(cv.body, "", cv.name), cv.body)


def with_cv(scanner: Scanner, scan: Scan, text: str, cv: str) -> Scan:
    """The same scan of a text, with what a CV shows of what the text asks for. For many, make one PersonMatcher.

    >>> from rolefit import Scanner, load_catalog, with_cv
    >>> scanner, text = Scanner(load_catalog()), "We use SQL and Docker."
    >>> found = with_cv(scanner, scanner.scan(text), text, "PostgreSQL since 2019").cv
    >>> [(each.option, each.cv.words) for each in found.shown], [each.option for each in found.missing]
    ([('sql', ('PostgreSQL',))], ['containers'])
    """
    return PersonMatcher(scanner, Person(cv=Text("", cv, None))).beside(scan, text)
