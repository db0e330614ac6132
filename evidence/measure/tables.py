"""The tables of docs/METHODOLOGY.md, each made from what was measured."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from statistics import correlation, fmean
from typing import Any, TypeAlias

from evidence.measure.cross_validation import (
    People,
    ScoredPart,
    ScoredPeople,
    half_quiz,
    with_answers_to_half,
    with_questions,
)
from rolefit import Catalog
from rolefit.catalog.models import Role
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
from rolefit.evaluation.sensitivity import flipped, without
from rolefit.people.change import change_between
from rolefit.scoring.effects import effects, evidence, narrowed
from rolefit.scoring.verdict import margin_moments, other_job

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


def confusion_table(roles: Sequence[Role], predictions: Sequence[Prediction], true: str = "holds") -> Table:
    """The confusion matrix: who was taken for whom."""
    ids = [role.id for role in roles]
    rows = [
        [role.title, *(f"{n:,}" for n in row), percent(part)]
        for role, row, part in zip(roles, confusion(predictions), compute_metrics(predictions).recall, strict=True)
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


def split_half_agreement(scored: ScoredPeople, left_out: Sequence[str]) -> Table:
    """What half of a person's answers says of the other half: stability as it is told, and as it turns out.

    Each half is a take of a shorter quiz. A question that was counted on the same answers as another is left out, since
    one half would know the other's.
    """
    takes: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for part in scored.parts:
        kept = [question.id for question in part.catalog.fit_questions if question.id not in left_out]
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


def fairness(scored: ScoredPeople, field: str) -> Table:
    """How often each role is found, by subgroup, where enough people hold it."""
    ids = [scored.catalog.roles[i].id for i in scored.held]
    rows = []
    for group in recalls_by_group(field, scored.people, scored.predictions, ids).groups:
        told = {role: found for role, found in group.recall.items() if found.n >= SMALLEST_GROUP}
        if group.value and told:
            rows.append([group.value, f"{group.n:,}", *(_recall(told.get(role)) for role in ids)])
    return table(field, "people", *(scored.catalog.roles[i].title for i in scored.held), rows=rows)


def _recall(found: GroupRecall | None) -> str:
    return f"{percent(found.share)} of {found.n:,}{' **!**' if found.flagged else ''}" if found else ""


def random_answers(catalog: Catalog, runs: int = RUNS) -> Table:
    """How often random answers put each role first."""
    wins = random_wins(catalog, runs, SEED)
    return table("role", "first", rows=[[catalog.role(role).title, percent(part)] for role, part in wins.items()])


def work(group: People) -> dict[str, list[int]]:
    """Role to how many of its postings each employer has, the largest first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for posting in group:
        found[posting.role][posting.said_of("employer") or ""] += 1
    return {role: sorted(sizes.values(), reverse=True) for role, sizes in found.items()}


def work_table(catalog: Catalog, group: People) -> Table:
    """How many postings were read for each role, and of how many employers."""
    sizes = work(group)
    rows = [[role.title, sum(sizes[role.id]), len(sizes[role.id]), sizes[role.id][0]] for role in catalog.roles]
    return table("role", "postings read", "employers", "postings of the largest", rows=rows)


def spread(catalog: Catalog) -> dict[str, float]:
    """Question to its part of the variance of leads over the answers of a role's people, all pairs of roles alike."""
    options, places = effects(catalog), range(len(catalog.roles))
    found = {
        question.id: sum(
            variance for role in places for _, variance in margin_moments(catalog, options, question, role, role)
        )
        for question in catalog.fit_questions
    }
    whole = sum(found.values())
    return {question: part / whole for question, part in found.items()}


def bank(catalog: Catalog) -> Table:
    """Each question with its weight, and the part of the spread of leads between roles that it causes."""
    parts = spread(catalog)
    rows = [[q.id, q.ask, len(q.options), number(q.weight), f"{100 * parts[q.id]:.1f}%"] for q in catalog.fit_questions]
    return table("question", "in words", "options", "weight", "part of the spread", rows=rows)


