"""How well a catalog recovers the roles of people whose role is known: what `rolefit evaluate` says."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem, one_of
from rolefit.evaluation import metrics, sensitivity
from rolefit.evaluation.labelled import Labelled, LabelledAnswers, LeftOut
from rolefit.evaluation.metrics import Bootstrap, Prediction
from rolefit.evaluation.sensitivity import Case
from rolefit.scoring.effects import evidence
from rolefit.scoring.result import Unit
from rolefit.scoring.scorer import Scorer, Scores

SMALLEST_GROUP = 50
"""Among fewer people of a role than this a recall is too uncertain to be flagged, or to be what others are held to."""


FOUR_FIFTHS = 0.8
"""A recall below this part of the best subgroup's is flagged: the four-fifths rule (US Uniform Guidelines on Employee
Selection Procedures 1978, 29 CFR 1607.4 D), here used on recalls."""


class Estimate(Model):
    """A part of people, and its 95% interval by its lower and its upper end."""

    n: int
    """Of how many people."""
    share: Unit
    """The part of them."""
    interval: tuple[Unit, Unit]
    """Its 95% interval."""


class Intervals(Model):
    """The 95% intervals of the figures, each by its lower and its upper end."""

    balanced_accuracy: tuple[float, float]
    """That of the balanced accuracy."""
    log_loss: tuple[float, float]
    """That of the log loss."""
    top2: tuple[float, float]
    """That of the part whose role is among the first two."""
    calibration_error: tuple[float, float]
    """That of the calibration error."""
    recall: dict[str, tuple[float, float]]
    """Role id to that of its recall."""


class ReliabilityBin(Model):
    """The people whose first role has a fit in one bin."""

    low: Unit
    """Where the bin begins."""
    high: Unit
    """Where it ends."""
    n: int
    """How many people."""
    weight: Unit
    """Their part of all people, every role weighing the same."""
    told: Unit
    """The mean fit of the first role."""
    true: Unit
    """The part who hold it, every role weighing the same."""


class VerdictWorth(Model):
    """The people who were told one kind of verdict."""

    n: int
    """How many people."""
    told: Unit
    """The mean fit of the first role."""
    true: Unit
    """The part who hold it, every role weighing the same."""


class Robustness(Model):
    """How often another role would come first if things were a little different. People weigh the same here."""

    one_answer_flipped: Estimate
    """If one of the answers given, any of them, were another."""
    question_dropped: dict[str, Estimate]
    """Question id to: if it had not been answered; of those who answered it."""
    equal_weights: Estimate
    """If all questions weighed the same."""
    squared_distance: Estimate
    """If the squared distance of answers and shares counted, instead of the log of the shares."""


class GroupRecall(Estimate):
    """Of the people of a role in a subgroup, the part for whom it comes first."""

    flagged: bool
    """Whether there are enough people to tell, and the share is below four fifths of the best such subgroup's."""


class Group(Model):
    """People of whom the records say the same."""

    value: str | None
    """What they say; null if nothing."""
    n: int
    """How many people."""
    recall: dict[str, GroupRecall]
    """Role id to recall, for the roles that occur."""


class Groups(Model):
    """Figures by subgroup."""

    field: str
    """The name under which the records say it."""
    groups: tuple[Group, ...]
    """The largest first."""


