"""The roles and people that words of a command line name, in any mixture."""

import os
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from rolefit.answers.code import from_code, looks_like_code
from rolefit.answers.load import load_answers
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog, Role
from rolefit.catalog.names import normalized_name
from rolefit.documents.files import STDIN, display_name
from rolefit.errors import (
    FormerAnswersWarning,
    InputError,
    Problem,
    RoleNotFileWarning,
    UsageError,
    did_you_mean,
    excerpt,
)
from rolefit.roles.names import no_role, read_names

YOU = "you"
"""What a person is called who is the only one."""

ENDINGS = (".yaml", ".yml", ".json")
"""What the name of a file with answers mostly ends in."""


@dataclass(frozen=True)
class Person:
    """Somebody who answered."""

    name: str
    """What the person is called: after the file or the code."""
    answers: Answers


@dataclass(frozen=True)
class Compared:
    """What is to be compared: roles and people, each in the order in which they were named."""

    roles: Sequence[Role]
    people: Sequence[Person]


def read_compared(catalog: Catalog, words: Sequence[str], given: Answers | None = None) -> Compared:
    """The roles and people that words name; before them somebody whose answers are `given`.

    A person is a file of answers, a result, or a code; in doubt a word is a role, with a RoleNotFileWarning, and
    `./name` a file. Raises InputError where a word names neither, or a file or a code cannot be read.

    >>> from rolefit import load_catalog
    >>> compared = read_compared(load_catalog(), ["examples/ml-engineer.yaml", "vs", "data", "scientist"])
    >>> [person.name for person in compared.people], [role.id for role in compared.roles]
    (['ml-engineer'], ['ds'])
    """
    found = list(_read(catalog, words))
    unknown = [each for each in found if isinstance(each, Problem)]
    if unknown:
        raise InputError(*unknown)
    if [each for each in found if isinstance(each, _Source)].count(_Source(STDIN)) > 1:
        raise UsageError(Problem("standard input can be read only once", "name - once"))
    people = [Person(YOU, given)] if given else []
    sources = [each for each in found if isinstance(each, _Source)]
    names = Counter(each.name for each in sources)
    people += [Person(each.name if names[each.name] == 1 else each.longer, each.read(catalog)) for each in sources]
    return Compared([each for each in found if isinstance(each, Role)], _told_apart(people))


@dataclass(frozen=True)
class _Source:
    """Where a person's answers are: a file or a code."""

    word: str
    is_code: bool = False

    @property
    def name(self) -> str:
        if self.is_code:
            return f"code {self.word[:4].upper()}…"
        return display_name(self.word) if self.word == STDIN else Path(self.word).name.removesuffix(_ending(self.word))

    @property
    def longer(self) -> str:
        """The same with the folder, where another file has the name."""
        folder = "" if self.is_code else Path(self.word).parent.name
        return f"{folder}/{self.name}" if folder else self.name

    def read(self, catalog: Catalog) -> Answers:
        """The answers; what is particular about them is said with the name of the file."""
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", FormerAnswersWarning)
            answers = self._answers(catalog)
        for each in told:
            warnings.warn(FormerAnswersWarning(f"{excerpt(self.name)}: {each.message}"), stacklevel=2)
        return answers

    def _answers(self, catalog: Catalog) -> Answers:
        if not self.is_code:
            return load_answers(self.word, catalog)
        try:
            return from_code(self.word, catalog)
        except InputError as error:
            # No option was given that could be named.
            raise InputError(*(replace(each, key="") for each in error.problems)) from error


def _ending(path: str) -> str:
    return next((ending for ending in ENDINGS if path.lower().endswith(ending)), "") and Path(path).suffix


def _read(catalog: Catalog, words: Sequence[str]) -> Iterator[Role | _Source | Problem]:
    """What each word or several together name, in their order."""
    run: list[str] = []
    known = {normalized_name(name) for role in catalog.roles for name in role.names}
    for word in words:
        if normalized_name(word) not in known and _is_path(word):
            yield from _roles_among(catalog, run)
            yield _Source(word)
            run = []
        else:
            run.append(word)
    yield from _roles_among(catalog, run)


def _is_path(word: str) -> bool:
    """Whether a word cannot be part of a role's name."""
    is_alone = word.startswith((".", os.sep, "~")) and "," not in word
    return word == STDIN or is_alone or ((_looks_like_file(word) or " " in word) and _is_file(word))


def _looks_like_file(word: str) -> bool:
    return os.sep in word or bool(_ending(word))


def _is_file(word: str) -> bool:
    with suppress(OSError):  # such as a name that no file could have
        return Path(word).is_file()
    return False


def _roles_among(catalog: Catalog, words: Sequence[str]) -> Iterator[Role | _Source | Problem]:
    for found in read_names(catalog, words):
        if isinstance(found, str):
            yield from _people_among(catalog, found)
            continue
        yield found
        for word in words:
            if normalized_name(word) in map(normalized_name, found.names) and _is_file(word):
                message = f"{excerpt(word)} is taken as the role; the file of that name is {excerpt(f'./{word}')}"
                warnings.warn(RoleNotFileWarning(message), stacklevel=2)


def _people_among(catalog: Catalog, words: str) -> Iterator[_Source | Problem]:
    """The people that words name which are no role, or what is wrong with them."""
    parts = words.split() or [words]
    sources = [_source_named(catalog, part) for part in parts]
    if _is_file(words):
        yield _Source(words)
    elif any(sources):
        yield from (source or _nobody(catalog, part) for source, part in zip(sources, parts, strict=True))
    else:
        yield _nobody(catalog, words)


def _nobody(catalog: Catalog, name: str) -> Problem:
    """What is wrong with a name that is neither a role's nor a person's."""
    meant = [f"{name}{ending}" for ending in ENDINGS if _is_file(f"{name}{ending}")]
    found = no_role(catalog, name)
    return replace(found, hint=did_you_mean(meant)) if meant else found


def _source_named(catalog: Catalog, word: str) -> _Source | None:
    if _looks_like_file(word) or _is_file(word):
        return _Source(word)
    return _Source(word, is_code=True) if looks_like_code(word, catalog) else None


def _told_apart(people: Sequence[Person]) -> list[Person]:
    """The same people, with a number where another has the name."""
    names = Counter(person.name for person in people)
    taken = {name for name, times in names.items() if times == 1}
    apart = []
    for person in people:
        numbered = (f"{person.name} ({number})" for number in count(1))
        name = person.name if names[person.name] == 1 else next(each for each in numbered if each not in taken)
        taken.add(name)
        apart.append(replace(person, name=name))
    return apart
