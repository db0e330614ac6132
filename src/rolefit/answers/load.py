"""Reading a person's answers from a file, also from an earlier result, and writing them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rolefit.answers.checks import as_meant, question_id
from rolefit.answers.former import as_asked_now, taken_over, was_asked
from rolefit.answers.models import A, Answers
from rolefit.catalog.former import FormerQuestion, FormerQuestions
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.files import check_writable, display_name, read_text
from rolefit.documents.parse import Document, parse
from rolefit.documents.validation import problem, validate
from rolefit.errors import InputError, Problem, excerpt


def load_answers(path: str | Path, catalog: Catalog) -> Answers:
    """Read a person's answers, or a result with them, from a YAML or JSON file; `-` is standard input.

    They come in the order of the catalog. Answers that can only be for an earlier version of it are taken over as far
    as they mean the same, with a FormerAnswersWarning. Raises InputError where the file cannot be read or its answers
    do not belong to the catalog.

    >>> from rolefit import load_answers, load_catalog
    >>> load_answers("examples/ml-engineer.yaml", load_catalog()).answers["horizon"]
    'months'
    """
    file = str(path)
    return answers_in(parse(read_text(file), display_name(file)), catalog, Answers)


def answers_in(document: Document, catalog: Catalog, model: type[A]) -> A:
    """The answers that a document holds, perhaps in a result, in the catalog's order, as `model`.

    Raises InputError where they do not have that form or do not belong to the catalog.
    """
    if not is_result(document):
        return _bare(document, catalog, model) or _validated(document, catalog, model)
    part = answers_part(document, model.model_fields, catalog)
    try:
        return _validated(part, catalog, model, _former_of(document, catalog))
    except InputError as error:
        found = (with_origin(each, document, catalog) for each in error.problems)
        raise InputError(*found) from error


def _bare(document: Document, catalog: Catalog, model: type[A]) -> A | None:
    """The answers of a mapping whose keys are questions themselves; None where it is no such mapping."""
    questions = bare_questions(document.data, catalog)
    if not questions:
        return None
    # What is neither a question nor a known key is a question with a slip, but where a record may say anything.
    is_open = model.model_config.get("extra") == "allow"
    keys = [key for key in document.data if key in questions or not (is_open or key in model.model_fields)]
    try:
        return _validated(document.with_keys_under("answers", keys), catalog, model)
    except InputError as error:
        # The key that was put in is not in the file.
        found = (replace(each, key=each.key.removeprefix("answers.")) for each in error.problems)
        raise InputError(*found) from error


def bare_questions(data: Any, catalog: Catalog) -> set[str]:
    """The keys of a mapping without `answers` that are questions, of the catalog or of an earlier version of it."""
    if not isinstance(data, dict) or "answers" in data:
        return set()
    former = {question.id for each in catalog.former for question in each.questions}
    return {key for key in data if isinstance(key, str) and (key in former or question_id(key, catalog))}


def _validated(document: Document, catalog: Catalog, model: type[A], former: FormerQuestions | None = None) -> A:
    if isinstance(document.data, dict) and "answers" not in document.data:
        question = catalog.questions[0]
        hint = f"write a line for each question, such as {question.id}: {question.options[0].id}"
        raise InputError(problem(document, (), "has no answers", hint))
    answers = validate(model, document)
    is_former = former is not None and was_asked(answers, former)
    answers = taken_over(answers, former, catalog) if former and is_former else as_asked_now(answers, catalog)
    meant, misfits = as_meant(answers, catalog)
    if misfits:
        raise InputError(*(problem(document, *found) for found in misfits))
    return meant


def check_replaceable(path: str) -> None:
    """Raise InputError where answers cannot be saved at `path`, or where that would destroy something else."""
    check_writable(path)
    target = Path(path)
    if not target.is_file() or target.stat().st_size == 0:
        return
    try:
        data = parse(read_text(path), path).data
    except InputError:
        data = None
    if not isinstance(data, dict) or "answers" not in data or {"format", "schema"} & data.keys():
        raise InputError(Problem("holds something else than answers", "name a new file", file=path))


def to_text(answers: Answers, path: str) -> str:
    """Answers as `load_answers` reads them back: as JSON for a file that ends in .json, else as YAML."""
    data = answers.model_dump(mode="json", exclude_defaults=True)
    if path.endswith(".json"):
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    import yaml  # noqa: PLC0415  # for whoever writes answers alone

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)


READ = "rolefit/result/1"
"""The format of results that are read; keys that it did not have yet are passed over."""


def is_result(document: Document) -> bool:
    """Whether a document says that it is something that rolefit printed."""
    return isinstance(document.data, dict) and "schema" in document.data


def answers_part(document: Document, keys: Iterable[str], catalog: Catalog) -> Document:
    """What a result holds under the keys of answers, as a document of its own.

    Of a result from another state of the catalog, options that it did not ask for count as not offered. Raises
    InputError where it is no result, or one of a version that is not read.
    """
    found = document.data["schema"]
    if found != READ:
        what = f"{excerpt(found)} is not read as answers"
        raise InputError(problem(document, ("schema",), what, f"give answers, or a result of the format {READ}"))
    data = {key: document.data[key] for key in keys if key in document.data}
    if _digest(document) != catalog.digest and isinstance(data.get("answers"), dict):
        former = _former_of(document, catalog)
        asked = former.questions if former else catalog.questions
        told = data.get("offered") or {}
        data["offered"] = {**_offered_then(document, asked), **told} if isinstance(told, dict) else told
    return replace(document, data=data)


def _former_of(document: Document, catalog: Catalog) -> FormerQuestions | None:
    """The earlier version of the catalog that a result is from."""
    told = document.data.get("catalog") if isinstance(document.data, dict) else None
    if not isinstance(told, dict) or told.get("name") != catalog.name:
        return None
    version = told.get("version")
    return next((former for former in catalog.former if former.version == version), None)


def with_origin(found: Problem, document: Document, catalog: Catalog) -> Problem:
    """A problem with a result, with the catalog that the result is from in the hint, if it is not this one."""
    if _digest(document) == catalog.digest:
        return found
    told = document.data.get("catalog")
    then = f"{told.get('name')} {told.get('version')}" if isinstance(told, dict) else "another catalog"
    now = f"{excerpt(catalog.name)} {excerpt(catalog.version)} ({catalog.digest})"
    hint = f"the result is from {excerpt(then)} ({excerpt(_digest(document), 14)}), which is not {now}"
    return replace(found, hint=f"{hint}; name its catalog with --roles")


def _digest(document: Document) -> str:
    told = document.data.get("catalog")
    return str(told.get("digest")) if isinstance(told, dict) else "unknown"


def _offered_then(document: Document, questions: Sequence[Question | FormerQuestion]) -> Mapping[str, tuple[str, ...]]:
    """Question id to the options that the result knows of, where the questions have others as well."""
    reasons = list(_reasons(document))
    offered = {}
    for question in questions:
        known = {option for name, option in reasons if name == question.id}
        both = tuple(option for option in question.option_ids if option in known)
        if question.takes_many and known and len(both) < len(question.option_ids):
            offered[question.id] = both
    return {name: options for name, options in offered.items() if options}


def _reasons(document: Document) -> Iterator[tuple[str, str]]:
    """The question and option of each reason that a result gives. Raises InputError where an option is none."""
    why = document.data.get("why")
    for i, reason in enumerate(why if isinstance(why, list) else ()):
        if isinstance(reason, dict) and isinstance(reason.get("question"), str):
            option = reason.get("option")
            if not isinstance(option, str):
                what = f"must be the id of an option, not {excerpt(option)}"
                raise InputError(problem(document, ("why", i, "option"), what, "leave a result as rolefit wrote it"))
            yield reason["question"], option
