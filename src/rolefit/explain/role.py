"""A role in words: what it is, what it takes, and how the people in it answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from rolefit.answers.models import chose
from rolefit.catalog.models import Catalog, Question, Share
from rolefit.explain.takes import taken_in_words, what_you_bring
from rolefit.explain.words import in_sentence, rolefit_command
from rolefit.roles.show import RoleInFull


@dataclass(frozen=True)
class AnswerShare:
    """One option, and how many of the people in the role choose it."""

    text: str
    share: Share
    chosen: bool
    """Whether the person whose answers stand beside the role chose it."""


@dataclass(frozen=True)
class QuestionShares:
    """How the people in a role answer one question."""

    ask: str
    answers: tuple[AnswerShare, ...]
    """The most frequent first."""


@dataclass(frozen=True)
class RoleInWords:
    """A role in words."""

    name: str
    """Its title and id."""
    also: str
    """Its other names; empty if there are none."""
    about: str
    """One sentence; empty if the catalog has none."""
    in_short: tuple[tuple[str, str], ...]
    """Headings, and a line under each."""
    takes: tuple[str, ...]
    """What it takes of what a person brings, and what that person does."""
    questions: tuple[QuestionShares, ...]
    command: str
    """The command that shows every fact."""
    titles: Mapping[str, str]
    """Role id to title, of all roles of the catalog in its order."""


def explain_role(
    catalog: Catalog, role: RoleInFull, catalog_file: str | None = None, *, here: bool = True
) -> RoleInWords:
    """Put a role into words. `catalog_file` is what the user gave as --roles."""
    titles = {topic.id: topic.title for topic in catalog.topics}
    yours = what_you_bring(catalog, role.takes)
    return RoleInWords(
        name=f"{role.title} ({role.id})",
        also=f"also {', '.join(role.aliases)}" if role.aliases else "",
        about=f"{role.about.text}." if role.about else "",
        in_short=tuple((titles[topic], said.text) for topic, said in role.in_short.items()),
        takes=(
            *(taken_in_words(catalog, taken) for taken in role.takes),
            *([f"You have {in_sentence(yours)}"] if yours else []),
        ),
        questions=tuple(_question_shares(question, role) for question in catalog.fit_questions),
        command=rolefit_command(f"show {role.id}", "--all", catalog_file, here=here),
        titles={each.id: each.title for each in catalog.roles},
    )


def _question_shares(question: Question, role: RoleInFull) -> QuestionShares:
    shares = role.shares[question.id]
    answers = [
        AnswerShare(option.label, shares[option.id], chose(role.answers, question.id, option.id))
        for option in question.options
    ]
    return QuestionShares(question.ask, tuple(sorted(answers, key=lambda answer: -answer.share.share)))
