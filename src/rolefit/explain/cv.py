"""A CV beside a posting, in words: what of it the CV shows, in the words of both, and what the person wants of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog
from rolefit.explain.texts import OptionWords, option_words, reads_as
from rolefit.scanning.result import CvMatch, CvPoint, InText, Scan

SHOWN = "It asks, and your CV shows"

MISSING = "It asks, your CV does not show"

EXTRA = "Your CV has besides"


@dataclass(frozen=True)
class PointWords:
    """An option that the posting, the CV or both name."""

    option: OptionWords
    posting: InText | None
    """What the posting says, where it names it."""
    cv: InText | None
    """What the CV says, where it names it."""


@dataclass(frozen=True)
class Wish:
    """An option, and who has it."""

    option: OptionWords
    asked: bool
    """Whether the posting asks for it."""
    wanted: bool
    """Whether the person chose it."""
    shown: bool
    """Whether the CV shows it."""


@dataclass(frozen=True)
class CvExplanation:
    """A CV beside a posting."""

    count: str
    """How many of the things that it asks for the CV shows, short enough for a row."""
    sentence: str
    """The same, and what either reads as."""
    shown: Sequence[PointWords]
    """What tells most first, as in all of them."""
    missing: Sequence[PointWords]
    extra: Sequence[PointWords]
    wishes: Sequence[Wish]
    """What the posting asks for, the person wants and the CV shows, one or all of them: what all have first, then what
    is missing of that. Empty where no answers were given."""


def explain_cv(catalog: Catalog, scan: Scan, match: CvMatch) -> CvExplanation:
    """Put into words what a CV shows of a posting."""
    count = f"{len(match.shown)} of {len(match.shown) + len(match.missing)}"
    reads = f"The posting {reads_as(catalog, scan.verdict)}, your CV {reads_as(catalog, match.reads_as)}."
    shows = f"Your CV shows {count} things that it asks for{_of_them(scan)}"
    if not scan.revealed:
        shows = "It asks for nothing that is looked for in a CV"
    shown, missing, extra = (
        [PointWords(option_words(catalog, each.question, each.option), each.posting, each.cv) for each in points]
        for points in (match.shown, match.missing, match.extra)
    )
    return CvExplanation(
        count=count,
        sentence=f"{shows}. {reads}",
        shown=shown,
        missing=missing,
        extra=extra,
        wishes=sorted(
            _wishes(catalog, scan, match), key=lambda wish: (not wish.asked, not wish.wanted, not wish.shown)
        ),
    )


def _of_them(scan: Scan) -> str:
    return f", and you want {len(scan.suit.shared)} of them" if scan.suit else ""


def _wishes(catalog: Catalog, scan: Scan, match: CvMatch) -> Iterator[Wish]:
    if scan.suit is None:
        return
    points: dict[tuple[str, str], CvPoint | None] = {
        (each.question, each.option): each for each in (*match.shown, *match.missing, *match.extra)
    }
    wanted = [(each.question, each.option) for each in (*scan.suit.shared, *scan.suit.wanted)]
    for key in {**points, **dict.fromkeys(wanted)}:
        point = points.get(key)
        yield Wish(
            option=option_words(catalog, *key),
            asked=bool(point and point.posting),
            wanted=key in wanted,
            shown=bool(point and point.cv),
        )
