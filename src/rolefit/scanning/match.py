"""How a text matches a person: what it asks for against what the person chose, by the Dice coefficient."""

from collections.abc import Iterable

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
    answers = check_answers(answers, catalog)
    known = evidence(catalog, answers)
    # What no signal reveals could not be found in any text.
    chosen = {
        (question.id, option.id): known[question.id].get(option.id, False)
        for question in catalog.questions
        if question.id in known
        for option in question.options
        if option.signals
    }
    named = {(each.question, each.option) for each in scan.revealed}
    shared = [key for key, is_chosen in chosen.items() if is_chosen and key in named]
    asked = [key for key, is_chosen in chosen.items() if not is_chosen and key in named]
    wanted = [key for key, is_chosen in chosen.items() if is_chosen and key not in named]

    def weight(keys: Iterable[OptionKey]) -> float:
        return sum(IMPORTANCE[answers.importance.get(question, "normal")] for question, _ in keys)

    # Dice's coefficient: twice what both have, over the sum of what each has (Dice 1945, Ecology 26, p. 297).
    both, apart = 2 * weight(shared), weight(asked) + weight(wanted)
    scores = Scorer(catalog).standing(answers)
    suit = Suit(
        share=both / (both + apart) if both else 0.0,
        shared=_refs(shared),
        asked=_refs(asked),
        wanted=_refs(wanted),
        fits=dict(zip((role.id for role in catalog.roles), scores.fits, strict=True)),
    )
    return scan.model_copy(update={"suit": suit})


def _refs(keys: Iterable[OptionKey]) -> tuple[OptionRef, ...]:
    return tuple(OptionRef(question=question, option=option) for question, option in keys)
