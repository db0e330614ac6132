"""What a catalog says, as a whole, and by which names its parts are found.

The models of its parts stand beside it: questions, roles, texts.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.questions import Option, Question
from rolefit.catalog.roles import (
    Disagreement,
    Relation,
    Role,
    Share,
    Source,
    Statement,
    Topic,
    Unclear,
    normalized_name,
)
from rolefit.catalog.texts import LONGEST_KEYWORD, Language, Texts
from rolefit.documents.validation import Id, Line, Model, excerpt
from rolefit.errors import InputError, Problem, near, one_of

__all__ = [
    "LONGEST_KEYWORD",
    "Catalog",
    "CatalogRef",
    "Disagreement",
    "Language",
    "Option",
    "Question",
    "Relation",
    "Role",
    "Share",
    "Source",
    "Statement",
    "Texts",
    "Topic",
    "Unclear",
]


class Catalog(Model):
    """A sound catalog: every id that it uses is defined, and every role has a share for every option.

    It comes from `load_catalog`, which checks that.

    >>> from rolefit import load_catalog
    >>> catalog = load_catalog()
    >>> len(catalog.questions), catalog.role("machine-learning engineer").id, len(catalog.digest)
    (13, 'mle', 12)
    """

    format: Literal["rolefit/catalog/1"]
    """The format, and its version."""
    name: Line
    """What the catalog is called."""
    version: Line
    """Which state of the catalog it is; any text."""
    sources: dict[Id, Source]
    """Source id to source."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """What is asked, in this order."""
    topics: tuple[Topic, ...] = ()
    """The headings under which facts are shown, in this order."""
    texts: Texts | None = None
    """How texts are read; without it, none can be."""
    roles: Annotated[tuple[Role, ...], Field(min_length=2)]
    """The roles that are told apart."""
    relations: tuple[Relation, ...] = ()
    """What passes between roles."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where the sources contradict each other."""

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the contents; comments and layout do not change it."""
        return self._digest

    def question(self, question: str) -> Question:
        """The question with this id; KeyError if there is none."""
        return self._questions_by_id[question]

    def role(self, name: str) -> Role:
        """The role with this id, title or alias, in any case, with spaces, hyphens or underscores.

        Raises InputError, with the near names, if there is none.
        """
        found = self._roles_by_name.get(normalized_name(name))
        if found is None:
            hint = near(normalized_name(name), self._roles_by_name) or one_of(name, [role.id for role in self.roles])
            raise InputError(Problem(f"there is no role {excerpt(name)}", hint))
        return found

    @cached_property
    def _digest(self) -> str:
        contents = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:12]

    @cached_property
    def _questions_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _roles_by_name(self) -> Mapping[str, Role]:
        return {normalized_name(name): role for role in self.roles for name in role.names}


class CatalogRef(Model):
    """Which catalog a result comes from."""

    name: str
    """What the catalog is called."""
    version: str
    """Which state of the catalog it is."""
    digest: str
    """Twelve hexadecimal digits that change with the contents of the catalog."""

    @classmethod
    def of(cls, catalog: Catalog) -> "CatalogRef":
        """Refer to this catalog."""
        return cls(name=catalog.name, version=catalog.version, digest=catalog.digest)
