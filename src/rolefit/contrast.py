"""The answers that are shown of a comparison: those that tell the roles apart, and those that most give alike."""

from dataclasses import dataclass

from rolefit.comparison import Comparison, OptionShares

MOST_DIFFERENT = 8
"""How many of the answers with the largest spread are shown, measured and estimated ones each."""

ALIKE = 0.10
"""Answers whose shares differ by no more than this count as given alike."""

COMMON = 0.5
"""Answers given alike are shown where at least this part of every role gives them."""

NOTHING_SHARED = "Nothing that the sources say in the same words, no answer that most give alike."


@dataclass(frozen=True)
class Contrast:
    """The answers worth showing, the largest spread first."""

    measured: tuple[OptionShares, ...]
    """Those that differ most, of the ones counted on people in every role."""
    estimated: tuple[OptionShares, ...]
    """Those that differ most, of the others."""
    alike: tuple[OptionShares, ...]
    """Those that most people of every role give."""


def contrast(comparison: Comparison) -> Contrast:
    """Pick the answers of a comparison that are worth showing."""
    differing = [option for option in comparison.options if option.spread > ALIKE]
    measured = [option for option in differing if _is_measured(comparison, option)]
    estimated = [option for option in differing if not _is_measured(comparison, option)]
    alike = [o for o in comparison.options if o.spread <= ALIKE and min(s.share for s in o.shares.values()) >= COMMON]
    return Contrast(tuple(measured[:MOST_DIFFERENT]), tuple(estimated[:MOST_DIFFERENT]), tuple(alike))


def _is_measured(comparison: Comparison, option: OptionShares) -> bool:
    return all(comparison.sources[share.source].measured for share in option.shares.values())
