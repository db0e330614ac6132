"""How a text matches a person: what it asks for against what the person chose, by the Dice coefficient."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from rolefit.answers.checks import check_answers
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.scanning.reader import OptionKey
from rolefit.scanning.result import OptionRef, Scan, Suit
from rolefit.scoring.effects import IMPORTANCE, evidence
from rolefit.scoring.scorer import Scorer


def suited(catalog: Catalog, scan: Scan, answers: Answers) -> Scan:
    """The same scan, with how the text suits a person who gives these answers.

    Raises InputError where the answers do not belong to the catalog.

    >>> from rolefit import Answers, load_catalog, scan, suited
    >>> catalog = load_catalog()
    >>> suit = suited(catalog, scan(catalog, "We use SQL."), Answers(answers={"tools": ["r"]})).suit
    >>> suit.share, [each.option for each in suit.asked], [each.option for each in suit.wanted]
    (0.0, ['sql'], ['r'])
    """
    matcher = AnswersMatcher(catalog, answers)
    return scan.model_copy(update={"suit": matcher.suit({(each.question, each.option) for each in scan.revealed})})


class Overlap(NamedTuple):
    """What a text asks for against what a person chose."""

    shared: Sequence[OptionKey]
    """Both."""
    asked: Sequence[OptionKey]
    """What the text asks for and the person did not choose."""
    wanted: Sequence[OptionKey]
    """What the person chose and the text does not name."""


class AnswersMatcher:
    """Holds many texts against the answers of one person.

    Raises InputError where the answers do not belong to the catalog.
    """

    def __init__(self, catalog: Catalog, answers: Answers) -> None:
        answers = check_answers(answers, catalog)
        known = evidence(catalog, answers)
        # What no signal reveals could not be found in any text.
        self._chosen = {
            (question.id, option.id): known[question.id].get(option.id, False)
            for question in catalog.questions
            if question.id in known
            for option in question.options
            if option.signals
        }
        self._importance = answers.importance
        self._fits = dict(zip((role.id for role in catalog.roles), Scorer(catalog).standing(answers).fits, strict=True))

    def overlap(self, named: Collection[OptionKey]) -> Overlap:
        """What a text that names these options has in common with the person."""
        chosen = self._chosen
        return Overlap(
            shared=[key for key, is_chosen in chosen.items() if is_chosen and key in named],
            asked=[key for key, is_chosen in chosen.items() if not is_chosen and key in named],
            wanted=[key for key, is_chosen in chosen.items() if is_chosen and key not in named],
        )

    def share(self, overlap: Overlap) -> float:
        """Dice's coefficient, from 0 to 1, each option counting as much as its question matters to the person.

        Twice what both have, over the sum of what each has (Dice 1945, Ecology 26, p. 297). A text that names one more
        option which the person chose has no less.
        """
        both = 2 * self._weight(overlap.shared)
        return both / (both + self._weight(overlap.asked) + self._weight(overlap.wanted)) if both else 0.0

    def suit(self, named: Collection[OptionKey]) -> Suit:
        """The same, as a scan has it."""
        overlap = self.overlap(named)
        return Suit(
            share=self.share(overlap),
            fits=self._fits,
            **{name: _refs(keys) for name, keys in overlap._asdict().items()},
        )

    def _weight(self, keys: Iterable[OptionKey]) -> float:
        return sum(IMPORTANCE[self._importance.get(question, "normal")] for question, _ in keys)


def _refs(keys: Iterable[OptionKey]) -> tuple[OptionRef, ...]:
    return tuple(OptionRef(question=question, option=option) for question, option in keys)
