"""What people call roles, questions and options, as such names are compared."""

import re
from collections.abc import Iterable


def normalized_name(name: str) -> str:
    """A name as names are compared: in lower case, single spaces for hyphens and underscores, plain quotation marks."""
    plain = name if name.isascii() else name.translate(_PLAIN)
    return _PARTED.sub(" ", plain).strip().casefold()


_PARTED = re.compile(r"[\s_-]+")

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u200b\u2060\ufeff\u00ad", None),
    }
)
"""What programs put for plain quotation marks and hyphens, and what nobody sees."""


def normalized_question(name: str) -> str:
    """The name of a question as such names are compared: forms put a star behind it, and people omit the full stop."""
    return normalized_name(name).rstrip("?:*. ")


def unambiguous(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of pairs of a name and the id that it stands for those whose name stands for no other id."""
    ids: dict[str, set[str]] = {}
    for name, each in names:
        ids.setdefault(name, set()).add(each)
    return {name: found.pop() for name, found in ids.items() if name and len(found) == 1}
