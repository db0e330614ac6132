"""Two columns of a page that shows them by turns, line by line, so that each parts the sentences of the other."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NARROWEST = 100
"""How wide a column is at least, in points: what stands nearer to the left is a list behind its bullets."""

_INDENT = 20
"""How far a line is set in at most, in points."""

_FEWEST_TURNS = 8
"""How often a line of the right column follows one of the left at least: a table may do so, and is shorter."""


def right_column(starts: Sequence[float]) -> float | None:
    """Where the right one of two columns begins, in points; None where they are shown one after the other, or are none.

    `starts` says where each piece of text begins, from left to right, in the order of showing. To take a page apart
    that has one column would part its sentences, so the right column is known by much: it has a quarter of the pieces,
    each begins at its edge, and up to the end of the left column nearly each follows a piece of that.
    """
    left = min(starts, default=0.0)
    edges = Counter(round(start) for start in starts if start > left + _NARROWEST)
    if not edges:
        return None
    edge = edges.most_common(1)[0][0] - 1
    on_right = [start >= edge for start in starts]
    if sum(on_right) < len(starts) / 4 or max(starts) > edge + _INDENT:
        return None
    while on_right[-1]:
        on_right.pop()
    turns = sum(right and not before for before, right in pairwise(on_right))
    return edge if turns >= max(_FEWEST_TURNS, 0.8 * sum(on_right)) else None
