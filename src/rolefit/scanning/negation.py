"""What a text negates: a keyword that it says is not wanted is no evidence for it."""

import re
from collections.abc import Iterable, Iterator

from rolefit.scanning.finder import KeywordMatch
from rolefit.scanning.sentences import ends_before

CLAUSE = 80
"""How many characters a negation reaches at most."""

# Examples in brackets belong to the clause that they are given in.
_CLAUSE_END = re.compile(
    r"\(\s*(?:e\.g|i\.e|such as|like|for example|including)\b[^()\n]*\)|(?P<end>[.,;:!?()\n\u2013\u2014])",
    re.IGNORECASE,
)

# A comma in a list of one or two words each, as in: no Spark, Docker or Kubernetes; Docker, Spark and R are not needed.
_ITEMS = r"(?:,\s[\w.+#/-]{1,30}(?:\s[\w.+#/-]{1,30})?){1,6}?,?\s"
_ALTERNATIVES = re.compile(rf"{_ITEMS}(?:or|nor)\s", re.IGNORECASE)
_LIST = re.compile(rf"{_ITEMS}(?:and|or|nor)\s", re.IGNORECASE)


class NegationFilter:
    """Leaves out what is negated, by words that negate what follows them or what stands before them in their clause."""

    def __init__(self, negations: Iterable[str], negations_after: Iterable[str], passed_over: Iterable[str]) -> None:
        self._negations = frozenset(negations)
        self._negations_after = frozenset(negations_after)
        self._passed_over = frozenset(passed_over)

    @property
    def keywords(self) -> frozenset[str]:
        """All the words that it must be shown the matches of."""
        return self._negations | self._negations_after | self._passed_over

    def affirmed(self, matches: Iterable[KeywordMatch], text: str, begin: int) -> list[KeywordMatch]:
        """The matches from a position on, in the order of the text, without what is passed over or negated."""
        affirmed: list[KeywordMatch] = []
        negated = begin
        for match in matches:
            if match.start < begin:
                continue
            if match.keyword in self._passed_over:
                begin = match.end
            elif match.keyword in self._negations_after:
                begin = match.end
                clause = _clause_start(text, match.start)
                while affirmed and affirmed[-1].start >= clause:
                    affirmed.pop()
            elif match.keyword in self._negations:
                negated = _clause_end(text, match.end)
            elif match.start >= negated:
                affirmed.append(match)
        return affirmed


def _clause_end(text: str, position: int) -> int:
    return next(_clause_ends(text, position, position + CLAUSE, _ALTERNATIVES), position + CLAUSE)


def _clause_start(text: str, position: int) -> int:
    first = max(0, position - CLAUSE)
    return max((end + 1 for end in _clause_ends(text, first, position, _LIST)), default=first)


def _clause_ends(text: str, first: int, beyond: int, of_list: re.Pattern[str]) -> Iterator[int]:
    ends = (found.start() for found in _CLAUSE_END.finditer(text, first, beyond) if found["end"])
    return (end for end in ends if not of_list.match(text, end) and (text[end] != "." or _is_stop(text, end)))


def _is_stop(text: str, position: int) -> bool:
    """Whether a full stop stands at the end of a word that it ends a sentence with."""
    return not text[position + 1 : position + 2].isalnum() and ends_before(text, position + 1)
