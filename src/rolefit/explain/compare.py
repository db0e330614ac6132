"""A comparison in words: how roles differ, which answers tell them apart, what it takes to move between them.

The words stand here once, whoever shows them: the terminal or a page. Nothing in here knows a layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog
from rolefit.explain.takes import explain_takes
from rolefit.explain.words import compare_again, in_sentence, listed
from rolefit.roles.compare import Comparison, OptionShares, shared_answers, telling_answers


@dataclass(frozen=True)
class TellingAnswers:
    """The answers that are most one role's own."""

    role: str
    title: str
    says: str
    """What stands over them."""
    options: tuple[OptionShares, ...]
    """The largest lead first."""


@dataclass(frozen=True)
class InShort:
    """What is said of every role under one heading, in a line each."""

    title: str
    by_role: Mapping[str, str]
    """Role id to the line; roles of which nothing is said are left out."""


@dataclass(frozen=True)
class ComparisonInWords:
    """A comparison in words."""

    differ: tuple[str, ...]
    """The difference in one sentence; of more than two roles, what each of them is."""
    telling: tuple[TellingAnswers, ...]
    in_short: tuple[InShort, ...]
    alike: tuple[OptionShares, ...]
    """The answers that most people of every role give alike, the most common first."""
    moves: tuple[InShort, ...]
    """What it takes a holder of one of two roles to come to the other."""
    takes: tuple[str, ...]
    """What the roles take of what a person brings, a sentence each."""
    yours: str
    """What the person's answers say of the two; empty without answers."""
    command: str
    """The command that shows every fact."""
    titles: Mapping[str, str]
    """Role id to title, of all roles of the catalog in its order."""


def explain_comparison(
    catalog: Catalog,
    comparison: Comparison,
    catalog_file: str | None = None,
    *,
    asked: Sequence[str] = (),
    here: bool = True,
) -> ComparisonInWords:
    """Put a comparison into words. `catalog_file` is what the user gave as --roles, `asked` what to compare."""
    telling = tuple(
        TellingAnswers(role.id, role.title, f"{in_sentence(role.title)}: chosen more often", options)
        for role in comparison.roles
        for options in [telling_answers(comparison.options, role.id)]
    )
    return ComparisonInWords(
        differ=tuple(_differ(comparison)),
        telling=telling,
        in_short=tuple(_in_short(catalog, comparison)),
        alike=shared_answers(comparison.options),
        moves=tuple(_moves(comparison)),
        takes=tuple(explain_takes(catalog, comparison.takes)),
        yours=_yours(comparison, telling) if comparison.answers else "",
        command=compare_again(asked or [role.id for role in comparison.roles], catalog_file, here=here),
        titles={role.id: role.title for role in catalog.roles},
    )


def _differ(comparison: Comparison) -> Iterator[str]:
    if len(comparison.roles) == 2 and comparison.pairs:
        yield f"{comparison.pairs[0].differ.text}."
    elif any(role.about for role in comparison.roles):
        for role in comparison.roles:
            yield f"{role.title}: {in_sentence(role.about.text)}." if role.about else f"{role.title}."
    else:
        yield f"{listed([role.title for role in comparison.roles])}."


def _in_short(catalog: Catalog, comparison: Comparison) -> Iterator[InShort]:
    topics = [topic for topic in catalog.topics if topic.compared]
    # What more than two roles are after is told by the sentences that stand first.
    told = len(comparison.roles) > 2 and all(role.about for role in comparison.roles)
    for topic in topics[1:] if told else topics:
        lines = {role.id: role.in_short[topic.id].text for role in comparison.roles if topic.id in role.in_short}
        if lines:
            yield InShort(topic.title, lines)


def _moves(comparison: Comparison) -> Iterator[InShort]:
    if len(comparison.roles) == 2:
        for pair in comparison.pairs:
            moves = {role.id: pair.moves[role.id].text for role in comparison.roles if role.id in pair.moves}
            if moves:
                yield InShort("To become", moves)


def _yours(comparison: Comparison, telling: Sequence[TellingAnswers]) -> str:
    """How many of the answers that tell the roles apart most the person chose, and for which role they speak."""
    chosen = {each.title: sum(map(comparison.chose, each.options)) for each in telling}
    total, among = sum(chosen.values()), sum(len(each.options) for each in telling)
    if not total:
        return f"You chose none of the {among} that tell most."
    counts = sorted(((count, title) for title, count in chosen.items() if count), key=lambda pair: -pair[0])
    if len(counts) == 1:
        how_many = "it speaks" if total == 1 else "both speak" if total == 2 else f"all {total} speak"
        return f"You chose {total} of the {among} that tell most; {how_many} for {in_sentence(counts[0][1])}."
    (most, title), *others = counts
    rest = ", ".join(f"{count} for {in_sentence(title)}" for count, title in others)
    return f"You chose {total} of the {among}; {most} speak{'s' * (most == 1)} for {in_sentence(title)}, {rest}."
