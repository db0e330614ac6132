"""Where postings name something without asking for it: what they deny, call optional, or say of themselves.

Rough patterns, good enough to measure what such places cost. Of all of them `rolefit scan` leaves out what is denied,
by words of the catalog.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from evidence.collect.texts import Sample, clear_roles, options_of
from evidence.measure.classifiers import MEASURES, cross_validate, mean_figures, signal_model
from evidence.measure.tables import Table, number, table
from rolefit.scanning.reader import TextReader

Spans: TypeAlias = list[tuple[int, int]]
"""From which character up to which."""

NEAR = 120
"""How many characters on either side of a word that calls something optional may belong to its sentence."""

_END = re.compile(r"[!?;\n•]|(?<![Pp]h\.[Dd])\.(?!\w)")
"""Where a sentence ends, or a line, or a point of a list."""

_NEGATED = re.compile(
    r"\b(?:no|not|without|never|nor|rather than|instead of|\w+n['\u2019]t)\b(?! only| just| limited| to mention)"
    r"[^.,;:!?\n•]{0,40}",
    re.IGNORECASE,
)

_NOT_REQUIRED = re.compile(
    r"(?:\bnot|n['\u2019]t)(?: be)? (?:required|necessary|needed|a requirement|a must|mandatory)\b", re.IGNORECASE
)

_OPTIONAL = re.compile(
    r"\b(?:an? (?:\w+ )?(?:plus|bonus|advantage)|preferred|preferably|nice[- ]to[- ]have|bonus|desir(?:able|ed)"
    r"|advantageous|optional(?:ly)?|ideally)\b",
    re.IGNORECASE,
)

_EQUAL = re.compile(
    r"\b(?:equal[- ](?:employment )?opportunit|without regard to|regardless of (?:race|age|gender|sex|colou?r)"
    r"|affirmative action|reasonable accommodation|protected veteran)[^\n]{0,300}",
    re.IGNORECASE,
)

_HEADING = re.compile(
    r"^\W*(?:(?P<optional>nice[- ]to[- ]haves?|bonus|(?:preferred|desired|additional|extra)\b)"
    r"|(?P<company>about (?:us|our company|the company|(?!the|this|you|our)\w+)|who we are|(?:the )?company"
    r"|our (?:company|mission|story|values|culture)|why (?:join|work)|life at|perks|(?:our )?benefits|what we offer"
    r"|compensation)"
    r"|about (?:the|this|you|our)|basic|minimum|required|requirements|qualifications|(?:key |your )?(?:job )?"
    r"responsibilities|what you|who you|the role|your|you)[^\n.]{0,40}$"
    r"|\b(?-i:(?P<inline>Preferred|Desired)|Basic|Minimum|Required) "
    r"(?-i:Qualifications|Requirements|Skills|Experience)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What begins a section, in a line of its own or, where a posting has lost its lines, among them."""


def _sections(text: str, *groups: str) -> Spans:
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return [(h.end(), end) for h, end in zip(headings, ends, strict=False) if any(h[group] for group in groups)]


def _spans(pattern: re.Pattern[str], text: str) -> Spans:
    return [found.span() for found in pattern.finditer(text)]


def _sentences(pattern: re.Pattern[str], text: str) -> Spans:
    """What stands around each match in the same sentence, as far as NEAR."""
    found = []
    for start, end in _spans(pattern, text):
        before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
        found.append((start - len(_END.split(before)[-1]), end + len(_END.split(after)[0])))
    return found


CONTEXTS: Mapping[str, Callable[[str], Spans]] = {
    "denied": lambda text: _spans(_NEGATED, text) + _sentences(_NOT_REQUIRED, text),
    "called optional in the same sentence": lambda text: _sentences(_OPTIONAL, text),
    "in a section of what is optional": lambda text: _sections(text, "optional", "inline"),
    "in an equal-opportunity paragraph": lambda text: _sentences(_EQUAL, text),
    "in a section on the company or its benefits": lambda text: _sections(text, "company"),
}
"""Kinds of places to where they are in a text."""


