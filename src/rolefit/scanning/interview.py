"""What to ask in the interview: what a text leaves unsaid that would tell its readings apart most.

Its readings are the roles that the verdict names, all roles where it names one alone, with the fits of those that texts
tell. A role that they do not tell counts as much as the roles that its texts read like, on average: nothing in the text
says more. What an answer would tell of them is expected information, as in the quick quiz (scoring/selection.py), by
what the roles answer to the quiz.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import fmean

from rolefit.catalog.models import Catalog, Question
from rolefit.scanning.reader import OptionKey
from rolefit.scanning.result import Ask, Because, ScanVerdict
from rolefit.scoring.effects import effects, narrowed
from rolefit.scoring.selection import expected_information

MOST = 3
"""How many questions are asked: as many as one remembers."""

WORTH_ASKING = 0.25
"""The least that a question is expected to tell, as a part of what the first one is. Judged."""

ABOUT_NONE: Collection[Because | None] = ("other-language", "other-job")
"""Why a text is about none of the roles, where no answer would change that."""


class Interview:
    """Chooses what to ask about texts, by one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._table = effects(catalog)

    def questions(
        self, verdict: ScanVerdict, fits: Mapping[str, float], revealed: Collection[OptionKey]
    ) -> tuple[Ask, ...]:
        """What to ask about a text with this verdict, the fits of the roles that texts tell, and what it reveals."""
        best: dict[str, Ask] = {}
        for ask in self.unsaid(readings_of(self._catalog, verdict, fits), revealed):
            best.setdefault(ask.question, ask)
        asks = list(best.values())[:MOST]
        return tuple(ask for ask in asks if ask.information > WORTH_ASKING * asks[0].information)

    def unsaid(self, readings: Mapping[str, float], revealed: Collection[OptionKey]) -> Sequence[Ask]:
        """All that might be asked of a text with these readings, what tells most first."""
        return sorted(self._candidates(readings, revealed) if readings else (), key=lambda ask: -ask.information)

    def _candidates(self, readings: Mapping[str, float], revealed: Collection[OptionKey]) -> Iterator[Ask]:
        places = {role.id: place for place, role in enumerate(self._catalog.roles)}
        table = narrowed(self._table, [places[role] for role in readings])
        shares = [self._catalog.role(role).shares for role in readings]
        for question in self._catalog.fit_questions:
            for option, text in _unsaid(question, revealed):
                options = table[question.id] if option is None else {option: table[question.id][option]}
                of_question = [of[question.id] for of in shares]
                told = expected_information(question, of_question, options, list(readings.values()))
                yield Ask(question=question.id, option=option, text=text, information=max(told, 0.0))


def readings_of(catalog: Catalog, verdict: ScanVerdict, fits: Mapping[str, float]) -> Mapping[str, float]:
    """Role id to its part of what a text may be about; they add up to 1. None where that is clear, or no role."""
    if verdict.kind == "clear" or verdict.because in ABOUT_NONE:
        return {}
    weights = {}
    for name in verdict.roles if len(verdict.roles) > 1 else [role.id for role in catalog.roles]:
        unclear = catalog.role(name).unclear_in_texts
        weights[name] = fmean([fits.get(each, 0.0) for each in (unclear.between if unclear else (name,))])
    whole = sum(weights.values())
    return {role: weight / whole for role, weight in weights.items()}


def _unsaid(question: Question, revealed: Collection[OptionKey]) -> Sequence[tuple[str | None, str]]:
    """What there is to ask of a question: the whole, where the text says nothing of it; else what it does not name."""
    named = {option for name, option in revealed if name == question.id}
    if question.interview and not named:
        return [(None, question.interview)]
    return [(o.id, o.interview) for o in question.options if o.interview and o.id not in named and question.takes_many]
