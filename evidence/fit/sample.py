"""People or postings as numbers: what each chose, which role it is, and whose it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.collect.readings import coded_options
from rolefit import Catalog
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.scoring.effects import evidence

Numbers: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int_]
Marks: TypeAlias = NDArray[np.bool_]

FOLDS = 5


@dataclass(frozen=True)
class Bank:
    """The options that move the fit, and the questions they belong to, in the catalog's order.

    Within a question they stand in the order in which they were coded: so the order on the screen moves no number.
    """

    catalog: Catalog

    @cached_property
    def options(self) -> list[tuple[str, str]]:
        """Question and option."""
        coded = coded_options(self.catalog)
        found = [(question.id, option.id) for question in self.catalog.fit_questions for option in question.options]
        place = {question.id: i for i, question in enumerate(self.catalog.fit_questions)}
        return sorted(found, key=lambda option: (place[option[0]], coded.index(option)))

    @cached_property
    def question(self) -> Indices:
        """The place of each option's question."""
        place = {question.id: i for i, question in enumerate(self.catalog.fit_questions)}
        return np.array([place[question] for question, _ in self.options])

    @cached_property
    def many(self) -> Marks:
        """Whether any number of the question's options may be chosen."""
        return np.array([self.catalog.question(question).takes_many for question, _ in self.options])

    def options_of(self, question: int) -> Indices:
        """The places of a question's options."""
        return np.flatnonzero(self.question == question)


@dataclass(frozen=True)
class Sample:
    """What people, or postings, answer."""

    bank: Bank
    chosen: Numbers
    """In [answerer, option]: 1 chosen, 0 not, nan unknown. Of a one-answer question all options are known, or none."""
    roles: Indices
    """The place of each one's role in the catalog."""
    employers: NDArray[Any]
    """Whose each posting is; people are all their own."""

    @classmethod
    def of(cls, bank: Bank, answerers: Sequence[LabelledAnswers]) -> "Sample":
        """Take labelled answers; an employer is what they say under `about`."""
        place = {option: i for i, option in enumerate(bank.options)}
        roles = {role.id: i for i, role in enumerate(bank.catalog.roles)}
        chosen = np.full((len(answerers), len(place)), np.nan)
        for row, each in zip(chosen, answerers, strict=True):
            for name, options in evidence(bank.catalog, each).items():
                question = bank.catalog.question(name)
                if not question.takes_many:
                    row[[place[name, option.id] for option in question.options]] = 0
                for option, is_chosen in options.items():
                    row[place[name, option]] = is_chosen
        employers = np.array([each.said_of("employer") or f"person {i}" for i, each in enumerate(answerers)])
        return cls(bank, chosen, np.array([roles[each.role] for each in answerers]), employers)

    def subset(self, kept: Marks) -> "Sample":
        """Those whose place is marked."""
        return Sample(self.bank, self.chosen[kept], self.roles[kept], self.employers[kept])

    @cached_property
    def held(self) -> list[int]:
        """The places of the roles that occur."""
        return sorted(set(self.roles.tolist()))

    @cached_property
    def weights(self) -> Numbers:
        """How much each counts within its role, adding up to the number of those in it.

        An employer counts as the square root of the number of its postings: as much as one, and its postings as much as
        postings, are the two ends; neither is right where one employer has most postings of a role.
        """
        sizes = Counter(zip(self.roles.tolist(), self.employers.tolist(), strict=True))
        found = np.array(
            [sizes[pair] ** -0.5 for pair in zip(self.roles.tolist(), self.employers.tolist(), strict=True)]
        )
        for role in self.held:
            there = self.roles == role
            found[there] *= there.sum() / found[there].sum()
        return found

    @cached_property
    def balanced(self) -> Numbers:
        """How much each counts so that all roles weigh the same, adding up to 1."""
        sizes = np.bincount(self.roles)
        found: Numbers = self.weights / sizes[self.roles] / len(self.held)
        return found

    def folds(self, number: int = FOLDS, seed: int = 0, *, apart: bool = False) -> Indices:
        """The part that each is in, about as many of each role in every one; all postings of an employer are in one.

        Unless they are to be kept `apart`, the postings of an employer who has more than a part's worth of a role are
        spread over the parts.
        """
        random, parts = np.random.default_rng(seed), np.zeros(len(self.roles), dtype=int)
        of: dict[str, int] = {}
        for role in self.held:
            there = self.roles == role
            sizes = Counter(self.employers[there].tolist())
            filled = np.zeros(number)
            for name in sorted(random.permutation(sorted(sizes)).tolist(), key=lambda name: -sizes[name]):
                mine = there & (self.employers == name)
                if not apart and sizes[name] > max(2, there.sum() / number):
                    parts[mine] = random.permutation(np.arange(mine.sum()) % number)
                    continue
                if name not in of:
                    of[name] = int(filled.argmin())
                parts[mine] = of[name]
                filled[of[name]] += sizes[name]
        return parts
