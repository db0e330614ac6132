"""Turn Kaggle's survey files, as Kaggle gives them out, into one record for each practitioner.

    python -m evidence.collect.surveys folder .venv/people

The folder holds the zips of the two competitions, or what is in them, downloaded by hand (Kaggle asks for an account):

    kaggle-survey-2021.zip   https://www.kaggle.com/competitions/kaggle-survey-2021/data
    kaggle-survey-2022.zip   https://www.kaggle.com/competitions/kaggle-survey-2022/data

Practitioners are the respondents with a title of one of the roles who said what is important in their work. Half of
2022 is kept apart, in held-out-2022.jsonl.gz, and nothing is fitted on it: which half a respondent is in hangs on a
hash of the row, so it comes out the same every time. hopes-2021.jsonl.gz has those who were asked what they would like
to become familiar with, instead of what they use. surveys.yaml says which question is which.
"""

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from evidence import program
from evidence.collect.people import YEARS, file_of
from rolefit import InputError
from rolefit.documents.files import read_text
from rolefit.documents.parse import parse
from rolefit.documents.validation import Model, validate
from rolefit.errors import Problem

HOPERS = "cloud"
"""Who answered this question of the hopes was asked for hopes at all."""

SAID_BY_HOPERS = ("languages", "visualization", "frameworks", "algorithms")
"""What those who hope were asked for like everybody."""

Record = dict[str, Any]


class Columns(Model):
    """Our name for each question of a year, and its number in the survey."""

    one: Mapping[str, str]
    many: Mapping[str, str]
    hopes: Mapping[str, str]


class Surveys(Model):
    """surveys.yaml."""

    roles: Mapping[str, str]
    years: Mapping[int, Columns]
    about: tuple[str, ...]


def load_surveys() -> Surveys:
    """Which question of the surveys is which."""
    path = str(Path(__file__).with_name("surveys.yaml"))
    return validate(Surveys, parse(read_text(path), path))


def responses(folder: Path, year: int) -> Iterator[list[str]]:
    """The rows of a year's survey, the head first, from the zip or from the CSV in it.

    Raises InputError where neither is there, or the zip has no such file.
    """
    name = f"kaggle_survey_{year}_responses.csv"
    archive, table = folder / f"kaggle-survey-{year}.zip", folder / name
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as text:
            yield from csv.reader(text)
        return
    try:
        with ZipFile(archive) as files, files.open(name) as data:
            yield from csv.reader(io.TextIOWrapper(data, encoding="utf-8", newline=""))
    except FileNotFoundError as error:
        hint = f"download {archive.name} from https://www.kaggle.com/competitions/kaggle-survey-{year}/data"
        raise InputError(Problem(f"has no {archive.name}", hint, file=str(folder))) from error
    except (BadZipFile, KeyError) as error:
        raise InputError(Problem(f"is no zip with {name} in it", "download it again", file=str(archive))) from error


def records(surveys: Surveys, rows: Iterable[list[str]], year: int) -> Iterator[tuple[int, Record, Record | None]]:
    """For each practitioner the number of the row, the record, and that of the hopes if there are any.

    Raises InputError where a column is missing.
    """
    lines, columns = iter(rows), surveys.years[year]
    head = next(lines)
    next(lines)  # the questions in words
    one = {name: _places(head, re.escape(number), year) for name, number in columns.one.items()}
    suffix = r"_\d+" if year == YEARS[1] else r"_(Part_\d+|OTHER)"
    many = {name: _places(head, re.escape(number) + suffix, year) for name, number in columns.many.items()}
    hopes = {name: _places(head, re.escape(number) + suffix, year) for name, number in columns.hopes.items()}
    for number, row in enumerate(lines):
        role = surveys.roles.get("".join(_ticked(row, one["title"])))
        said = {name: ticked for name, places in many.items() if (ticked := _ticked(row, places))}
        if role is None or "activities" not in said:
            continue
        single = {name: ticked for name, places in one.items() if name != "title" and (ticked := _ticked(row, places))}
        said |= {name: ticked for name, ticked in single.items() if name not in surveys.about}
        about = {name: ticked[0] for name, ticked in single.items() if name in surveys.about}
        hoped = {name: ticked for name, places in hopes.items() if (ticked := _ticked(row, places))}
        hoper = None
        if HOPERS in hoped:
            used = {name: said[name] for name in SAID_BY_HOPERS if name in said}
            hoper = {"id": f"h{year}-{number:05d}", "year": year, "role": role, "hopes": hoped, "said": used}
        yield number, {"id": f"k{year}-{number:05d}", "year": year, "role": role, "said": said, "about": about}, hoper


def _places(head: list[str], pattern: str, year: int) -> list[int]:
    found = [i for i, name in enumerate(head) if re.fullmatch(pattern, name)]
    if not found:
        what = f"the survey of {year} has no column {pattern}"
        raise InputError(Problem(what, "it has other columns than Kaggle's file of that year"))
    return found


def _ticked(row: list[str], places: list[int]) -> list[str]:
    cells = (" ".join(row[i].replace("\u2019", "'").split()) for i in places)
    return [cell for cell in cells if cell and cell != "nan"]


def is_held_out(year: int, number: int) -> bool:
    """Whether nothing is fitted on the respondent in this row."""
    return year == YEARS[1] and hashlib.sha256(f"{year}-{number}".encode()).digest()[0] % 2 == 1


def write(path: Path, written: Iterable[Record]) -> None:
    """Write records as gzipped JSON lines, the same bytes for the same records."""
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        for record in written:
            file.write((json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def main(arguments: list[str]) -> None:
    """Read the surveys of the first folder, write the records into the second."""
    if len(arguments) != 2:  # where from, where to
        raise InputError(Problem("two folders are needed", "name that of the zips, and that for the records"))
    source, target = map(Path, arguments)
    target.mkdir(parents=True, exist_ok=True)
    surveys = load_surveys()
    for year in YEARS:
        found = list(records(surveys, responses(source, year), year))
        write(target / file_of(year), (record for number, record, _ in found if not is_held_out(year, number)))
        held_out = [record for number, record, _ in found if is_held_out(year, number)]
        if held_out:
            write(target / f"held-out-{year}.jsonl.gz", held_out)
        hopes = [hoper for _, _, hoper in found if hoper]
        if hopes:
            write(target / file_of(None), hopes)


if __name__ == "__main__":
    program.run(main)
