"""What earlier versions of a catalog asked, and where the answers went."""

from typing import Literal

from rolefit.documents.validation import Id, Line, Model


class FormerOption(Model):
    """An option of an earlier version."""

    id: Id
    now: str | None = None
    """Where it went, as `question.option`; the same place without this, nowhere with an empty text."""

    def place(self, question: str) -> tuple[str, str] | None:
        """The question and option that stand for it now."""
        if self.now is None:
            return question, self.id
        name, _, option = self.now.partition(".")
        return (name, option) if self.now else None


class FormerQuestion(Model):
    """A question of an earlier version."""

    id: Id
    kind: Literal["one", "many"]
    """Whether it took one answer or any number of them."""
    options: tuple[FormerOption, ...]
    """The answers that it offered, in their order."""

    @property
    def takes_many(self) -> bool:
        """Whether any number of answers could be given."""
        return self.kind == "many"

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options, in their order."""
        return tuple(option.id for option in self.options)


class FormerQuestions(Model):
    """What an earlier version of the catalog asked, in its order."""

    version: Line
    """Which version of the catalog it was."""
    questions: tuple[FormerQuestion, ...]
    """What it asked, in this order."""