class Evaluation(Model):
    """How well a catalog recovers known roles. Only the roles that occur are told apart; each weighs the same.

    >>> from rolefit import evaluate, load_catalog, load_labelled
    >>> catalog = load_catalog()
    >>> people = load_labelled("examples/made-up-people.jsonl", catalog)
    >>> evaluation = evaluate(catalog, people, resamples=100)
    >>> evaluation.recall["ds"] == evaluation.confusion["ds"]["ds"] / evaluation.roles["ds"]
    True
    """

    schema_: Annotated[Literal["rolefit/evaluation/1"], Field(alias="schema")] = "rolefit/evaluation/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that was evaluated."""
    file: str
    """The file with the labelled answers."""
    n: int
    """How many people."""
    roles: dict[str, int]
    """Role id to how many people hold it."""
    left_out: tuple[LeftOut, ...]
    """Records that were not used."""
    balanced_accuracy: Unit
    """The mean over roles of the part of its people for whom it comes first."""
    log_loss: Annotated[float, Field(ge=0)]
    """The mean of minus the natural log of the fit of the true role."""
    top2: Unit
    """The part of people whose role is among the first two."""
    calibration_error: Unit
    """By how much, on average, the fit of the first role differs from the part who hold it, in 10 bins of fit."""
    recall: dict[str, Unit]
    """Role id to the part of its people for whom it comes first."""
    confusion: dict[str, dict[str, int]]
    """True role to role ranked first to number of people."""
    intervals: Intervals
    """The 95% intervals of these figures."""
    reliability: tuple[ReliabilityBin, ...]
    """What people were told against how many hold the role, by bins of fit; bins without people are missing."""
    verdicts: dict[str, VerdictWorth]
    """Kind of verdict to what it is worth; kinds that nobody was told are missing."""
    robustness: Robustness
    """How much hangs on one answer, one question, the weights and the model."""
    groups: Groups | None
    """Recall by subgroup; null if none were asked for."""
    resamples: int
    """How many samples the intervals were drawn from."""
    seed: int
    """What the samples were drawn with."""


def evaluate(
    catalog: Catalog, labelled: Labelled, by: str | None = None, *, resamples: int = 1000, seed: int = 1
) -> Evaluation:
    """Evaluate a catalog on labelled answers, for the subgroups of the field `by` as well if it is given.

    The 95% intervals are drawn from `resamples` samples of the people, at least 1; the same `seed` gives the same ones.
    Raises InputError where all people hold the same role, nobody answered anything, or no record has the field.

    >>> from rolefit import evaluate, load_catalog, load_labelled
    >>> catalog = load_catalog()
    >>> people = load_labelled("examples/made-up-people.jsonl", catalog)
    >>> round(evaluate(catalog, people, by="country", resamples=100).balanced_accuracy, 2)
    0.68
    """
    if resamples < 1:
        raise InputError(Problem(f"resamples is {resamples}", "it must be at least 1"))
    people, bootstrap = labelled.people, Bootstrap(resamples, seed)
    told_apart = _told_apart(catalog, labelled)
    if by is not None and not any(person.said_of(by) for person in people):
        fields = sorted(set().union(*(person.fields for person in people)))
        raise InputError(Problem(f"no record has the field {by}", one_of(by, fields), file=labelled.file))
    scorer = Scorer(told_apart)
    all_scores = [scorer.standing(person) for person in people]
    known = [evidence(told_apart, person) for person in people]
    if not any(known):
        raise InputError(Problem("has no answers to score", "give each record answers", file=labelled.file))
    place = {role.id: i for i, role in enumerate(told_apart.roles)}
    pairs = list(zip(people, all_scores, strict=True))
    predictions = [Prediction(place[person.role], scores.fits) for person, scores in pairs]
    cases = [Case(answers, scores.totals) for answers, scores in zip(known, all_scores, strict=True)]
    measured, spread = metrics.compute_metrics(predictions), bootstrap.intervals(predictions)
    counted = {
        role: dict(zip(place, row, strict=True))
        for role, row in zip(place, metrics.confusion(predictions), strict=True)
    }
    return Evaluation(
        catalog=CatalogRef.of(catalog),
        file=labelled.file,
        n=len(people),
        roles={role: sum(row.values()) for role, row in counted.items()},
        left_out=labelled.left_out,
        balanced_accuracy=measured.balanced_accuracy,
        log_loss=measured.log_loss,
        top2=measured.top2,
        calibration_error=measured.calibration_error,
        recall=dict(zip(place, measured.recall, strict=True)),
        confusion=counted,
        intervals=Intervals(
            balanced_accuracy=spread.balanced_accuracy,
            log_loss=spread.log_loss,
            top2=spread.top2,
            calibration_error=spread.calibration_error,
            recall=dict(zip(place, spread.recall, strict=True)),
        ),
        reliability=tuple(_reliability(predictions)),
        verdicts=_verdicts(all_scores, predictions),
        robustness=_robustness(told_apart, cases),
        groups=recalls_by_group(by, people, predictions, list(place)) if by else None,
        resamples=bootstrap.resamples,
        seed=bootstrap.seed,
    )


