"""An example of each format, for its JSON Schema: read from `data/example/`, or made of what is read there."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from rolefit import documents, files
from rolefit.answers import Answers, load_answers
from rolefit.builtin import builtin_path
from rolefit.catalog import Catalog, load_catalog
from rolefit.comparison import compare
from rolefit.evaluation import evaluate
from rolefit.labelled import load_labelled
from rolefit.lines import read_lines
from rolefit.models import Model
from rolefit.roles import list_roles, show_role
from rolefit.scan_result import Scan, ScanList
from rolefit.scanning import Scanner
from rolefit.scoring import score
from rolefit.soundness import check_catalog
from rolefit.suiting import suited
from rolefit.texts import load_text


class Samples:
    """The example catalog, and people who answered."""

    folder = builtin_path().parent / "example"

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
        return documents.parse(files.read_text(str(self.folder / name)), name).data

    def first_line(self, name: str) -> Any:
        """What stands in the first line of one of the files."""
        _, line = next(read_lines(str(self.folder / name)))
        return documents.parse_json_line(line, name, 1).data

    def evaluation(self) -> Model:
        """How well the catalog recovers the roles of the people."""
        people = load_labelled(str(self.folder / "people.jsonl"), self.catalog)
        return evaluate(self.catalog, people, "country", resamples=100).model_copy(update={"file": "people.jsonl"})

    def row(self) -> Any:
        """What a batch says of the person."""
        from rolefit.batch import score_lines  # noqa: PLC0415  # takes longer to load than all else

        return json.loads(next(score_lines([self.answers.model_dump_json()], self.catalog)))

    def scan(self) -> Scan:
        """What a posting says."""
        text = load_text(str(self.folder / "posting.txt"))
        return Scanner(self.catalog).scan(text.body, text.title, name="posting.txt")

    def scan_row(self) -> Any:
        """What a batch says of the posting."""
        from rolefit.scan_batch import scan_lines  # noqa: PLC0415  # as above

        record = {"id": "posting-1", "text": load_text(str(self.folder / "posting.txt")).body}
        return json.loads(next(scan_lines([json.dumps(record)], self.catalog, text="text")))

    def soundness(self) -> Model:
        """That the catalog is sound."""
        checked = check_catalog(str(self.folder / "catalog.yaml"), 1000)
        return checked.model_copy(update={"file": "catalog.yaml"})


_MAKERS: Mapping[str, Callable[[Samples], Any]] = {
    "answers": lambda samples: samples.written("answers.yaml"),
    "catalog": lambda samples: samples.written("catalog.yaml"),
    "check": Samples.soundness,
    "comparison": lambda samples: compare(samples.catalog, [role.id for role in samples.catalog.roles]),
    "evaluation": Samples.evaluation,
    "labelled": lambda samples: samples.first_line("people.jsonl"),
    "result": lambda samples: score(samples.catalog, samples.answers),
    "role": lambda samples: show_role(samples.catalog, samples.catalog.roles[0]),
    "roles": lambda samples: list_roles(samples.catalog),
    "row": Samples.row,
    "scan": lambda samples: suited(samples.catalog, samples.scan(), samples.answers),
    "scan-row": Samples.scan_row,
    "scans": lambda samples: ScanList(scans=(samples.scan(),)),
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
