"""What the cells of a table say of one question: whole answers, a column for each option, or both."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rolefit.answers.models import NONE_CHOSEN
from rolefit.answers.words import read_answer
from rolefit.batch.table_head import QuestionColumns, Tick
from rolefit.batch.table_words import almost, is_other
from rolefit.catalog.models import Question
from rolefit.catalog.names import normalized_name
from rolefit.errors import InputError, Problem, excerpt
from rolefit.scoring.replies import Qualified, Reply

TICKED = frozenset(
    {"1", "1.0", "x", "y", "yes", "true", "on", "checked", "selected", "\u2713", "\u2714", "\u2611", "\u2612"}
)
"""What a cell of an option says where it was chosen, besides the option itself, in small letters."""

NOT_TICKED = frozenset({"0", "0.0", "n", "no", "false", "off", "unchecked", "not selected", "\u2610"})
"""What it says where it was not chosen, besides nothing."""


class Said(NamedTuple):
    """What a person said to a question."""

    answer: Reply
    noted: tuple[str, ...] = ()
    """Words that are none of its options."""


MOST_CELLS = 20_000
"""How many different cells of one question are remembered."""


class Cells:
    """Reads the cells of the columns of one question, which has any; `names` are those of all columns."""

    def __init__(self, question: Question, columns: QuestionColumns, names: Sequence[str] = ()) -> None:
        self._question, self._columns, self._names = question, columns, names
        asked = frozenset(option for tick in columns.ticks for option in tick.means or ())
        self._asked, self._is_part = asked, 0 < len(asked) < len(question.option_ids)
        self.has_noted = False
        """Whether any cell so far had words that are no option."""
        self._remembered = lru_cache(MOST_CELLS)(self._read)

    def people(self, columns: Sequence[Sequence[Any]]) -> list[Said]:
        """What everybody said, by all columns of a table. Raises InputError as `person` does."""
        indexes = self._columns.indexes
        if not self._columns.ticks:
            return list(map(self._remembered, columns[indexes[0]]))
        return list(map(self._remembered, zip(*(columns[index] for index in indexes), strict=True)))

    def person(self, row: Sequence[Any]) -> Said:
        """What a row says.

        Raises InputError where it has almost an option, several where one is taken, a tick that is none, or columns
        that contradict each other.
        """
        cells = tuple(row[index] for index in self._columns.indexes)
        return self._remembered(cells if self._columns.ticks else cells[0])

    def _read(self, cells: Any) -> Said:
        said = self._read_all(cells) if self._columns.ticks else self._whole(cells)
        self.has_noted = self.has_noted or bool(said.noted)
        # Of an option without a column nothing is known, unless a whole answer has it.
        if self._is_part and isinstance(said.answer, frozenset):
            return said._replace(answer=Qualified(said.answer, offered=self._asked | said.answer))
        return said

    def _whole(self, cell: str | tuple[str, ...] | None) -> Said:
        """What a whole answer says, which is text or a list of texts."""
        if not isinstance(cell, str | tuple | None):
            raise InputError(Problem(f"is {excerpt(cell)}, no text", "make it text", key=self._question.id))
        if isinstance(cell, tuple) and None in cell:
            hint = "null stands for a whole list"
            raise InputError(Problem("has a null in its list", hint, key=self._question.id))
        answer, slips = read_answer(self._question, cell)
        # Whoever wrote something of their own may have chosen none besides.
        is_none = (
            self._question.takes_many and not answer and any(slip.words and _is_none(slip.words) for slip in slips)
        )
        wrong = [slip for slip in slips if slip.words is None or self._is_slip(slip.words, is_none=is_none)]
        if wrong:
            raise InputError(*(Problem(slip.what, slip.hint, key=self._question.id) for slip in wrong))
        # Words that are no option say nothing of the options.
        answer = () if is_none else answer or None if slips else answer
        return Said(
            frozenset(answer) if isinstance(answer, tuple) else answer,
            tuple(slip.words for slip in slips if slip.words is not None and not _is_none(slip.words)),
        )

    def _is_slip(self, words: str, *, is_none: bool) -> bool:
        return not is_none if _is_none(words) else almost(self._question, words) is not None

    def _read_all(self, cells: tuple[Any, ...]) -> Said:
        """What a whole answer, if there is a column for it, and the ticks say; both are to say the same."""
        if self._columns.whole is None:
            return self._ticked(cells)
        try:
            whole = self._whole(cells[0])
        except InputError:
            # Some programs put the words of options together in a way that cannot be taken apart.
            ticked = self._ticked(cells[1:])
            if ticked.answer is None:
                raise
            return ticked
        ticked = self._ticked(cells[1:], has_words=bool(whole.noted))
        if whole.noted and ticked.answer and not any(map(is_other, whole.noted)):
            return ticked
        if whole.answer is not None and ticked.answer is not None:
            self._check_agreement(_options(whole.answer), _options(ticked.answer))
        answer = ticked.answer if whole.answer is None else whole.answer
        return Said(answer, tuple(dict.fromkeys((*whole.noted, *ticked.noted))))

    def _check_agreement(self, whole: frozenset[str], ticked: frozenset[str]) -> None:
        if whole & self._asked == ticked:
            return
        others = excerpt(self._name(0)) + (" and its like" if len(self._columns.ticks) > 1 else "")
        what = f"says {self._told(whole)}, {others} {self._told(ticked)}"
        name = self._names[self._columns.indexes[0]]
        raise InputError(Problem(what, "make them agree, or leave one of them out", key=excerpt(name)))

    def _told(self, options: frozenset[str]) -> str:
        return ", ".join(option for option in self._question.option_ids if option in options) or NONE_CHOSEN

    def _ticked(self, cells: Sequence[Any], *, has_words: bool = False) -> Said:
        """What ticks say: nothing where all cells are empty, none of the options where some say no and none yes.

        Who has words that are no option, here or in a whole answer, and ticked nothing else skipped the question.
        """
        chosen: list[str] = []
        noted: list[str] = []
        is_none = False
        for place, (tick, cell) in enumerate(zip(self._columns.ticks, cells, strict=True)):
            words = "" if is_nothing(cell) else str(cell).strip()
            if tick.means is None:
                noted += self._beside(tick, words)
            elif self._is_ticked(place, words):
                chosen += tick.means
                is_none = is_none or not tick.means
        self._check(chosen, is_none=is_none)
        if not self._question.takes_many:
            return Said(chosen[0] if chosen else None, tuple(noted))
        is_declined = not has_words and not noted and any(_plain(cell) in NOT_TICKED for cell in cells)
        return Said(frozenset(chosen) if chosen or is_none or is_declined else None, tuple(noted))

    def _check(self, chosen: Sequence[str], *, is_none: bool) -> None:
        what = hint = ""
        if is_none and chosen:
            what, hint = f"has {NONE_CHOSEN} ticked and {', '.join(chosen)} too", f"{NONE_CHOSEN} stands alone"
        elif len(chosen) > 1 and not self._question.takes_many:
            what, hint = f"takes one answer, not {len(chosen)}", f"keep one of {', '.join(chosen)}"
        if what:
            raise InputError(Problem(what, hint, key=self._question.id))

    def _beside(self, tick: Tick, words: str) -> list[str]:
        """The words in a column that is of no option: its head, where it is ticked."""
        plain = _plain(words)
        return [] if not words or plain in NOT_TICKED else [tick.label] if plain in TICKED else [words]

    def _is_ticked(self, place: int, words: str) -> bool:
        tick = self._columns.ticks[place]
        plain = _plain(words)
        if not words or plain in NOT_TICKED:
            return False
        if plain in TICKED or plain == normalized_name(tick.label):
            return True
        if tick.means and self._question.option_names.get(normalized_name(words)) == tick.means[0]:
            return True
        hint = f"write x or 1 where {excerpt(tick.label)} was chosen, else 0 or nothing"
        raise InputError(
            Problem(f"is neither ticked nor empty: {excerpt(words)}", hint, key=excerpt(self._name(place)))
        )

    def _name(self, place: int) -> str:
        return self._names[self._columns.ticks[place].column]


def _is_none(words: str) -> bool:
    return normalized_name(words) in {NONE_CHOSEN, "none"}


def _options(answer: Reply) -> frozenset[str]:
    return answer if isinstance(answer, frozenset) else frozenset([answer] if isinstance(answer, str) else [])


def is_nothing(cell: Any) -> bool:
    """Whether a cell is empty; pandas has no other number for that than one that is not like itself."""
    return cell is None or cell == "" or cell != cell  # noqa: PLR0124


def _plain(cell: Any) -> str:
    return normalized_name(str(cell))
