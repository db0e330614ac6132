"""Turn practitioners (survey answers) into labelled answers (quiz answers with a role), by crosswalk.yaml.

    python evidence/crosswalk.py < practitioners.jsonl.gz > labelled.jsonl

Reads JSON lines, plain or gzipped. An option counts as offered in a year when somebody of that year ticked it, so give
it whole years. See crosswalk.yaml for what counts as chosen, not chosen and unknown.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

Counterparts = Mapping[str, Any]
"""Survey question to the list of its options, or to one of the words any and asked."""

ANY = "any"
ASKED = "asked"


class Crosswalk:
    """The mapping from survey options to quiz options, for the people that it is given."""

    def __init__(self, rules: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> None:
        self.questions: Mapping[str, Mapping[str, Counterparts]] = rules["questions"]
        self.several: Mapping[str, str] = rules["several"]
        self.nothing = set(rules["nothing"])
        self.people = list(people)
        self.offered: dict[tuple[int, str], set[str]] = {}
        for person in self.people:
            for question, options in person["said"].items():
                self.offered.setdefault((person["year"], question), set()).update(options)

    def labelled(self) -> Iterator[dict[str, Any]]:
        """One record of labelled answers for each person."""
        for person in self.people:
            yield self._label(person)

    def _label(self, person: Mapping[str, Any]) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        offered: dict[str, list[str]] = {}
        for question, options in self.questions.items():
            states = {option: self._state(person, parts) for option, parts in options.items()}
            chosen = [option for option, state in states.items() if state]
            if question not in self.several:
                known = [option for option, state in states.items() if state is not None]
                if known:
                    answers[question], offered[question] = chosen, known
            elif chosen and (len(chosen) == 1 or self.several[question] == "first"):
                answers[question] = chosen[0]
        kept = {key: person[key] for key in ("id", "year", "role", "about") if key in person}
        return {**kept, "answers": answers, "offered": offered}

    def _state(self, person: Mapping[str, Any], parts: Counterparts) -> bool | None:
        """Whether the person chose an option with these counterparts; None if unknown."""
        state = None
        for question, options in parts.items():
            if question not in person["said"]:
                continue
            on_offer = self.offered[person["year"], question]
            if options == ASKED:
                state = bool(state)
                continue
            counted = on_offer - self.nothing if options == ANY else on_offer & set(options)
            if counted:
                state = bool(state) or bool(counted & set(person["said"][question]))
        return state


def main() -> None:
    """Read people from standard input, write labelled answers to standard output."""
    data = sys.stdin.buffer.read()
    text = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    rules = yaml.safe_load(Path(__file__).with_name("crosswalk.yaml").read_text("utf-8"))
    people = [json.loads(line) for line in text.splitlines() if line.strip()]
    for record in Crosswalk(rules, people).labelled():
        print(json.dumps(record))


if __name__ == "__main__":
    main()
