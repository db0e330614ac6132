"""A result in words: the verdict, how sure it is, why, what would change it, and what to do next.

The words stand here once, whoever shows them: the terminal, a page, a text file. Nothing in here knows a layout.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rolefit.answers.models import NONE_CHOSEN, SKIPPED, chosen_options
from rolefit.catalog.models import Catalog, Question
from rolefit.explain.effects import QuestionEffects, explain_effects, option_in_words
from rolefit.explain.takes import explain_takes
from rolefit.explain.words import (
    ESTIMATED,
    in_sentence,
    listed,
    percent,
    rolefit_command,
    times_out_of,
    with_article,
    with_fit,
)
from rolefit.scoring.counterfactual import MOST_CHANGES, Change, find_counterfactual
from rolefit.scoring.result import Ranked, Reason, Result
from rolefit.scoring.selection import STOP_BELOW, QuestionSelection
from rolefit.scoring.similarity import ComparedOption, compare_with_role

MOST_REASONS = 4
"""How many answers are named for the first role, and how many against it."""

WORTH_NAMING = 0.05
"""The smallest effect that is named: it makes a role about a twentieth more or less likely."""

MOST_RIVALS = 3
"""How many roles that are too near to the first the verdict names."""

MOST_ALIKE = 4
"""How many answers are named that the people of a role give alike, and how many that they do not."""

IMPORTANCE_IN_WORDS = {"high": "counts double", "low": "counts half"}


@dataclass(frozen=True)
class ExplainedAnswer:
    """One answer of the person, in words."""

    topic: str
    """What the question is about, in a word or two."""
    text: str
    chosen: bool
    estimated: bool
    """Whether what is said rests on an estimate, not on a count of people."""
    share: str = ""
    """How many of the people in the role choose the option, as a percentage, where that is what is told."""


@dataclass(frozen=True)
class NextStep:
    """Something to do next."""

    command: str
    purpose: str


@dataclass(frozen=True)
class AnsweredQuestion:
    """One question, and what the person answered to it."""

    question: str
    """Its id."""
    topic: str
    """What the question is about, in a word or two."""
    ask: str
    answers: tuple[str, ...]
    """The options chosen, in words; or the one word for having chosen none, or for having skipped the question."""
    chosen: bool
    """Whether the answers are options."""
    notes: tuple[str, ...]
    """What is particular about how the question counts."""


@dataclass(frozen=True)
class Explanation:
    """A result in words."""

    verdict: str
    """One sentence."""
    sure: tuple[str, ...]
    """Sentences on how much the verdict can be trusted."""
    ranking: tuple[Ranked, ...]
    speaks_for: tuple[ExplainedAnswer, ...]
    """The answers that did most for the first role, the strongest first."""
    speaks_against: tuple[ExplainedAnswer, ...]
    change: str
    """What would put another role first; empty if nothing was answered."""
    takes: tuple[str, ...]
    """What the named roles take beside the fit, a sentence each; first what the person brings, if that is known."""
    like: tuple[ExplainedAnswer, ...]
    """Where the person answers like most people of the first role."""
    unlike: tuple[ExplainedAnswer, ...]
    steps: tuple[NextStep, ...]
    replies: tuple[AnsweredQuestion, ...]
    """Every question of the catalog, in its order."""
    code: str | None
    again: str
    """The command that shows the result from the code on any machine; empty where there is no code."""
    answered: bool
    """Whether any question was."""
    titles: Mapping[str, str]
    """Role id to title, in the order of the catalog."""
    effects: tuple[QuestionEffects, ...]
    """What every answer did for every role, in the order of the catalog."""

    @property
    def first(self) -> Ranked:
        """The role at the top of the ranking."""
        return self.ranking[0]


def explain_result(
    catalog: Catalog, result: Result, catalog_file: str | None = None, *, here: bool = True
) -> Explanation:
    """Put a result into words. `catalog_file` is what the user gave as --roles.

    Unless it is told `here`, to whoever has just taken the quiz, the commands in it name no folder of this machine.
    """
    sentences = _Sentences(catalog, result)
    similarity = compare_with_role(catalog, result.given, catalog.role(result.ranking[0].role))
    code = result.code if result.answered else None
    return Explanation(
        verdict=verdict_sentence(result),
        sure=tuple(sentences.how_sure()),
        ranking=result.ranking,
        speaks_for=sentences.reasons(1),
        speaks_against=sentences.reasons(-1),
        change=sentences.what_would_change(),
        takes=tuple(explain_takes(catalog, result.takes)) if _says_anything(result) else (),
        like=tuple(sentences.compared(option) for option in similarity.like[:MOST_ALIKE]),
        unlike=tuple(
            sentences.compared(option, " (you did)" if option.chosen else " (you did not)")
            for option in similarity.unlike[:MOST_ALIKE]
        ),
        steps=tuple(_steps(result, code, catalog_file, here=here)),
        replies=tuple(_reply(question, result) for question in catalog.questions),
        code=code,
        again=rolefit_command("quiz", f"--code {code}", catalog_file, here=False) if code else "",
        answered=bool(result.answered),
        titles={role.id: role.title for role in catalog.roles},
        effects=explain_effects(catalog, result.why),
    )


def _says_anything(result: Result) -> bool:
    return bool(result.answered) or any(taken.yours for taken in result.takes)


def verdict_sentence(result: Result) -> str:
    """Say in one sentence what the ranking allows to say."""
    first, *others = result.ranking
    if not result.answered:
        return "No answers, no verdict: every role fits alike."
    if result.nearer:
        job = with_article(result.nearer.title)
        return f"Open: {job}'s job may be nearer to you than any of the {len(result.ranking)} roles."
    often = times_out_of(result.verdict.holds)
    if result.verdict.kind == "clear":
        return f"Clear: {with_fit(first)} fits you best; {often} that is right. Next comes {with_fit(others[0])}."
    if result.verdict.kind == "close":
        rivals = [with_fit(role) for role in others if role.role in result.verdict.roles]
        some = rivals if len(rivals) <= MOST_RIVALS else [*rivals[:MOST_RIVALS], f"{len(rivals) - MOST_RIVALS} more"]
        return f"Close: {with_fit(first)} leads; {often} it is that or {listed(some, 'or')}."
    return f"Open: your answers do not separate the {len(result.ranking)} roles."


class _Sentences:
    """What is said of a result that needs the catalog: its labels, its sources, what other answers would do."""

    def __init__(self, catalog: Catalog, result: Result) -> None:
        self._catalog = catalog
        self._result = result
        self._first = result.ranking[0]

    def how_sure(self) -> Iterator[str]:
        result, first = self._result, self._first
        answered, asked = len(result.answered), len(self._catalog.fit_questions)
        if not answered:
            yield "Answer a few questions, and the table will tell them apart."
            return
        if result.nearer:
            yield result.nearer.because
        yield f"You answered {answered} of {asked} questions{self._whether_little()}."
        if result.verdict.kind == "open" and answered < asked and not result.nearer:
            yield "More answers would help; skip what you have no opinion on."
        stability = percent(result.verdict.stability)
        yield f"With other questions of this kind, {first.title} would come first again about {stability} of the time."
        unclear = self._catalog.role(first.role).unclear
        if unclear:
            yield unclear.because
        measured = sum(map(self._is_measured, result.why)) / len(result.why)
        estimates = f" Of the figures behind it {percent(1 - measured)} are estimates." if measured < 1 else ""
        how_many = "more than 99" if first.fit > 0.995 else f"about {round(100 * first.fit)}"
        yield (
            f"A fit of {percent(first.fit)} means: of 100 jobs whose work is like what you chose, {how_many} go by "
            f"this title, were all {len(result.ranking)} equally common.{estimates}"
        )

    def _whether_little(self) -> str:
        """Say what the rest might change, if less than half of the questions were answered."""
        result = self._result
        if len(result.answered) * 2 >= len(self._catalog.fit_questions):
            return ""
        given = {question: answer for question, answer in result.answers.items() if answer is not None}
        answers = result.given.model_copy(update={"answers": given})
        chance = QuestionSelection(self._catalog, answers).probability_of_change()
        little = ", which is little to go by" if chance >= STOP_BELOW else ""
        return f"{little}; the others would put another role first about {percent(chance)} of the time"

    def _is_measured(self, reason: Reason) -> bool:
        share = self._catalog.role(reason.role).shares[reason.question][reason.option]
        return self._catalog.sources[share.source].measured

    def reasons(self, direction: int) -> tuple[ExplainedAnswer, ...]:
        """The answers that did most for the first role, or against it where `direction` is -1."""
        reasons = [
            reason
            for reason in self._result.why
            if reason.role == self._first.role and reason.effect * direction >= WORTH_NAMING
        ]
        reasons.sort(key=lambda reason: -abs(reason.effect))
        return tuple(map(self._reason, reasons[:MOST_REASONS]))

    def _reason(self, reason: Reason) -> ExplainedAnswer:
        question = self._catalog.question(reason.question)
        text = option_in_words(question, reason.option, reason.chosen)
        return ExplainedAnswer(question.name, text, reason.chosen, not self._is_measured(reason))

    def compared(self, option: ComparedOption, whether: str = "") -> ExplainedAnswer:
        question = self._catalog.question(option.question)
        return ExplainedAnswer(
            question.name,
            question.label(option.option) + whether,
            option.chosen,
            not option.measured,
            f"{'' if option.measured else ESTIMATED}{percent(option.share)}",
        )

    def what_would_change(self) -> str:
        if not self._result.answered:
            return ""
        counterfactual = find_counterfactual(self._catalog, self._result.given)
        if counterfactual is None:
            return f"No {MOST_CHANGES} answers given otherwise would put another role first."
        changes = listed(list(map(self._change, counterfactual.changes)))
        return f"Had you {changes}, {self._catalog.role(counterfactual.role).title} would come first."

    def _change(self, change: Change) -> str:
        question = self._catalog.question(change.question)
        if change.option is None:
            return f"skipped the question on {in_sentence(question.name)}"
        how = "left out" if change.what == "leave" else "also chosen" if question.takes_many else "answered"
        return f"{how} “{question.label(change.option)}” ({in_sentence(question.name)})"


def _reply(question: Question, result: Result) -> AnsweredQuestion:
    given = result.answers.get(question.id)
    options = chosen_options(given)
    without_options = SKIPPED if given is None else NONE_CHOSEN
    answers = tuple(question.label(option) for option in options) or (without_options,)
    return AnsweredQuestion(
        question.id, question.name, question.ask, answers, bool(options), tuple(_notes(question, result))
    )


def _notes(question: Question, result: Result) -> Iterator[str]:
    importance = IMPORTANCE_IN_WORDS.get(result.importance.get(question.id, ""))
    if importance:
        yield importance
    if question.id in result.offered:
        yield f"{len(result.offered[question.id])} of {len(question.options)} answers were on offer"


def _steps(result: Result, code: str | None, catalog_file: str | None, *, here: bool) -> Iterator[NextStep]:
    first, second = result.ranking[:2]
    same_answers = f"--code {code}" if code else ""
    if not result.answered:
        steps = {"quiz": "answer the questions", "roles": "see what the roles are"}
    else:
        steps = {
            f"compare {first.role} {second.role}": "the two roles at the top, with your answers marked",
            f"show {first.role}": "all about the first, with sources",
            **({"quiz": "this result again, on any machine"} if same_answers else {}),
        }
    for command, purpose in steps.items():
        yield NextStep(rolefit_command(command, same_answers, catalog_file, here=here), purpose)
