"""What is installed with rolefit, and what it weighs: each requirement with what nothing but it needs.

    python benchmarks/sizes.py

Prints a table, the heaviest first, from the files that the installed packages list.
"""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

OURS = "rolefit"


def main() -> None:
    """Print the table."""
    needed = {name: _needed(name) for name in _requirements(OURS)}
    rows = []
    for name, all_its in needed.items():
        its = all_its - set().union(*(all_of for other, all_of in needed.items() if other != name))
        rows.append((sum(map(_size, its)), name, sorted(its - {name})))
    everything: set[str] = set().union(*needed.values())
    for size, name, besides in sorted(rows, reverse=True):
        print(f"{size / 1e6:6.1f} MB  {name:20} {', '.join(besides)}".rstrip())
    whole = sum(map(_size, everything))
    print(f"{whole / 1e6:6.1f} MB  all {len(everything)} packages, and {_size(OURS) / 1e6:.1f} MB of its own")


def _needed(name: str) -> set[str]:
    """A package and all that it needs."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += _requirements(each)
    return found


def _requirements(name: str) -> list[str]:
    """What a package needs here without its extras, by name."""
    found = []
    for requirement in distribution(name).requires or ():
        of, _, condition = requirement.partition(";")
        other = re.split(r"[\s<>=!~\[;(]", of.strip())[0].lower().replace("_", "-")
        if "extra" not in condition and _is_installed(other):
            found.append(other)
    return found


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _size(name: str) -> int:
    """How many bytes the files of a package have, without what Python compiles of them."""
    files = (Path(file.locate()) for file in distribution(name).files or () if file.suffix != ".pyc")
    return sum(file.stat().st_size for file in files if file.exists())


if __name__ == "__main__":
    main()