def _told_apart(catalog: Catalog, labelled: Labelled) -> Catalog:
    """The catalog with only the roles that occur, among which the fits are shared out."""
    roles = [role for role in catalog.roles if any(person.role == role.id for person in labelled.people)]
    if len(roles) < 2:
        what, hint = f"all records have the role {roles[0].id}", "at least two roles are needed to tell them apart"
        raise InputError(Problem(what, hint, file=labelled.file))
    return catalog.model_copy(update={"roles": tuple(roles)})


def _reliability(predictions: Sequence[Prediction]) -> list[ReliabilityBin]:
    return [
        ReliabilityBin(
            low=i / metrics.BINS,
            high=(i + 1) / metrics.BINS,
            n=b.n,
            weight=b.weight,
            told=b.mean_predicted,
            true=b.observed,
        )
        for i, b in enumerate(metrics.reliability(predictions))
        if b
    ]


def _verdicts(all_scores: Sequence[Scores], predictions: Sequence[Prediction]) -> dict[str, VerdictWorth]:
    sizes = Counter(prediction.role for prediction in predictions)
    members: dict[str, list[Prediction]] = {}
    for scores, prediction in zip(all_scores, predictions, strict=True):
        members.setdefault(scores.verdict.kind, []).append(prediction)
    found = {}
    for kind, group in sorted(members.items()):
        weights = [1 / sizes[each.role] for each in group]
        told = fmean([max(each.fits) for each in group], weights)
        found[kind] = VerdictWorth(n=len(group), told=told, true=fmean([each.hit for each in group], weights))
    return found


def _robustness(catalog: Catalog, cases: Sequence[Case]) -> Robustness:
    flips = sensitivity.flipped(catalog, cases)
    asked = [question.id for question in catalog.questions if any(question.id in case.known for case in cases)]
    return Robustness(
        one_answer_flipped=Estimate(n=len(flips), share=fmean(flips), interval=metrics.mean_interval(flips)),
        question_dropped={question: _estimate(sensitivity.without(catalog, cases, question)) for question in asked},
        equal_weights=_estimate(sensitivity.with_equal_weights(catalog, cases)),
        squared_distance=_estimate(sensitivity.with_squared_distance(catalog, cases)),
    )


def _estimate(values: Sequence[float]) -> Estimate:
    share = fmean(values)
    return Estimate(share=share, n=len(values), interval=metrics.share_interval(share, len(values)))


def recalls_by_group(
    field: str, people: Sequence[LabelledAnswers], predictions: Sequence[Prediction], roles: Sequence[str]
) -> Groups:
    """How often each role is found among people of whom the records say the same under the name `field`.

    `roles` has the ids of the roles whose places the predictions hold.
    """
    hits: dict[str | None, dict[str, list[bool]]] = {}
    for person, prediction in zip(people, predictions, strict=True):
        hits.setdefault(person.said_of(field), {}).setdefault(person.role, []).append(prediction.hit)
    recalls = {
        value: {role: _estimate(found[role]) for role in roles if role in found} for value, found in hits.items()
    }
    best = {
        role: max((by[role].share for value, by in recalls.items() if _tells(value, by.get(role))), default=0.0)
        for role in roles
    }
    groups = [
        Group(
            value=value,
            n=sum(each.n for each in by.values()),
            recall={
                role: GroupRecall(
                    **each.model_dump(), flagged=_tells(value, each) and each.share < FOUR_FIFTHS * best[role]
                )
                for role, each in by.items()
            },
        )
        for value, by in recalls.items()
    ]
    return Groups(field=field, groups=tuple(sorted(groups, key=lambda group: (-group.n, group.value or ""))))


def _tells(value: str | None, found: Estimate | None) -> bool:
    return value is not None and found is not None and found.n >= SMALLEST_GROUP
