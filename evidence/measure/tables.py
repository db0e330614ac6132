"""The tables of docs/METHODOLOGY.md, each made from what was measured."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from random import Random
from statistics import fmean
from typing import Any, TypeAlias

import numpy as np

from evidence.collect.counts import load_counts
from evidence.collect.postings import by_employer, load_naming
from evidence.fit import shares
from evidence.fit.weights import People, balanced_weights, roles_of, scores
from evidence.measure.cross_validation import ScoredPart, ScoredPeople, half_quiz, with_answers_to_half, with_questions
from evidence.program import Posting
from rolefit import Answers, Catalog, score
from rolefit.evaluation.evaluate import SMALLEST_GROUP, recalls_by_group
from rolefit.evaluation.metrics import (
    Bootstrap,
    Interval,
    Prediction,
    compute_metrics,
    confusion,
    mean_interval,
    reliability,
    share_interval,
)
from rolefit.evaluation.random_answers import random_wins
from rolefit.evaluation.result import GroupRecall
from rolefit.evaluation.sensitivity import Case, flipped, with_equal_weights, with_squared_distance, without
from rolefit.scoring.effects import effects
from rolefit.scoring.verdict import margin_errors

Table: TypeAlias = dict[str, list[Any]]
"""`columns`: their titles; `rows`: lists of cells."""

RUNS = 20_000
SEED = 1


def table(*columns: str, rows: Iterable[Sequence[Any]]) -> Table:
    """A table of text."""
    return {"columns": list(columns), "rows": [[str(cell) for cell in row] for row in rows]}


def number(value: float, digits: int = 3) -> str:
    """A figure; below 1 without its nought, as is usual: .641."""
    return f"{value:.{digits}f}".removeprefix("0")


def percent(value: float) -> str:
    """A share as a percentage."""
    return f"{100 * value:.0f}%"


def between(interval: Interval, write: Callable[[float], str] = number) -> str:
    """An interval."""
    return f"{write(interval[0])} to {write(interval[1])}"


def people(catalog: Catalog, years: Mapping[int, People]) -> Table:
    """How many people of each role there are in each year."""
    held = {year: Counter(person.role for person in group) for year, group in years.items()}
    roles = [role.id for role in catalog.roles if any(each[role.id] for each in held.values())]
    rows = [[year, *(f"{each[role]:,}" for role in roles)] for year, each in held.items()]
    whole = [f"{sum(each[role] for each in held.values()):,}" for role in roles]
    return table("year", *(catalog.role(role).title for role in roles), rows=[*rows, ["both", *whole]])


def sources(catalog: Catalog) -> Table:
    """How many shares of each role come from where."""
    rows = []
    for role in catalog.roles:
        of = Counter(catalog.sources[s.source].kind for options in role.shares.values() for s in options.values())
        rows.append([role.title, of["survey"], of["postings"], of["description"]])
    return table("role", "counted on people", "estimated from postings", "judged", rows=rows)


def weights(catalog: Catalog) -> Table:
    """The weight of each question, and whether it is fitted."""
    rows = [
        [q.id, q.ask, len(q.options), number(q.weight), "fitted" if q.weight_source else "judged"]
        for q in catalog.questions
    ]
    return table("question", "in words", "options", "weight", "which is", rows=rows)


def example(catalog: Catalog) -> Table:
    """A worked example: the first option of the first many-answer question with a fitted weight is ticked."""
    question = next(q for q in catalog.questions if q.takes_many and q.weight_source)
    option = question.options[0]
    result = score(catalog, Answers(answers={question.id: (option.id,)}, offered={question.id: (option.id,)}))
    fits = {ranked.role: ranked.fit for ranked in result.ranking}
    rows = []
    for role in catalog.roles:
        share = role.shares[question.id][option.id].share
        power = number(share**question.weight)
        rows.append([role.title, number(share), number(question.weight), power, percent(fits[role.id])])
    return table("role", f"share p who use {option.label}", "weight w", "exp(w log p)", "fit", rows=rows)


def extrapolated(catalog: Catalog) -> Table:
    """How far postings and people agree on the roles that both know."""
    found = shares.ExtrapolatedShares(catalog, shares.measured(load_counts()), load_naming())
    row = [found.options, len(found.counted), number(found.correlation, 2), number(found.slope, 2)]
    return table("options known from both", "roles", "correlation of the differences", "slope", rows=[row])


def postings(catalog: Catalog, found: Iterable[Posting]) -> Table:
    """How many recent postings and employers there are for each role."""
    employers = by_employer(found)
    rows = []
    for role in catalog.roles:
        sizes = sorted(map(len, employers.get(role.id, {}).values()), reverse=True) or [0]
        rows.append([role.title, f"{sum(sizes):,}", len(sizes), sizes[0], sizes.count(1)])
    return table("role", "postings", "employers", "postings of the largest", "employers with a single one", rows=rows)


def validity(by_name: Mapping[str, Sequence[Prediction]]) -> Table:
    """The figures of several sets of predictions, with intervals."""
    rows = []
    for name, predictions in by_name.items():
        found, spread = compute_metrics(predictions), Bootstrap(seed=SEED).intervals(predictions)
        rows.append(
            [
                name,
                f"{len(predictions):,}",
                f"{number(found.balanced_accuracy)} ({between(spread.balanced_accuracy)})",
                f"{number(found.log_loss)} ({between(spread.log_loss)})",
                f"{number(found.top2)} ({between(spread.top2)})",
                f"{number(found.calibration_error)} ({between(spread.calibration_error)})",
            ]
        )
    titles = ("balanced accuracy", "log loss", "role in the top two", "calibration error")
    return table("", "people", *titles, rows=rows)


def ratios(pairs: Mapping[str, tuple[Sequence[Prediction], Sequence[Prediction]]]) -> Table:
    """Our figures beside those of a regression for the same people."""
    rows = []
    for name, (ours, theirs) in pairs.items():
        mine, other = compute_metrics(ours), compute_metrics(theirs)
        accuracy, loss = (mine.balanced_accuracy, other.balanced_accuracy), (mine.log_loss, other.log_loss)
        cells = [(f"{number(a)} / {number(b)}", number(a / b)) for a, b in (accuracy, loss)]
        rows.append([name, *cells[0], *cells[1]])
    return table("", "accuracy, fit / regression", "ratio", "log loss, fit / regression", "ratio", rows=rows)


def calibration(by_name: Mapping[str, Sequence[Prediction]]) -> Table:
    """The calibration error, and the one that chance alone would give to perfectly calibrated fits."""
    rows = [
        [name, number(compute_metrics(each).calibration_error), number(_by_chance(each))]
        for name, each in by_name.items()
    ]
    return table("", "calibration error", "by chance alone", rows=rows)


def _by_chance(predictions: Sequence[Prediction], runs: int = 100) -> float:
    random = Random(SEED)
    sizes = Counter(p.role for p in predictions)
    places = range(len(predictions[0].fits))
    found = []
    for _ in range(runs):
        # Fits are told as if roles were equally common, people are drawn as common as they are.
        drawn = [
            Prediction(random.choices(places, [p.fits[i] * sizes[i] for i in places])[0], p.fits) for p in predictions
        ]
        found.append(compute_metrics(drawn).calibration_error)
    return fmean(found)


def confusion_table(catalog: Catalog, predictions: Sequence[Prediction], true: str = "holds") -> Table:
    """The confusion matrix: who was taken for whom."""
    ids = [role.id for role in catalog.roles]
    rows = [
        [role.title, *(f"{n:,}" for n in row), percent(part)]
        for role, row, part in zip(
            catalog.roles, confusion(predictions), compute_metrics(predictions).recall, strict=True
        )
    ]
    return table(true, *(f"taken for {role}" for role in ids), "found", rows=rows)


def reliability_table(predictions: Sequence[Prediction], whom: str = "people", true: str = "hold it") -> Table:
    """What was told of the first role, and what is true."""
    rows = []
    for i, each in enumerate(reliability(predictions)):
        if each:
            interval = between(share_interval(each.observed, round(each.effective)), percent)
            rows.append(
                [
                    f"{10 * i} to {10 * i + 10}%",
                    f"{each.n:,}",
                    percent(each.mean_predicted),
                    percent(each.observed),
                    interval,
                ]
            )
    return table("told", whom, "mean told", true, "95% interval", rows=rows)


def verdicts(scored: ScoredPeople) -> Table:
    """For each kind of verdict how many people get it, what they are told, and how often it is true."""
    weight = balanced_weights(roles_of(scored.catalog, scored.people))
    rows = []
    for kind in ("clear", "close", "open"):
        here = [i for i, standing in enumerate(scored.standings) if standing.verdict.kind == kind]
        if not here:
            continue
        told = float(np.average([max(scored.predictions[i].fits) for i in here], weights=weight[here]))
        true = float(np.average([scored.predictions[i].hit for i in here], weights=weight[here]))
        rows.append([kind, percent(len(here) / len(scored.people)), percent(told), percent(true)])
    return table("verdict", "people", "mean fit of the first role", "hold it", rows=rows)


def verdicts_over_all_roles(catalog: Catalog, group: People) -> Table:
    """For each kind of verdict of the catalog as it is, all its roles told apart: how often it is true."""
    part = ScoredPart.of(catalog, group)
    place = {role.id: i for i, role in enumerate(catalog.roles)}
    unknown = {place[role.id] for role in catalog.roles} - {place[person.role] for person in group}
    rows = []
    for kind in ("clear", "close", "open"):
        here = [
            (standing.order[0], place[person.role])
            for person, standing in zip(part.people, part.standings, strict=True)
            if standing.verdict.kind == kind
        ]
        if not here:
            continue
        true, other = fmean(said == role for said, role in here), fmean(said in unknown for said, _ in here)
        rows.append([kind, percent(len(here) / len(group)), percent(true), percent(other)])
    others = " or ".join(catalog.roles[i].title.lower() for i in sorted(unknown))
    return table("verdict", "people", "hold the first role", f"are told {others}", rows=rows)


def by_options_ticked(scored: ScoredPeople) -> Table:
    """What people are told and are, by how many of the options known of them they ticked."""
    parts = []
    for part in scored.parts:
        for case in part.cases:
            chosen = [c for q, o in case.known.items() if part.catalog.question(q).takes_many for c in o.values()]
            parts.append(fmean(chosen) if chosen else 0.0)
    order = sorted(range(len(parts)), key=parts.__getitem__)
    rows = []
    for quarter in range(4):
        here = order[quarter * len(order) // 4 : (quarter + 1) * len(order) // 4]
        group = [scored.predictions[i] for i in here]
        cells = [
            f"{percent(fmean(p.predicted == i for p in group))} / {percent(fmean(p.role == i for p in group))}"
            for i in range(len(scored.catalog.roles))
        ]
        rows.append([f"quarter {quarter + 1}", percent(fmean(parts[i] for i in here)), *cells])
    titles = (f"told / hold {role.title.lower()}" for role in scored.catalog.roles)
    return table("by options ticked", "ticked", *titles, rows=rows)


def split_half_agreement(scored: ScoredPeople, left_out: Sequence[str]) -> Table:
    """What half of a person's answers says of the other half: stability as it is told, and as it turns out.

    Each half is a take of a shorter quiz. A question that was counted on the same answers as another is left out, since
    one half would know the other's.
    """
    takes: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for part in scored.parts:
        kept = [question.id for question in part.catalog.questions if question.id not in left_out]
        halves = [half_quiz(with_questions(part.catalog, kept), i) for i in (0, 1)]
        first, second = (ScoredPart.of(each, with_answers_to_half(part.people, each)) for each in halves)
        for one, other in zip(first.standings, second.standings, strict=True):
            for take, again in ((one, other), (other, one)):
                takes[take.verdict.kind].append((take.verdict.stability, take.order[0] == again.order[0]))
    rows = []
    for kind, pairs in [*takes.items(), ("all", [pair for each in takes.values() for pair in each])]:
        said, true = fmean(s for s, _ in pairs), fmean(t for _, t in pairs)
        rows.append([kind, f"{len(pairs):,}", percent(said), percent(true)])
    rows.sort(key=lambda row: str(row[0]) == "all")
    return table("verdict of one half", "takes", "stability said", "other half has the same first role", rows=rows)


def standard_errors(catalog: Catalog) -> Table:
    """The standard error of a lead over the whole quiz, for each first role and rival."""
    options = effects(catalog)
    rows = [
        [role.title, *("" if i == j else number(e, 2) for j, e in enumerate(margin_errors(catalog, options, i)))]
        for i, role in enumerate(catalog.roles)
    ]
    return table("first role", *(f"lead over {role.id}" for role in catalog.roles), rows=rows)


def standard_errors_measured(catalog: Catalog, group: People) -> Table:
    """The standard error of a lead by the formula, beside what people's answers show."""
    formula = [margin_errors(catalog, effects(catalog), first) for first in range(len(catalog.roles))]
    totals = scores(catalog, group).sum(axis=1)
    halves = [
        scores(half_quiz(catalog, i), with_answers_to_half(group, half_quiz(catalog, i))).sum(axis=1) for i in (0, 1)
    ]
    roles = roles_of(catalog, group)
    rows = []
    for a, b in combinations(range(len(catalog.roles)), 2):
        margin = totals[:, a] - totals[:, b]
        within = fmean(float(margin[roles == role].std()) for role in (a, b))
        correlation = float(np.corrcoef(*(each[:, a] - each[:, b] for each in halves))[0, 1])
        whole = 2 * correlation / (1 + correlation)
        figures = (fmean((formula[a][b], formula[b][a])), within, whole, float(margin.std()) * (1 - whole) ** 0.5)
        pair = f"{catalog.roles[a].id} and {catalog.roles[b].id}"
        rows.append([pair, *(number(figure, 2) for figure in figures)])
    titles = ("error by the formula", "spread within a role", "split-half reliability", "error by split halves")
    return table("lead between", *titles, rows=rows)


