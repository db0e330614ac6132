"""A scan in words: the verdict, what the title says, what the text says for which role, and how it suits the person.

The words stand here once, whoever shows them: the terminal, a page, a text file. Nothing in here knows a layout.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rolefit.catalog.models import Catalog
from rolefit.explain.words import listed, percent
from rolefit.scanning.result import OptionRef, Scan, Suit
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

    @property
    def did(self) -> tuple[tuple[str, str], ...]:
        """The effects, as they are shown."""
        return tuple((role, f"{effect:+.2f}".replace("-0.00", "+0.00")) for role, effect in self.effects)


@dataclass(frozen=True)
class RoleEvidence:
    """What speaks for one role most."""

    role: str
    title: str
    points: tuple[ScanEvidence, ...]
    """The strongest first."""


@dataclass(frozen=True)
class OptionWords:
    """An option, in words."""

    topic: str
    text: str


@dataclass(frozen=True)
class MatchExplanation:
    """How a text suits the person."""

    overlap: str
    """As a percentage."""
    sentence: str
    shared: tuple[OptionWords, ...]
    asked: tuple[OptionWords, ...]
    wanted: tuple[OptionWords, ...]


@dataclass(frozen=True)
class ScanExplanation:
    """A scan in words."""

    name: str
    """What the text is called; empty if nothing."""
    verdict: str
    """One sentence."""
    notes: tuple[str, ...]
    """Sentences on the title, and on how much the verdict can be trusted."""
    reads: str
    """What may be said of the text, in a few words."""
    ranking: tuple[Ranked, ...]
    """Empty where the text is about none of the roles: to rank them would be to guess."""
    groups: tuple[RoleEvidence, ...]
    """What the text says, by role in the order of the ranking."""
    suit: MatchExplanation | None


def explain_scan(catalog: Catalog, scan: Scan) -> ScanExplanation:
    """Put a scan into words."""
    return ScanExplanation(
        name=scan.name or "",
        verdict=_verdict(catalog, scan),
        notes=tuple(_notes(catalog, scan)),
        reads=reads_as(catalog, scan),
        ranking=() if scan.verdict.because in _ABOUT_NONE else scan.ranking,
        groups=tuple(_groups(catalog, scan)),
        suit=_suit(catalog, scan.suit) if scan.suit else None,
    )


def _verdict(catalog: Catalog, scan: Scan) -> str:
    verdict = scan.verdict
    if verdict.because in _ABOUT_NONE:
        texts = catalog.texts
        field = " and ".join(texts.field[:2]) if texts else ""
        least = texts.least if texts else 0
        return _ABOUT_NONE[verdict.because].format(about=verdict.about, least=least, field=field)
    if verdict.kind == "open":
        return f"Open: the text does not tell the {len(catalog.roles)} roles apart."
    first, *others = scan.ranking
    if verdict.kind == "clear":
        return f"Clear: the text reads as {_with_fit(first)}; next comes {_with_fit(others[0])}."
    rivals = [_with_fit(role) for role in others if role.role in verdict.roles]
    return f"Close: the text reads as {_with_fit(first)}, but {listed(rivals)} cannot be ruled out."


_ABOUT_NONE: Mapping[str | None, str] = {
    "other-language": "Not read: this does not look like {about}, and the words that are looked for are {about}.",
    "no-signals": "None of the roles: the text names nothing that tells of one.",
    "other-field": "None of the roles: it has fewer than {least} words of their field, such as {field}.",
    "other-job": "None of the roles: it reads as a text about another job, {about}.",
}


def _notes(catalog: Catalog, scan: Scan) -> Iterator[str]:
    verdict = scan.verdict
    if scan.title:
        yield _about_title(catalog, scan)
    if verdict.because == "unclear-role" and verdict.about:
        role = catalog.role(verdict.about)
        yield role.unclear_in_texts.because if role.unclear_in_texts else ""
    if verdict.because not in _ABOUT_NONE and verdict.kind != "open":
        signals = sum(len(each.mentions) for each in scan.revealed)
        untold = [in_a_sentence(role.title) for role in catalog.roles if role.unclear_in_texts]
        but = f" and none for {listed(untold)}, which no text tells" if untold else ""
        yield (
            f"It has {signals} of the words that tell roles apart. A fit says how many of 100 texts with such words "
            f"are for the role, were the roles equally common{but}."
        )


def _about_title(catalog: Catalog, scan: Scan) -> str:
    title, verdict = scan.title, scan.verdict
    named = [in_a_sentence(catalog.role(role).title) for role in title.roles] if title else []
    if not named:
        return f"The title, “{title.text if title else ''}”, names none of the roles."
    says = f"The title says {listed(named)}"
    if title and set(title.roles) == set(verdict.roles):
        return f"{says}, and so does the text."
    return f"{says}; the text {reads_as(catalog, scan)}."


def reads_as(catalog: Catalog, scan: Scan) -> str:
    """What may be said of a text, in a few words."""
    if scan.verdict.kind == "open":
        if scan.verdict.because == "other-language":
            return f"is not in {scan.verdict.about}"
        return "reads as none of the roles" if scan.verdict.because else "does not tell the roles apart"
    *some, last = (in_a_sentence(catalog.role(role).title) for role in scan.verdict.roles)
    return f"reads as {' or '.join(filter(None, (', '.join(some), last)))}"


def in_a_sentence(title: str) -> str:
    """The title of a role as it stands in the middle of a sentence: data scientist, ML engineer."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _with_fit(role: Ranked) -> str:
    return f"{role.title} ({percent(role.fit)})"


