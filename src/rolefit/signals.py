"""Words and phrases that reveal something, found in texts."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

_WORDS = re.compile(r"[^\s\\*?\[\](){}|^$]+( [^\s\\*?\[\](){}|^$]+)*")


def _plain_words(signal: str) -> str:
    if not _WORDS.fullmatch(signal):
        kind, message = "signal", "must be plain words with single spaces between them; patterns are not read"
        raise PydanticCustomError(kind, message)
    return signal


Signal: TypeAlias = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=60), AfterValidator(_plain_words)
]
"""A word or phrase. With a capital letter in it, it is found only as it is written; without, in any case."""


def any_found(signals: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether one of some signals stands in one of some texts, as whole words: C is not found in C++ or Objective-C."""
    patterns = [_pattern(signal) for signal in signals]
    return any(pattern.search(text) for text in texts for pattern in patterns)


_JOINED = r"[\w+#&-]"
"""What belongs to a word where it stands right before or after it."""


@cache
def _pattern(signal: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, signal.split(" ")))
    return re.compile(f"(?<!{_JOINED}){words}(?!{_JOINED})", 0 if signal != signal.lower() else re.IGNORECASE)
