"""How the JSON Schemas of what rolefit reads and writes are made: from the models, with an example each."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from rolefit.answers.load import load_answers
from rolefit.answers.models import Answers
from rolefit.batch.chunks import read_lines
from rolefit.batch.row_models import Row, ScanRow
from rolefit.batch.scan import ScanTask, scan_file
from rolefit.batch.score import score_lines
from rolefit.catalog.load import load_catalog
from rolefit.catalog.models import Catalog
from rolefit.catalog.questions import QuestionList, list_questions
from rolefit.documents.files import read_text
from rolefit.documents.parse import parse, parse_json_line
from rolefit.documents.validation import Model
from rolefit.evaluation.check import Soundness, check_catalog
from rolefit.evaluation.evaluate import evaluate
from rolefit.evaluation.labelled import LabelledAnswers, load_labelled
from rolefit.evaluation.result import Evaluation
from rolefit.extract.load import load_text
from rolefit.people.beside import PeopleBeside, put_beside
from rolefit.people.team import TeamTask, count_team
from rolefit.people.team_result import Team
from rolefit.people.way import Way, way_to
from rolefit.roles.compare import Comparison, compare
from rolefit.roles.show import RoleInFull, RoleList, list_roles, show_role
from rolefit.scanning.cv import load_cv
from rolefit.scanning.person import Person, PersonMatcher
from rolefit.scanning.result import Scan, ScanList
from rolefit.scanning.scanner import Scanner
from rolefit.scoring.result import Result
from rolefit.scoring.scorer import score

READ: Mapping[str, type[Model]] = {"answers": Answers, "catalog": Catalog, "labelled": LabelledAnswers}

WRITTEN: Mapping[str, type[Model]] = {
    "check": Soundness,
    "comparison": Comparison,
    "evaluation": Evaluation,
    "people": PeopleBeside,
    "questions": QuestionList,
    "result": Result,
    "role": RoleInFull,
    "roles": RoleList,
    "row": Row,
    "scan": Scan,
    "scan-row": ScanRow,
    "scans": ScanList,
    "team": Team,
    "way": Way,
}

NAMES = tuple(sorted({**READ, **WRITTEN}))
"""The formats that have a schema."""


def make_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format with this name."""
    if name in READ:
        schema = READ[name].model_json_schema(mode="validation", by_alias=True)
    else:
        schema = _open(WRITTEN[name].model_json_schema(mode="serialization", by_alias=True))
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:rolefit:{name}:1", "title": f"rolefit {name}"}
    return {**head, **_for_people(schema), "examples": [example(name)]}


def _open(schema: Any) -> Any:
    """Let there be unknown keys: keys are added to what rolefit writes, and whoever checks it is to pass over them."""
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return [_open(value) for value in schema] if isinstance(schema, list) else schema


def _for_people(schema: Any) -> Any:
    """Leave out what only Python's documentation needs: all but the first paragraph, titles that say the name again."""
    if isinstance(schema, list):
        return [_for_people(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _for_people(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if isinstance(kept.get("description"), str):
        kept["description"] = kept["description"].partition("\n\n")[0].replace("\n", " ")
    return kept


class Samples:
    """The example catalog, and people who answered."""

    folder = Path(__file__).parents[1] / "data" / "example"

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog."""
        return load_catalog(self.folder / "catalog.yaml")

    @cached_property
    def answers(self) -> Answers:
        """What one person answered."""
        return load_answers(str(self.folder / "answers.yaml"), self.catalog)

    def written(self, name: str) -> Any:
        """What stands in one of the files."""
        return parse(read_text(str(self.folder / name)), name).data

    def first_line(self, name: str) -> Any:
        """What stands in the first line of one of the files."""
        _, line = next(read_lines(str(self.folder / name)))
        return parse_json_line(line, name, 1).data

    def beside(self) -> Model:
        """The person beside somebody who starts later."""
        later = self.answers.model_copy(update={"answers": {**self.answers.answers, "hours": "noon"}})
        return put_beside(self.catalog, {"person-1": self.answers, "person-2": later})

    def evaluation(self) -> Model:
        """How well the catalog recovers the roles of the people."""
        people = load_labelled(str(self.folder / "people.jsonl"), self.catalog)
        return evaluate(self.catalog, people, "country", resamples=100).model_copy(update={"file": "people.jsonl"})

    def row(self) -> Any:
        """What a batch says of the person."""
        return json.loads(next(score_lines([self.answers.model_dump_json()], self.catalog)))

    def scan(self) -> Scan:
        """What a posting says."""
        text = load_text(str(self.folder / "posting.txt"))
        return Scanner(self.catalog).scan(text.body, text.title, name="posting.txt")

    @cached_property
    def person(self) -> Person:
        """What the person answered, with a CV."""
        return Person(self.answers, replace(load_cv(str(self.folder / "cv.txt")), name="cv.txt"))

    def matched(self) -> Scan:
        """What the posting says, beside what the person answered and what a CV shows."""
        matcher = PersonMatcher(Scanner(self.catalog), self.person)
        return matcher.beside(self.scan(), load_text(str(self.folder / "posting.txt")).body)

    def scan_row(self) -> Any:
        """What a batch says of the best posting of a table."""
        with tempfile.TemporaryDirectory() as folder:
            rows = Path(folder, "rows.jsonl")
            scan_file(self.catalog, ScanTask(str(self.folder / "postings.csv"), str(rows), person=self.person))
            return json.loads(rows.read_text("utf-8").splitlines()[0])

    def team(self) -> Model:
        """The people in counts."""
        task = TeamTask(str(self.folder / "people.jsonl"), by="country")
        return count_team(self.catalog, task).team.model_copy(update={"file": "people.jsonl"})

    def checked(self) -> Model:
        """That the catalog is sound."""
        checked = check_catalog(str(self.folder / "catalog.yaml"), 1000)
        return checked.model_copy(update={"file": "catalog.yaml"})


_MAKERS: Mapping[str, Callable[[Samples], Any]] = {
    "answers": lambda samples: samples.written("answers.yaml"),
    "catalog": lambda samples: samples.written("catalog.yaml"),
    "check": Samples.checked,
    "comparison": lambda samples: compare(samples.catalog, [role.id for role in samples.catalog.roles]),
    "evaluation": Samples.evaluation,
    "labelled": lambda samples: samples.first_line("people.jsonl"),
    "people": Samples.beside,
    "questions": lambda samples: list_questions(samples.catalog),
    "result": lambda samples: score(samples.catalog, samples.answers),
    "role": lambda samples: show_role(samples.catalog, samples.catalog.roles[0]),
    "roles": lambda samples: list_roles(samples.catalog),
    "row": Samples.row,
    "scan": Samples.matched,
    "scan-row": Samples.scan_row,
    "scans": lambda samples: ScanList(scans=(samples.scan(),)),
    "team": Samples.team,
    "way": lambda samples: way_to(samples.catalog, samples.answers, "cook", "baker"),
}


def example(name: str) -> Any:
    """An example of the format with this name, as plain data."""
    made = _MAKERS[name](Samples())
    return _shortened(made.model_dump(mode="json", by_alias=True) if isinstance(made, Model) else made)


def _shortened(data: Any) -> Any:
    """Plain data with numbers that are easy to read, and the same on every machine."""
    if isinstance(data, dict):
        return {key: _shortened(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_shortened(value) for value in data]
    return round(data, 3) if isinstance(data, float) else data
