"""A resume as JSON (https://jsonresume.org, schema 1.2.1), read for the answers that it suggests."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, ConfigDict

from rolefit.answers.models import Answer
from rolefit.catalog.models import Catalog, Option, Question
from rolefit.documents.files import display_name, read_text
from rolefit.documents.parse import Document, parse
from rolefit.documents.validation import Model, problem, validate
from rolefit.errors import InputError
from rolefit.scanning.finder import contains_any
from rolefit.scanning.reader import OptionKey, TextReader

_Text: TypeAlias = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


def _filled(value: Any) -> Any:
    """A list without its entries that say nothing; one that is not there is empty."""
    if isinstance(value, list):
        return [each for each in value if each is not None]
    return [] if value is None else value


_List = BeforeValidator(_filled)


class _Part(Model):
    """A part of a resume: what it may say besides is passed over."""

    model_config = ConfigDict(extra="ignore")


class _Skill(_Part):
    name: _Text = ""
    keywords: Annotated[tuple[_Text, ...], _List] = ()


class _Project(_Skill):
    description: _Text = ""
    highlights: Annotated[tuple[_Text, ...], _List] = ()


class _Work(_Part):
    position: _Text = ""
    summary: _Text = ""
    highlights: Annotated[tuple[_Text, ...], _List] = ()


class _Basics(_Part):
    summary: _Text = ""


class _Education(_Part):
    studyType: _Text = ""  # noqa: N815  # as JSON Resume has it
    area: _Text = ""


class _Publication(_Part):
    name: _Text = ""
    publisher: _Text = ""


class Resume(_Part):
    """What is read of a resume."""

    basics: Annotated[_Basics, BeforeValidator(lambda value: {} if value is None else value)] = _Basics()
    work: Annotated[tuple[_Work, ...], _List] = ()
    skills: Annotated[tuple[_Skill, ...], _List] = ()
    projects: Annotated[tuple[_Project, ...], _List] = ()
    """What a project is called is a name, and tells nothing."""
    education: Annotated[tuple[_Education, ...], _List] = ()
    publications: Annotated[tuple[_Publication, ...], _List] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What the person says to work with, entry by entry."""
        keywords = (word for part in (*self.skills, *self.projects) for word in part.keywords)
        return (*(skill.name for skill in self.skills), *keywords)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the person writes of the work, entry by entry."""
        work = (text for job in self.work for text in (job.position, job.summary, *job.highlights))
        projects = (text for project in self.projects for text in (project.description, *project.highlights))
        return (self.basics.summary, *work, *projects)

    @property
    def sections(self) -> Mapping[str, tuple[str, ...]]:
        """Section to a text for each entry in it that says something."""
        sections = {
            "education": [each.studyType for each in self.education],
            "publications": [f"{each.name}\n{each.publisher}" for each in self.publications],
        }
        return {section: tuple(filter(str.strip, texts)) for section, texts in sections.items()}

    @property
    def text(self) -> str:
        """The same as plain text, a paragraph for each thing that it says, as a CV would have it."""
        # Skills stand in one list: some words count only where others like them stand near.
        studied = ((each.studyType, each.area) for each in self.education)
        lists = (", ".join(filter(str.strip, words)) for words in (self.words, *studied))
        return "\n\n".join(filter(str.strip, (*self.sentences, *lists, *self.sections["publications"])))


SECTIONS = {
    *Resume.model_fields,
    *("volunteer", "awards", "certificates", "languages", "interests", "references"),
}
"""The sections that a JSON Resume can have. One with none of them is none."""


def load_resume(path: str) -> Resume:
    """Read a JSON Resume, in JSON or YAML.

    Raises InputError where the file cannot be read or is no JSON Resume.
    """
    return resume_in(parse(read_text(path), display_name(path)))


def resume_in(document: Document) -> Resume:
    """The resume that a document is; raises InputError where it is no JSON Resume."""
    if not (isinstance(document.data, dict) and SECTIONS & document.data.keys()):
        hint = "it has sections such as skills or education, see https://jsonresume.org/schema"
        raise InputError(problem(document, (), "is not a JSON Resume", hint))
    return validate(Resume, document)


def suggestions(catalog: Catalog, resume: Resume) -> dict[str, Answer]:
    """Question id to the answer that a resume suggests, for the questions of which it says something."""
    written = _written(catalog, resume)
    found: dict[str, Any] = {question.id: _suggested(question, resume, written) for question in catalog.questions}
    return {name: answer for name, answer in found.items() if answer is not None}


def _written(catalog: Catalog, resume: Resume) -> frozenset[OptionKey]:
    """The options that its sentences name, read as a scan reads them."""
    # A catalog may know skills by their names, and not say how to read texts.
    if catalog.texts is None:
        return frozenset()
    reader = TextReader(catalog)
    return frozenset(option for text in resume.sentences for option in reader.read(text).options)


def _suggested(question: Question, resume: Resume, written: frozenset[OptionKey]) -> Answer:
    # A skill does not tell which one of several answers somebody prefers.
    named = [option.id for option in question.options if _names(resume, option)]
    implied = [option.id for option in question.options if _implies(resume, option)]
    if question.takes_many:
        skills = [option.id for option in question.options if contains_any(option.signals, resume.words)]
        chosen = {*named, *skills, *implied, *(option for name, option in written if name == question.id)}
        return tuple(option.id for option in question.options if option.id in chosen) or None
    likely = named or implied
    return likely[-1] if likely else None


def _names(resume: Resume, option: Option) -> bool:
    """Whether a word in one of its sections tells of an option."""
    return any(contains_any(signals, resume.sections[section]) for section, signals in option.resume.by_section.items())


def _implies(resume: Resume, option: Option) -> bool:
    """Whether it is enough for an option that the resume has a section."""
    return any(not signals and resume.sections[section] for section, signals in option.resume.by_section.items())