@dataclass(frozen=True)
class Mentions:
    """Everywhere that postings name signals, and in which contexts."""

    sample: Sample
    found: Sequence[tuple[int, int, Sequence[frozenset[str]]]]
    """For each signal in a posting: which posting, which option, and of each mention the contexts it is in."""

    @classmethod
    def of(cls, sample: Sample) -> "Mentions":
        """Read the postings of a sample."""
        return cls(sample, list(_read(sample)))

    def count(self, kinds: Collection[str]) -> tuple[int, int]:
        """How many mentions are in some contexts, and how many signals a posting names in those alone."""
        in_contexts = [[not each.isdisjoint(kinds) for each in places] for _, _, places in self.found]
        return sum(map(sum, in_contexts)), sum(map(all, in_contexts))

    def without(self, kinds: Collection[str]) -> Sample:
        """The sample as it would be if mentions in some contexts were not read."""
        signals = np.zeros_like(self.sample.signals)
        for posting, option, places in self.found:
            signals[posting, option] += any(each.isdisjoint(kinds) for each in places)
        return Sample(self.sample.catalog, self.sample.postings, signals)


def tables(sample: Sample, partitions: int) -> dict[str, Table]:
    """How many mentions are in each context, and how roles are told if those are not read."""
    mentions = Mentions.of(without_denials(sample))
    kinds = [*((kind, {kind}) for kind in CONTEXTS), ("any of these", set(CONTEXTS))]
    return {
        "scan-asides": table(
            "signals", "mentions", "of all", "named nowhere else", "of all", rows=_counts(mentions, kinds)
        ),
        "scan-costs": _costs(
            {
                "nothing": mentions.without(()),
                **{kind: mentions.without(each) for kind, each in kinds},
                "what rolefit leaves out": sample,
            },
            partitions,
        ),
    }


def without_denials(sample: Sample) -> Sample:
    """The sample as it would be if nothing were denied."""
    texts = sample.catalog.texts
    if texts is None:
        return sample
    language = texts.language.model_copy(update={"denials": (), "denials_after": ()})
    changed = {"texts": texts.model_copy(update={"language": language})}
    return Sample.of(sample.catalog.model_copy(update=changed), sample.postings)


def _counts(mentions: Mentions, kinds: Iterable[tuple[str, set[str]]]) -> Iterator[Sequence[str]]:
    whole = sum(len(places) for _, _, places in mentions.found), len(mentions.found)
    for name, each in kinds:
        count, alone = mentions.count(each)
        yield name, f"{count:,}", f"{100 * count / whole[0]:.1f}%", f"{alone:,}", f"{100 * alone / whole[1]:.1f}%"


def _costs(samples: Mapping[str, Sample], partitions: int) -> Table:
    rows = []
    for name, sample in samples.items():
        some, everyone = (
            mean_figures(cross_validate(sample, signal_model, roles, partitions))
            for roles in (clear_roles(sample.catalog), range(len(sample.catalog.roles)))
        )
        rows.append([name, *map(number, some), *map(number, (everyone.balanced_accuracy, everyone.log_loss))])
    return table("left out", *MEASURES.values(), "balanced accuracy, all roles", "log loss, all roles", rows=rows)


def _read(sample: Sample) -> Iterator[tuple[int, int, Sequence[frozenset[str]]]]:
    reader = TextReader(sample.catalog)
    place = {option: i for i, option in enumerate(options_of(sample.catalog))}
    for i, posting in enumerate(sample.postings):
        spans = {kind: find(posting.description) for kind, find in CONTEXTS.items()}
        for option, signals in reader.read(posting.description, title="").options.items():
            for places in signals.values():
                yield i, place[option], [_kinds(spans, start) for start, _ in places]


def _kinds(spans: Mapping[str, Spans], at: int) -> frozenset[str]:
    return frozenset(kind for kind, found in spans.items() if any(start <= at < end for start, end in found))
