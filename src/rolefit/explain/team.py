"""A team in words: what is thin and crowded, what one more person would fill, what the sources say.

The words stand here once, whoever shows them: the terminal or a page. Nothing in here knows a layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog, Statement
from rolefit.explain.words import in_sentence, listed, with_article
from rolefit.people.team_result import Advice, OptionCoverage, Side, Team


@dataclass(frozen=True)
class Listed:
    """Work by its names, under a title."""

    title: str
    names: tuple[str, ...]
    """What tells most comes first."""


@dataclass(frozen=True)
class OneMore:
    """What one more person of a role would fill."""

    role: str
    who: str
    """The role with its article, as a sentence has it."""
    names: tuple[str, ...]


@dataclass(frozen=True)
class TeamInWords:
    """A team in words."""

    head: str
    """What was read, and of how many people."""
    notes: tuple[str, ...]
    """What is not told, and why, a sentence each."""
    stands_out: tuple[Listed, ...]
    """What nobody wants, few, and more people than expected."""
    additions: tuple[OneMore, ...]
    advice: tuple[Statement, ...]
    """What the sources say, a line each, with how it is here."""
    by: str
    """What stands over the groups; empty without them."""
    small: str
    """What the smaller groups are called."""
    means: str
    """What is meant by expected, thin and crowded."""
    titles: Mapping[str, str]
    """Role id to title, of all roles of the catalog in its order."""


MEANS = (
    "Few want what clearly fewer people want than in a team as mixed as the roles; crowded is what clearly more want: "
    "by a quarter at least, and less likely than 1 in 20 by luck. In a small team nobody may want something by luck "
    "alone: it is no less of a gap. One more person of a role would fill of these gaps those that at least half of the "
    "people of that role choose."
)
"""How work comes to stand out, in a sentence or two."""


def explain_team(catalog: Catalog, team: Team) -> TeamInWords:
    """Put a team into words."""
    return TeamInWords(
        head=f"{team.file}: {people(team.n)}",
        notes=tuple(_notes(catalog, team)),
        stands_out=tuple(_stands_out(team)),
        additions=tuple(
            OneMore(
                role=addition.role,
                who=with_article(in_sentence(addition.title)),
                names=tuple(catalog.question(ref.question).option_name(ref.option) for ref in addition.fills),
            )
            for addition in team.additions
        ),
        advice=tuple(map(_advice, team.advice)),
        by=f"By {team.groups.field}: whom each role fits first, to the nearest {team.smallest}" if team.groups else "",
        small=f"others (fewer than {team.smallest} each)",
        means=MEANS,
        titles={role.id: role.title for role in catalog.roles},
    )


def rounded(n: int, to: int) -> str:
    """A count that was rounded to the nearest multiple of a number: none may still be some."""
    return f"{n:,}" if n else f"<{to // 2 + 1}"


def people(n: int) -> str:
    """How many people, as a sentence has it."""
    return "1 person" if n == 1 else f"{n:,} people"


def _notes(catalog: Catalog, team: Team) -> Iterator[str]:
    if team.silent:
        yield f"{people(team.silent)} more answered nothing."
    if team.bad:
        yield f"{team.bad:,} more {'record' if team.bad == 1 else 'records'} could not be counted."
    told = {question.question for question in team.coverage}
    untold = [question.name for question in catalog.questions if question.coverage and question.id not in told]
    if untold and team.n < team.smallest and team.names is None:
        few = f"Of fewer than {team.smallest} people it is not told which work they want"
        yield f"{few}: it would show who said what. --names tells it."
    elif untold:
        yield f"Answered by fewer than {team.smallest} people, and not told: {listed(untold)}."


def _stands_out(team: Team) -> Iterator[Listed]:
    options = [option for question in team.coverage for option in question.options]
    kinds = {
        "Nobody wants": [option for option in options if not option.wanted],
        "Few want": [option for option in options if option.wanted and option.stands_out == "thin"],
        "Crowded": [option for option in options if option.stands_out == "crowded"],
    }
    for title, found in kinds.items():
        if found:
            yield Listed(title, _names(found))


def _names(options: Sequence[OptionCoverage]) -> tuple[str, ...]:
    """Their names, the farthest from what is expected first."""
    return tuple(option.name for option in sorted(options, key=lambda each: -abs(each.expected - each.wanted)))


def _advice(advice: Advice) -> Statement:
    here = f": here {', '.join(map(_side, advice.sides))}" if advice.sides and advice.kind == "team" else ""
    return Statement(text=f"{advice.said.text}{here}", sources=advice.said.sources)


def _side(side: Side) -> str:
    return f"{f'{side.n:,}' if side.n else 'no'} {'/'.join(side.roles)}"
