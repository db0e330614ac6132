"""Results that were written earlier, read as the answers that they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from rolefit.catalog import Catalog
from rolefit.documents import Document
from rolefit.errors import InputError, Problem
from rolefit.models import excerpt, problem

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
        data["offered"] = {**_offered_then(document, catalog), **(data.get("offered") or {})}
    return replace(document, data=data)


def with_origin(found: Problem, document: Document, catalog: Catalog) -> Problem:
    """A problem with a result, with the catalog that the result is from in the hint, if it is not this one."""
    if _digest(document) == catalog.digest:
        return found
    told = document.data.get("catalog")
    then = f"{told.get('name')} {told.get('version')}" if isinstance(told, dict) else "another catalog"
    hint = f"the result is from {excerpt(then)} ({_digest(document)}), which is not {catalog.name} {catalog.version}"
    return replace(found, hint=f"{hint} ({catalog.digest}); name its catalog with --roles")


def _digest(document: Document) -> str:
    told = document.data.get("catalog")
    return str(told.get("digest")) if isinstance(told, dict) else "unknown"


def _offered_then(document: Document, catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Question id to the options that the result knows of, where the catalog has others by now."""
    why = [reason for reason in _records(document.data.get("why")) if isinstance(reason.get("question"), str)]
    offered = {}
    for question in catalog.questions:
        known = {reason.get("option") for reason in why if reason["question"] == question.id}
        both = tuple(option.id for option in question.options if option.id in known)
        if question.takes_many and known and len(both) < len(question.options):
            offered[question.id] = both
    return {name: options for name, options in offered.items() if options}


def _records(data: Any) -> list[dict[str, Any]]:
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []
