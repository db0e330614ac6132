"""Respondents: people whose record says more than what they answered."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from rolefit.answers.load import answers_in
from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.documents.parse import Document
from rolefit.documents.validation import problem
from rolefit.errors import InputError


class Respondent(Answers):
    """What a person answered, and what else is known of the person."""

    model_config = ConfigDict(extra="allow")

    about: Annotated[Mapping[str, Any], BeforeValidator(lambda value: value or {})] = Field(default_factory=dict)
    """What else is known of the person, such as country: never an answer. Further keys of the record count as well."""

    @property
    def told(self) -> dict[str, Any]:
        """All that the record says besides the answers, by name."""
        return {**(self.model_extra or {}), **self.about}

    def said_of(self, field: str) -> str | None:
        """What the record says of the person under this name; None if nothing."""
        value = self.told.get(field)
        return None if value is None else str(value)

    @property
    def fields(self) -> set[str]:
        """The names under which the record says something of the person."""
        return {name for name in self.told if self.said_of(name) is not None}


B = TypeVar("B", bound=Respondent)


def respondent_in(document: Document, catalog: Catalog, model: type[B]) -> B:
    """The answers of a record, in the catalog's order, as `model`.

    Raises InputError where they do not have that form, do not belong to the catalog, or a key is almost a known one.
    """
    person = answers_in(document, catalog, model)
    for key in person.model_extra or {}:
        meant = get_close_matches(key, model.model_fields, n=1, cutoff=0.8)
        if meant:
            raise InputError(problem(document, (key,), "is not a known key", f"did you mean {meant[0]}?"))
    for key, value in person.told.items():
        try:
            json.dumps({key: value}, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise InputError(problem(document, (), "has half a character in it", "write the whole one")) from error
    return person
