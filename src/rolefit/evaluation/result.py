"""What an evaluation gives, as the JSON of `rolefit evaluate --json` has it."""

from collections.abc import Sequence
from statistics import fmean
from typing import Annotated, Literal

from pydantic import Field

from rolefit.catalog.models import CatalogRef
from rolefit.documents.validation import Model
from rolefit.evaluation.labelled import LeftOut
from rolefit.evaluation.metrics import share_interval
from rolefit.scoring.result import Unit


class Estimate(Model):
    """A part of people, and its 95% interval by its lower and its upper end."""

    n: int
    """Of how many people."""
    share: Unit
    """The part of them."""
    interval: tuple[Unit, Unit]
    """Its 95% interval."""

    @classmethod
    def of(cls, values: Sequence[float]) -> "Estimate":
        """The mean of values that are 0 or 1, one for each of some people."""
        share = fmean(values)
        return cls(share=share, n=len(values), interval=share_interval(share, len(values)))


class Intervals(Model):
    """The 95% intervals of the figures, each by its lower and its upper end."""

    balanced_accuracy: tuple[float, float]
    """That of the balanced accuracy."""
    log_loss: tuple[float, float]
    """That of the log loss."""
    top2: tuple[float, float]
    """That of the part whose role is among the first two."""
    calibration_error: tuple[float, float]
    """That of the calibration error."""
    recall: dict[str, tuple[float, float]]
    """Role id to that of its recall."""


class ReliabilityBin(Model):
    """The people whose first role has a fit in one bin."""

    low: Unit
    """Where the bin begins."""
    high: Unit
    """Where it ends."""
    n: int
    """How many people."""
    weight: Unit
    """Their part of all people, every role weighing the same."""
    told: Unit
    """The mean fit of the first role."""
    true: Unit
    """The part who hold it, every role weighing the same."""


class VerdictWorth(Model):
    """The people who were told one kind of verdict."""

    n: int
    """How many people."""
    told: Unit
    """The mean fit of the first role."""
    true: Unit
    """The part who hold it, every role weighing the same."""
    holds: Unit
    """The part whose role is among those that are named, every role weighing the same."""


class SetWorth(Model):
    """What the roles that verdicts name are worth; all roles of the catalog can be named."""

    holds: dict[str, Unit]
    """Role id to the part of its people for whom it is among the named ones."""
    named: float
    """How many roles are named, on average, every role weighing the same."""
    one: Unit
    """The part of people to whom a single role is named, every role weighing the same."""


class Robustness(Model):
    """How often another role would come first if things were a little different. People weigh the same here."""

    one_answer_flipped: Estimate
    """If one of the answers given, any of them, were another."""
    question_dropped: dict[str, Estimate]
    """Question id to: if it had not been answered; of those who answered it."""
    equal_weights: Estimate
    """If all questions weighed the same."""
    squared_distance: Estimate
    """If the squared distance of answers and shares counted, instead of the log of the shares."""


class GroupRecall(Estimate):
    """Of the people of a role in a subgroup, the part for whom it comes first."""

    flagged: bool
    """Whether there are enough people to tell, and the share is below four fifths of the best such subgroup's."""


class Group(Model):
    """People of whom the records say the same."""

    value: str | None
    """What they say; null if nothing."""
    n: int
    """How many people."""
    recall: dict[str, GroupRecall]
    """Role id to recall, for the roles that occur."""


class Groups(Model):
    """Figures by subgroup."""

    field: str
    """The name under which the records say it."""
    groups: tuple[Group, ...]
    """The largest first."""


class Evaluation(Model):
    """How well a catalog recovers known roles. Only the roles that occur are told apart; each weighs the same.

    >>> from rolefit import evaluate, load_catalog, load_labelled
    >>> catalog = load_catalog()
    >>> people = load_labelled("examples/made-up-people.jsonl", catalog)
    >>> evaluation = evaluate(catalog, people, resamples=100)
    >>> evaluation.recall["ds"] == evaluation.confusion["ds"]["ds"] / evaluation.roles["ds"]
    True
    """

    schema_: Annotated[Literal["rolefit/evaluation/1"], Field(alias="schema")] = "rolefit/evaluation/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that was evaluated."""
    file: str
    """The file with the labelled answers."""
    n: int
    """How many people."""
    roles: dict[str, int]
    """Role id to how many people hold it."""
    left_out: tuple[LeftOut, ...]
    """Records that were not used."""
    balanced_accuracy: Unit
    """The mean over roles of the part of its people for whom it comes first."""
    log_loss: Annotated[float, Field(ge=0)]
    """The mean of minus the natural log of the fit of the true role."""
    top2: Unit
    """The part of people whose role is among the first two."""
    calibration_error: Unit
    """By how much, on average, the fit of the first role differs from the part who hold it, in 10 bins of fit."""
    recall: dict[str, Unit]
    """Role id to the part of its people for whom it comes first."""
    confusion: dict[str, dict[str, int]]
    """True role to role ranked first to number of people."""
    intervals: Intervals
    """The 95% intervals of these figures."""
    reliability: tuple[ReliabilityBin, ...]
    """What people were told against how many hold the role, by bins of fit; bins without people are missing."""
    sets: SetWorth
    """How often the named roles hold the right one, and how many they are."""
    verdicts: dict[str, VerdictWorth]
    """Kind of verdict to what it is worth; kinds that nobody was told are missing."""
    robustness: Robustness
    """How much hangs on one answer, one question, the weights and the model."""
    groups: Groups | None
    """Recall by subgroup; null if none were asked for."""
    resamples: int
    """How many samples the intervals were drawn from."""
    seed: int
    """What the samples were drawn with."""
