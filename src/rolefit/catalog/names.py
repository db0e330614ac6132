"""What people call roles, questions and options, as such names are compared."""

import re
from collections.abc import Iterable


def normalized_name(name: str) -> str:
    """A name as names are compared: in lower case, with single spaces for hyphens and underscores, any apostrophe."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold().replace("\u2019", "'")


def normalized_question(name: str) -> str:
    """The name of a question as such names are compared: forms put a star behind it, and people omit the full stop."""
    return normalized_name(name).rstrip("?:*. ")


def unambiguous(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of pairs of a name and the id that it stands for those whose name stands for no other id."""
    ids: dict[str, set[str]] = {}
    for name, each in names:
        ids.setdefault(name, set()).add(each)
    return {name: found.pop() for name, found in ids.items() if name and len(found) == 1}
