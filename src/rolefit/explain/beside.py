"""People beside each other, in words: the roles each fits, where they agree, what parts them, and what is noise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.answers.models import NONE_CHOSEN, SKIPPED
from rolefit.catalog.models import Catalog, Question
from rolefit.explain.result import notes_on
from rolefit.explain.words import compare_again, effect_in_words, fits_in_words, in_sentence, in_ten, listed
from rolefit.people.beside import PeopleBeside, PersonBeside, QuestionBeside
from rolefit.people.change import RARELY, Difference, Noise


@dataclass(frozen=True)
class PersonRow:
    """A person in the table: the fits and the verdict."""

    name: str
    fits: Mapping[str, str]
    """Role id to fit as a percentage, in the order of the catalog; they add up to 100."""
    verdict: str


@dataclass(frozen=True)
class Said:
    """What some of the people answered alike to a question."""

    who: str
    count: str
    """How many of the people they are, where that is shorter than their names: 3 of 6; empty for one."""
    options: tuple[str, ...]
    """In few words; the one word for having chosen none, or for having skipped the question."""


@dataclass(frozen=True)
class QuestionRow:
    """A question on which people differ."""

    topic: str
    said: tuple[Said, ...]
    gained: str | None
    """Id of the role for which the second answered more than the first, where there are two people and it shows."""


@dataclass(frozen=True)
class AlikeRow:
    """A question that all answered alike."""

    topic: str
    text: str


@dataclass(frozen=True)
class DifferenceRow:
    """What one difference between two people did."""

    topic: str
    text: str
    effects: Mapping[str, str]
    """Role id to what it did, in natural log units with a sign."""


@dataclass(frozen=True)
class BesideInWords:
    """People beside each other, in words."""

    agree: str
    """On how much they agree, in one sentence."""
    people: tuple[PersonRow, ...]
    moved: Mapping[str, str]
    """Role id to how many percent the second has more than the first; empty but for two people who differ."""
    noise: tuple[str, ...]
    """Whether that is more than noise, in sentences."""
    differ: tuple[QuestionRow, ...]
    """What parts the people most first."""
    alike: tuple[AlikeRow, ...]
    effects: tuple[DifferenceRow, ...]
    """What every difference between two people did, and the sum of them last."""
    command: str
    """The command that shows every fact."""
    titles: Mapping[str, str]
    """Role id to title, of all roles of the catalog in its order."""


def explain_beside(
    catalog: Catalog, beside: PeopleBeside, asked: Sequence[str], catalog_file: str | None = None, *, here: bool = True
) -> BesideInWords:
    """Put people beside each other into words. `asked` is what the user gave to compare."""
    sentences = _Sentences(catalog, beside)
    return BesideInWords(
        agree=sentences.agree(),
        people=tuple(map(sentences.person, beside.people)),
        moved=sentences.moved(),
        noise=tuple(sentences.noise()),
        differ=tuple(sentences.question(each) for each in beside.questions if not each.agree),
        alike=tuple(sentences.alike(each) for each in beside.questions if each.agree),
        effects=tuple(sentences.effects()),
        command=compare_again(asked, catalog_file, here=here),
        titles={role.id: role.title for role in catalog.roles},
    )


MOST_NAMED = 3
"""Of how many people the first sentence tells the names."""

NEARLY_ALWAYS = 0.95
"""What happens more often than this is said to nearly always."""

HARDLY = 0.005
"""Effects below this, in natural log units, are not told one by one: with two digits they are nothing."""

WORTH_A_MARK = 0.05
"""The smallest gain of a role, in natural log units, that is told of a question: about a twentieth more likely."""


class _Sentences:
    """What is said of people, with the labels and titles of the catalog."""

    def __init__(self, catalog: Catalog, beside: PeopleBeside) -> None:
        self._catalog, self._beside = catalog, beside
        self._names = [person.name for person in beside.people]

    def agree(self) -> str:
        questions = self._beside.questions
        alike = sum(question.agree for question in questions)
        names = self._names if len(self._names) <= MOST_NAMED else [f"{len(self._names)} people"]
        if not questions:
            return f"{listed(names)} answered nothing."
        asked = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
        if alike == len(questions):
            return f"{listed(names)} answered alike: {asked}."
        return f"{listed(names)} agree on {alike or 'none'} of {asked}."

    def person(self, person: PersonBeside) -> PersonRow:
        fits = fits_in_words(person.ranking)
        named = [in_sentence(self._catalog.role(role).title) for role in person.verdict.roles]
        told = f": {listed(named, 'or')}" if person.verdict.kind != "open" else ""
        told = f": perhaps nearer to {person.nearer.title}" if person.nearer else told
        by_role = {role.id: fits[role.id] for role in self._catalog.roles}
        return PersonRow(person.name, by_role, f"{person.verdict.kind}{told}")

    def moved(self) -> dict[str, str]:
        change = self._beside.change
        if not change or not any(change.total.values()):
            return {}
        first, second = ({each.role: each.fit for each in person.ranking} for person in self._beside.people)
        return {role.id: f"{round(100 * (second[role.id] - first[role.id])):+d}" for role in self._catalog.roles}

    def noise(self) -> Iterator[str]:
        change = self._beside.change
        if change and change.noise:
            yield _noise(change.noise)
            if not change.noise.within:
                gained, lost = (in_sentence(self._catalog.role(role).title) for role in change.noise.roles)
                yield f"It moves mostly from {lost} towards {gained}."
        elif change and any(change.total.values()):
            yield "Both answered too few questions to tell whether that is more than noise."

    def question(self, asked: QuestionBeside) -> QuestionRow:
        question = self._catalog.question(asked.question)
        by_people: dict[tuple[int, ...], list[str]] = {}
        for each in asked.options:
            by_people.setdefault(each.chosen_by, []).append(question.short(each.option))
        everybody = tuple(range(len(self._names)))
        chose = {i for people in by_people for i in people}
        none = tuple(i for i in asked.answered_by if i not in chose)
        skipped = tuple(i for i in everybody if i not in asked.answered_by)
        told = sorted(by_people.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        said = [self._said(people, tuple(options)) for people, options in told]
        said += [self._said(who, (what,)) for who, what in ((none, NONE_CHOSEN), (skipped, SKIPPED)) if who]
        said += [self._said((place,), notes) for place in everybody if (notes := self._notes(question, place))]
        return QuestionRow(question.name, tuple(said), self._gained(asked.question))

    def _said(self, people: tuple[int, ...], options: tuple[str, ...]) -> Said:
        count = f"{len(people)} of {len(self._names)}" if len(people) > 1 else ""
        return Said(self._who(people), count, options)

    def _notes(self, question: Question, place: int) -> tuple[str, ...]:
        """What is particular about how the question counts for one of the people."""
        person = self._beside.people[place]
        return tuple(notes_on(question, person.importance, person.offered))

    def _who(self, people: tuple[int, ...]) -> str:
        if len(people) == len(self._names):
            return "both" if len(people) == 2 else "all"
        others = [name for i, name in enumerate(self._names) if i not in people]
        if len(others) == 1 and len(people) > 1:
            return f"all but {others[0]}"
        return ", ".join(self._names[i] for i in people)

    def _gained(self, question: str) -> str | None:
        change = self._beside.change
        total: dict[str, float] = {}
        for difference in change.differences if change else ():
            if difference.question == question:
                for role, effect in difference.effects.items():
                    total[role] = total.get(role, 0.0) + effect
        most = max(total, key=total.__getitem__, default=None)
        return most if most and total[most] >= WORTH_A_MARK else None

    def alike(self, asked: QuestionBeside) -> AlikeRow:
        question = self._catalog.question(asked.question)
        chosen = "; ".join(question.short(each.option) for each in asked.options)
        return AlikeRow(question.name, chosen or NONE_CHOSEN)

    def effects(self) -> Iterator[DifferenceRow]:
        change = self._beside.change
        if not change or not change.differences:
            return
        hardly = [each for each in change.differences if max(map(abs, each.effects.values())) < HARDLY]
        for each in change.differences:
            if each not in hardly:
                question = self._catalog.question(each.question)
                yield _effects_row(question.name, f"{self._how(each)} {question.short(each.option)}", each.effects)
        if hardly:
            together = {role: sum(each.effects[role] for each in hardly) for role in change.total}
            yield _effects_row("Others", f"{len(hardly)} that hardly count", together)
        yield _effects_row("All", "together", change.total)

    def _how(self, difference: Difference) -> str:
        """What became of an option: chosen now, no more, or not known on one of the two sides."""
        before, after = difference.before, difference.after
        first, second = (difference.question not in person.skipped for person in self._beside.people)
        if not self._catalog.question(difference.question).takes_many:
            # Whoever gave another answer did not choose this one.
            before, after = before or (False if first else None), after or (False if second else None)
        if before is None or after is None:
            when = "then" if before is None else "now"
            chosen = "chosen" if before or after else "not chosen"
            return f"{chosen}, not known {when}:"
        if before == after:
            return "counts otherwise:"
        return "+" if after else "−"


def _effects_row(topic: str, text: str, effects: Mapping[str, float]) -> DifferenceRow:
    return DifferenceRow(topic, text, {role: effect_in_words(effect) for role, effect in effects.items()})


def _noise(noise: Noise) -> str:
    if noise.within:
        often = "nearly always" if noise.chance > NEARLY_ALWAYS else f"{in_ten(noise.chance)} times"
        return f"No more than noise: two takes of the quiz by one person differ as much {often}."
    return (
        f"More than noise: two takes of the quiz by one person differ as much less than 1 time in {round(1 / RARELY)}."
    )
