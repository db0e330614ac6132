"""How well a catalog recovers the roles of people whose role is known: what `rolefit evaluate` says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean

from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.errors import InputError, Problem, excerpt, one_of
from rolefit.evaluation import metrics, sensitivity
from rolefit.evaluation.labelled import Labelled, LabelledAnswers
from rolefit.evaluation.metrics import Bootstrap, Prediction
from rolefit.evaluation.result import (
    Estimate,
    Evaluation,
    Group,
    GroupRecall,
    Groups,
    Intervals,
    ReliabilityBin,
    Robustness,
    SetWorth,
    VerdictWorth,
)
from rolefit.evaluation.sensitivity import Case
from rolefit.scoring.effects import effects, evidence, narrowed
from rolefit.scoring.scorer import Scorer, Scores, softmax


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
    0.92
    """
    if resamples < 1:
        raise InputError(Problem(f"resamples is {resamples}", "it must be at least 1"))
    people, bootstrap = labelled.people, Bootstrap(resamples, seed)
    kept = _roles_that_occur(catalog, labelled)
    if by is not None and not any(person.said_of(by) for person in people):
        fields = sorted(set().union(*(person.fields for person in people)))
        raise InputError(Problem(f"no record has the field {excerpt(by)}", one_of(by, fields), file=labelled.file))
    scorer = Scorer(catalog)
    all_scores = [scorer.standing(person) for person in people]
    known = [evidence(catalog, person) for person in people]
    if not any(known):
        raise InputError(Problem("has no answers to score", "give each record answers", file=labelled.file))
    index = {catalog.roles[i].id: place for place, i in enumerate(kept)}
    totals = [[scores.totals[i] for i in kept] for scores in all_scores]
    predictions = [Prediction(index[person.role], softmax(of)) for person, of in zip(people, totals, strict=True)]
    cases = [Case(answers, of) for answers, of in zip(known, totals, strict=True)]
    measured, spread = metrics.compute_metrics(predictions), bootstrap.intervals(predictions)
    counted = {
        role: dict(zip(index, row, strict=True))
        for role, row in zip(index, metrics.confusion(predictions), strict=True)
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
        recall=dict(zip(index, measured.recall, strict=True)),
        confusion=counted,
        intervals=Intervals(
            balanced_accuracy=spread.balanced_accuracy,
            log_loss=spread.log_loss,
            top2=spread.top2,
            calibration_error=spread.calibration_error,
            recall=dict(zip(index, spread.recall, strict=True)),
        ),
        reliability=tuple(_reliability(predictions)),
        verdicts=_verdicts(people, all_scores, predictions),
        sets=_sets(people, all_scores),
        robustness=_robustness(catalog, kept, cases),
        groups=recalls_by_group(by, people, predictions, list(index)) if by else None,
        resamples=bootstrap.resamples,
        seed=bootstrap.seed,
    )


def _roles_that_occur(catalog: Catalog, labelled: Labelled) -> list[int]:
    """The indexes of the roles that occur, among which the fits are shared out."""
    held = {person.role for person in labelled.people}
    kept = [i for i, role in enumerate(catalog.roles) if role.id in held]
    if len(kept) < 2:
        what, hint = f"all records have the role {min(held)}", "at least two roles are needed to tell them apart"
        raise InputError(Problem(what, hint, file=labelled.file))
    return kept


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


def _verdicts(
    people: Sequence[LabelledAnswers], all_scores: Sequence[Scores], predictions: Sequence[Prediction]
) -> dict[str, VerdictWorth]:
    sizes = Counter(prediction.role for prediction in predictions)
    members: dict[str, list[tuple[Prediction, bool]]] = {}
    for person, scores, prediction in zip(people, all_scores, predictions, strict=True):
        held = person.role in scores.verdict.roles
        members.setdefault(scores.verdict.kind, []).append((prediction, held))
    found = {}
    for kind, group in sorted(members.items()):
        weights = [1 / sizes[each.role] for each, _ in group]
        found[kind] = VerdictWorth(
            n=len(group),
            told=fmean([max(each.fits) for each, _ in group], weights),
            true=fmean([each.hit for each, _ in group], weights),
            holds=fmean([held for _, held in group], weights),
        )
    return found


def _sets(people: Sequence[LabelledAnswers], all_scores: Sequence[Scores]) -> SetWorth:
    by_role: dict[str, list[tuple[bool, int]]] = {}
    for person, scores in zip(people, all_scores, strict=True):
        named = scores.verdict.roles
        by_role.setdefault(person.role, []).append((person.role in named, len(named)))
    return SetWorth(
        holds={role: fmean(held for held, _ in of) for role, of in by_role.items()},
        named=fmean(fmean(number for _, number in of) for of in by_role.values()),
        one=fmean(fmean(number == 1 for _, number in of) for of in by_role.values()),
    )


def _robustness(catalog: Catalog, kept: Sequence[int], cases: Sequence[Case]) -> Robustness:
    table = narrowed(effects(catalog), kept)
    flips = sensitivity.flipped(catalog, table, cases)
    asked = [question.id for question in catalog.fit_questions if any(question.id in case.known for case in cases)]
    return Robustness(
        one_answer_flipped=Estimate(n=len(flips), share=fmean(flips), interval=metrics.mean_interval(flips)),
        question_dropped={question: Estimate.of(sensitivity.without(table, cases, question)) for question in asked},
        equal_weights=Estimate.of(sensitivity.with_equal_weights(catalog, kept, cases)),
        squared_distance=Estimate.of(sensitivity.with_squared_distance(catalog, kept, cases)),
    )


SMALLEST_GROUP = 50
"""Among fewer people of a role than this a recall is too uncertain to be flagged, or to be what others are held to."""

FOUR_FIFTHS = 0.8
"""A recall below this part of the best subgroup's is flagged: the four-fifths rule (US Uniform Guidelines on Employee
Selection Procedures 1978, 29 CFR 1607.4 D), here used on recalls."""


def recalls_by_group(
    field: str, people: Sequence[LabelledAnswers], predictions: Sequence[Prediction], roles: Sequence[str]
) -> Groups:
    """How often each role is found among people of whom the records say the same under the name `field`.

    `roles` has the ids of the roles whose indexes the predictions hold.
    """
    hits: dict[str | None, dict[str, list[bool]]] = {}
    for person, prediction in zip(people, predictions, strict=True):
        hits.setdefault(person.said_of(field), {}).setdefault(person.role, []).append(prediction.hit)
    recalls = {
        value: {role: Estimate.of(found[role]) for role in roles if role in found} for value, found in hits.items()
    }
    best = {
        role: max((by[role].share for value, by in recalls.items() if _tells(value, by.get(role))), default=0.0)
        for role in roles
    }
    groups = [_group(value, by, best) for value, by in recalls.items()]
    return Groups(field=field, groups=tuple(sorted(groups, key=lambda group: (-group.n, group.value or ""))))


def _group(value: str | None, recalls: Mapping[str, Estimate], best: Mapping[str, float]) -> Group:
    """The recalls of one subgroup, by role id; flagged against the best recall of each role."""
    flagged = {}
    for role, recall in recalls.items():
        is_low = _tells(value, recall) and recall.share < FOUR_FIFTHS * best[role]
        flagged[role] = GroupRecall(**recall.model_dump(), flagged=is_low)
    return Group(value=value, n=sum(recall.n for recall in recalls.values()), recall=flagged)


def _tells(value: str | None, found: Estimate | None) -> bool:
    return value is not None and found is not None and found.n >= SMALLEST_GROUP
