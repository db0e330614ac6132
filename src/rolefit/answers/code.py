"""The answers code: all of a person's answers in one short line that can be read over the phone.

Each question is a digit of a number whose base is how many answers there are to it, with skipping it among them; then
come the importances, a fingerprint of what is asked, and a check. The number is written in Crockford's base 32
(https://www.crockford.com/base32.html): no letters that look alike, case and hyphens do not matter.
"""

import hashlib
import re
from base64 import b32encode
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from rolefit.answers.checks import check_answers
from rolefit.answers.former import taken_over
from rolefit.answers.models import Answer, Answers, Importance
from rolefit.catalog.former import FormerQuestion
from rolefit.catalog.models import Catalog, Question
from rolefit.errors import InputError, Problem, excerpt

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Letters that are not used, and what is meant by them."""

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
"""Whatever may stand between letters: programs make longer dashes of hyphens."""

GROUP = 4
"""How many letters stand between two hyphens."""

CHECK = 32749
"""The largest prime below 32 to the power of 3. The remainder by it shows every wrong letter and every two neighbours
that changed places: they change the number by less than 32 times 31 times a power of 2, never by a multiple of it."""

FINGERPRINTS = 2**15

PLAIN = 32**3
"""How many values the fingerprint, and the letters of the check, can have."""

MISSING = 3
"""How many letters too few or too many a text may have to be taken for a code where a name may stand as well."""

_GROUPS = re.compile(r"[0-9A-Za-z]{4}(-[0-9A-Za-z]{1,5})+")

_LONGEST = 500
"""How many letters a code of another catalog may have: enough for hundreds of questions."""

_SHOWN = 60
"""How much of a wrong code is shown: all of it, if it has about the right length."""

AnyQuestion: TypeAlias = Question | FormerQuestion

IMPORTANCES: Sequence[Importance] = ("normal", "high", "low")


def to_code(answers: Answers, catalog: Catalog) -> str | None:
    """The code of a person's answers; None where not all options were on offer, which no code can say."""
    answers = check_answers(answers, catalog)
    return Coder(catalog).code(answers)


class Coder:
    """Makes the codes of many people's sound answers to one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._length, self._fingerprint = _length(catalog.questions), _fingerprint(catalog.questions)
        self._questions: dict[str, tuple[Question, int, int]] = {}
        unit = 1
        for question in reversed(catalog.questions):
            self._questions[question.id] = question, 0, unit
            unit *= len(IMPORTANCES)
        for question in reversed(catalog.questions):
            _, _, of_importance = self._questions[question.id]
            self._questions[question.id] = question, unit, of_importance
            unit *= _state_count(question)

    def code(self, answers: Answers) -> str | None:
        """The code of answers in the catalog's ids; None where not all options were on offer."""
        if answers.offered:
            return None
        given, importance = answers.answers, answers.importance
        return self.of_parts(
            sum(self.part(name, given.get(name), importance.get(name, "normal")) for name in self._questions)
        )

    def part(self, question: str, answer: str | Collection[str] | None, importance: Importance) -> int:
        """What the answer to a question, and how much that matters, adds to the number that a code stands for."""
        asked, of_state, of_importance = self._questions[question]
        return _state(asked, answer) * of_state + IMPORTANCES.index(importance) * of_importance

    def of_parts(self, whole: int) -> str:
        """The code of all parts together."""
        number = whole * FINGERPRINTS + self._fingerprint
        return _grouped_letters(number * PLAIN + number % CHECK, self._length)


def from_code(code: str, catalog: Catalog) -> Answers:
    """The answers that a code stands for; of one for an earlier version of the catalog, as far as they mean the same.

    Raises InputError where it has a typing slip, or belongs to a catalog that asks something else.
    """
    letters, length = len(_letters(code)), _length(catalog.questions)
    if not letters:
        raise InputError(Problem("the code is empty", "copy it from a result, letters and hyphens", key="--code"))
    shown = f"the code {excerpt(code, _SHOWN)}"
    hint = "compare it letter by letter, or name its catalog with --roles"
    other_length = Problem(f"{shown} has {letters:,} letters, not {length}", hint, key="--code")
    # The time that decoding takes grows with the square of the length.
    if letters > max(_LONGEST, length, *(_length(former.questions) for former in catalog.former)):
        raise InputError(other_length)
    number, check = divmod(_number_of(code), PLAIN)
    if number % CHECK != check and letters != length:
        raise InputError(other_length)
    if number % CHECK != check:
        raise InputError(Problem(f"{shown} has a slip in it", "compare it letter by letter", key="--code"))
    number, fingerprint = divmod(number, FINGERPRINTS)
    signed = (fingerprint, letters)
    if signed == signature(catalog.questions):
        return check_answers(_decoded(number, catalog.questions), catalog)
    for former in catalog.former:
        if signed == signature(former.questions):
            return check_answers(taken_over(_decoded(number, former.questions), former, catalog), catalog)
    hint = "name the catalog with --roles"
    what = f"{shown} belongs to another catalog than {excerpt(catalog.name)}"
    raise InputError(Problem(what, hint, key="--code"))


