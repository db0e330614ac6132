"""The quick quiz on people whose role is known: how much shorter it is, and how often it says the same.

A question that a person never answered cannot be asked of that person any more. So the quick quiz has the questions to
choose from that the person did answer, and the whole quiz that it is compared with is all of those.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from random import Random
from statistics import fmean
from typing import TypeAlias

from evidence.measure.cross_validation import People, ScoredPart, ScoredPeople, with_answers_to, with_questions
from evidence.measure.tables import SEED, Table, number, percent, table
from rolefit import Answers, Catalog
from rolefit.catalog.models import Question, Role
from rolefit.evaluation.labelled import LabelledAnswers
from rolefit.evaluation.metrics import Prediction, compute_metrics
from rolefit.scoring.scorer import Scorer, Scores
from rolefit.scoring.selection import UNCLEAR_BELOW, Outlook, QuestionSelection

THRESHOLDS = (0.05, UNCLEAR_BELOW, 0.20, 0.30)
"""Chances below which no more is asked of whom several roles are named, lowest first: the quick quiz's own, and others
to see the trade."""

SIMULATED = 100
"""How many people of each role are simulated."""


@dataclass(frozen=True)
class Step:
    """Where a person stands in the middle of a quiz."""

    standing: Scores
    outlook: Outlook
    """What the rest may still do, as the quiz says it."""

    @property
    def asked(self) -> int:
        """How many questions were asked so far."""
        return self.outlook.asked


@dataclass(frozen=True)
class QuickRun:
    """A person's quiz, step by step in the order of the quick one, up to the whole quiz."""

    steps: Sequence[Step]

    @property
    def questions(self) -> int:
        """How many questions the whole quiz has: those that the person answered."""
        return self.steps[-1].asked

    @property
    def whole(self) -> Scores:
        """How the roles stand after the whole quiz."""
        return self.steps[-1].standing

    def end(self, below: float = UNCLEAR_BELOW) -> Step:
        """The step after which no more is asked, where chances below this hardly matter to whom several are named."""
        return next((step for step in self.steps if step.outlook.hardly_matters(below)), self.steps[-1])

    def changes(self, step: Step) -> bool:
        """Whether the whole quiz puts another role first than comes first at this step."""
        return step.standing.order[0] != self.whole.order[0]

    def would_be_clear(self, step: Step) -> bool:
        """Whether the whole quiz names one role alone, where several are named at this step."""
        return step.standing.verdict.kind != "clear" == self.whole.verdict.kind


def answered(person: Answers) -> list[str]:
    """The questions that a person did not skip."""
    return [question for question, answer in person.answers.items() if answer is not None]


def steps(catalog: Catalog, person: LabelledAnswers) -> Iterator[Step]:
    """Ask a person what the quick quiz asks, out of the questions that the person answered."""
    small = with_questions(catalog, answered(person))
    scorer = Scorer(small)
    asked: list[str] = []
    while True:
        (known,) = with_answers_to([person], asked)
        now = QuestionSelection(small, known)
        yield Step(scorer.standing(known), now.outlook())
        if not now.left:
            return
        # Like next_question, but past the point where that stops.
        asked.append(max(now.left, key=now.expected_information).id)


def quick_runs(part: ScoredPart) -> list[QuickRun]:
    """The quick quiz of each person."""
    return [QuickRun(list(steps(part.catalog, person))) for person in part.people]


Outcome: TypeAlias = tuple[int, Scores]
"""How many questions a person was asked, and how the roles stand after them."""


@dataclass(frozen=True)
class QuickQuizzes:
    """The quick quizzes of people, all of them in the order of `scored.people`."""

    scored: ScoredPeople

    @cached_property
    def quick_runs(self) -> list[QuickRun]:
        """The quick quiz of each person."""
        return [quick_run for part in self.scored.parts for quick_run in quick_runs(part)]

    def quick(self, below: float = UNCLEAR_BELOW) -> list[Outcome]:
        """What comes of the quick quiz, where chances below this hardly matter to whom several are named."""
        ends = (quick_run.end(below) for quick_run in self.quick_runs)
        return [(step.asked, step.standing) for step in ends]

    def fixed(self, orders: Sequence[Sequence[str]], count: int) -> list[Outcome]:
        """What comes of asking everybody the first few of their questions in the order that their part is given."""
        found = []
        for part, order in zip(self.scored.parts, orders, strict=True):
            scorer = Scorer(part.catalog)
            for person in part.people:
                asked = [question for question in order if question in answered(person)][:count]
                found.append((len(asked), scorer.standing(with_answers_to([person], asked)[0])))
        return found

    def row(self, outcomes: Sequence[Outcome]) -> list[str]:
        """How many questions were asked, and how good what comes of them is beside the whole quiz."""
        held, whole_quiz = self.scored.held, self.scored.predictions
        predictions = [
            Prediction(of_whole.role, [standing.fits[i] for i in held])
            for of_whole, (_, standing) in zip(whole_quiz, outcomes, strict=True)
        ]
        asked, whole = (
            fmean(asked for asked, _ in outcomes),
            fmean(quick_run.questions for quick_run in self.quick_runs),
        )
        pairs = zip(outcomes, self.quick_runs, strict=True)
        same = fmean(standing.order[0] == quick_run.whole.order[0] for (_, standing), quick_run in pairs)
        accuracy = number(compute_metrics(predictions).balanced_accuracy)
        return [f"{asked:.2f}", percent(asked / whole), _tenths(same), accuracy]


