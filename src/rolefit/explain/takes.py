"""What roles take, in words."""

from collections.abc import Iterator, Sequence

from rolefit.catalog.models import Catalog
from rolefit.explain.words import in_sentence, in_ten, listed, percent
from rolefit.scoring.result import Taken


def explain_takes(catalog: Catalog, takes: Sequence[Taken]) -> Iterator[str]:
    """A sentence for each role; before them what the person brings, if that is known."""
    yours = what_you_bring(catalog, takes)
    if yours:
        yield f"You: {yours}."
    for taken in takes:
        yield f"{catalog.role(taken.role).title}: {taken_in_words(catalog, taken)}."


def what_you_bring(catalog: Catalog, takes: Sequence[Taken]) -> str:
    """What the person brings, as it stands within a sentence; empty if that is not known."""
    yours = {taken.question: taken.yours for taken in takes if taken.yours}
    return listed([in_sentence(catalog.question(question).label(option)) for question, option in yours.items()])


def taken_in_words(catalog: Catalog, taken: Taken) -> str:
    """How many have, and how many postings want, the last option: the most that may be asked for."""
    question = catalog.question(taken.question)
    most = question.option_ids[-1]
    what, parts = in_sentence(question.label(most)), []
    if taken.holders:
        parts.append(f"{percent(taken.holders[most])} have {what}")
    if taken.wanted and taken.least:
        wanted, least = in_ten(taken.wanted.get(most, 0)), in_ten(taken.least.get(most, 0))
        parts.append(f"{wanted} postings want {'one' if taken.holders else what}, {least} insist")
    return "; ".join(parts) or "nothing is known"
