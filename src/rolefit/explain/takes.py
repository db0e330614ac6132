"""What roles take, in words."""

from collections.abc import Iterator, Sequence

from rolefit.catalog.models import Catalog
from rolefit.explain.words import in_sentence, in_ten, listed, percent
from rolefit.scoring.result import Taken


def explain_takes(catalog: Catalog, takes: Sequence[Taken]) -> Iterator[str]:
    """A sentence for each role; before them what the person brings, if that is known."""
    yours = {taken.question: taken.yours for taken in takes if taken.yours}
    if yours:
        labels = [catalog.question(question).label(option) for question, option in yours.items()]
        yield f"You: {listed([in_sentence(label) for label in labels])}."
    for taken in takes:
        yield _in_words(catalog, taken)


def _in_words(catalog: Catalog, taken: Taken) -> str:
    """How many have, and how many postings want, the last option: the most that may be asked for."""
    question = catalog.question(taken.question)
    most, title = question.option_ids[-1], catalog.role(taken.role).title
    what, parts = in_sentence(question.label(most)), []
    if taken.holders:
        parts.append(f"{percent(taken.holders[most])} of those asked have {what}")
    if taken.wanted and taken.least:
        wanted, least = in_ten(taken.wanted.get(most, 0)), in_ten(taken.least.get(most, 0))
        want = "want one" if taken.holders else f"want {what}"
        parts.append(f"of the postings that say, {wanted} {want} and {least} accept no less")
    return f"{title}: {'; '.join(parts) or 'nothing is known'}."
