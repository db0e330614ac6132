"""What a catalog lays down about verdicts: which roles one names, and when a job beside the roles may be nearer."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from rolefit.documents.validation import Id, Line, Model

HOLDS = 0.8
"""How often a verdict is to hold the right role: four times out of five."""


class VerdictRule(Model):
    """Which roles a verdict names: the fewest that hold the right one as often as is laid down.

    With thresholds these are the roles whose fit reaches theirs: split conformal sets, one threshold for each class
    (Sadinle, Lei and Wasserman 2019, Journal of the American Statistical Association 114, p. 223). Without, they are
    the first ones whose fits add up to `holds`, which takes the fits at their word.

    >>> from rolefit import load_catalog
    >>> rule = load_catalog().verdict
    >>> rule.holds, sorted(rule.least_fit)
    (0.8, ['as', 'ds', 'mle', 'rs'])
    """

    holds: Annotated[float, Field(strict=True, gt=0, lt=1)] = HOLDS
    """How often the named roles are to hold the right one."""
    least_fit: Mapping[Id, Annotated[float, Field(strict=True, ge=0, le=1)]] = Field(default_factory=dict)
    """Role id to the least fit with which the role is named, no more than an even fit; empty where not measured."""
    source: Id | None = None
    """What the thresholds were measured on."""


class OtherJob(Model):
    """A job beside the roles: all that somebody wants is also its work.

    >>> from rolefit import load_catalog
    >>> [job.title for job in load_catalog().other_jobs][:2]
    ['data analyst', 'data engineer']
    """

    title: Line
    """What the job is called, as it stands within a sentence."""
    because: Line
    """Why it may be nearer, as a sentence."""
    least: Annotated[int, Field(strict=True, ge=1)]
    """How many of its options a person has to choose."""
    options: Mapping[Id, tuple[Id, ...]]
    """Question id to the options that are also the work of this job."""

    def takes_in(self, chosen: Sequence[tuple[str, str]]) -> bool:
        """Whether options chosen, as pairs of question and option, are enough of its work, and nothing else."""
        return len(chosen) >= self.least and all(
            option in self.options.get(question, ()) for question, option in chosen
        )
