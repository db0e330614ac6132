"""What a text says: its title, the options that it names, and whether it is about the roles at all."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from rolefit.catalog.models import Catalog, Language
from rolefit.errors import InputError, Problem, excerpt
from rolefit.scanning.finder import Finder
from rolefit.scanning.negation import NegationFilter
from rolefit.scanning.result import ScanTitle

OptionKey: TypeAlias = tuple[str, str]
"""Question id and option id."""

KeywordSpans: TypeAlias = Mapping[str, list[tuple[int, int]]]
"""Keyword to everywhere it stands in a text: from which character up to which."""

LONGEST_TITLE = 120
"""How many characters a line has at most that is a title."""

TITLE_AMONG = 3
"""Among how many lines at the beginning the title is looked for: the name of the employer may stand above it."""

SHORTEST = 25
"""How many words a text has at least that can be told to be in another language."""

SPARSE = 40
"""A text may be in another language where it has fewer keywords than one in so many characters. Postings have half as
many on average; a bare list of skills, which is in no language at all, has more."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class TextEvidence:
    """What a text says."""

    title: ScanTitle | None
    options: Mapping[OptionKey, KeywordSpans]
    """The options that it names, in the order of the text, and the keywords that reveal them."""
    field: frozenset[str]
    """The words of the roles' field that it has."""
    neighbours: Mapping[str, frozenset[str]]
    """Title of a neighbouring job to its words that the text has."""
    other_language: bool
    """Whether it is in another language than keywords are."""


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
        self._roles: dict[str, list[str]] = defaultdict(list)
        for role in catalog.roles:
            # An id such as as is a common word.
            for name in (role.title, *role.aliases):
                for form in (_spaced(name.lower()), f"{_spaced(name.lower())}s"):
                    self._roles[form].append(role.id)
        # A name of one word, such as researcher, is too common a word to be left out of a text.
        names = {name for name in self._roles if " " in name}
        language = catalog.texts.language
        self._filter = NegationFilter(language.denials, language.denials_after, names.union(catalog.texts.passed_over))
        self._field = frozenset(catalog.texts.field)
        self._neighbours = {each.title: frozenset(each.signals) for each in catalog.texts.neighbours}
        words = (self._filter.keywords, self._field, *self._neighbours.values())
        self._finder = Finder(chain(self._options, *words))
        self._title_finder = Finder([*self._roles, *catalog.texts.jobs])

    def read(self, text: str, title: str | None = None) -> TextEvidence:
        """What a text says. A line at its beginning that looks like a title is one; where none is given, the title.

        Titles, names of roles and what the text negates are passed over, and of options' keywords that overlap the
        first and longest is taken.
        """
        first, begin = self._title_line(text)
        matches = self._filter.affirmed(self._finder.find(text), text, begin)
        options: dict[OptionKey, dict[str, list[tuple[int, int]]]] = {}
        end = mentions = 0
        for keyword, start, stop in matches:
            if keyword in self._options and start >= end:
                end, mentions = stop, mentions + 1
                for key in self._options[keyword]:
                    options.setdefault(key, {}).setdefault(keyword, []).append((start, stop))
        keywords = {match.keyword for match in matches}
        return TextEvidence(
            title=self._title(first if title is None else title),
            options=options,
            field=self._field & keywords,
            neighbours={title: words & keywords for title, words in self._neighbours.items()},
            other_language=mentions * SPARSE < len(text) and _is_other_language(self.texts.language, text),
        )

    def _title_line(self, text: str) -> tuple[str | None, int]:
        """The line that is the title, among the first of a text, and where it ends."""
        rest = text.lstrip()
        for _ in range(TITLE_AMONG):
            line, _, after = rest.partition("\n")
            end = len(text) - len(rest) + len(line)
            title, rest = line.strip(), after.lstrip()
            # What stands behind a sentence or a point is no title, nor is the last line of all.
            if not rest or len(title) > LONGEST_TITLE or title[-1] in ".!?;," or title[0] in "-*\u2022\u00b7":
                break
            if title[-1] != ":" and any(True for _ in self._title_finder.find(_spaced(title))):
                return title, end
        return None, 0

    def _title(self, title: str | None) -> ScanTitle | None:
        if title is None or not title.strip():
            return None
        names = [found.keyword for found in self._title_finder.find(_spaced(title))]
        roles = dict.fromkeys(role for name in names for role in self._roles.get(name, ()))
        return ScanTitle(text=title.strip(), roles=tuple(roles))


def _spaced(title: str) -> str:
    """A title with spaces for hyphens and underscores, as names of roles are read."""
    return re.sub(r"[-_]+", " ", title)


def _is_other_language(language: Language, text: str) -> bool:
    # Most texts show at a glance that they are in the language.
    if sum(f" {word} " in text for word in language.words) >= language.least:
        return False
    words = _WORD.findall(text.lower())
    return len(words) >= SHORTEST and len(set(language.words).intersection(words)) < language.least


ROOM = 60
"""How many characters of a sentence are shown at most on either side of a position."""

_END = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*|\s+[•·▪*]\s+")
"""Where a sentence, a line or a point of a list ends."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """From which character up to which each sentence, line or point of a list goes, of those that are not empty."""
    start = 0
    for gap in _END.finditer(text):
        if start < gap.start():
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a position in a text, in one line, with … where more of it stands beyond ROOM."""
    before, after = _END.split(text[max(0, start - ROOM) : start])[-1], _END.split(text[end : end + ROOM])[0]
    cut_before = len(before) == ROOM and start > ROOM
    cut_after = len(after) == ROOM and end + ROOM < len(text)
    if cut_before:
        before = "…" + before.partition(" ")[2]
    if cut_after:
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split()).lstrip("-•·▪* ")
