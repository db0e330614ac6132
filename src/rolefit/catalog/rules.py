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
    """A job beside the roles."""

    title: Line
    """What the job is called, as it stands within a sentence."""
    because: Line
    """Why it may be nearer, as a sentence."""
    options: Mapping[Id, tuple[Id, ...]]
    """Question id to the options that are its work too."""


class OtherJobs(Model):
    """When a job beside the roles is nearer to somebody than any of them.

    >>> from rolefit import load_catalog
    >>> jobs = load_catalog().other_jobs
    >>> week = {"tools": "sql", "deliverables": "dashboards", "horizon": "days", "people": "leaders"}
    >>> jobs.nearest(list(week.items())).title
    'data analyst'
    """

    least: Annotated[int, Field(strict=True, ge=1)] = 4
    """Of how many questions somebody has to choose something for anything to be said."""
    of_roles: Mapping[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """Question id to the options that ask for one of the roles: whoever chooses any of them is nearer to a role."""
    jobs: tuple[OtherJob, ...] = ()
    """The jobs."""

    def nearest(self, chosen: Sequence[tuple[str, str]]) -> OtherJob | None:
        """The job that most of the options chosen, pairs of question and option, are the work of; None if a role is."""
        if len({question for question, _ in chosen}) < self.least or any(
            option in self.of_roles.get(question, ()) for question, option in chosen
        ):
            return None
        number, _, job = max(
            ((_number_in(job, chosen), -place, job) for place, job in enumerate(self.jobs)),
            key=lambda found: found[:2],
            default=(0, 0, None),
        )
        return job if 2 * number > len(chosen) else None


def _number_in(job: OtherJob, chosen: Sequence[tuple[str, str]]) -> int:
    return sum(option in job.options.get(question, ()) for question, option in chosen)
