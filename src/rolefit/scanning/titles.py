"""Titles: the line of a text that is one, the roles that it names, and the other job."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rolefit.catalog.models import Catalog
from rolefit.scanning.finder import Finder, KeywordMatch
from rolefit.scanning.result import ScanTitle

LONGEST_TITLE = 120
"""How many characters a line has at most that is a title."""

LONGEST_WITH_BARS = 250
"""How many it has at most where it is the head of a short ad, in parts with bars between them."""

TITLE_AMONG = 3
"""Among how many lines at the beginning the title is looked for: the name of the employer may stand above it."""


_ADDRESSED = re.compile(r"\b(?:you|your|we|our|will|are|is)\b", re.IGNORECASE)
"""Words of a sentence to the reader, such as no title has."""


class TitleReader:
    """Reads titles by the names of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._roles: dict[str, list[str]] = defaultdict(list)
        for role in catalog.roles:
            # An id such as as is a common word.
            for name in (role.title, *role.aliases):
                self._roles[_spaced(name.lower())].append(role.id)
        texts = catalog.texts
        self._jobs = {
            title: each.title for each in reversed(texts.neighbours if texts else ()) for title in each.titles
        }
        self._field = frozenset(texts.gate.field_titles if texts and texts.gate else ())
        self._finder = Finder([*self._roles, *self._jobs, *self._field])
        # A word such as sales tells what a title is about, but no line that has it is a title.
        self._nouns = Finder([*self._roles, *(texts.jobs if texts else ())])

    @property
    def names(self) -> Collection[str]:
        """The names of all roles, in small letters."""
        return self._roles.keys()

    def find(self, text: str) -> tuple[str | None, int]:
        """The line that is the title, among the first of a text, and where it ends."""
        rest = text.lstrip()
        for _ in range(TITLE_AMONG):
            line, _, after = rest.partition("\n")
            end = len(text) - len(rest) + len(line)
            title, rest = line.strip(), after.lstrip()
            longest = LONGEST_WITH_BARS if title.count("|") > 1 else LONGEST_TITLE
            # What stands behind a sentence or a point is no title.
            if not title or len(title) > longest or title[-1] in ".!?;," or title[0] in "-*\u2022\u00b7":
                break
            found = {match.keyword for match in self._nouns.find(_spaced(title))}
            # What is all of a text is a title only if it names a role.
            names_job = found if rest else found & self._roles.keys()
            if names_job and title[-1] != ":" and not _ADDRESSED.search(title):
                return title, end
        return None, 0

    def read(self, title: str | None) -> ScanTitle | None:
        """What a title says; None where there is none."""
        if title is None or not title.strip():
            return None
        names = [found.keyword for found in _longest(self._finder.find(_spaced(title)))]
        roles = tuple(dict.fromkeys(role for name in names for role in self._roles.get(name, ())))
        # A title such as Software Engineer, Machine Learning names neither.
        is_of_field = bool(roles) or not self._field.isdisjoint(names)
        jobs = sorted((name for name in names if name in self._jobs), key=len)
        return ScanTitle(text=title.strip(), roles=roles, job=None if is_of_field or not jobs else self._jobs[jobs[-1]])


def _longest(matches: Iterable[KeywordMatch]) -> Iterator[KeywordMatch]:
    """The matches that are no part of a longer one before them: a quantitative researcher is no researcher."""
    end = 0
    for match in matches:
        if match.end > end:
            end = match.end
            yield match


def _spaced(title: str) -> str:
    """A title with spaces for hyphens and underscores, as names of roles are read."""
    return re.sub(r"[-_]+", " ", title)
