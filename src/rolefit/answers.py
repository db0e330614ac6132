"""A person's answers: the model, reading them from a file, checking them against a catalog, writing them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar

import yaml
from pydantic import BeforeValidator, Field, StrictStr
from pydantic_core import PydanticCustomError

from rolefit import documents, earlier_results, files, models
from rolefit.catalog import Catalog, Question
from rolefit.errors import InputError, Problem, one_of
from rolefit.models import Id, Model


def _one_kind(value: object) -> object:
    # Without this, pydantic lists what is wrong for each member of the union.
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(option, str) for option in value):
        return tuple(value)
    kind, message = "answer", "must be an option, a list of options, or null; put words such as yes or 3 in quotes"
    raise PydanticCustomError(kind, message)


Answer: TypeAlias = Annotated[str | tuple[str, ...] | None, BeforeValidator(_one_kind)]
"""An option id (one-answer question), option ids (many-answer question; none of them is `()`), or skipped."""


Importance: TypeAlias = Literal["high", "normal", "low"]
"""How much a question matters: high doubles its weight, low halves it."""


def name_of_a_person(value: Any) -> str | int | None:
    """The value, if a batch can call a person so. Raises PydanticCustomError."""
    # JSON can escape half a character, which no file can hold.
    half = isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)
    if half or isinstance(value, bool) or not isinstance(value, str | int | None):
        kind, message = "person", "must be text, a whole number, or null"
        raise PydanticCustomError(kind, message)
    return value


PersonId: TypeAlias = Annotated[str | int | None, BeforeValidator(name_of_a_person)]
"""What a batch calls a person."""


NONE_CHOSEN = "none of these"
"""What people say who choose none of the options."""


NEXT_IMPORTANCE: Mapping[Importance, Importance] = {"normal": "high", "high": "low", "low": "normal"}
"""What comes after an importance where a person goes through them."""


def chosen_options(answer: Answer) -> tuple[str, ...]:
    """The options of an answer to a question of either kind; none of a skipped one."""
    return (answer,) if isinstance(answer, str) else answer or ()


def chose(answers: "Mapping[str, Answer] | None", question: str, option: str) -> bool:
    """Whether an option was chosen, by the answers of somebody, if there are any."""
    return option in chosen_options((answers or {}).get(question))


class Answers(Model):
    """What a person answered. Whether it belongs to a catalog is checked by what takes both.

    Raises pydantic's ValidationError where an answer is neither text, a list of text, nor None.

    >>> from rolefit import Answers
    >>> given = Answers(answers={"tools": ["sql", "r"], "horizon": "weeks"}, importance={"tools": "high"})
    >>> given.answers["tools"]
    ('sql', 'r')
    """

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            answers: Mapping[str, str | Sequence[str] | None],
            importance: Mapping[str, Importance] = ...,
            offered: Mapping[str, Sequence[str]] = ...,
            id: PersonId = ...,  # noqa: A002  # the name of the field
        ) -> None:
            """Any sequence is taken, and kept as a tuple."""

    answers: Mapping[Id, Answer]
    """Question id to the answer: an option id, or a list of them where many may be given, empty for none of these;
    missing or null: skipped."""
    importance: Mapping[Id, Importance] = Field(default_factory=dict)
    """Question id to how much it matters: high doubles its weight, low halves it."""
    offered: Mapping[Id, Annotated[tuple[StrictStr, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Question id to the options that were on offer, where that was not all of them: nothing is known of the rest."""
    id: PersonId = None
    """Whose answers these are, in a batch."""


def load_answers(path: str | Path, catalog: Catalog) -> Answers:
    """Read a person's answers, or a result with them, from a YAML or JSON file; `-` is standard input.

    They come in the order of the catalog. Raises InputError where the file cannot be read or its answers do not belong
    to the catalog.

    >>> from rolefit import load_answers, load_catalog
    >>> load_answers("examples/ml-engineer.yaml", load_catalog()).answers["horizon"]
    'months'
    """
    file = str(path)
    return answers_in(documents.parse(files.read_text(file), files.display_name(file)), catalog, Answers)


A = TypeVar("A", bound=Answers)


def answers_in(document: documents.Document, catalog: Catalog, model: type[A]) -> A:
    """The answers that a document holds, perhaps in a result, in the catalog's order, as `model`.

    Raises InputError where they do not have that form or do not belong to the catalog.
    """
    if not earlier_results.is_result(document):
        return _answers_in(document, catalog, model)
    part = earlier_results.answers_part(document, model.model_fields, catalog)
    try:
        return _answers_in(part, catalog, model)
    except InputError as error:
        found = (earlier_results.with_origin(each, document, catalog) for each in error.problems)
        raise InputError(*found) from error