def separations(catalog: Catalog) -> Table:
    """For each option the two roles that it separates most."""
    rows = []
    for question in catalog.fit_questions:
        for option in question.options:
            shares = {role.id: role.shares[question.id][option.id] for role in catalog.roles}
            low, high = min(shares, key=lambda r: shares[r].share), max(shares, key=lambda r: shares[r].share)
            said = [f"{role} {percent(shares[role].share)}" for role in (high, low)]
            rows.append([f"{question.id}: {option.id}", *said, catalog.sources[shares[high].source].kind])
    return table("option", "most in", "least in", "from", rows=rows)


def sets_table(by_name: Mapping[str, ScoredPeople], among: Mapping[str, Sequence[int]]) -> Table:
    """How often the roles that verdicts name hold the right one, how many they are, and how often it is one alone."""
    rows = []
    for name, scored in by_name.items():
        ids = [role.id for role in scored.catalog.roles]
        named: dict[str, list[tuple[bool, int]]] = {}
        for person, standing in zip(scored.people, scored.standings, strict=True):
            roles = [role for role in standing.verdict.roles if ids.index(role) in among[name]]
            named.setdefault(person.role, []).append((person.role in roles, len(roles)))
        held = {role: fmean(hit for hit, _ in named[role]) for role in ids if role in named}
        mean = fmean(fmean(n for _, n in each) for each in named.values())
        one = fmean(fmean(n == 1 for _, n in each) for each in named.values())
        by_role = ", ".join(f"{role} {number(part, 2)}" for role, part in held.items())
        rows.append([name, number(fmean(held.values()), 2), by_role, f"{mean:.2f}", len(among[name]), percent(one)])
    titles = ("hold the right role", "by role", "roles named", "of", "one alone")
    return table("", *titles, rows=rows)


def verdict_table(by_name: Mapping[str, ScoredPeople]) -> Table:
    """How often each kind of verdict is told, and how often its first role is the right one."""
    rows = []
    for name, scored in by_name.items():
        sizes = Counter(person.role for person in scored.people)
        for kind in ("clear", "close", "open"):
            pairs = zip(scored.people, scored.standings, strict=True)
            told = [(person, of.verdict) for person, of in pairs if of.verdict.kind == kind]
            if told:
                weights = [1 / sizes[person.role] for person, _ in told]
                right = fmean([person.role == verdict.roles[0] for person, verdict in told], weights)
                rows.append([name, kind, f"{len(told):,}", percent(len(told) / len(scored.people)), percent(right)])
    return table("", "verdict", "told", "of all", "first role right", rows=rows)


def pairwise_table(by_name: Mapping[str, ScoredPeople], role: str) -> Table:
    """How often one role is told from each other: how often its holders' fit is above that of the other."""
    rows = []
    for name, scored in by_name.items():
        ids = [each.id for each in scored.catalog.roles]
        pairs = zip(scored.people, scored.standings, strict=True)
        fits = [of.fits for person, of in pairs if person.role == role]
        first = fmean(max(each) == each[ids.index(role)] for each in fits)
        cells = [_of_n(first, len(fits))]
        for other in ids:
            if other != role:
                above = fmean(each[ids.index(role)] > each[ids.index(other)] for each in fits)
                cells.append(_of_n(above, len(fits)))
        rows.append([name, len(fits), *cells])
        others = [f"told from {other}" for other in ids if other != role]
    return table("", "postings", "first of all", *others, rows=rows)


def _of_n(part: float, n: int) -> str:
    return f"{percent(part)} ({between(share_interval(part, n), percent)})"


def places_of(scored: ScoredPeople, role: int) -> Table:
    """How often a role that nobody here holds comes first, and second."""
    orders = [standing.order for standing in scored.standings]
    row = [f"{len(orders):,}", *(percent(fmean(order[rank] == role for order in orders)) for rank in (0, 1))]
    return table("people", "first", "second", rows=[row])


