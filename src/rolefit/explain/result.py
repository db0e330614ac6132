"""A result in words: the verdict, how sure it is, why, what would change it, and what to do next.

The words stand here once, whoever shows them: the terminal, a page, a text file. Nothing in here knows a layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.answers.models import NONE_CHOSEN, SKIPPED, chosen_options
from rolefit.catalog.models import Catalog, Question
from rolefit.explain.sentences import filled
from rolefit.explain.takes import taken_in_words, what_you_bring
from rolefit.explain.words import (
    ESTIMATED,
    fits_in_words,
    in_sentence,
    listed,
    percent,
    rolefit_command,
    times_in,
    with_article,
)
from rolefit.scoring.counterfactual import Change, changes_towards
from rolefit.scoring.result import Ranked, Reason, Result
from rolefit.scoring.selection import STOP_BELOW, QuestionSelection
from rolefit.scoring.similarity import ComparedOption, compare_with_role

MOST_FOR = 3
"""How many answers are named for the first role."""

MOST_AGAINST = 2
"""How many are named against it."""

WORTH_NAMING = 0.05
"""The smallest effect that is named: it makes a role about a twentieth more or less likely."""

MOST_TAKES = 2
"""Of how many roles is told what they take."""

MOST_RIVALS = 3
"""How many roles that are too near to the first the verdict names."""

MOST_ALIKE = 4
"""How many answers are named that the people of a role give alike, and how many that they do not."""

IMPORTANCE_IN_WORDS = {"high": "counts double", "low": "counts half"}


@dataclass(frozen=True)
class ExplainedAnswer:
    """One answer of the person, in words."""

    text: str
    chosen: bool
    estimated: bool
    """Whether what is said rests on an estimate, not on a count of people."""
    size: float = 0.0
    """How much it did for the first role or against it, as a part of what the strongest answer did."""
    share: str = ""
    """How many of the people in the role choose the option, as a percentage, where that is what is told."""


@dataclass(frozen=True)
class RoleLine:
    """What is said of one role, in a line."""

    role: str
    title: str
    text: str


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
    notes: tuple[str, ...]
    """Sentences on why it is no more than that, where there is a reason."""
    ranking: tuple[Ranked, ...]
    fits: Mapping[str, str]
    """Role id to its fit as a percentage; they add up to 100."""
    speaks_for: tuple[ExplainedAnswer, ...]
    """The answers that did most for the first role, the strongest first."""
    speaks_against: tuple[ExplainedAnswer, ...]
    changes: tuple[RoleLine, ...]
    """What would put another role first that is in the running, for each where few changes do."""
    takes: tuple[RoleLine, ...]
    """What the first of the named roles take of what a person brings, beside the fit."""
    brings: str
    """What of that the person brings, as it stands within a sentence; empty if that is not known."""
    sure: tuple[str, ...]
    """Sentences on how far the verdict can be trusted."""
    next_step: str
    """A command to go on with."""
    like: tuple[ExplainedAnswer, ...]
    """Where the person answers like most people of the first role."""
    unlike: tuple[ExplainedAnswer, ...]
    method: tuple[str, ...]
    """Sentences on what the figures mean."""
    replies: tuple[AnsweredQuestion, ...]
    """Every question of the catalog, in its order."""
    code: str | None
    again: str
    """The command that shows the result from the code on any machine; empty where there is no code."""
    answered: bool
    """Whether any question was."""
    titles: Mapping[str, str]
    """Role id to title, in the order of the catalog."""
    topics: Mapping[str, str]
    """Question id to what it is about, in a word or two."""

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
        notes=tuple(sentences.notes()),
        ranking=result.ranking,
        fits=fits_in_words(result.ranking),
        speaks_for=sentences.reasons(1, MOST_FOR),
        speaks_against=sentences.reasons(-1, MOST_AGAINST),
        changes=tuple(sentences.changes()),
        takes=tuple(sentences.takes()),
        brings=what_you_bring(catalog, result.takes),
        sure=tuple(sentences.how_sure()),
        next_step=_next_step(result, code, catalog_file, here=here),
        like=tuple(sentences.compared(option) for option in similarity.like[:MOST_ALIKE]),
        unlike=tuple(
            sentences.compared(option, " (you did)" if option.chosen else " (you did not)")
            for option in similarity.unlike[:MOST_ALIKE]
        ),
        method=tuple(sentences.method()),
        replies=tuple(_reply(question, result) for question in catalog.questions),
        code=code,
        again=rolefit_command("quiz", f"--code {code}", catalog_file, here=False) if code else "",
        answered=bool(result.answered),
        titles={role.id: role.title for role in catalog.roles},
        topics={question.id: question.name for question in catalog.questions},
    )


def verdict_sentence(result: Result) -> str:
    """Say in one sentence what the ranking allows to say."""
    first, *others = result.ranking
    if not result.answered:
        return filled("unanswered")
    if result.nearer:
        return filled("nearer", job=with_article(result.nearer.title), roles=len(result.ranking))
    if result.verdict.kind == "clear":
        return filled("clear", first=in_sentence(first.title))
    if result.verdict.kind == "close":
        rivals = [in_sentence(role.title) for role in others if role.role in result.verdict.roles]
        left = [filled("rivals-left", number=len(rivals) - MOST_RIVALS)] if len(rivals) > MOST_RIVALS else []
        return filled("close", first=in_sentence(first.title), rivals=listed([*rivals[:MOST_RIVALS], *left], "or"))
    return filled("open", roles=len(result.ranking))


class _Sentences:
    """What is said of a result that needs the catalog: its labels, its sources, what other answers would do."""

    def __init__(self, catalog: Catalog, result: Result) -> None:
        self._catalog = catalog
        self._result = result
        self._first = result.ranking[0]

    def notes(self) -> Iterator[str]:
        result = self._result
        if result.nearer:
            yield result.nearer.because
        elif not result.answered:
            yield filled("answer-some")
        unclear = self._catalog.role(self._first.role).unclear
        if unclear and result.answered:
            yield unclear.because

    def how_sure(self) -> Iterator[str]:
        result = self._result
        answered, asked = len(result.answered), len(self._catalog.fit_questions)
        if not answered:
            return
        parts = [filled("agree", chance=percent(result.verdict.stability))]
        if result.verdict.kind != "open":
            parts.insert(0, filled("right", times=times_in(result.verdict.holds)))
        yield filled("sure", parts="; ".join(parts), more=" (more: --explain)")
        if answered < asked:
            yield filled("answered", answered=answered, asked=asked, rest=self._whether_little())

    def method(self) -> Iterator[str]:
        result, first = self._result, self._first
        if not result.answered:
            return
        fit = fits_in_words(result.ranking)[first.role]
        yield filled("fit-means", fit=fit, roles=len(result.ranking))
        named = filled("named-one" if result.verdict.kind == "clear" else "named-some")
        yield filled("right-means", times=times_in(result.verdict.holds), named=named)
        measured = sum(map(self._is_measured, result.why)) / len(result.why)
        if measured < 1:
            yield filled("estimates", part=percent(1 - measured), mark=ESTIMATED)

    def _whether_little(self) -> str:
        """Say what the rest might change, if less than half of the questions were answered."""
        result = self._result
        if len(result.answered) * 2 >= len(self._catalog.fit_questions):
            return ""
        given = {question: answer for question, answer in result.answers.items() if answer is not None}
        answers = result.given.model_copy(update={"answers": given})
        chance = QuestionSelection(self._catalog, answers).probability_of_change()
        return filled("little-rest" if chance >= STOP_BELOW else "rest", chance=percent(chance))

    def _is_measured(self, reason: Reason) -> bool:
        share = self._catalog.role(reason.role).shares[reason.question][reason.option]
        return self._catalog.sources[share.source].measured

    def reasons(self, direction: int, most: int) -> tuple[ExplainedAnswer, ...]:
        """The answers that did most for the first role, or against it where `direction` is -1.

        What was not chosen is named only where it did more than anything that was.
        """
        of_first = [reason for reason in self._result.why if reason.role == self._first.role]
        chosen = max((abs(reason.effect) for reason in of_first if reason.chosen), default=0.0)
        strongest = max((abs(reason.effect) for reason in of_first), default=1.0)
        reasons = [
            reason
            for reason in of_first
            if reason.effect * direction >= WORTH_NAMING and (reason.chosen or abs(reason.effect) > chosen)
        ]
        reasons.sort(key=lambda reason: -abs(reason.effect))
        return tuple(self._reason(reason, strongest) for reason in reasons[:most])

    def _reason(self, reason: Reason, strongest: float) -> ExplainedAnswer:
        question = self._catalog.question(reason.question)
        in_full = reason.chosen and reason.effect > 0
        text = question.label(reason.option) if in_full else question.short(reason.option)
        if not reason.chosen:
            text = filled("not-chosen", option=text)
        size = abs(reason.effect) / strongest
        return ExplainedAnswer(text, reason.chosen, not self._is_measured(reason), size)

    def compared(self, option: ComparedOption, whether: str = "") -> ExplainedAnswer:
        question = self._catalog.question(option.question)
        return ExplainedAnswer(
            question.label(option.option) + whether,
            option.chosen,
            not option.measured,
            share=f"{'' if option.measured else ESTIMATED}{percent(option.share)}",
        )

    def changes(self) -> Iterator[RoleLine]:
        """What would put first each role that is in the running: every named one, or the second if one is named."""
        result = self._result
        named = result.verdict.roles[1:] or tuple(role.role for role in result.ranking[1:2])
        for role in named if result.answered and not result.nearer else ():
            changes = changes_towards(self._catalog, result.given, role)
            if changes:
                told = listed(list(map(self._change, changes)))
                yield RoleLine(role, self._catalog.role(role).title, filled("change", changes=told))

    def _change(self, change: Change) -> str:
        question = self._catalog.question(change.question)
        how = "leave-out" if change.what == "leave" else "choose-too" if question.takes_many else "answer"
        return filled(how, option=question.short(change.option))

    def takes(self) -> Iterator[RoleLine]:
        """What the first of the named roles take, of what a person brings; of all roles it would not help to decide."""
        if self._result.answered and self._result.verdict.kind != "open":
            for taken in self._result.takes[:MOST_TAKES]:
                yield RoleLine(taken.role, self._catalog.role(taken.role).title, taken_in_words(self._catalog, taken))


def _reply(question: Question, result: Result) -> AnsweredQuestion:
    given = result.answers.get(question.id)
    options = chosen_options(given)
    without_options = SKIPPED if given is None else NONE_CHOSEN
    answers = tuple(question.label(option) for option in options) or (without_options,)
    return AnsweredQuestion(
        question.id,
        question.name,
        question.ask,
        answers,
        bool(options),
        tuple(notes_on(question, result.importance, result.offered)),
    )


def notes_on(question: Question, importance: Mapping[str, str], offered: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What is particular about how a question counts for somebody: its importance, and what was on offer."""
    counts = IMPORTANCE_IN_WORDS.get(importance.get(question.id, ""))
    if counts:
        yield counts
    if question.id in offered:
        yield f"{len(offered[question.id])} of {len(question.options)} answers were on offer"


def _next_step(result: Result, code: str | None, catalog_file: str | None, *, here: bool) -> str:
    if not result.answered:
        return rolefit_command("quiz", "", catalog_file, here=here)
    first, second = result.ranking[:2]
    same_answers = f"--code {code}" if code else ""
    return rolefit_command(f"compare {first.role} {second.role}", same_answers, catalog_file, here=here)
