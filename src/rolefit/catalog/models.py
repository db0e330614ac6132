"""What a catalog says: questions, options, and the whole; the models of roles and texts stand beside it."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.former import FormerQuestions
from rolefit.catalog.names import normalized_name, normalized_question, unambiguous
from rolefit.catalog.roles import (
    Asks,
    Disagreement,
    Pair,
    Relation,
    Role,
    Share,
    Source,
    Statement,
    Topic,
    Unclear,
)
from rolefit.catalog.rules import OtherJob, OtherJobs, VerdictRule
from rolefit.catalog.texts import LONGEST_KEYWORD, Keyword, Language, ResumeSignals, Texts
from rolefit.documents.validation import Id, Line, Model
from rolefit.errors import InputError, Problem, excerpt, near, one_of


class Option(Model):
    """One answer that a question offers.

    >>> from rolefit import load_catalog
    >>> [option.id for option in load_catalog().question("horizon").options]
    ['days', 'weeks', 'months', 'years']
    """

    id: Id
    label: Line
    """What the person reads."""
    short: Line | None = None
    """The same in fewer words, for tables; without it, the label stands there as well."""
    topic: Line | None = None
    """What it is in two or three words, where it is counted as work; without it, what `short` says."""
    interview: Line | None = None
    """What somebody who applies asks an employer to learn whether the job has it."""
    signals: tuple[Keyword, ...] = ()
    """Words and phrases by which a text reveals the option, and the skills in a resume where many answers are taken;
    whole words, with a capital letter in them only as they are written, without one in any case."""
    resume: ResumeSignals = ResumeSignals()
    """Signals that count only in one section of a resume. Where a section is named with none, it is enough that there
    is such a section, and no signal tells of another option."""

    @property
    def name(self) -> str:
        """What it is in the fewest words that the catalog has."""
        return self.topic or self.short or self.label


class Question(Model):
    """What is asked.

    >>> from rolefit import load_catalog
    >>> question = load_catalog().question("tools")
    >>> question.kind, question.name, question.label("sql")
    ('many', 'Tools to build with', 'SQL, to get answers out of databases')
    """

    id: Id
    topic: Line | None = None
    """What the question is about, in a word or two; without it, its id as words."""
    ask: Line
    """What the person is asked."""
    kind: Literal["one", "many"]
    """Whether it takes one answer or any number of them."""
    weight: Annotated[float, Field(strict=True, ge=0, le=10)] = 0.0
    """How much the question counts: 1 if it says nothing twice, less the more it does."""
    weight_source: Id | None = None
    """Where the weight comes from, if it was fitted; without it, it is judged."""
    interview: Line | None = None
    """What somebody who applies asks an employer to learn the answer."""
    outside_fit: bool = False
    """Whether the answer says what a person brings, not what the person wants: it is told beside the fit, under what a
    role takes, and never moves it."""
    coverage: bool = False
    """Whether its options are the work that a team covers, or not: for a team, those who want each are counted."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The answers that it offers, in the order in which they are shown."""

    @property
    def takes_many(self) -> bool:
        """Whether any number of answers may be given."""
        return self.kind == "many"

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options, in their order."""
        return tuple(option.id for option in self.options)

    @property
    def name(self) -> str:
        """What it is about in a word or two, which can head a line."""
        return self.topic or self.id.replace("-", " ").capitalize()

    def label(self, option: str) -> str:
        """The words of the option with this id; KeyError if there is none."""
        return self._labels[option]

    def option_name(self, option: str) -> str:
        """What the option with this id is called in the fewest words that the catalog has."""
        return next(each.name for each in self.options if each.id == option)

    @property
    def option_names(self) -> Mapping[str, str]:
        """What each option may be called, to its id: the id and the label, as names are compared."""
        return self._option_names

    def short(self, option: str) -> str:
        """The same in fewer words, where the catalog has any."""
        return self._short[option]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {option.id: option.label for option in self.options}

    @cached_property
    def _short(self) -> Mapping[str, str]:
        return {option.id: option.short or option.label for option in self.options}

    @cached_property
    def _option_names(self) -> Mapping[str, str]:
        labels = unambiguous((normalized_name(option.label), option.id) for option in self.options)
        return labels | {normalized_name(option.id): option.id for option in self.options}


__all__ = [
    "LONGEST_KEYWORD",
    "Asks",
    "Catalog",
    "CatalogRef",
    "Disagreement",
    "FormerQuestions",
    "Language",
    "Option",
    "OtherJob",
    "OtherJobs",
    "Pair",
    "Question",
    "Relation",
    "Role",
    "Share",
    "Source",
    "Statement",
    "Texts",
    "Topic",
    "Unclear",
    "VerdictRule",
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
    verdict: VerdictRule = VerdictRule()
    """Which roles a verdict names."""
    other_jobs: OtherJobs = OtherJobs()
    """Jobs beside the roles that may be nearer to somebody than any of them."""
    former: tuple[FormerQuestions, ...] = ()
    """What earlier versions of the catalog asked, so that answers to it can still be read."""
    pairs: tuple[Pair, ...] = ()
    """What tells two roles apart, and what it takes to move between them."""
    relations: tuple[Relation, ...] = ()
    """What passes between roles."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where the sources contradict each other."""

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the contents; comments and layout do not change it."""
        return self._digest

    @property
    def fit_questions(self) -> tuple[Question, ...]:
        """The questions whose answers move the fit, in their order."""
        return self._fit_questions

    @cached_property
    def told_in_texts(self) -> tuple[Role, ...]:
        """The roles that a text can tell from the others."""
        return tuple(role for role in self.roles if role.unclear_in_texts is None)

    def question(self, question: str) -> Question:
        """The question with this id; KeyError if there is none."""
        return self._questions_by_id[question]

    @property
    def question_names(self) -> Mapping[str, str]:
        """What each question may be called, to its id: the id and its words, as names of questions are compared."""
        return self._question_names

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
    def _fit_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.outside_fit)

    @cached_property
    def _questions_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _question_names(self) -> Mapping[str, str]:
        words = unambiguous(
            (normalized_question(text), question.id)
            for question in self.questions
            for text in (question.name, question.ask)
        )
        return words | {normalized_question(question.id): question.id for question in self.questions}

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
