"""The people whose answers are measured: respondents of the Kaggle surveys, as answers to the quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import program
from evidence.collect.crosswalk import CROSSWALK, Crosswalk, load_rules
from evidence.program import Practitioner
from rolefit import Catalog, InputError
from rolefit.errors import Problem
from rolefit.evaluation.labelled import LabelledAnswers

YEARS = (2021, 2022)


@dataclass(frozen=True)
class SurveyPeople:
    """People with a known role."""

    by_year: dict[int, list[LabelledAnswers]]
    """What they use and do, by the year of the survey."""
    hopes: Sequence[LabelledAnswers]
    """What others of the same roles, who do not use such tools, hope to become familiar with."""

    @property
    def practitioners(self) -> list[LabelledAnswers]:
        """The people of all years."""
        return [person for people in self.by_year.values() for person in people]

    @classmethod
    def load(cls, folder: Path, catalog: Catalog) -> "SurveyPeople":
        """Read the files that evidence.collect.surveys writes.

        Raises InputError where one is missing or has another form.
        """
        missing = [name for name in map(file_of, (*YEARS, None)) if not (folder / name).is_file()]
        if missing:
            hint = "make it with python -m evidence.collect.surveys"
            raise InputError(Problem(f"has no {missing[0]}", hint, file=str(folder)))
        rules = load_rules(str(CROSSWALK), catalog)

        def labelled(year: int | None) -> list[LabelledAnswers]:
            people = list(program.records(str(folder / file_of(year)), Practitioner))
            if year is None:
                people = [person.model_copy(update={"said": person.hopes}) for person in people]
            return [LabelledAnswers.model_validate(each) for each in Crosswalk(rules, people).labelled()]

        return cls({year: labelled(year) for year in YEARS}, labelled(None))


def file_of(year: int | None) -> str:
    """The file of a year's practitioners; of those who hope, without a year."""
    return f"practitioners-{year}.jsonl.gz" if year else "hopes-2021.jsonl.gz"
