"""How a keyword may be spelled in a text: with or without a hyphen, in the plural, in British or American English."""

import re
from collections.abc import Iterator

_AMERICAN = (
    (r"(\w{3,})iz(e|ed|es|er|ers|ing|ation|ations)", r"\1is\2"),
    (r"(\w{3,})yz(e|ed|es|ing)", r"\1ys\2"),
    (r"(\w+[ae])l(ing|ed|er)", r"\1ll\2"),
    (r"(behavi|col|fav|lab|neighb)or(s?)", r"\1our\2"),
    (r"center(s?)", r"centre\1"),
    (r"program(s?)", r"programme\1"),
)
"""Endings of words in American English, and what British English has for them; forms that nobody writes do no harm."""

_PATTERNS = tuple((re.compile(pattern), british) for pattern, british in _AMERICAN)

SHORTEST_PLURAL = 3
"""How many letters a word has at least whose plural is looked for too."""

_NO_PLURAL = re.compile(r"(?:s|x|z|ch|sh|ing|ed|[^a-zA-Z])$")


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
    joined = dict.fromkeys(_joined(keyword))
    return tuple(dict.fromkeys(form for each in joined for british in _in_british(each) for form in _plurals(british)))


def _joined(keyword: str) -> Iterator[str]:
    yield keyword
    if "-" in keyword.strip("-"):
        yield keyword.replace("-", " ")
        yield keyword.replace("-", "")
    elif keyword.count(" ") == 1:
        yield keyword.replace(" ", "-")


def _in_british(keyword: str) -> Iterator[str]:
    yield keyword
    words = [_british(word) for word in re.split(r"([ -])", keyword)]
    yield "".join(words)


def _british(word: str) -> str:
    for pattern, british in _PATTERNS:
        if pattern.fullmatch(word):
            return pattern.sub(british, word)
    return word


def _plurals(keyword: str) -> Iterator[str]:
    yield keyword
    last = re.split(r"[ -]", keyword)[-1]
    if len(last) < SHORTEST_PLURAL or _NO_PLURAL.search(last):
        return
    if last[-1] == "y" and last[-2] not in "aeiou":
        yield f"{keyword[:-1]}ies"
    else:
        yield f"{keyword}s"
