"""A scan in words: the verdict, what the title says, what the text says for which role, and how it suits the person.

The words stand here once, whoever shows them: the terminal, a page, a text file. Nothing in here knows a layout.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rolefit.catalog.models import Catalog
from rolefit.errors import excerpt
from rolefit.explain.cv import CvExplanation, explain_cv
from rolefit.explain.texts import OptionWords, about_in_words, option_words, reads_as
from rolefit.explain.words import fits_in_words, in_sentence, listed
from rolefit.scanning.files import ScannedFiles
from rolefit.scanning.result import OptionRef, Revealed, Scan, ScanTitle, Suit
from rolefit.scoring.result import Ranked

NUMBERS = "Natural log units, against the mean of the roles; 0.7 more makes a role fit twice as well"
"""What the numbers beside the options are."""


@dataclass(frozen=True)
class ScanEvidence:
    """An option that the text names."""

    topic: str
    """What it is about, in a word or two."""
    text: str
    """The option, in words."""
    signals: tuple[str, ...]
    """What reveals it, in the order of the text."""
    sentence: str
    """Where the first of these stands."""
    effects: tuple[tuple[str, float], ...]
    """Role id to what it did for the role, in natural log units against the mean of the roles; most for it first."""

    @property
    def role(self) -> str:
        """The id of the role for which it speaks most."""
        return self.effects[0][0]


@dataclass(frozen=True)
class RoleEvidence:
    """What speaks for one role most."""

    role: str
    title: str
    points: tuple[ScanEvidence, ...]
    """The strongest first."""


@dataclass(frozen=True)
class MatchExplanation:
    """How a text suits the person."""

    overlap: str
    """As a percentage."""
    sentence: str
    lists: Mapping[str, tuple[OptionWords, ...]]
    """What both have, what only it asks for, and what only the person wants, each under its heading."""


@dataclass(frozen=True)
class ScanExplanation:
    """A scan in words."""

    name: str
    """What the text is called; empty if nothing."""
    verdict: str
    """One sentence."""
    notes: tuple[str, ...]
    """Sentences on the title, and on why the verdict is no more than that, where there is a reason."""
    method: str
    """What the fits mean; empty where there are none."""
    reads: str
    """What may be said of the text, in a few words."""
    in_a_row: str
    """The same with the fit, short enough to stand beside the name of the text."""
    first: str | None
    """The id of the role that it reads as most, where it reads as any."""
    ranking: tuple[Ranked, ...]
    """Empty where the text is about none of the roles: to rank them would be to guess."""
    fits: Mapping[str, str]
    """Role id to its fit as a percentage; they add up to 100."""
    groups: tuple[RoleEvidence, ...]
    """What the text says, by role in the order of the ranking."""
    suit: MatchExplanation | None
    ask: tuple[str, ...]
    """What to ask in the interview, what tells most first."""
    cv: CvExplanation | None
    """What a CV shows of it."""
    titles: Mapping[str, str]
    """Role id to title, in the order of the catalog."""


MOST_WORDS = 4
"""How many words of another job are told at most."""

_ABOUT_NONE: Mapping[str | None, str] = {
    "other-language": "Not read: it does not look like {about}, and only {about} can be read.",
    "other-job": "None of the {roles} roles. It reads as another job: {about}{words}.",
    "too-little": "Too little to tell: {signals} roles apart, and at least {least} are needed.",
}
"""Why the text is about none of the roles, to what is said of it."""


def explain_scan(catalog: Catalog, scan: Scan) -> ScanExplanation:
    """Put a scan into words."""
    sentences = _Sentences(catalog, scan)
    is_read = scan.verdict.because != "other-language"
    return ScanExplanation(
        name=scan.name or "",
        verdict=sentences.verdict(),
        notes=tuple(sentences.notes()),
        method=sentences.method(),
        reads=sentences.reads(),
        in_a_row=sentences.in_a_row(),
        first=scan.verdict.roles[0] if scan.verdict.kind != "open" else None,
        ranking=() if scan.verdict.because in _ABOUT_NONE else scan.ranking,
        fits=fits_in_words(scan.ranking),
        groups=tuple(sentences.groups()),
        suit=sentences.suit(scan.suit) if scan.suit and is_read else None,
        ask=tuple(each.text for each in scan.ask),
        cv=explain_cv(catalog, scan, scan.cv) if scan.cv and is_read else None,
        titles={role.id: role.title for role in catalog.roles},
    )


def explain_scans(catalog: Catalog, scanned: ScannedFiles) -> list[ScanExplanation]:
    """Put each scan of some files into words."""
    return [explain_scan(catalog, read.scan) for read in scanned.reads]


_ASIDES = "on the employer, benefits or pay, or shared by several texts"


def _telling(signals: int) -> str:
    return "1 word that tells" if signals == 1 else f"{signals or 'no'} words that tell"


class _Sentences:
    """What is said of a scan, with the labels and titles of the catalog."""

    def __init__(self, catalog: Catalog, scan: Scan) -> None:
        self._catalog = catalog
        self._scan = scan
        self._verdict = scan.verdict

    def verdict(self) -> str:
        verdict = self._verdict
        if verdict.because in _ABOUT_NONE:
            return _ABOUT_NONE[verdict.because].format(
                about=about_in_words(verdict),
                words=f" ({', '.join(verdict.words[:MOST_WORDS])})" if verdict.words else "",
                signals=_telling(self._signals()),
                least=self._catalog.texts.least_told if self._catalog.texts else 1,
                roles=len(self._catalog.roles),
            )
        if verdict.kind == "open":
            return f"Open: the text does not tell the {len(self._catalog.roles)} roles apart."
        first = self._scan.ranking[0]
        if verdict.kind == "clear":
            return f"Clear: the text reads as {in_sentence(first.title)}."
        rivals = [self._title(role) for role in verdict.roles[1:]]
        if verdict.because == "near-job" and verdict.about:
            rivals.append(f"another job ({in_sentence(verdict.about)})")
        return f"Close: the text reads as {in_sentence(first.title)}, but {listed(rivals)} cannot be ruled out."

    def notes(self) -> Iterator[str]:
        title = self._scan.title
        if title:
            yield self._about_title(title)
        if self._scan.left_out and self._verdict.because == "too-little":
            yield f"{self._left_out()} left out: {_ASIDES}."
        for role in self._catalog.roles:
            named = self._verdict.roles if self._verdict.kind != "open" else ()
            if role.unclear_in_texts and role.id in (*named, *(title.roles if title else ())):
                yield role.unclear_in_texts.because

    def method(self) -> str:
        verdict = self._verdict
        if verdict.because in _ABOUT_NONE or verdict.kind == "open":
            return ""
        left_out = f" {self._left_out()} left out ({_ASIDES})." if self._scan.left_out else ""
        untold = [in_sentence(role.title) for role in self._catalog.roles if role.unclear_in_texts]
        without = f" No fit is given for {listed(untold)}: no text tells one." if untold else ""
        return (
            f"It has {self._signals()} of the words that tell roles apart. A fit says how many of 100 texts with such "
            f"words are for the role, were the roles equally common.{without}{left_out}"
        )

    def _left_out(self) -> str:
        count = len(self._scan.left_out)
        return "1 line is" if count == 1 else f"{count} lines are"

    def _signals(self) -> int:
        return sum(len(option.mentions) for option in self._scan.revealed)

    def _about_title(self, title: ScanTitle) -> str:
        if title.job:
            says = "says so too" if title.job == self._verdict.about else f"names another job, {in_sentence(title.job)}"
            return f"The title, “{excerpt(title.text, 60)}”, {says}."
        if not title.roles:
            return f"The title, “{excerpt(title.text, 60)}”, names none of the roles."
        says = f"The title says {listed(list(map(self._title, title.roles)))}"
        if set(title.roles) == set(self._verdict.roles):
            return f"{says}, and so does the text."
        return f"{says}."

    def reads(self) -> str:
        """What may be said of the text, in a few words."""
        return reads_as(self._catalog, self._verdict)

    def in_a_row(self) -> str:
        """What it reads as with the fit, what else it may be or how many, and a title that says otherwise."""
        verdict, title = self._verdict, self._scan.title
        if verdict.kind == "open":
            return self.reads().removeprefix("reads as ")
        first, *others = verdict.roles
        perhaps = [*map(self._title, others), *(["another job"] if verdict.because == "near-job" else [])]
        or_else = perhaps[0] if len(perhaps) == 1 else f"{len(perhaps)} others"
        reads = f"{self._title(first)} ({fits_in_words(self._scan.ranking)[first]})"
        reads += f" or {or_else}" if perhaps else ""
        titled = ""
        if title and title.job:
            titled = f", titled {in_sentence(title.job)}"
        elif title and title.roles and not set(title.roles) & set(verdict.roles):
            titled = f", titled {listed(list(map(self._title, title.roles)), 'or')}"
        return f"{reads}{titled}"

    def _title(self, role: str) -> str:
        return in_sentence(self._catalog.role(role).title)

    def groups(self) -> Iterator[RoleEvidence]:
        rank = {role.role: rank for rank, role in enumerate(self._scan.ranking)}
        points = sorted(self._points(), key=lambda point: (rank[point.role], -point.effects[0][1]))
        for role, group in groupby(points, key=lambda point: point.role):
            yield RoleEvidence(role, self._catalog.role(role).title, tuple(group))

    def _points(self) -> Iterator[ScanEvidence]:
        effects: dict[tuple[str, str], list[tuple[str, float]]] = {}
        for reason in self._scan.why:
            effects.setdefault((reason.question, reason.option), []).append((reason.role, reason.effect))
        for revealed in self._scan.revealed:
            option = self._option(revealed)
            yield ScanEvidence(
                topic=option.topic,
                text=option.text,
                signals=tuple(mention.signal for mention in revealed.mentions),
                sentence=revealed.mentions[0].sentence,
                effects=tuple(sorted(effects[revealed.question, revealed.option], key=lambda pair: -pair[1])),
            )

    def suit(self, suit: Suit) -> MatchExplanation:
        first = max(suit.fits, key=suit.fits.__getitem__)
        named, chosen = len(suit.shared) + len(suit.asked), len(suit.shared) + len(suit.wanted)
        in_common = "1 thing" if len(suit.shared) == 1 else f"{len(suit.shared)} things"
        sentence = (
            f"You have {in_common} in common, of {named} that it names and {chosen} that you chose (overlap "
            f"{suit.share:.0%}); you are nearest to {self._title(first)}."
        )
        return MatchExplanation(
            overlap=f"{suit.share:.0%}",
            sentence=sentence,
            lists={
                "Both": tuple(map(self._option, suit.shared)),
                "It asks, you did not choose": tuple(map(self._option, suit.asked)),
                "You chose, it does not name": tuple(map(self._option, suit.wanted)),
            },
        )

    def _option(self, option: OptionRef | Revealed) -> OptionWords:
        return option_words(self._catalog, option.question, option.option)