def takes_table(catalog: Catalog) -> Table:
    """What holders of each role bring, and what its postings ask for."""
    rows = []
    for question in catalog.questions:
        if not question.outside_fit:
            continue
        for role in catalog.roles:
            shares, asks = role.shares[question.id], role.takes[question.id]
            counted = all(catalog.sources[share.source].kind == "survey" for share in shares.values())
            for option in question.options:
                held = percent(shares[option.id].share) if counted else ""
                cells = (held, percent(asks.least[option.id]), percent(asks.wanted[option.id]))
                rows.append([role.title, option.label, *cells])
    return table("role", "", "of its people have it", "of its postings accept no less", "want it at most", rows=rows)


def other_jobs_table(catalog: Catalog, group: People) -> Table:
    """How many of the coded postings of each role are told that another job is nearer: falsely, all of them."""
    rows = []
    for role in catalog.roles:
        there = [posting for posting in group if posting.role == role.id]
        told = [job.title for posting in there if (job := other_job(catalog, evidence(catalog, posting)))]
        rows.append([role.title, len(there), len(told), ", ".join(sorted(set(told)))])
    return table("role", "postings", "told of another job", "which", rows=rows)


def robustness(scored: ScoredPeople) -> Table:
    """How often another role would come first."""
    changes: dict[str, list[float]] = defaultdict(list)
    for part in scored.parts:
        options = narrowed(effects(part.catalog), range(len(part.catalog.roles)))
        changes["one answer flipped, any of them"] += flipped(part.catalog, options, part.cases)
        for question in part.catalog.fit_questions:
            dropped = without(options, part.cases, question.id)
            changes[f"question dropped: {question.id}"] += dropped
    rows = []
    for what, values in changes.items():
        if values:
            interval = between(mean_interval(values), percent)
            rows.append([what, f"{len(values):,}", f"{100 * fmean(values):.1f}%", interval])
    return table("change", "people", "another role first", "95% interval", rows=rows)


def half_reliability(scored: ScoredPeople) -> Table:
    """The split-half reliability of the leads between roles: what half of a person's answers says of the other half."""
    margins: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for part in scored.parts:
        halves = [half_quiz(part.catalog, i) for i in (0, 1)]
        first, second = (ScoredPart.of(each, with_answers_to_half(part.people, each)) for each in halves)
        for one, other in zip(first.standings, second.standings, strict=True):
            for a, b in combinations(scored.held, 2):
                margins[a, b].append((one.totals[a] - one.totals[b], other.totals[a] - other.totals[b]))
    rows = []
    for (a, b), pairs in margins.items():
        half = correlation(*zip(*pairs, strict=True))
        pair = f"{scored.catalog.roles[a].id} and {scored.catalog.roles[b].id}"
        rows.append([pair, number(half, 2), number(2 * half / (1 + half), 2)])
    return table("lead between", "correlation of the halves", "reliability of the whole", rows=rows)


def retake_noise(scored: ScoredPeople) -> Table:
    """How often a change is said to be within noise, between two halves of a quiz, by whose halves they are.

    Below them the same of whole quizzes. Pairs of which too few questions were answered to tell are left out.
    """
    found: dict[str, list[bool]] = defaultdict(list)
    for part in scored.parts:
        halves = [with_answers_to_half(part.people, half_quiz(part.catalog, i)) for i in (0, 1)]
        by_role: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(part.people):
            by_role[person.role].append(place)
        for role, places in by_role.items():
            others = [place for other, of_role in by_role.items() if other != role for place in of_role]
            for i, place in enumerate(places):
                pairs = {
                    "one person": place,
                    "two people of one role": places[i - 1],
                    "two people of two roles": others[i % len(others)],
                }
                for whose, other in pairs.items():
                    takes = {
                        "half": (halves[0][place], halves[1][other]),
                        "whole": (part.people[place], part.people[other]),
                    }
                    for size, pair in takes.items():
                        if noise := change_between(part.catalog, *pair).noise:
                            found[f"{size} quizzes of {whose}"].append(noise.within)
    rows = [[whose, f"{len(within):,}", percent(fmean(within))] for whose, within in sorted(found.items())]
    return table("between", "pairs", "said to be within noise", rows=rows)
