"""What a text says: its title, the options that it names, and whether it is about the roles at all."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from rolefit.catalog.models import Catalog, Language
from rolefit.catalog.texts import FIELD
from rolefit.errors import InputError, Problem, excerpt
from rolefit.scanning.asides import AsideFinder, Span
from rolefit.scanning.context import ContextFilter
from rolefit.scanning.finder import Finder, KeywordMatch, Words
from rolefit.scanning.negation import NegationFilter
from rolefit.scanning.result import ScanTitle
from rolefit.scanning.sentences import SentenceBounds
from rolefit.scanning.titles import TitleReader

OptionKey: TypeAlias = tuple[str, str]
"""Question id and option id."""

KeywordSpans: TypeAlias = Mapping[str, list[tuple[int, int]]]
"""Keyword to everywhere it stands in a text: from which character up to which."""

SHORTEST = 30
"""How many words a text has at least that can be told to be in another language."""

SPARSE = 40
"""A text may be in another language where it has fewer keywords than one in so many characters. Postings have half as
many on average; a bare list of skills, which is in no language at all, has more."""

LONGEST_PARAGRAPH = 900
"""How many characters a paragraph has at most that a set phrase in it makes an aside."""

LONGEST_SENTENCE = 60
"""How many words on either side of a set phrase belong to its sentence at most."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class TextEvidence:
    """What a text says."""

    title: ScanTitle | None
    options: Mapping[OptionKey, KeywordSpans]
    """The options that it names, in the order of the text, and the keywords that reveal them."""
    words: Mapping[str, frozenset[str]]
    """FIELD, or the id of a neighbouring job, to its own words that the text has."""
    left_out: Sequence[Span]
    """Where it is not about the work."""
    other_language: bool
    """Whether it is in another language than keywords are."""

    @property
    def signals(self) -> int:
        """How many signals of options it has."""
        return sum(map(len, self.options.values()))


class TextReader:
    """Reads what texts say, by one catalog. Raises InputError where that says nothing of texts."""

    def __init__(self, catalog: Catalog) -> None:
        if catalog.texts is None:
            hint = "add texts to it, as docs/formats.md has them"
            raise InputError(Problem(f"the catalog {excerpt(catalog.name)} does not say how to read texts", hint))
        self.texts = catalog.texts
        self._options: dict[str, list[OptionKey]] = defaultdict(list)
        for question in catalog.questions:
            for option in question.options:
                for signal in option.signals:
                    self._options[signal].append((question.id, option.id))
        # A name of one word, such as researcher, is too common a word to be left out of a text.
        self._titles = TitleReader(catalog)
        names = {name for name in self._titles.names if " " in name}
        self._contexts = ContextFilter(catalog.texts.contexts)
        self._asides = AsideFinder(catalog.texts.asides)
        self._phrases = frozenset(catalog.texts.asides.phrases)
        self._words: dict[str, list[str]] = defaultdict(list)
        field = (*catalog.texts.gate.field, *names) if catalog.texts.gate else ()
        for kind, signals in ((FIELD, field), *((each.id, each.signals) for each in catalog.texts.neighbours)):
            for signal in signals:
                self._words[signal].append(kind)
        language = catalog.texts.language
        self._filter = NegationFilter(
            language.denials, language.denials_after, names.union(catalog.texts.passed_over) - self._words.keys()
        )
        words = (self._words, self._filter.keywords, self._phrases)
        self._short_forms = {long: short for short, long in catalog.texts.long_forms.items()}
        self._finder = Finder(chain(self._options, self._short_forms, *words))

    def read(self, text: str, title: str | None = None, shared: Collection[str] = ()) -> TextEvidence:
        """What a text says. A line at its beginning that looks like a title is one; where none is given, the title.

        Titles, names of roles, asides, what the text negates and what means something else are passed over; `shared`
        are lines that other texts of the same employer have too. Of keywords that overlap the first and longest is
        taken.
        """
        first, begin = self._titles.find(text)
        words = Words(text)
        bounds = SentenceBounds(words)
        found = list(self._contexts.fitting(self._finder.find(words), words, bounds))
        asides = [*self._asides.find(text, shared), *self._lines_with_phrases(found, words, bounds)]
        matches = self._filter.affirmed(_outside(asides, found), text, begin)
        options: dict[OptionKey, dict[str, list[tuple[int, int]]]] = {}
        of_kind: dict[str, set[str]] = defaultdict(set)
        end = mentions = 0
        for found_as, start, stop, _ in matches:
            keyword = self._short_forms.get(found_as, found_as)
            if start < end or not (keyword in self._options or keyword in self._words):
                continue
            end, mentions = stop, mentions + (keyword in self._options)
            for key in self._options.get(keyword, ()):
                options.setdefault(key, {}).setdefault(keyword, []).append((start, stop))
            for kind in self._words.get(keyword, ()):
                of_kind[kind].add(keyword)
        return TextEvidence(
            title=self._titles.read(first if title is None else title),
            options=options,
            left_out=asides,
            words={kind: frozenset(found) for kind, found in of_kind.items()},
            other_language=mentions * SPARSE < len(text) and _is_other_language(self.texts.language, text),
        )

    def _lines_with_phrases(
        self, matches: Iterable[KeywordMatch], words: Words, bounds: SentenceBounds
    ) -> Iterator[Span]:
        """The lines, or where they are long the sentences, that a set phrase makes an aside."""
        text, end = words.text, 0
        for match in matches:
            if match.keyword not in self._phrases or match.start < end:
                continue
            first, last = max(0, match.start - LONGEST_PARAGRAPH), min(len(text), match.end + LONGEST_PARAGRAPH)
            start, end = max(first, text.rfind("\n", first, match.start) + 1), text.find("\n", match.end, last)
            end = last if end < 0 else end
            # A text in one line has no paragraphs.
            if end - start > LONGEST_PARAGRAPH or (start, end) == (0, len(text)):
                first, beyond = bounds.around(match.place, LONGEST_SENTENCE)
                start, end = max(start, words.ends[first - 1]), min(end, words.ends[beyond - 2])
            yield Span(start, end)


def _outside(spans: Sequence[Span], matches: Sequence[KeywordMatch]) -> Sequence[KeywordMatch]:
    """The matches that are in none of some spans."""
    if not spans:
        return matches
    inside = bytearray(max(span.end for span in spans))
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return [match for match in matches if match.start >= len(inside) or not inside[match.start]]


def _is_other_language(language: Language, text: str) -> bool:
    # Most texts show at a glance that they are in the language.
    found = (word for word in language.words if f" {word} " in text)
    if sum(1 for _ in islice(found, language.least)) == language.least:
        return False
    words = _WORD.findall(text.lower())
    return len(words) >= SHORTEST and len(set(language.words).intersection(words)) < language.least
