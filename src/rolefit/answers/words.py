"""What an answer says, in the words that people use: ids of options or their labels, in any case, several in one text.

This is the one rule for YAML, JSON, JSON lines, the cells of tables, and answers that are made in Python.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rolefit.answers.models import NONE_CHOSEN, Answer
from rolefit.catalog.models import Option, Question
from rolefit.catalog.names import normalized_name, unambiguous
from rolefit.errors import did_you_mean, excerpt, nearest

NONE = ("[]", NONE_CHOSEN, "none")
"""What a text says where somebody was asked and chose none of the options, unless one of them is called so. An empty
text is a skipped question."""


class Slip(NamedTuple):
    """What is wrong with an answer."""

    at: int | None
    """Which of several texts is meant, from 0."""
    what: str
    hint: str
    words: str | None = None
    """Words that name no option, as they stand there; None where something else is wrong."""


def read_answer(question: Question, answer: Answer) -> tuple[Answer, list[Slip]]:
    """What an answer says: ids in the catalog's order, each once, one of them where one is taken; and its slips.

    Where there are any, the ids are not to be used.
    """
    if answer is None:
        return None, []
    texts = (answer,) if isinstance(answer, str) else answer
    if question.takes_many and (not texts or _says_none(question, texts)):
        return (), []
    if not texts:
        return None, [Slip(None, "takes one answer, not an empty list", "write null to skip it")]
    ids, slips = read_options(question, texts)
    if question.takes_many:
        return ids or None, slips
    if len(ids) > 1:
        slips.append(Slip(None, f"takes one answer, not {len(ids)}", f"keep one of {', '.join(ids)}"))
    return ids[0] if ids else None, slips


def _says_none(question: Question, texts: Sequence[str]) -> bool:
    # Some programs end each answer with what parts it from the next.
    words = normalized_name(texts[0].rstrip("; |,"))
    return len(texts) == 1 and words in NONE and words not in question.option_names


def read_options(question: Question, texts: Sequence[str]) -> tuple[tuple[str, ...], list[Slip]]:
    """The options that are named in some texts, as ids in the catalog's order, and what names none."""
    known = question.option_ids
    chosen, slips = set(), []
    for index, text in enumerate(texts):
        if text in known:
            chosen.add(text)
            continue
        found, unknown = _named(question, text)
        chosen.update(found)
        for words in unknown:
            what = f"there is no option {excerpt(words)}"
            slips.append(Slip(index if len(texts) > 1 else None, what, _hint(question, words), words))
    return tuple(option for option in known if option in chosen), slips


def _named(question: Question, text: str) -> tuple[list[str], list[str]]:
    """The options that a text names, and those of its parts that name none, as they stand there."""
    names = question.option_names
    words = normalized_name(text.strip().replace("\n", ";"))
    found = [names[words]] if words in names else _ids(question, text)
    if found:
        return found, []
    unknown: list[str] = []
    start = 0
    pattern = _pattern(tuple(names))
    while start < len(words):
        option = pattern.match(words, start)
        if option:
            found += [names[option[1]]] if option[1] else []
            start = option.end()
            continue
        end = _PART_END.search(words, start)
        part = words[start : end.start() if end else len(words)]
        several = _joined(question, part.strip())
        unknown += [] if several else [part.strip()]
        found += several
        start += len(part) + 1
    written = {normalized_name(part): part.strip() for part in re.split(r"[;,|\n]", text)} if unknown else {}
    return found, [written.get(part, part) for part in unknown]


def _ids(question: Question, text: str) -> list[str]:
    """The options in a text of ids with spaces between them, as ODK writes it; none where it says anything else."""
    parts = text.split()
    ids = _ids_by_name(question.option_ids)
    found = [ids.get(normalized_name(part), "") for part in parts] if len(parts) > 1 else []
    return found if all(found) else []


@lru_cache(1000)
def _ids_by_name(options: tuple[str, ...]) -> dict[str, str]:
    return {normalized_name(option): option for option in options}


@lru_cache(1000)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Matches one of some names, or nothing, up to a semicolon, a comma, a bar or the end."""
    # The longest first: the words of an option may have commas, and begin like those of another.
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, longest))}|)\s*(?:[;,|]\s*|$)")


_PART_END = re.compile("[;,|]")

_AND = re.compile(r" (?:and|or) | ?[/&] ?")


def _joined(question: Question, text: str) -> list[str]:
    """The options in a text such as "SQL and R" or "R and RStudio"; none where a part of it says something else.

    A signal counts only beside the name of its option: alone, it says less than whoever offers the option asks.
    """
    signals = _signals(question.options)
    parts = _AND.split(text)
    found = [option for option in map(question.option_names.get, parts) if option]
    is_clear = all(part in question.option_names or signals.get(part) in found for part in parts)
    return found if is_clear else []


@lru_cache(1000)
def _signals(options: tuple[Option, ...]) -> dict[str, str]:
    return unambiguous((normalized_name(each), option.id) for option in options for each in option.signals)


def _hint(question: Question, text: str) -> str:
    """What would be right: the option that a text tells of, those whose id or label is near, else all of them."""
    words = normalized_name(text)
    if question.takes_many and words in NONE:
        return f"{NONE_CHOSEN} stands alone"
    told = _signals(question.options).get(words)
    near = [told] if told else [question.option_names[name] for name in nearest(words, question.option_names)]
    return did_you_mean(list(dict.fromkeys(near))) or f"it is one of {', '.join(question.option_ids)}"
