"""Words and numbers as sentences have them."""

import shlex
import shutil
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolefit.catalog.models import Source
    from rolefit.scoring.result import Ranked

ESTIMATED = "~"
"""Marks what rests on an estimate, not on a count of people or of postings that were read."""

MARK_MEANS = f"{ESTIMATED} rests on an estimate, the rest on counts of people and of work"


def percent(share: float) -> str:
    """A share as a whole percentage that never claims certainty: from <1% to >99%."""
    if share <= 0.005:
        return "<1%"
    if share >= 0.995:
        return ">99%"
    return f"{share * 100:.0f}%"


def percentages(parts: Sequence[float]) -> list[str]:
    """Parts of a whole as whole percentages that add up to 100, by the largest remainder.

    Hamilton's method: every part is rounded down, and what is missing goes to those that lost most by it. As in
    `percent`, none claims certainty.

    >>> percentages([0.335, 0.335, 0.33])
    ['34%', '33%', '33%']
    """
    whole = [int(part * 100) for part in parts]
    lost_most = sorted(range(len(parts)), key=lambda i: whole[i] - parts[i] * 100)
    for i in lost_most[: 100 - sum(whole)]:
        whole[i] += 1
    return [{0: "<1%", 100: ">99%"}.get(number, f"{number}%") for number in whole]


def fits_in_words(ranking: "Sequence[Ranked]") -> dict[str, str]:
    """Role id to its fit as a percentage; those of a ranking add up to 100."""
    return dict(zip([role.role for role in ranking], percentages([role.fit for role in ranking]), strict=True))


def listed(names: Sequence[str], last_by: str = "and") -> str:
    """Names as a sentence has them: a, b and c."""
    *some, last = names or [""]
    return f"{', '.join(some)} {last_by} {last}" if some else last


def times_in(part: float) -> str:
    """A part as a sentence has it: 4 times in 5."""
    times = Fraction(part).limit_denominator(10)
    return f"{times.numerator} times in {times.denominator}"


def in_ten(part: float) -> str:
    """A part as a number of ten: 3 in 10."""
    return f"{max(round(10 * part), 1)} in 10" if part >= 0.05 else "hardly any" if part else "none"


def cited(source: "Source") -> str:
    """A source as it stands beside what it says: its author and year; of what was counted its title, up to a comma.

    >>> from rolefit import load_catalog
    >>> sources = load_catalog().sources
    >>> cited(sources["teki-2023"]), cited(sources["work"])
    ('Sundeep Teki, 2023', '353 job postings of 2023 to 2026')
    """
    if source.kind != "description":
        return source.title.partition(",")[0]
    return ", ".join(filter(None, [source.author.partition(",")[0], str(source.year or "")]))


def with_article(words: str) -> str:
    """A noun with its article, as it is spoken: a data analyst, an AI engineer, an ML engineer."""
    spelt = words[:2].isupper()
    return f"{'an' if words[:1] in ('AEFHILMNORSX' if spelt else 'aeiouAEIOU') else 'a'} {words}"


def in_sentence(words: str) -> str:
    """Words as they stand within a sentence: what is written in capitals stays so."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def effect_in_words(effect: float) -> str:
    """An effect with its sign and two digits; what is nearly 0 is not below it."""
    return f"{effect:+.2f}".replace("-0.00", "+0.00")


def rolefit_command(command: str, options: str = "", catalog_file: str | None = None, *, here: bool = True) -> str:
    """How the user can call rolefit again, with the catalog that was given as --roles.

    It is called by its name if the shell finds it, else as it was called this time. Unless it is meant for `here`, no
    folder of this machine is named: that is nobody's business elsewhere.
    """
    called = sys.argv[0]
    unknown = here and Path(called).name == "rolefit" and not shutil.which("rolefit")
    program = shlex.quote(called) if unknown else "rolefit"
    roles = f"--roles {shlex.quote(catalog_file if here else Path(catalog_file).name)}" if catalog_file else ""
    return " ".join(filter(None, (program, command, roles, options)))


def compare_again(asked: Sequence[str], catalog_file: str | None = None, *, here: bool = True) -> str:
    """The command that shows every fact of a comparison, by what was given to `compare`.

    Unless it is meant for `here`, files are named without their folders. What came through a pipe cannot be named: then
    it is only what to add.
    """
    if "-" in asked:
        return "--all"
    names = asked if here else [Path(word).name for word in asked]
    return rolefit_command(f"compare {shlex.join(names)}", "--all", catalog_file, here=here)
