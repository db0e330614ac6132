"""Packing: what an answer does for all roles in one whole number, so that one addition adds it up for all of them."""

from collections.abc import Callable, Iterable
from itertools import repeat
from struct import Struct

from rolefit.effects import GRAIN, Effects

BITS = 64
"""How many bits of a packed number belong to one role. A score of a thousand takes 51."""


_bytes_of: Callable[[int, int, str], bytes] = int.to_bytes  # type: ignore[assignment]  # one of two words


class Packing:
    """Packs numbers for so many roles."""

    def __init__(self, roles: int) -> None:
        self._bytes = roles * BITS // 8
        self._read = Struct(f"<{roles}Q")
        self.start = sum(1 << (BITS * place + BITS - 1) for place in range(roles))
        """What a sum starts with: it lifts every role's part above 0, so that none borrows from its neighbour."""

    def pack(self, effects: Effects) -> int:
        """The effects as one number: whole multiples of GRAIN, the first role in the lowest bits."""
        return sum(int(effect / GRAIN) << (BITS * place) for place, effect in enumerate(effects))

    def unpack(self, sums: Iterable[int]) -> list[tuple[int, ...]]:
        """For each sum, which began with `start`, the scores of the roles in grains, all lifted by the same number."""
        return list(self._read.iter_unpack(b"".join(map(_bytes_of, sums, repeat(self._bytes), repeat("little")))))
