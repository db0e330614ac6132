"""A person beside a role, in words: where the person stands, what is shared and missing, and what to do first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog
from rolefit.catalog.roles import Step
from rolefit.explain.takes import taken_in_words, what_you_bring
from rolefit.explain.words import cited, compare_again, fits_in_words, in_sentence, listed, with_article
from rolefit.people.way import Way
from rolefit.roles.compare import OptionShares


@dataclass(frozen=True)
class OptionGroup:
    """Options under one heading."""

    title: str
    options: tuple[OptionShares, ...]
    chosen: bool
    """Whether the person chose them."""


@dataclass(frozen=True)
class StepInWords:
    """Something to do first."""

    text: str
    brings: tuple[str, ...]
    """The options that are missing and that it brings nearer, in few words; empty where all were chosen already."""
    says: str
    """Who says so."""


@dataclass(frozen=True)
class WayInWords:
    """A person beside a role, in words."""

    standing: str
    """How well the role fits the person, in one sentence."""
    about: str
    """What the role is, in one sentence; empty where the catalog does not say."""
    groups: tuple[OptionGroup, ...]
    skipped: str
    """How many questions say nothing of the person; empty if none."""
    takes: tuple[str, ...]
    """What the role takes, beside what the person brings."""
    steps_title: str
    """What stands over the steps, or why there are none."""
    steps: tuple[StepInWords, ...]
    command: str
    """The command that shows every fact."""
    titles: Mapping[str, str]
    """Role id to title, of all roles of the catalog in its order."""


def explain_way(
    catalog: Catalog, way: Way, asked: Sequence[str], catalog_file: str | None = None, *, here: bool = True
) -> WayInWords:
    """Put a way into words. `asked` is what the user gave to compare, `catalog_file` what the user gave as --roles."""
    return WayInWords(
        standing=_standing(catalog, way),
        about=f"{way.role.title}: {in_sentence(way.role.about.text)}." if way.role.about else "",
        groups=(
            OptionGroup("You chose it, and its work has it", way.shared, chosen=True),
            OptionGroup("Its work has it, and you did not choose it", way.missing, chosen=False),
            OptionGroup("You chose it, and its work rarely has it", way.rare, chosen=True),
            OptionGroup("You chose it, and its work has it at times", way.other, chosen=True),
        ),
        skipped=_skipped(catalog, way),
        takes=tuple(_takes(catalog, way)),
        steps_title=_steps_title(way),
        steps=tuple(_step(catalog, way, step) for step in way.steps),
        command=compare_again(asked, catalog_file, here=here),
        titles={role.id: role.title for role in catalog.roles},
    )


def _standing(catalog: Catalog, way: Way) -> str:
    fits = fits_in_words(way.ranking)
    first, second = way.ranking[:2]
    title = way.role.title
    place = next(rank for rank, each in enumerate(way.ranking) if each.role == way.role.id)
    if len(way.skipped) == len(catalog.fit_questions):
        return f"{title}: you have answered nothing that tells of roles yet."
    if way.nearer:
        job = with_article(way.nearer.title)
        return f"{title} fits you {fits[way.role.id]}, but {job}'s job may be nearer to you than any of the roles."
    if place == 0:
        before = f"before {in_sentence(second.title)} with {fits[second.role]}"
        if way.verdict.kind == "clear":
            return f"{title} fits you best: {fits[first.role]}, {before}."
        return f"{title} comes first for you with {fits[first.role]}, {before}: too close to call."
    leads = f"{in_sentence(first.title)} comes first with {fits[first.role]}"
    return f"{title} fits you {fits[way.role.id]}, place {place + 1} of {len(way.ranking)}; {leads}."


def _steps_title(way: Way) -> str:
    if not way.steps:
        return "No source names a first step to what is missing." if way.missing else ""
    if not way.start:
        return "First steps"
    start = in_sentence(way.start.title)
    if any(way.start.id in move.from_ for move in way.moves):
        return f"From {start}, in order"
    return f"First steps (no source tells of the way from {start})"


def _skipped(catalog: Catalog, way: Way) -> str:
    topics = [in_sentence(catalog.question(question).name) for question in way.skipped]
    return f"You skipped {listed(topics)}." if topics and len(topics) < len(catalog.fit_questions) else ""


def _takes(catalog: Catalog, way: Way) -> Iterator[str]:
    for taken in way.takes:
        yield taken_in_words(catalog, taken)
    brings = what_you_bring(catalog, way.takes)
    if brings:
        yield f"you: {brings}"


def _step(catalog: Catalog, way: Way, step: Step) -> StepInWords:
    missing = {(option.question, option.option) for option in way.missing}
    named = [(question, option) for question, options in step.options.items() for option in options]
    brings = [catalog.question(question).short(option) for question, option in named if (question, option) in missing]
    return StepInWords(
        text=step.text,
        brings=tuple(brings),
        says=listed([cited(catalog.sources[source]) for source in step.sources]),
    )
