"""Turn practitioners (survey answers) into labelled answers (quiz answers with a role), by crosswalk.yaml.

    python -m evidence.collect.crosswalk < practitioners.jsonl.gz > labelled.jsonl

Reads JSON lines, plain or gzipped. An option counts as offered in a year when somebody of that year ticked it, so give
it whole years. See crosswalk.yaml for what counts as chosen, not chosen and unknown; another crosswalk can be named as
an argument.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from evidence import program
from evidence.program import Practitioner
from rolefit import Catalog, InputError, load_catalog
from rolefit.documents.files import read_text
from rolefit.documents.parse import parse
from rolefit.documents.validation import Model, problem, validate
from rolefit.errors import one_of

CROSSWALK = Path(__file__).with_name("crosswalk.yaml")

ANY = "any"
ASKED = "asked"

Counterparts: TypeAlias = Mapping[str, tuple[str, ...] | Literal["any", "asked"]]
"""Survey question to the list of its options, or to one of the words any and asked."""


class Rules(Model):
    """A crosswalk, as its file has it."""

    nothing: tuple[str, ...]
    several: Mapping[str, Literal["skip", "first"]]
    about: Mapping[str, str]
    questions: Mapping[str, Mapping[str, Counterparts]]


def load_rules(path: str, catalog: Catalog) -> Rules:
    """Read a crosswalk.

    Raises InputError, with the line, where it has another form, leads to a question or option that the catalog does not
    have, or does not say what several ticks mean for a one-answer question.
    """
    document = parse(read_text(path), path)
    rules = validate(Rules, document)
    known = {question.id: question for question in catalog.questions}
    problems = []
    for question, options in rules.questions.items():
        if question not in known:
            what = f"the catalog has no question {question}"
            problems.append(problem(document, ("questions", question), what, one_of(question, known)))
            continue
        if known[question].takes_many == (question in rules.several):
            what = "stands in several just if it takes one answer"
            problems.append(problem(document, ("questions", question), what, "see several"))
        ids = [option.id for option in known[question].options]
        for option in options:
            if option not in ids:
                what = f"the question has no option {option}"
                problems.append(problem(document, ("questions", question, option), what, one_of(option, ids)))
    if problems:
        raise InputError(*problems)
    return rules


class Crosswalk:
    """The mapping from survey options to quiz options, for the people that it is given."""

    def __init__(self, rules: Rules, people: Iterable[Practitioner]) -> None:
        self.rules = rules
        self.nothing = set(rules.nothing)
        self.people = [
            (person, {question: set(map(_tidy, options)) for question, options in person.said.items()})
            for person in people
        ]
        self.offered: dict[tuple[int, str], set[str]] = {}
        for person, said in self.people:
            for question, options in said.items():
                self.offered.setdefault((person.year, question), set()).update(options)

    def labelled(self) -> Iterator[dict[str, Any]]:
        """One record of labelled answers for each person."""
        for person, said in self.people:
            yield self._label(person, said)

    def _label(self, person: Practitioner, said: Mapping[str, set[str]]) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        offered: dict[str, list[str]] = {}
        for question, options in self.rules.questions.items():
            states = {option: self._state(person.year, said, parts) for option, parts in options.items()}
            chosen = [option for option, state in states.items() if state]
            if question not in self.rules.several:
                known = [option for option, state in states.items() if state is not None]
                if known:
                    answers[question], offered[question] = chosen, known
            elif chosen and (len(chosen) == 1 or self.rules.several[question] == "first"):
                answers[question] = chosen[0]
        kept = person.model_dump(include={"id", "year", "role"}, exclude_unset=True)
        more = {
            name: "; ".join(sorted(said[question])) for name, question in self.rules.about.items() if question in said
        }
        return {**kept, "about": {**person.about, **more}, "answers": answers, "offered": offered}

    def _state(self, year: int, said: Mapping[str, set[str]], parts: Counterparts) -> bool | None:
        """Whether the person chose an option with these counterparts; None if unknown."""
        state = None
        for question, options in parts.items():
            if question not in said:
                continue
            on_offer = self.offered[year, question]
            if options == ASKED:
                state = bool(state)
                continue
            counted = on_offer - self.nothing if options == ANY else on_offer & set(options)
            if counted:
                state = bool(state) or bool(counted & said[question])
        return state


def _tidy(option: str) -> str:
    # The surveys differ between years in blanks and in the shape of apostrophes.
    return " ".join(option.replace("\u2019", "'").split())


def main(arguments: list[str]) -> None:
    """Read people from standard input, write labelled answers to standard output."""
    path = arguments[0] if arguments else str(CROSSWALK)
    rules = load_rules(path, load_catalog())
    for record in Crosswalk(rules, program.records("-", Practitioner)).labelled():
        print(json.dumps(record))


if __name__ == "__main__":
    program.run(main)