def looks_like_code(text: str, catalog: Catalog) -> bool:
    """Whether a text can be meant as a code for a catalog, slips and all.

    It has a digit, and about as many letters as such codes have, or groups of them as codes have.
    """
    letters = _letters(text)
    if not (letters.isascii() and letters.isalnum() and re.search(r"\d", text)):
        return False
    lengths = [_length(catalog.questions), *(_length(former.questions) for former in catalog.former)]
    is_long = any(abs(len(letters) - length) <= MISSING for length in lengths)
    return is_long or bool(_GROUPS.fullmatch(text) and 2 * len(letters) >= min(lengths))


def _decoded(number: int, questions: Sequence[AnyQuestion]) -> Answers:
    importance, answers = {}, {}
    for question in reversed(questions):
        number, state = divmod(number, len(IMPORTANCES))
        if state:
            importance[question.id] = IMPORTANCES[state]
    for question in reversed(questions):
        number, state = divmod(number, _state_count(question))
        if state:
            answers[question.id] = _answer(question, state)
    return Answers.model_validate({"answers": answers, "importance": importance})


def signature(questions: Sequence[AnyQuestion]) -> tuple[int, int]:
    """What tells the codes for these questions from others: their fingerprint, and how many letters they have."""
    return _fingerprint(questions), _length(questions)


def _state_count(question: AnyQuestion) -> int:
    options = len(question.options)
    return 1 + (2**options if question.takes_many else options)


def _state(question: AnyQuestion, answer: str | Collection[str] | None) -> int:
    """0 for a skipped question, else 1 more than the index of the option, or than the sum of 2 to those indexes."""
    if answer is None:
        return 0
    chosen = {answer} if isinstance(answer, str) else answer
    indexes = [i for i, option in enumerate(question.option_ids) if option in chosen]
    return 1 + (sum(2**index for index in indexes) if question.takes_many else indexes[0])


def _answer(question: AnyQuestion, state: int) -> Answer:
    if question.takes_many:
        return tuple(option for i, option in enumerate(question.option_ids) if (state - 1) >> i & 1)
    return question.option_ids[state - 1]


def _fingerprint(questions: Sequence[AnyQuestion]) -> int:
    """Changes with the questions and options, not with their words, shares or weights."""
    asked: Mapping[str, list[str]] = {q.id: [q.kind, *q.option_ids] for q in questions}
    return int.from_bytes(hashlib.sha256(repr(asked).encode()).digest()[:2], "big") % FINGERPRINTS


def _length(questions: Sequence[AnyQuestion]) -> int:
    """How many letters a code of answers to these questions has, without hyphens."""
    most = PLAIN * FINGERPRINTS
    for question in questions:
        most *= _state_count(question) * len(IMPORTANCES)
    return -(-(most - 1).bit_length() // 5)


_IN_CROCKFORDS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", LETTERS)
"""From the letters of base 32 in RFC 4648, which the standard library writes."""


def _grouped_letters(number: int, length: int) -> str:
    # Eight letters are five bytes.
    padded = b32encode(number.to_bytes(-(-length // 8) * 5, "big"))
    letters = padded.decode().translate(_IN_CROCKFORDS)[-length:]
    return "-".join(letters[i : i + GROUP] for i in range(0, length, GROUP))


def _letters(code: str) -> str:
    return "".join(_BETWEEN.split(code.upper())).translate(ALIKE)


def _number_of(code: str) -> int:
    number = 0
    for letter in _letters(code):
        if letter not in LETTERS:
            hint = "it has digits, letters without U, and hyphens"
            raise InputError(Problem(f"the code has {letter} in it", hint, key="--code"))
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number
