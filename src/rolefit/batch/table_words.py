"""What words in the heads of a table mean: questions, their options, or what somebody wrote beside these."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property

from rolefit.answers.models import NONE_CHOSEN
from rolefit.catalog.models import Catalog, Question
from rolefit.catalog.names import normalized_name, normalized_question

ALMOST = 0.8
"""From which likeness on (Ratcliff and Obershelp, 0 to 1) a name is taken for another one with a slip."""


class Heads:
    """Says what a head of a column means."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def is_known(self, name: str) -> bool:
        """Whether a column with this head belongs to a question."""
        return self.question(name) is not None or self.tick(name) is not None

    def question(self, name: str) -> str | None:
        """The id of the question of which a column has whole answers."""
        names = self._catalog.question_names
        return next(
            (names[plain] for each in self._readings(name) if (plain := normalized_question(each)) in names), None
        )

    def tick(self, name: str) -> tuple[str, str] | None:
        """The id of the question and the words of the option, where a head has both.

        Words of no option count only where a slash or a bracket parts them from the question.
        """
        return next((found for each in self._readings(name) if (found := self._tick(normalized_name(each)))), None)

    def _readings(self, name: str) -> Iterator[str]:
        """A head as it stands, without the number of the question, and without the groups that it stands in."""
        yield name
        name = _NUMBER.sub("", name)
        yield name
        while "/" in name:
            group, _, name = name.partition("/")
            # What stands after a question is one of its options, also where another question is called so.
            if normalized_question(group) in self._catalog.question_names:
                return
            yield name

    def _tick(self, plain: str) -> tuple[str, str] | None:
        for known, question in self._longest:
            found = _OPTION.fullmatch(plain[len(known) :]) if plain.startswith(known) else None
            if found:
                mark, label = found["mark"].strip(), _SELECTED.sub("", found["label"])
                label = label.removesuffix({"[": "]", "(": ")"}.get(mark[-1:], ""))
                if mark[-1:] in {"/", "["} or self.means(question, label) is not None or is_other(label):
                    return question, label
        return None

    @cached_property
    def _longest(self) -> Sequence[tuple[str, str]]:
        names = self._catalog.question_names
        return sorted(names.items(), key=lambda item: len(item[0]), reverse=True)

    def blocks(self, names: Sequence[str]) -> list[tuple[str, list[int]]]:
        """Each question whose head stands over several columns, which have no head or the same one, and these."""
        runs = [(self.question(names[run[0]]), run) for run in under_one_head(names) if len(run) > 1]
        return [(question, run) for question, run in runs if question]

    def are_options(self, question: str, labels: Sequence[str]) -> bool:
        """Whether labels are options of a question: more than one of them, and more than are none of the catalog."""
        meant = [self.means(question, label) for label in labels]
        return len(set(filter(None, meant))) > max(1, meant.count(None))

    def means(self, question: str, label: str) -> tuple[str, ...] | None:
        """What a tick at these words means: an option, none of them, or nothing of the catalog."""
        words = normalized_name(label)
        option = self._catalog.question(question).option_names.get(words)
        return (option,) if option else () if words in _NONE else None


_NUMBER = re.compile(r"^\s*(?:question\s*|q)?\d+\s*[.):]\s*", re.IGNORECASE)

_OPTION = re.compile(r"(?P<mark>[?*. ]*[/.:\[(|> ])\s*(?P<label>\S.*)")
"""What follows the name of a question in the head of the column of one of its options."""

_SELECTED = re.compile("^selected choice ")
"""What Qualtrics puts before an option."""

_NONE = {NONE_CHOSEN, "none", "none of the above"}


def is_other(words: str) -> bool:
    """Whether words are what somebody wrote beside the options."""
    return normalized_name(words).startswith("other")


def almost(question: Question, words: str) -> str | None:
    """The option that words name with a slip."""
    names = question.option_names
    near = [] if is_other(words) else get_close_matches(normalized_name(words), names, n=1, cutoff=ALMOST)
    return names[near[0]] if near else None


def under_one_head(names: Sequence[str]) -> list[list[int]]:
    """The columns, those together that follow one another and have the same head or, but for the first, none."""
    runs: list[list[int]] = []
    for index, name in enumerate(names):
        if runs and name in {"", names[runs[-1][0]]}:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
