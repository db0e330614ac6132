"""What a text says: its title, the options that it names, and whether it is about the roles at all."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from rolefit.catalog import Catalog, Language
from rolefit.errors import InputError, Problem
from rolefit.scan_result import ScanTitle
from rolefit.signals import Finder

OptionKey: TypeAlias = tuple[str, str]
"""Question id and option id."""

Places: TypeAlias = Mapping[str, list[tuple[int, int]]]
"""Signal to everywhere it stands in a text: from which character up to which."""

LONGEST_TITLE = 120
"""How many characters a first line has at most that is a title."""

SHORTEST = 25
"""How many words a text has at least that can be told to be in another language."""

SPARSE = 40
"""A text may be in another language where it has fewer signals than one in so many characters. Postings have half as
many on average; a bare list of skills, which is in no language at all, has more."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class TextEvidence:
    """What a text says."""

    title: ScanTitle | None
    options: Mapping[OptionKey, Places]
    """The options that it names, in the order of the text, and the signals that reveal them."""
    field: frozenset[str]
    """The words of the roles' field that it has."""
    neighbours: Mapping[str, frozenset[str]]
    """Title of a neighbouring job to its words that the text has."""
    other_language: bool
    """Whether it is in another language than signals are."""


class TextReader:
    """Reads what texts say, by one catalog. Raises InputError where that says nothing of texts."""

    def __init__(self, catalog: Catalog) -> None:
        if catalog.texts is None:
            hint = "add texts to it, as docs/formats.md has them"
            raise InputError(Problem(f"the catalog {catalog.name} does not say how to read texts", hint))
        self.texts = catalog.texts
        self._options: dict[str, list[OptionKey]] = defaultdict(list)
        for question in catalog.questions:
            for option in question.options:
                for signal in option.signals:
                    self._options[signal].append((question.id, option.id))
        self._roles: dict[str, list[str]] = defaultdict(list)
        for role in catalog.roles:
            for name in role.names:
                for form in (name.lower(), f"{name.lower()}s"):
                    self._roles[form].append(role.id)
        # A name of one word, such as researcher, is too common a word to be left out of a text.
        self._names = {name for name in self._roles if " " in name}.union(catalog.texts.titles)
        self._field = frozenset(catalog.texts.field)
        self._neighbours = {each.title: frozenset(each.signals) for each in catalog.texts.neighbours}
        self._finder = Finder(chain(self._options, self._names, self._field, *self._neighbours.values()))
        self._title_finder = Finder([*self._roles, *catalog.texts.jobs])

    def read(self, text: str, title: str | None = None) -> TextEvidence:
        """What a text says. A first line that looks like a title is one, and where none is given it is the title.

        Titles and names of roles are passed over, and of options' signals that overlap the first and longest is taken.
        """
        first, begin = self._first_line(text)
        title = first if title is None else title
        options: dict[OptionKey, dict[str, list[tuple[int, int]]]] = {}
        signals: set[str] = set()
        end = after_name = begin
        for signal, start, stop in self._finder.find(text):
            if start < after_name:
                continue
            if signal in self._names:
                after_name = stop
                continue
            signals.add(signal)
            if signal in self._options and start >= end:
                end = stop
                for key in self._options[signal]:
                    options.setdefault(key, {}).setdefault(signal, []).append((start, stop))
        mentions = sum(len(places) for found in options.values() for places in found.values())
        return TextEvidence(
            title=self._title(title),
            options=options,
            field=self._field & signals,
            neighbours={title: words & signals for title, words in self._neighbours.items()},
            other_language=mentions * SPARSE < len(text) and _is_other_language(self.texts.language, text),
        )

    def _first_line(self, text: str) -> tuple[str | None, int]:
        """The title that a text begins with, and where that ends."""
        line, _, rest = text.lstrip().partition("\n")
        title = line.strip()
        looks_so = len(title) <= LONGEST_TITLE and title[-1:] not in set(".!?:;,") and rest.strip()
        if looks_so and any(True for _ in self._title_finder.find(title)):
            return title, text.index(title) + len(title)
        return None, 0

    def _title(self, title: str | None) -> ScanTitle | None:
        if title is None or not title.strip():
            return None
        named = [role for found in self._title_finder.find(title) for role in self._roles.get(found.signal, ())]
        return ScanTitle(text=title.strip(), roles=tuple(dict.fromkeys(named)))


def _is_other_language(language: Language, text: str) -> bool:
    # Most texts show at a glance that they are in the language.
    if sum(f" {word} " in text for word in language.words) >= language.least:
        return False
    words = _WORD.findall(text.lower())
    return len(words) >= SHORTEST and len(set(language.words).intersection(words)) < language.least
