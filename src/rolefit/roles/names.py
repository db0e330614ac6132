"""The roles that words of a command line name: with quotes or without, with commas, a "vs" or nothing between them."""

from collections.abc import Iterator, Mapping, Sequence

from rolefit.catalog.models import Catalog, Role
from rolefit.catalog.names import normalized_name
from rolefit.errors import InputError, Problem, UsageError, excerpt, named, near

_BETWEEN = {"vs", "vs.", "versus", "and", "or", "&"}
"""What may stand between two names, where it is not part of one."""


def roles_named(catalog: Catalog, words: Sequence[str]) -> list[Role]:
    """The roles that words name, in their order; where several names begin with a word, the longest counts.

    Raises InputError where words name no role, with the names that are near and the roles that there are, and
    UsageError where there are no words.

    >>> from rolefit import load_catalog
    >>> [role.id for role in roles_named(load_catalog(), ["data", "scientist", "vs", "mle,rs"])]
    ['ds', 'mle', 'rs']
    """
    if not words:
        raise UsageError(Problem("missing argument ROLE", f"the roles are {_in_words(catalog.roles)}"))
    found = read_names(catalog, words)
    unknown = [each for each in found if isinstance(each, str)]
    roles = [each for each in found if isinstance(each, Role)]
    if unknown or not roles:
        raise InputError(*(no_role(catalog, name) for name in unknown or [" ".join(words)]))
    return roles


def read_names(catalog: Catalog, words: Sequence[str]) -> list[Role | str]:
    """The roles that words name, and what among them names none, in one piece; in their order."""
    known = _known(catalog)
    return [each for part in " ".join(words).split(",") for each in _read(part.split(), known)]


def no_role(catalog: Catalog, name: str) -> Problem:
    """What is wrong with a name that is no role's."""
    meant = near(normalized_name(name), _known(catalog))
    hint = f"{meant} it is one of {named(role.id for role in catalog.roles)}".strip()
    return Problem(f"there is no role {excerpt(name)}", hint)


def _known(catalog: Catalog) -> Mapping[str, Role]:
    return {normalized_name(name): role for role in catalog.roles for name in role.names}


def role_to_show(catalog: Catalog, words: Sequence[str]) -> Role:
    """The one role that words name.

    Raises InputError where they name none, UsageError where they name several or there are no words.
    """
    first, *others = roles_named(catalog, words)
    if others:
        ids = " ".join(role.id for role in (first, *others))
        raise UsageError(Problem("several roles are named", f"did you mean rolefit compare {ids}?"))
    return first


def check_several(catalog: Catalog, roles: Sequence[Role]) -> None:
    """Raise UsageError where there are not two roles or more to compare."""
    if not roles:
        raise UsageError(Problem("missing argument ROLE", f"the roles are {_in_words(catalog.roles)}"))
    if len(roles) == 1:
        others = [role for role in catalog.roles if role != roles[0]]
        what = f"only one role is named, {_in_words(roles)}"
        raise UsageError(Problem(what, f"name another beside it: {_in_words(others)}"))


def _read(words: Sequence[str], known: Mapping[str, Role]) -> Iterator[Role | str]:
    """The roles among words, and what stands between them and names none."""
    longest = max(len(name.split()) for name in known)
    unknown: list[str] = []
    at = 0
    while at < len(words):
        lengths = range(min(longest, len(words) - at), 0, -1)
        names = {length: normalized_name(" ".join(words[at : at + length])) for length in lengths}
        length = next((length for length, name in names.items() if name in known), 0)
        if not length and words[at].casefold() not in _BETWEEN:
            unknown.append(words[at])
        elif unknown:
            yield " ".join(unknown)
            unknown = []
        if length:
            yield known[names[length]]
        at += length or 1
    if unknown:
        yield " ".join(unknown)


def _in_words(roles: Sequence[Role]) -> str:
    return named(f"{role.id} ({role.title})" for role in roles)
