"""What is said of any text that was read, a posting or a CV: its options in words, and what it reads as."""

from collections.abc import Mapping
from dataclasses import dataclass

from rolefit.catalog.models import Catalog
from rolefit.explain.words import in_sentence, listed
from rolefit.scanning.result import ScanVerdict


@dataclass(frozen=True)
class OptionWords:
    """An option, in words."""

    topic: str
    text: str
    short: str
    """The same in fewer words."""


def option_words(catalog: Catalog, question: str, option: str) -> OptionWords:
    """The option with these ids, in words."""
    asked = catalog.question(question)
    return OptionWords(asked.name, asked.label(option), asked.short(option))


_OPEN: Mapping[str | None, str] = {
    "other-language": "is not in {about}",
    "other-job": "reads as another job: {about}",
    "too-little": "says too little to tell",
    None: "does not tell the roles apart",
}
"""Why a verdict is open, to what is said of the text in a few words."""


def reads_as(catalog: Catalog, verdict: ScanVerdict) -> str:
    """What may be said of a text, in a few words."""
    if verdict.kind == "open":
        return _OPEN[verdict.because].format(about=about_in_words(verdict))
    titles = [in_sentence(catalog.role(role).title) for role in verdict.roles]
    return f"reads as {listed(titles, 'or')}"


def about_in_words(verdict: ScanVerdict) -> str:
    """What the text is about, in a sentence: a language stays as it is written."""
    about = verdict.about or ""
    return about if verdict.because == "other-language" else in_sentence(about)
