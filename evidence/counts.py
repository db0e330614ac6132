"""Count labelled answers: of the people of each year and role, how many gave each answer, and of how many.

    python evidence/crosswalk.py < practitioners.jsonl.gz | python evidence/counts.py > counts.tsv

`answered` counts the people of whom it is known whether they gave the answer. The table holds no person's data.
"""

import json
import sys
from collections import Counter


def main() -> None:
    """Read labelled answers from standard input, write the table to standard output."""
    chosen: Counter[tuple[str, str, int, str]] = Counter()
    answered: Counter[tuple[str, str, int, str]] = Counter()
    single: dict[str, dict[str, None]] = {}
    order: dict[tuple[str, str], None] = {}
    groups: set[tuple[int, str]] = set()
    for line in sys.stdin:
        record = json.loads(line)
        group = (record["year"], record["role"])
        groups.add(group)
        for question, answer in record["answers"].items():
            if isinstance(answer, str):
                single.setdefault(question, {})[answer] = None
                chosen[question, answer, *group] += 1
                answered[question, "", *group] += 1
                continue
            for option in record["offered"][question]:
                order[question, option] = None
                chosen[question, option, *group] += option in answer
                answered[question, option, *group] += 1
    print("question", "option", "year", "role", "chosen", "answered", sep="\t")
    keys = list(order) + [(question, option) for question, options in single.items() for option in options]
    for question, option in sorted(keys):
        for group in sorted(groups):
            of = answered[question, "" if question in single else option, *group]
            if of:
                print(question, option, *group, chosen[question, option, *group], of, sep="\t")


if __name__ == "__main__":
    main()