def _answers_in(document: documents.Document, catalog: Catalog, model: type[A]) -> A:
    if isinstance(document.data, dict) and "answers" not in document.data:
        hint = "put the answers under the key answers, as in {answers: {question: option}}"
        raise InputError(models.problem(document, (), "has no answers", hint))
    answers = models.validate(model, document)
    problems = [models.problem(document, *found) for found in _misfits(answers, catalog)]
    if problems:
        raise InputError(*problems)
    return _normalise(answers, catalog)


def check_answers(answers: Answers, catalog: Catalog) -> Answers:
    """Return the answers in the catalog's order, each option once.

    Raises InputError where they name a question or option that the catalog lacks, or give one answer where many are
    taken or the reverse.
    """
    problems = [Problem(what, hint, key=".".join(map(str, path))) for path, what, hint in _misfits(answers, catalog)]
    if problems:
        raise InputError(*problems)
    return _normalise(answers, catalog)


def _normalise(answers: A, catalog: Catalog) -> A:
    """Put sound answers into the catalog's order, with each option once: the order of answers never matters."""

    def ordered(question: Question, answer: Answer) -> Answer:
        if isinstance(answer, tuple):
            return tuple(option.id for option in question.options if option.id in answer)
        return answer

    given = answers.answers
    kept = {q.id: ordered(q, given[q.id]) for q in catalog.questions if q.id in given}
    importance = {q.id: answers.importance[q.id] for q in catalog.questions if q.id in answers.importance}
    offered = {q.id: ordered(q, answers.offered[q.id]) for q in catalog.questions if q.id in answers.offered}
    return answers.model_copy(update={"answers": kept, "importance": importance, "offered": offered})


def check_replaceable(path: str) -> None:
    """Raise InputError where answers cannot be saved at `path`, or where that would destroy something else."""
    files.check_writable(path)
    target = Path(path)
    if not target.is_file() or target.stat().st_size == 0:
        return
    try:
        data = documents.parse(files.read_text(path), path).data
    except InputError:
        data = None
    if not isinstance(data, dict) or "answers" not in data or {"format", "schema"} & data.keys():
        raise InputError(Problem("holds something else than answers", "name a new file", file=path))


def to_text(answers: Answers, path: str) -> str:
    """Answers as `load_answers` reads them back: as JSON for a file that ends in .json, else as YAML."""
    data = answers.model_dump(mode="json", exclude_defaults=True)
    if path.endswith(".json"):
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)


def _misfits(answers: Answers, catalog: Catalog) -> Iterator[tuple[documents.Place, str, str]]:
    questions = {question.id: question for question in catalog.questions}
    parts: Mapping[str, Mapping[str, object]] = {
        "answers": answers.answers,
        "importance": answers.importance,
        "offered": answers.offered,
    }
    for part, given in parts.items():
        for name in given:
            if name not in questions:
                yield (part, name), f"there is no question {models.excerpt(name)}", one_of(name, questions)
    for name, answer in answers.answers.items():
        if name in questions and answer is not None:
            yield from _wrong_answer(questions[name], answer)
    for name, options in answers.offered.items():
        if name in questions:
            yield from _unknown_options(questions[name], options, ("offered", name))
            for option in chosen_options(answers.answers.get(name)):
                if option not in options:
                    yield ("answers", name), f"{models.excerpt(option)} is chosen but was not offered", "see offered"


def _wrong_answer(question: Question, answer: str | tuple[str, ...]) -> Iterator[tuple[documents.Place, str, str]]:
    path: documents.Place = ("answers", question.id)
    if question.takes_many and isinstance(answer, str):
        yield path, f"takes a list of options, not {models.excerpt(answer)}", f"write [{models.excerpt(answer)}]"
    elif not question.takes_many and not isinstance(answer, str):
        yield path, "takes one option, not a list", f"write for example {question.options[0].id}, or null to skip it"
    else:
        yield from _unknown_options(question, chosen_options(answer), path)


def _unknown_options(
    question: Question, options: tuple[str, ...], path: documents.Place
) -> Iterator[tuple[documents.Place, str, str]]:
    known = [option.id for option in question.options]
    for i, option in enumerate(options):
        if option not in known:
            step = (i,) if len(options) > 1 else ()
            yield (*path, *step), f"there is no option {models.excerpt(option)}", one_of(option, known)