def _groups(catalog: Catalog, scan: Scan) -> Iterator[RoleEvidence]:
    place = {role.role: i for i, role in enumerate(scan.ranking)}
    points = sorted(_points(catalog, scan), key=lambda point: (place[point.role], -point.effects[0][1]))
    for role, group in groupby(points, key=lambda point: point.role):
        yield RoleEvidence(role, catalog.role(role).title, tuple(group))


def _points(catalog: Catalog, scan: Scan) -> Iterator[ScanEvidence]:
    effects: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for reason in scan.why:
        effects.setdefault((reason.question, reason.option), []).append((reason.role, reason.effect))
    for each in scan.revealed:
        question = catalog.question(each.question)
        yield ScanEvidence(
            topic=question.name,
            text=question.label(each.option),
            signals=tuple(mention.signal for mention in each.mentions),
            sentence=each.mentions[0].sentence,
            effects=tuple(sorted(effects[each.question, each.option], key=lambda pair: -pair[1])),
        )


def _suit(catalog: Catalog, suit: Suit) -> MatchExplanation:
    first = max(suit.fits, key=suit.fits.__getitem__)
    named, chosen = len(suit.shared) + len(suit.asked), len(suit.shared) + len(suit.wanted)
    sentence = (
        f"You have {_things(len(suit.shared))} in common, of {named} that it names and {chosen} that you chose: an "
        f"overlap of {suit.share:.0%} (twice what is in common, over the sum of both). The role that fits you best is "
        f"{in_a_sentence(catalog.role(first).title)} ({percent(suit.fits[first])})."
    )
    return MatchExplanation(
        overlap=f"{suit.share:.0%}",
        sentence=sentence,
        shared=_wishes(catalog, suit.shared),
        asked=_wishes(catalog, suit.asked),
        wanted=_wishes(catalog, suit.wanted),
    )


def _things(count: int) -> str:
    return f"{count} {'thing' if count == 1 else 'things'}"


def _wishes(catalog: Catalog, options: Iterable[OptionRef]) -> tuple[OptionWords, ...]:
    questions = [(catalog.question(each.question), each.option) for each in options]
    return tuple(OptionWords(question.name, question.label(option)) for question, option in questions)
