"""What every form asks: the questions of a catalog in its order, in the words of the quiz."""

from dataclasses import dataclass

from rolefit.answers.models import NONE_CHOSEN
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.output import escape_control
from rolefit.explain.words import in_sentence, listed
from rolefit.quiz.wording import ANY_NUMBER, CHOOSE_ONE, SKIPPING, how_long
from rolefit.scoring.use import INTENDED_USE

NONE_LABEL = NONE_CHOSEN.capitalize()
"""What people tick who want none of the options."""


@dataclass(frozen=True)
class Asked:
    """A question, as it is asked."""

    id: str
    ask: str
    hint: str
    """How many answers it takes."""
    takes_many: bool
    """Whether any number of answers may be given: then there is one more, NONE_LABEL."""
    options: tuple[tuple[str, str], ...]
    """Id and label of each answer."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The words of all answers, with those for none of them where many may be given."""
        return (*(label for _, label in self.options), *([NONE_LABEL] if self.takes_many else []))


@dataclass(frozen=True)
class Form:
    """What is asked, and what is said before it. No text in it can move a cursor."""

    name: str
    """A name for files and programs: letters, digits and hyphens."""
    version: str
    """What changes with the catalog."""
    title: str
    about: str
    """Which roles it tells apart."""
    effort: str
    """How long it takes, and that questions may be skipped."""
    use: str
    """What it is for."""
    questions: tuple[Asked, ...]

    @property
    def intro(self) -> str:
        """All that is said before the questions."""
        return f"{self.about} {self.effort} {self.use}"


def form_of(catalog: Catalog) -> Form:
    """The form that asks what a catalog asks."""
    titles = listed([in_sentence(role.title) for role in catalog.roles], "or")
    return Form(
        name=f"rolefit-{catalog.digest}",
        version=catalog.digest,
        title="Which role fits you?",
        about=escape_control(f"By the work that you would like: {titles}?"),
        effort=f"{how_long(len(catalog.questions), quick=False)} {SKIPPING}",
        use=INTENDED_USE,
        questions=tuple(map(_asked, catalog.questions)),
    )


def _asked(question: Question) -> Asked:
    return Asked(
        id=question.id,
        ask=escape_control(question.ask),
        hint=ANY_NUMBER if question.takes_many else CHOOSE_ONE,
        takes_many=question.takes_many,
        options=tuple((option.id, escape_control(option.label)) for option in question.options),
    )
