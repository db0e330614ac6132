"""A tally of people: whom each role fits, and what they want, counted one after the other.

What is kept is counts: how many there are goes with the roles, options and groups, not with the people.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, repeat

from rolefit.answers.models import Answers, PersonId
from rolefit.batch.outcome import Outcome
from rolefit.batch.records import About, Columns, RecordName
from rolefit.batch.source import People, Person, Unreadable
from rolefit.catalog.models import Catalog, Question
from rolefit.errors import InputError, Problem, UsageError, excerpt, one_of
from rolefit.people.coverage import Ref
from rolefit.scoring.effects import best_first
from rolefit.scoring.replies import told
from rolefit.scoring.result import VerdictKind
from rolefit.scoring.scorer import Scorer
from rolefit.scoring.verdict import NamedRoles

MOST_GROUPS = 50
"""How many groups there are at most."""

MOST_NAMED = 100
"""How many people are named at most."""


class Tally:
    """What is counted of the people of a file so far; roles go by their indexes.

    `by` is the name under which records say which group a person belongs to; with `names` it is kept who stands where.
    """

    def __init__(self, catalog: Catalog, file: str, by: str | None = None, *, names: bool = False) -> None:
        self._catalog, self._file, self._by, self._names = catalog, file, by, names
        self._scorer, self._named_roles = Scorer(catalog), NamedRoles(catalog)
        self._work = [(place, question) for place, question in enumerate(catalog.questions) if question.coverage]
        self._of_fit = [place for place, question in enumerate(catalog.questions) if not question.outside_fit]
        self._fields: set[str] = set()
        self.n = self.silent = 0
        self.first: Counter[tuple[int, VerdictKind]] = Counter()
        self.second: Counter[int] = Counter()
        self.between: Counter[tuple[int, int]] = Counter()
        """Of two roles the indexes, the smaller first."""
        self.asked: Counter[Ref] = Counter()
        self.wanted: Counter[Ref] = Counter()
        self.groups: dict[str | None, Counter[int]] = {}
        """What records say under `by` to how many people each role fits first."""
        self.who: list[tuple[PersonId, int, int]] = []
        """With names: who it is, and which roles fit first and second."""

    def add(self, people: Iterable[People | Person | Unreadable], outcome: Outcome) -> None:
        """Add what was read of people."""
        for some in people:
            match some:
                case People(lines=lines, said=said):
                    self._add_people(lines, said)
                    outcome.add_cells(said.cells, lines, said.noted)
                    outcome.add(b"", said.ids)
                case Person(line=line, name=name, answers=answers):
                    self._add_person(line, name, answers)
                    outcome.add(b"", [name.id])
                case Unreadable(name=name, error=error):
                    outcome.add_bad(b"", name.id, error)

    def _add_people(self, lines: Sequence[int], said: Columns) -> None:
        scores = self._scorer.score_columns(said.answers)
        people = zip(lines, said.ids, said.about or repeat({}), scores.first, scores.kinds, strict=False)
        for i, ((line, name, about, first, kind), fits) in enumerate(
            zip(people, zip(*scores.fits, strict=True), strict=True)
        ):
            # Whose fits are all the same may have answered nothing.
            if min(fits) == max(fits) and not self._is_answered(said, i):
                self.silent += 1
            else:
                self._place(line, RecordName(name, about), first, kind, fits)
        for place, question in self._work:
            given = [reply for reply in map(told, said.answers[place]) if reply]
            chosen = Counter(chain.from_iterable(_options(reply.answer) for reply in given))
            asked = Counter(chain.from_iterable(reply.offered for reply in given if reply.offered is not None))
            asked_all = sum(reply.offered is None for reply in given)
            for option in question.option_ids:
                self.asked[Ref(question.id, option)] += asked_all + asked[option]
                self.wanted[Ref(question.id, option)] += chosen[option]

    def _is_answered(self, said: Columns, person: int) -> bool:
        return any(told(said.answers[place][person]) for place in self._of_fit)

    def _add_person(self, line: int, name: RecordName, answers: Answers) -> None:
        given = {question: answer for question, answer in answers.answers.items() if answer is not None}
        if not any(question.id in given for question in self._catalog.fit_questions):
            self.silent += 1
        else:
            scores = self._scorer.standing(answers)
            self._place(line, name, scores.order[0], scores.verdict.kind, scores.fits)
        for _, question in self._work:
            if question.id in given:
                self._count_answer(question, given[question.id], answers.offered.get(question.id))

    def _count_answer(self, question: Question, answer: str | Sequence[str], offered: Sequence[str] | None) -> None:
        for option in question.option_ids if offered is None else offered:
            self.asked[Ref(question.id, option)] += 1
        for option in _options(answer):
            self.wanted[Ref(question.id, option)] += 1

    def _place(self, line: int, name: RecordName, first: int, kind: VerdictKind, fits: Sequence[float]) -> None:
        """Count a person by how the roles stand."""
        second = next(i for i in best_first(fits) if i != first)
        self.n += 1
        self.first[first, kind] += 1
        self.second[second] += 1
        named = self._named_roles.of(fits) if kind == "close" else ()
        if len(named) == 2:
            self.between[min(named), max(named)] += 1
        if self._by is not None:
            self._place_in_group(self._by, name.about, first)
        if self._names:
            self.who.append((f"line {line}" if name.id is None else name.id, first, second))
            if self.n > MOST_NAMED:
                what = f"has more than {MOST_NAMED} people, which are too many for --names"
                raise UsageError(Problem(what, "leave it out: any number of people can be counted", file=self._file))

    def _place_in_group(self, field: str, about: About, first: int) -> None:
        said = about.get(field)
        value = (said if isinstance(said, str) else "" if said is None else json.dumps(said)).strip() or None
        self.groups.setdefault(value, Counter())[first] += 1
        if len(self._fields) < MOST_GROUPS:
            self._fields.update(about)
        if len(self.groups) > MOST_GROUPS:
            what = f"has more than {MOST_GROUPS} groups by {excerpt(field)}"
            raise InputError(Problem(what, "name a field that fewer values stand under", file=self._file))

    def check_groups(self) -> None:
        """Raise InputError where groups are asked for, and no record says of anybody which."""
        if self._by is not None and not any(value is not None for value in self.groups):
            hint = (
                one_of(self._by, sorted(self._fields)) or "give records a field that is neither their id nor a question"
            )
            raise InputError(Problem(f"has no field {excerpt(self._by)} that tells groups", hint, file=self._file))


def _options(answer: str | Collection[str]) -> Collection[str]:
    return [answer] if isinstance(answer, str) else answer
