"""Cells of CSV: the options that one cell names, by their ids or words, with semicolons or commas between them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rolefit.answers.models import NONE_CHOSEN
from rolefit.catalog.models import Question
from rolefit.documents.validation import excerpt
from rolefit.errors import InputError, Problem, near
from rolefit.scoring.scorer import Given


def plain_words(text: str) -> str:
    """Words as they are compared: in any case, with any space between them, any apostrophe."""
    return " ".join(text.split()).casefold().replace("\u2019", "'")


NONE = ("[]", NONE_CHOSEN)
"""What a cell says where somebody was asked and chose none of the options. An empty cell is a skipped question."""


MOST_CELLS = 20_000
"""How many different cells of one question are remembered."""


class Cells:
    """Reads the cells of the column of one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._remembered = lru_cache(MOST_CELLS)(self._answer)
        self._options = {plain_words(name): o.id for o in question.options for name in (o.id, o.label)}
        # The longest first: the words of an option may have commas, and begin like those of another.
        names = sorted(self._options, key=len, reverse=True)
        self._next = re.compile(rf"({'|'.join(map(re.escape, names))}|)\s*(?:[;,]\s*|$)")

    def answer(self, cell: str) -> Given:
        """What a cell says; None where it is empty. Raises InputError where it has something else than options."""
        return self._remembered(cell)

    def _answer(self, cell: str) -> Given:
        text = plain_words(cell.strip().replace("\n", ";"))
        if self.question.takes_many and text in NONE:
            return frozenset()
        chosen = frozenset(self._several(text))
        if not chosen or self.question.takes_many:
            return chosen or None
        if len(chosen) > 1:
            hint = f"keep one of {', '.join(sorted(chosen))}"
            raise InputError(Problem(f"takes one answer, not {len(chosen)}", hint, key=self.question.id))
        return next(iter(chosen))

    def _several(self, text: str) -> Iterator[str]:
        start = 0
        while start < len(text):
            found = self._next.match(text, start)
            if not found:
                yield self.option(re.split(r"[;,]", text[start:])[0].strip())
                return
            if found[1]:
                yield self._options[found[1]]
            start = found.end()

    def option(self, name: str) -> str:
        """The id of the option with this id or these words. Raises InputError where there is none."""
        name = plain_words(name)
        if name in self._options:
            return self._options[name]
        ids = [option.id for option in self.question.options]
        hint = near(name, self._options) or f"it is one of {', '.join(ids)}"
        if self.question.takes_many and name in {*NONE, "none"}:
            hint = f"{NONE_CHOSEN} stands alone in its cell"
        raise InputError(Problem(f"there is no option {excerpt(name)}", hint, key=self.question.id))
