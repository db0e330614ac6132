"""How a keyword may be spelled in a text: with or without a hyphen, in the plural, in British or American English."""

import re
from collections.abc import Iterator
from functools import lru_cache

_AMERICAN = (
    (r"(\w{3,})iz(e|ed|es|er|ers|ing|ation|ations)", r"\1is\2"),
    (r"(\w{2,})yz(e|ed|es|ing)", r"\1ys\2"),
    (r"(\w+[ae])l(ing|ed|er)", r"\1ll\2"),
    (r"(behavi|col|fav|lab|neighb)or(s?)", r"\1our\2"),
    (r"center(s?)", r"centre\1"),
    (r"program(s?)", r"programme\1"),
)
"""Endings of words in American English, and what British English has for them; forms that nobody writes do no harm."""

_PATTERNS = tuple((re.compile(rf"\b{pattern}\b"), british) for pattern, british in _AMERICAN)

_PERHAPS_AMERICAN = re.compile("iz|yz|[ae]l(?:ing|ed|er)|or|center|program")
"""What there is in all of these."""

SHORTEST_PLURAL = 3
"""How many letters a word has at least whose plural is looked for too."""

_NO_PLURAL = re.compile(r"(?:s|x|z|ch|sh|ing|ed|[^a-zA-Z])$")


@lru_cache(20_000)
def spellings(keyword: str) -> tuple[str, ...]:
    """The forms of a keyword, itself first: a catalog has each in one form, singular and American where it matters.

    >>> from rolefit.catalog.spelling import spellings
    >>> spellings("pre-training")
    ('pre-training', 'pre training', 'pretraining')
    >>> spellings("statistical modeling")
    ('statistical modeling', 'statistical modelling', 'statistical-modeling', 'statistical-modelling')
    >>> spellings("LLM")
    ('LLM', 'LLMs')
    """
    return tuple(dict.fromkeys(_forms(keyword)))


def _forms(keyword: str) -> Iterator[str]:
    for joined in _joined(keyword):
        for form in (joined, _british(joined)):
            yield form
            if plural := _plural(form):
                yield plural


def _joined(keyword: str) -> Iterator[str]:
    yield keyword
    if "-" in keyword:
        yield keyword.replace("-", " ")
        yield keyword.replace("-", "")
    elif keyword.count(" ") == 1:
        yield keyword.replace(" ", "-")


def _british(keyword: str) -> str:
    if _PERHAPS_AMERICAN.search(keyword):
        for pattern, british in _PATTERNS:
            keyword = pattern.sub(british, keyword)
    return keyword


def _plural(keyword: str) -> str | None:
    """The plural; None where the last word has none, or is too short to have one that could be told."""
    last = keyword[max(keyword.rfind(" "), keyword.rfind("-")) + 1 :]
    if len(last) < SHORTEST_PLURAL or _NO_PLURAL.search(last):
        return None
    return f"{keyword[:-1]}ies" if last[-1] == "y" and last[-2] not in "aeiou" else f"{keyword}s"
