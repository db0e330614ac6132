"""The postings of a table, best first, in words: the first of them, a row each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rolefit.batch.row_models import ScanRow
from rolefit.catalog.models import Catalog
from rolefit.explain.words import in_sentence, percent

MOST = 12
"""How many postings are told."""


@dataclass(frozen=True)
class RankedPosting:
    """A posting of the table."""

    counts: Sequence[str]
    """What it has in common with the CV and the answers of the person, under the heads."""
    first: str | None
    """The id of the role that it reads as most, where it reads as any."""
    name: str
    """Its title and who seeks somebody, as far as the table has them."""
    reads: str
    """What it reads as, in a few words."""


@dataclass(frozen=True)
class RankedExplanation:
    """A table of postings, in words."""

    verdict: str
    """How many there are, and in which order."""
    heads: Sequence[str]
    """Those of the counts."""
    postings: Sequence[RankedPosting]
    note: str
    """How to have more."""
    titles: Mapping[str, str]
    """Role id to title, in the order of the catalog."""


_OPEN = {
    "other-language": "not in the language that is read",
    "other-job": "another job",
    "too-little": "too little to tell",
    None: "any of the roles",
}
"""Why a verdict is open, to what is said of the posting."""


def explain_ranked(catalog: Catalog, best: Sequence[ScanRow], count: int) -> RankedExplanation:
    """Put the rows of the best postings of a table into words, of so many in all."""
    told = [_posting(catalog, row) for row in best]
    heads = _heads(best[0]) if best else []
    postings = "1 posting" if count == 1 else f"{count:,} postings"
    of = f"{len(told)} of {postings}" if count > len(told) else postings
    return RankedExplanation(
        verdict=f"{of}, best first" if heads else f"{of}, as they stand in the file",
        heads=heads,
        postings=told,
        note="--output FILE writes a row for each of them, --json prints them."
        if heads
        else "--cv FILE and --answers FILE put those first that suit you; --output FILE writes a row for each.",
        titles={role.id: role.title for role in catalog.roles},
    )


def _heads(row: ScanRow) -> list[str]:
    return ["CV shows"] * (row.cv is not None) + ["you want"] * (row.suit is not None)


def _posting(catalog: Catalog, row: ScanRow) -> RankedPosting:
    counts = [f"{row.cv.shown} of {row.cv.shown + row.cv.missing}"] if row.cv else []
    counts += [f"{row.suit.shared} of {row.suit.shared + row.suit.asked}"] if row.suit else []
    told = [str(each) for each in (row.about.title, row.about.company) if each] if row.about else []
    is_open = row.verdict == "open" or row.top is None or row.fit is None
    reads = _OPEN.get(row.because, _OPEN[None])
    if row.top and row.fit and not is_open:
        title = in_sentence(catalog.role(row.top).title)
        reads = f"perhaps {title}" if row.verdict == "close" else f"{title} ({percent(row.fit[row.top])})"
    name = ", ".join(told) or ("without a title" if row.id is None else str(row.id))
    return RankedPosting(counts, None if is_open else row.top, name, reads)
