"""How far two readers of the same posting agree, question by question and code by code."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import TypeAlias

from evidence.collect.readings import Reading, load_readings, pairs
from evidence.measure.tables import Table, number, percent, table

Pairs: TypeAlias = Sequence[tuple[Reading, Reading]]

RENAMED = {"benchmarks": "evaluations"}
"""Codes of the earlier codebook, and what they are called now."""


def kappa(some: Sequence[object], others: Sequence[object]) -> float:
    """Cohen's kappa: agreement beyond chance (Cohen 1960, Educational and Psychological Measurement 20, p. 37)."""
    agreed = fmean(a == b for a, b in zip(some, others, strict=True))
    mine, theirs = Counter(some), Counter(others)
    chance = sum(mine[each] * theirs[each] for each in mine) / len(some) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def dice(read: Pairs, question: str) -> float:
    """Of the ticks of both readers, the part that both made (Dice 1945, Ecology 26)."""
    sets = [(set(_ticks(a, question)), set(_ticks(b, question))) for a, b in read]
    return 2 * sum(len(a & b) for a, b in sets) / max(sum(len(a) + len(b) for a, b in sets), 1)


def tables() -> dict[str, Table]:
    """Both tables on agreement."""
    work = load_readings()
    again = pairs([each for each in work if each.reading == 1], [each for each in work if each.reading > 1])
    earlier = pairs([each for each in work if each.reading == 1], load_readings("earlier-readings"))
    return {"agreement": questions_table(again, earlier), "agreement-low": low_table(again, earlier)}


def questions_table(again: Pairs, earlier: Pairs) -> Table:
    """Kappa and raw agreement of one-answer questions, Dice of the others, between readers of both codebooks."""
    rows = []
    for question in again[0][0].codes:
        is_many = any(isinstance(each.codes.get(question), tuple) for pair in again for each in pair)
        if is_many:
            cells = [f"Dice {number(dice(each, question), 2)}" for each in (again, earlier)]
        else:
            cells = [_kappa_and_raw(each, question) for each in (again, earlier)]
        rows.append([question, *cells])
    titles = (
        f"two of our readers, {len(again)} postings",
        f"ours and three of an earlier codebook, {len(earlier)} pairs",
    )
    return table("question", *titles, rows=rows)


def _kappa_and_raw(read: Pairs, question: str) -> str:
    some, others = ([each.ticked(question) for each in side] for side in zip(*read, strict=True))
    raw = fmean(a == b for a, b in zip(some, others, strict=True))
    return f"kappa {number(kappa(some, others), 2)} ({percent(raw)} the same)"


LOW = 0.6
"""Codes with a kappa below this are named."""


def low_table(again: Pairs, earlier: Pairs) -> Table:
    """The codes of many-answer questions on which our readers agree least."""
    rows = []
    for question in again[0][0].codes:
        codes = {code for pair in again for each in pair for code in _ticks(each, question)}
        if not any(isinstance(each.codes.get(question), tuple) for pair in again for each in pair):
            continue
        for code in sorted(codes):
            ours, theirs = (_of_code(each, question, code) for each in (again, earlier))
            if ours[0] < LOW:
                rows.append([f"{question}: {code}", number(ours[0], 2), percent(ours[1]), number(theirs[0], 2)])
    return table("code", "kappa", "the same", "kappa with the earlier", rows=rows)


def _of_code(read: Pairs, question: str, code: str) -> tuple[float, float]:
    some, others = ([code in _ticks(each, question) for each in side] for side in zip(*read, strict=True))
    return kappa(some, others), fmean(a == b for a, b in zip(some, others, strict=True))


def _ticks(reading: Reading, question: str) -> list[str]:
    return [RENAMED.get(code, code) for code in reading.ticked(question) or ()]
