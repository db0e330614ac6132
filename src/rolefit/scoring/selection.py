"""What to ask next: the question that is expected to tell most, until the rest would hardly change the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question, Share
from rolefit.scoring.effects import Effects, OptionEffects, bounded, effects, evidence, leader, total_effects
from rolefit.scoring.scorer import softmax
from rolefit.scoring.verdict import NamedRoles, decide_verdict, margin_moments, probability_of_keeping

FEWEST = 4
"""At least so many questions are asked: fewer are little to trust, however sure they look."""

STOP_BELOW = 0.3
"""Where one role is named alone, no more is asked once the rest would put another first with less than this chance."""

UNCLEAR_BELOW = 0.1
"""Where several are named, no more is asked once the rest would put another role first, and would let one be named
alone, each with less than this chance: docs/METHODOLOGY.md, part 5, has what other chances would cost."""


def expected_information(
    question: Question,
    shares: Sequence[Mapping[str, Share]],
    options: Mapping[str, OptionEffects],
    fits: Sequence[float],
) -> float:
    """How much the answer to a question, or to some options of it, is expected to tell, in natural log units.

    `shares` and `fits` are those of the roles in question. It is the divergence of the fits after the answer from the
    fits before it (Lindley 1956, Annals of Mathematical Statistics 27, p. 986), each option taken by itself: what the
    options of one question say twice is in the weight of the question.
    """
    information = 0.0
    for option, both in options.items():
        chosen = sum(fit * bounded(of[option].share) for fit, of in zip(fits, shares, strict=True))
        information += chosen * _divergence(fits, both.chosen)
        if question.takes_many:
            information += (1 - chosen) * _divergence(fits, both.not_chosen)
    return information


def _divergence(fits: Sequence[float], effect: Effects) -> float:
    # The fits after it are those before times exp(effect), over their sum.
    after = [fit * exp(e) for fit, e in zip(fits, effect, strict=True)]
    whole = sum(after)
    return sum(fit * e for fit, e in zip(after, effect, strict=True)) / whole - log(whole)


@dataclass(frozen=True)
class Outlook:
    """What the questions that are left may still do."""

    asked: int
    """How many questions that move the fit were asked, those that were skipped among them."""
    is_clear: bool
    """Whether one role is named alone by now, and no job beside the roles is nearer."""
    change: float
    """The chance that they would put another role first."""
    clarity: float
    """The chance that they would let one role be named alone."""

    def hardly_matters(self, unclear_below: float = UNCLEAR_BELOW) -> bool:
        """Whether enough is known to ask no more."""
        if self.asked < FEWEST:
            return False
        if self.is_clear:
            return self.change < STOP_BELOW
        return max(self.change, self.clarity) < unclear_below


class QuestionSelection:
    """What is known of a person in the middle of a quiz, and what another answer would add."""

    def __init__(self, catalog: Catalog, answers: Answers) -> None:
        self._catalog = catalog
        self._table = effects(catalog, answers.importance)
        self.left = [question for question in catalog.fit_questions if question.id not in answers.answers]
        self._known = evidence(catalog, answers)
        self._totals = total_effects(self._table, self._known, len(catalog.roles))
        self._fits = softmax(self._totals)
        self._named = NamedRoles(catalog)

    def outlook(self) -> Outlook:
        """What the questions that are left may still do."""
        return Outlook(
            asked=len(self._catalog.fit_questions) - len(self.left),
            is_clear=decide_verdict(self._catalog, self._named, self._fits, self._known, 0.0).kind == "clear",
            change=self.probability_of_change(),
            clarity=self.probability_of_clarity(),
        )

    def expected_information(self, question: Question) -> float:
        """How much the answer to a question is expected to tell of the role, in natural log units."""
        shares = [role.shares[question.id] for role in self._catalog.roles]
        return expected_information(question, shares, self._table[question.id], self._fits)

    def probability_of_change(self) -> float:
        """The chance that the answers to all questions that are left would put another role first.

        The person is taken to hold each role with the chance that the fit says, and to answer like its people.
        """
        kept = self._probability_of_leading(leader(self._totals), [0.0] * len(self._totals))
        return max(1 - kept, 0.0) if self.left else 0.0

    def probability_of_clarity(self) -> float:
        """The chance that the answers to all questions that are left would let one role be named alone.

        The person is taken as in `probability_of_change`; the leads that it takes are about those.
        """
        needed = [(first, self._named.margins_alone(first)) for first in range(len(self._totals))]
        chances = (self._probability_of_leading(first, margins) for first, margins in needed if margins)
        return min(sum(chances), 1.0) if self.left else 0.0

    def _probability_of_leading(self, first: int, needed: Sequence[float]) -> float:
        """The chance that a role leads every other by what is needed, once all is asked."""
        rivals = [role for role in range(len(self._totals)) if role != first]
        chance = 0.0
        for holds, fit in enumerate(self._fits):
            moments = [margin_moments(self._catalog, self._table, q, holds, first) for q in self.left]
            margins = [
                (
                    self._totals[first] - self._totals[rival] - needed[rival] + sum(of[rival][0] for of in moments),
                    sum(of[rival][1] for of in moments),
                )
                for rival in rivals
            ]
            chance += fit * probability_of_keeping(margins)
        return chance


def next_question(catalog: Catalog, answers: Answers) -> Question | None:
    """The question that is expected to tell most; None where none is left, or the rest would hardly change the verdict.

    At least four are asked, and none about what a person brings. While several roles are named, more is asked as long
    as that may put another first or let one be named alone. A question counts as asked if the answers have its id, also
    with None for skipped. Raises InputError where the answers do not belong to the catalog.

    >>> from rolefit import Answers, load_catalog, next_question
    >>> catalog, given = load_catalog(), {}
    >>> while question := next_question(catalog, Answers(answers=given)):
    ...     given[question.id] = [] if question.takes_many else question.options[-1].id
    >>> len(given) < len(catalog.questions)
    True
    """
    selection = QuestionSelection(catalog, check_answers(answers, catalog))
    if not selection.left or selection.outlook().hardly_matters():
        return None
    return max(selection.left, key=selection.expected_information)