def robustness(scored: ScoredPeople) -> Table:
    """How often another role would come first."""
    changes: dict[str, list[float]] = defaultdict(list)
    for part in scored.parts:
        changes["one answer flipped, any of them"] += flipped(part.catalog, part.cases)
        changes["all weights equal"] += with_equal_weights(part.catalog, part.cases)
        changes["squared distance instead of log shares"] += with_squared_distance(part.catalog, part.cases)
        for question in part.catalog.questions:
            changes[f"question dropped: {question.id}"] += without(part.catalog, part.cases, question.id)
    rows = []
    for what, values in changes.items():
        rows.append([what, f"{len(values):,}", f"{100 * fmean(values):.1f}%", between(mean_interval(values), percent)])
    return table("change", "people", "another role first", "95% interval", rows=rows)


def answer_flips(by_name: Mapping[str, ScoredPeople]) -> Table:
    """How often one flipped answer puts another role first, by how many answers are known."""
    rows = []
    for name, scored in by_name.items():
        values = [value for part in scored.parts for value in flipped(part.catalog, part.cases)]
        known = [sum(map(len, case.known.values())) for part in scored.parts for case in part.cases]
        rows.append([name, f"{fmean(known):.0f}", f"{100 * fmean(values):.1f}%"])
    return table("answers", "known of a person, on average", "another role first", rows=rows)


