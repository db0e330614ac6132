"""Cells: the answers to one question as a table has them, by the ids of options or their words."""

import re
from collections.abc import Iterator

from rolefit.answers import NONE_CHOSEN
from rolefit.catalog import Question
from rolefit.csv_head import plain_words
from rolefit.errors import InputError, Problem, near
from rolefit.models import excerpt

NONE = ("[]", NONE_CHOSEN)
"""What a cell says where somebody was asked and chose none of the options. An empty cell is a skipped question."""


class Cells:
    """Reads the cells of the column of one question."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._options = {plain_words(name): o.id for o in question.options for name in (o.id, o.label)}
        # The longest first: the words of an option may have commas, and begin like those of another.
        names = sorted(self._options, key=len, reverse=True)
        self._next = re.compile(rf"({'|'.join(map(re.escape, names))}|)\s*(?:[;,]\s*|$)")

    def chosen(self, cell: str) -> frozenset[str] | None:
        """The ids of the options in a cell; None where it is empty. Raises InputError where it has something else."""
        text = plain_words(cell.strip().replace("\n", ";"))
        if not text:
            return None
        if self._question.takes_many and text in NONE:
            return frozenset()
        chosen = frozenset(self._several(text))
        if len(chosen) > 1 and not self._question.takes_many:
            hint = f"keep one of {', '.join(sorted(chosen))}"
            raise InputError(Problem(f"takes one answer, not {len(chosen)}", hint, key=self._question.id))
        return chosen or None

    def _several(self, text: str) -> Iterator[str]:
        place = 0
        while place < len(text):
            found = self._next.match(text, place)
            if not found:
                yield self.option(re.split(r"[;,]", text[place:])[0].strip())
                return
            if found[1]:
                yield self._options[found[1]]
            place = found.end()

    def option(self, name: str) -> str:
        """The id of the option with this id or these words. Raises InputError where there is none."""
        name = plain_words(name)
        if name in self._options:
            return self._options[name]
        ids = [option.id for option in self._question.options]
        hint = near(name, self._options) or f"it is one of {', '.join(ids)}"
        if self._question.takes_many and name in {*NONE, "none"}:
            hint = f"{NONE_CHOSEN} stands alone in its cell"
        raise InputError(Problem(f"there is no option {excerpt(name)}", hint, key=self._question.id))
