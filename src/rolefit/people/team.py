"""A team counted: whom each role fits first and second, which work is wanted, and what sources say for such a team.

One pass over a file of any length; `tally` counts, `coverage` says what is thin, this puts all together.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.answers.models import PersonId
from rolefit.batch.chunks import read_chunks
from rolefit.batch.endings import Format
from rolefit.batch.outcome import Outcome, RunSummary
from rolefit.batch.source import open_source, read_people
from rolefit.catalog.models import Catalog, CatalogRef, Relation
from rolefit.catalog.roles import cited_by
from rolefit.documents.files import display_name
from rolefit.errors import InputError, Problem
from rolefit.people.coverage import additions, cover
from rolefit.people.tally import Tally
from rolefit.people.team_result import Advice, Between, Group, Groups, Named, RoleCount, Side, SmallGroups, Team

SMALLEST = 5
"""Of fewer people no answers are told, and no group is shown; counts of a group are told to the nearest multiple of it.
So do statistical offices (Ofqual, Rounding policy for statistical publications, 2025): no count of a group tells of one
person by itself."""


@dataclass(frozen=True)
class TeamTask:
    """Which file is to be counted, and how."""

    source: str
    """A file, plain or gzipped; `-` is standard input."""
    read: Format | None = None
    """Its format; None to tell by its ending, else by how it begins."""
    id_column: str | None = None
    """The column of CSV that names the person, where that is not `id`."""
    by: str | None = None
    """The name under which records say which group a person belongs to."""
    names: bool = False
    """Whether it is told who stands where."""


@dataclass(frozen=True)
class CountedTeam:
    """A team, and what became of the records."""

    team: Team
    summary: RunSummary


def count_team(catalog: Catalog, task: TeamTask, report: Callable[[RunSummary], None] = lambda _: None) -> CountedTeam:
    """Count the people of a file, and `report` now and then how far it is.

    Raises InputError where the file cannot be read, has no records, or fewer than two people who answered; where no
    record has the field `by`, or there are more than MOST_GROUPS groups; UsageError where more than MOST_NAMED people
    are to be named; RecordsError where so many records are bad that no team is left.
    """
    file = display_name(task.source)
    source = open_source(task.source, read_chunks(task.source), catalog, task.read, task.id_column)
    records = source.records()
    tally = Tally(catalog, file, task.by, names=task.names)
    summary = RunSummary("counted", [name for name in records.about if name != task.by], has_rows=False)
    for chunk in source.chunks:
        outcome = Outcome.of_chunk(chunk.line, chunk.read)
        tally.add(read_people(records, *records.split(chunk)), outcome)
        summary.add(outcome)
        report(summary)
    summary = source.told_by(summary)
    summary.check_any(file, "person")
    if tally.n < 2:
        if summary.error:
            raise summary.error
        what = "has answers of one person, which is no team" if tally.n else "has no answers to count"
        hint = "rolefit quiz --answers tells what fits one person" if tally.n else "give each record answers"
        raise InputError(Problem(what, hint, file=file))
    tally.check_groups()
    return CountedTeam(_team(catalog, task, tally, summary.bad), summary)


def _team(catalog: Catalog, task: TeamTask, tally: Tally, bad: int) -> Team:
    least = 1 if task.names else SMALLEST
    told = {ref: n for ref, n in tally.asked.items() if min(n, tally.n) >= least}
    coverage = cover(catalog, told, tally.wanted)
    first = [sum(tally.first[i, kind] for kind in ("clear", "close", "open")) for i, _ in enumerate(catalog.roles)]
    advice = tuple(_advice(catalog, tally.n, first))
    cited = cited_by(each.said for each in advice)
    ids = [role.id for role in catalog.roles]
    return Team(
        catalog=CatalogRef.of(catalog),
        file=display_name(task.source),
        n=tally.n,
        silent=tally.silent,
        bad=bad,
        smallest=SMALLEST,
        roles=tuple(
            RoleCount(
                role=role.id,
                title=role.title,
                first=first[i],
                clear=tally.first[i, "clear"],
                close=tally.first[i, "close"],
                open=tally.first[i, "open"],
                second=tally.second[i],
            )
            for i, role in enumerate(catalog.roles)
        ),
        between=tuple(
            Between(roles=(ids[a], ids[b]), n=n)
            for (a, b), n in sorted(tally.between.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        coverage=tuple(coverage),
        additions=tuple(additions(catalog, coverage)),
        advice=advice,
        sources={name: source for name, source in catalog.sources.items() if name in cited},
        groups=_grouped(ids, task.by, tally.groups) if task.by is not None else None,
        names=_named(ids, tally) if task.names else None,
    )


def _advice(catalog: Catalog, people: int, first: Sequence[int]) -> Iterator[Advice]:
    """What the relations of the catalog say in short that holds for a team of this size, with these people."""
    counts = {role.id: n for role, n in zip(catalog.roles, first, strict=True)}
    # How a team is made up comes before what passes within it.
    for relation in sorted(catalog.relations, key=lambda relation: relation.kind, reverse=True):
        if relation.kind == "move" or not relation.in_short:
            continue
        if relation.team_size and not relation.team_size.holds(people):
            continue
        sides = _sides(relation, counts)
        staffed = [side.n > 0 for side in sides]
        # Work is handed over where there is somebody on both sides; how to staff them concerns one that is missing too.
        if not sides or (all(staffed) if relation.kind == "handover" else any(staffed)):
            yield Advice(kind=relation.kind, title=relation.title, said=relation.in_short, sides=sides)


def _sides(relation: Relation, counts: Mapping[str, int]) -> tuple[Side, ...]:
    """How many people stand on either side; none where a role stands on both."""
    if set(relation.from_) & set(relation.to):
        return ()
    return tuple(Side(roles=roles, n=sum(counts[role] for role in roles)) for roles in (relation.from_, relation.to))


def _grouped(ids: Sequence[str], field: str, groups: Mapping[str | None, Counter[int]]) -> Groups:
    sizes = {value: count.total() for value, count in groups.items()}
    shown = [value for value, n in sizes.items() if n >= SMALLEST]
    small = [value for value, n in sizes.items() if n < SMALLEST]
    left = sum((groups[value] for value in small), Counter[int]())
    return Groups(
        field=field,
        groups=tuple(
            Group(value=value, n=sizes[value], first=_rounded(ids, groups[value]))
            for value in sorted(shown, key=lambda value: (-sizes[value], value or ""))
        ),
        small=SmallGroups(
            groups=len(small), n=left.total(), first=_rounded(ids, left) if left.total() >= SMALLEST else None
        )
        if small
        else None,
    )


def _rounded(ids: Sequence[str], first: Mapping[int, int]) -> dict[str, int]:
    return {role: (first.get(i, 0) + SMALLEST // 2) // SMALLEST * SMALLEST for i, role in enumerate(ids)}


def _named(ids: Sequence[str], tally: Tally) -> dict[str, Named]:
    who = sorted(tally.who, key=lambda person: _in_order(person[0]))
    return {
        role: Named(
            first=tuple(name for name, first, _ in who if first == i),
            second=tuple(name for name, _, second in who if second == i),
        )
        for i, role in enumerate(ids)
    }


def _in_order(name: PersonId) -> list[int | str]:
    """What names go by, such that line 2 comes before line 10."""
    return [int(part) if i % 2 else part for i, part in enumerate(re.split(r"(\d+)", str(name)))]
