"""What the answers of many people do for each role, remembered: most of them answer alike.

Effects are whole numbers of half a grain. Those of one answer stand side by side in one number, a lane of 64 bits for
each role, so that one addition adds them all: a score is the same to the last bit as where they are added one by one.
"""

import struct
from collections.abc import Collection, Iterable, Mapping, Sequence

from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import GRAIN, OptionEffects, question_effects
from rolefit.scoring.replies import Reply, Told, told

MOST_ANSWERS = 20_000
"""How many different answers to one question are remembered."""

UNIT = GRAIN / 2
"""What a lane counts, in natural log units."""

OFFSET = 2**63
"""What `lanes_of` adds to each number: none is below 0 then."""

_LANE = 64


class AnswerEffects:
    """What answers to one question do."""

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self._catalog, self._question = catalog, question
        self._of_roles = frozenset(catalog.other_jobs.of_roles.get(question.id, ()))
        self._tables: dict[str, Mapping[str, OptionEffects]] = {}
        self._remembered: dict[Reply, int] = {}

    def of_all(self, replies: Sequence[Reply]) -> list[int]:
        """What each reply does for each role; in the last lane whether it asks for one of the roles, 1 or 0."""
        try:
            return list(map(self._remembered.__getitem__, replies))
        except KeyError:
            return list(map(self._of, replies))

    def _of(self, reply: Reply) -> int:
        if reply not in self._remembered:
            if len(self._remembered) == MOST_ANSWERS:
                self._remembered.clear()
            self._remembered[reply] = self._worked_out(told(reply))
        return self._remembered[reply]

    def _worked_out(self, said: Told | None) -> int:
        if said is None:
            return 0
        if said.importance not in self._tables:
            self._tables[said.importance] = question_effects(self._catalog, self._question, said.importance)
        table, chosen = self._tables[said.importance], chosen_in(said.answer)
        known = chosen if isinstance(said.answer, str) else said.offered or table
        evidence = (table[option].chosen if option in chosen else table[option].not_chosen for option in known)
        totals = [round(sum(effects) / UNIT) for effects in zip(*evidence, strict=True)]
        return _side_by_side([*totals, not self._of_roles.isdisjoint(chosen)])


def _side_by_side(numbers: Iterable[int]) -> int:
    return sum(number << _LANE * lane for lane, number in enumerate(numbers))


def lanes_of(numbers: Iterable[int], lanes: int) -> list[Sequence[int]]:
    """For each lane what stands in it in each number, and OFFSET more.

    >>> [[each - OFFSET for each in lane] for lane in lanes_of([3 - 2 * 2**64, 5], 2)]
    [[3, 5], [-2, 0]]
    """
    offset = _side_by_side([OFFSET] * lanes)
    data = b"".join([(number + offset).to_bytes(_LANE // 8 * lanes, "little") for number in numbers])
    whole = struct.unpack(f"<{len(data) * 8 // _LANE}Q", data)
    return [whole[lane::lanes] for lane in range(lanes)]


def chosen_in(answer: str | frozenset[str]) -> Collection[str]:
    """The options of an answer."""
    return (answer,) if isinstance(answer, str) else answer
