"""What to ask next: the question that is expected to tell most, until the rest would hardly change who comes first."""

from collections.abc import Iterator, Sequence
from math import exp, log

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import Effects, OptionEffects, bounded, effects, evidence, leader, total_effects
from rolefit.scoring.scorer import softmax
from rolefit.scoring.verdict import margin_moments, probability_of_keeping

STOP_BELOW = 0.3
"""No more is asked once all that is left to ask would put another role first with less than this chance."""


class QuestionSelection:
    """What is known of a person in the middle of a quiz, and what another answer would add."""

    def __init__(self, catalog: Catalog, answers: Answers) -> None:
        self._catalog = catalog
        self._table = effects(catalog, answers.importance)
        self.left = [question for question in catalog.fit_questions if question.id not in answers.answers]
        self._totals = total_effects(self._table, evidence(catalog, answers), len(catalog.roles))
        self._fits = softmax(self._totals)

    def expected_information(self, question: Question) -> float:
        """How much the answer to a question is expected to tell of the role, in natural log units.

        This is the divergence of the fits after the answer from the fits before it (Lindley 1956, Annals of
        Mathematical Statistics 27, p. 986), each option taken by itself: what the options of one question say twice is
        in the weight of the question.
        """
        shares = [role.shares[question.id] for role in self._catalog.roles]
        options = self._table[question.id].items()
        return sum(
            probability * self._divergence(effect)
            for option, both in options
            for probability, effect in self._outcomes(question, [bounded(of[option].share) for of in shares], both)
        )

    def _outcomes(
        self, question: Question, shares: Sequence[float], both: OptionEffects
    ) -> Iterator[tuple[float, Effects]]:
        chosen = sum(fit * share for fit, share in zip(self._fits, shares, strict=True))
        yield chosen, both.chosen
        if question.takes_many:
            yield 1 - chosen, both.not_chosen

    def _divergence(self, effect: Effects) -> float:
        # The fits after it are those before times exp(effect), over their sum.
        after = softmax([total + e for total, e in zip(self._totals, effect, strict=True)])
        whole = sum(fit * exp(e) for fit, e in zip(self._fits, effect, strict=True))
        return sum(fit * e for fit, e in zip(after, effect, strict=True)) - log(whole)

    def probability_of_change(self) -> float:
        """The chance that the answers to all questions that are left would put another role first.

        The person is taken to hold each role with the chance that the fit says, and to answer like its people.
        """
        first = leader(self._totals)
        rivals = [role for role in range(len(self._totals)) if role != first]
        kept = 0.0
        for holds, fit in enumerate(self._fits):
            moments = [margin_moments(self._catalog, self._table, q, holds, first) for q in self.left]
            margins = [
                (
                    self._totals[first] - self._totals[rival] + sum(of[rival][0] for of in moments),
                    sum(of[rival][1] for of in moments),
                )
                for rival in rivals
            ]
            kept += fit * probability_of_keeping(margins)
        return max(1 - kept, 0.0) if self.left else 0.0


def next_question(catalog: Catalog, answers: Answers) -> Question | None:
    """The question that is expected to tell most; None where none is left, or the rest would hardly change anything.

    A question counts as asked if the answers have its id, also with None for skipped. Raises InputError where the
    answers do not belong to the catalog.

    >>> from rolefit import Answers, load_catalog, next_question
    >>> catalog, given = load_catalog(), {}
    >>> while question := next_question(catalog, Answers(answers=given)):
    ...     given[question.id] = [] if question.takes_many else question.options[-1].id
    >>> len(given) < len(catalog.questions)
    True
    """
    selection = QuestionSelection(catalog, check_answers(answers, catalog))
    if not selection.left or selection.probability_of_change() < STOP_BELOW:
        return None
    return max(selection.left, key=selection.expected_information)