def by_information(catalog: Catalog) -> list[str]:
    """The questions in the order of what each tells of somebody of whom nothing is known."""
    nothing = QuestionSelection(catalog, Answers(answers={}))
    return [question.id for question in sorted(catalog.fit_questions, key=nothing.expected_information, reverse=True)]


def tables(scored: ScoredPeople) -> dict[str, Table]:
    """The tables of people whose role is known."""
    quizzes = QuickQuizzes(scored)
    return {"quick": threshold_table(quizzes), "quick-lengths": length_table(quizzes)}


def threshold_table(quizzes: QuickQuizzes) -> Table:
    """The quick quiz beside the whole one, beside other thresholds, and beside fixed orders of the same length.

    The length is rounded up, so that a fixed order never has fewer questions than the quick quiz.
    """
    whole = [(quick_run.questions, quick_run.whole) for quick_run in quizzes.quick_runs]
    count = ceil(fmean(asked for asked, _ in quizzes.quick()))
    catalogs = [part.catalog for part in quizzes.scored.parts]
    listed = [[question.id for question in each.fit_questions] for each in catalogs]
    variants: Mapping[str, Sequence[Outcome]] = {
        "the whole quiz": whole,
        **{_quick_name(below): quizzes.quick(below) for below in THRESHOLDS},
        f"everybody the first {count} of the catalog": quizzes.fixed(listed, count),
        f"everybody the {count} that tell most at the start": quizzes.fixed(list(map(by_information, catalogs)), count),
    }
    titles = ("questions asked", "of the whole quiz", "same first role", "balanced accuracy")
    return table("", *titles, rows=[[name, *quizzes.row(outcomes)] for name, outcomes in variants.items()])


def _quick_name(below: float) -> str:
    return (
        f"quick, {'as it is, ' * (below == UNCLEAR_BELOW)}where several are named until both are below {percent(below)}"
    )


def length_table(quizzes: QuickQuizzes) -> Table:
    """How many people are asked how many questions, and whether the chance that made the quiz stop was true."""
    by_length: dict[int, list[QuickRun]] = defaultdict(list)
    for quick_run in quizzes.quick_runs:
        by_length[quick_run.end().asked].append(quick_run)
    rows = [_length(str(asked), by_length[asked]) for asked in sorted(by_length)]
    titles = ("had no more questions", "same first role", "chance of another, as said", "has another")
    return table("questions asked", "people", *titles, rows=[*rows, _length("all", quizzes.quick_runs)])


def _length(name: str, group: Sequence[QuickRun]) -> list[str]:
    ends = [quick_run.end() for quick_run in group]
    pairs = list(zip(group, ends, strict=True))
    through = sum(end.asked == quick_run.questions for quick_run, end in pairs)
    said, changed = fmean(end.outlook.change for end in ends), fmean(quick_run.changes(end) for quick_run, end in pairs)
    return [name, f"{len(group):,}", f"{through:,}", _tenths(1 - changed), _tenths(said), _tenths(changed)]


def simulation_table(catalog: Catalog, count: int = SIMULATED) -> Table:
    """The quick quiz with all questions and roles of the catalog, on people whose answers are drawn from its shares."""
    random = Random(SEED)
    rows, everybody = [], []
    for role in catalog.roles:
        found = quick_runs(ScoredPart.of(catalog, simulated(catalog, role, count, random)))
        rows.append(_simulated_row(f"{role.title}s", found))
        everybody += found
    titles = ("people drawn", "questions asked", "of the whole quiz", "same first role", "not clear, the whole quiz is")
    return table("answer like", *titles, rows=[*rows, _simulated_row("all", everybody)])


def simulated(catalog: Catalog, role: Role, count: int, random: Random) -> People:
    """People who answer every question by the shares of a role, each option apart from the others."""
    return [
        LabelledAnswers(role=role.id, answers={q.id: _answer(q, role, random) for q in catalog.fit_questions})
        for _ in range(count)
    ]


def _answer(question: Question, role: Role, random: Random) -> str | tuple[str, ...]:
    options = {option.id: role.shares[question.id][option.id].share for option in question.options}
    if question.takes_many:
        return tuple(option for option, share in options.items() if random.random() < share)
    return random.choices(list(options), list(options.values()))[0]


def _simulated_row(name: str, found: Sequence[QuickRun]) -> list[str]:
    ends = [quick_run.end() for quick_run in found]
    asked, whole = fmean(end.asked for end in ends), fmean(quick_run.questions for quick_run in found)
    pairs = list(zip(found, ends, strict=True))
    same = fmean(not quick_run.changes(end) for quick_run, end in pairs)
    missed = fmean(quick_run.would_be_clear(end) for quick_run, end in pairs)
    return [name, f"{len(found):,}", f"{asked:.2f}", percent(asked / whole), _tenths(same), _tenths(missed)]


def _tenths(value: float) -> str:
    return f"{100 * value:.1f}%"