def answer_flips_by_verdict(scored: ScoredPeople) -> Table:
    """How often one flipped answer puts another role first, by the verdict."""
    values: dict[str, list[float]] = defaultdict(list)
    for part in scored.parts:
        by_kind: dict[str, list[Case]] = defaultdict(list)
        for standing, case in zip(part.standings, part.cases, strict=True):
            by_kind[standing.verdict.kind].append(case)
        for kind, people in by_kind.items():
            values[kind] += flipped(part.catalog, people)
    values["all"] = [value for each in values.values() for value in each]
    rows = [
        [kind, f"{len(each):,}", f"{100 * fmean(each):.1f}%", percent(fmean(value > 0 for value in each))]
        for kind in ("clear", "close", "open", "all")
        for each in [values[kind]]
        if each
    ]
    titles = ("another first role by one flip at random", "there is some flip that would")
    return table("verdict", "people", *titles, rows=rows)


def fairness(scored: ScoredPeople, field: str) -> Table:
    """How often each role is found, by subgroup, where enough people hold it."""
    ids = [role.id for role in scored.catalog.roles]
    rows = []
    for group in recalls_by_group(field, scored.people, scored.predictions, ids).groups:
        told = {role: found for role, found in group.recall.items() if found.n >= SMALLEST_GROUP}
        if group.value and told:
            rows.append([group.value, f"{group.n:,}", *(_recall(told.get(role)) for role in ids)])
    return table(field, "people", *(role.title for role in scored.catalog.roles), rows=rows)


def _recall(found: GroupRecall | None) -> str:
    return f"{percent(found.share)} of {found.n:,}{' **!**' if found.flagged else ''}" if found else ""


def random_answers(catalog: Catalog, runs: int = RUNS) -> Table:
    """How often random answers put each role first."""
    wins = random_wins(catalog, runs, SEED)
    return table("role", "first", rows=[[catalog.role(role).title, percent(part)] for role, part in wins.items()])
