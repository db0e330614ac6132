"""Turn practitioners (survey answers) into labelled answers (quiz answers with a role), by crosswalk.yaml.

    python evidence/crosswalk.py < practitioners.jsonl.gz > labelled.jsonl

Reads JSON lines, plain or gzipped. An option counts as offered in a year when somebody of that year ticked it, so give
it whole years. See crosswalk.yaml for what counts as chosen, not chosen and unknown; another crosswalk can be named as
an argument.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import program
from rolefit import Catalog, InputError, load_catalog
from rolefit.documents import parse
from rolefit.errors import one_of
from rolefit.files import read_text
from rolefit.models import problem

Counterparts = Mapping[str, Any]
"""Survey question to the list of its options, or to one of the words any and asked."""

ANY = "any"
ASKED = "asked"


def load_rules(path: str, catalog: Catalog) -> dict[str, Any]:
    """Read a crosswalk.

    Raises InputError, with the line, where it leads to a question or option that the catalog does not have.
    """
    document = parse(read_text(path), path)
    questions = {question.id: [option.id for option in question.options] for question in catalog.questions}
    problems = []
    for question, options in document.data["questions"].items():
        if question not in questions:
            what = f"the catalog has no question {question}"
            problems.append(problem(document, ("questions", question), what, one_of(question, questions)))
            continue
        for option in options:
            if option not in questions[question]:
                what = f"the question has no option {option}"
                place = ("questions", question, option)
                problems.append(problem(document, place, what, one_of(option, questions[question])))
    if problems:
        raise InputError(*problems)
    rules: dict[str, Any] = document.data
    return rules


@dataclass(frozen=True)
class _Person:
    record: Mapping[str, Any]
    said: Mapping[str, set[str]]


class Crosswalk:
    """The mapping from survey options to quiz options, for the people that it is given."""

    def __init__(self, rules: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> None:
        self.questions: Mapping[str, Mapping[str, Counterparts]] = rules["questions"]
        self.several: Mapping[str, str] = rules["several"]
        self.about: Mapping[str, str] = rules["about"]
        self.nothing = set(rules["nothing"])
        self.people = [
            _Person(person, {question: set(map(_tidy, options)) for question, options in person["said"].items()})
            for person in people
        ]
        self.offered: dict[tuple[int, str], set[str]] = {}
        for person in self.people:
            for question, options in person.said.items():
                self.offered.setdefault((person.record["year"], question), set()).update(options)

    def labelled(self) -> Iterator[dict[str, Any]]:
        """One record of labelled answers for each person."""
        for person in self.people:
            yield self._label(person)

    def _label(self, person: _Person) -> dict[str, Any]:
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
        kept = {key: person.record[key] for key in ("id", "year", "role") if key in person.record}
        more = {name: "; ".join(sorted(person.said[q])) for name, q in self.about.items() if q in person.said}
        return {**kept, "about": {**person.record.get("about", {}), **more}, "answers": answers, "offered": offered}

    def _state(self, person: _Person, parts: Counterparts) -> bool | None:
        """Whether the person chose an option with these counterparts; None if unknown."""
        state = None
        for question, options in parts.items():
            if question not in person.said:
                continue
            on_offer = self.offered[person.record["year"], question]
            if options == ASKED:
                state = bool(state)
                continue
            counted = on_offer - self.nothing if options == ANY else on_offer & set(options)
            if counted:
                state = bool(state) or bool(counted & person.said[question])
        return state


def _tidy(option: str) -> str:
    # The surveys differ between years in blanks and in the shape of apostrophes.
    return " ".join(option.replace("\u2019", "'").split())


def main(arguments: list[str]) -> None:
    """Read people from standard input, write labelled answers to standard output."""
    path = arguments[0] if arguments else str(program.HERE / "crosswalk.yaml")
    rules = load_rules(path, load_catalog())
    for record in Crosswalk(rules, program.records("-", "year", "said")).labelled():
        print(json.dumps(record))


if __name__ == "__main__":
    program.run(main)
