"""What the programs of this folder share: records in, and one clear line where the input cannot be used."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, Field, StrictInt, StrictStr

from rolefit import InputError
from rolefit.batch.chunks import read_lines
from rolefit.documents.files import display_name
from rolefit.documents.output import escape_control
from rolefit.documents.parse import parse_json_line
from rolefit.documents.validation import Model, validate


class Practitioner(Model):
    """A survey respondent. Further keys are not read."""

    model_config = ConfigDict(extra="ignore")

    id: StrictStr | None = None
    year: StrictInt
    role: StrictStr | None = None
    said: Mapping[str, tuple[StrictStr, ...]]
    """Survey question to the options ticked; a question that is missing was not answered."""
    hopes: Mapping[str, tuple[StrictStr, ...]] = Field(default_factory=dict)
    """The same, for what the person hopes to become familiar with."""
    about: Mapping[str, Any] = Field(default_factory=dict)


class Posting(Model):
    """A job posting. Further keys are not read."""

    model_config = ConfigDict(extra="ignore")

    role: StrictStr
    title: StrictStr = ""
    company: StrictStr | None
    description: StrictStr
    year: StrictInt | None


class TitledText(Model):
    """A text with its title. Further keys are not read."""

    model_config = ConfigDict(extra="ignore")

    title: StrictStr
    description: StrictStr


M = TypeVar("M", bound=Model)


def records(path: str, model: type[M]) -> Iterator[M]:
    """The records of a file of JSON lines, plain or gzipped; `-` is standard input.

    Raises InputError, with the line, where one does not have the form of the model.
    """
    for number, line in read_lines(path):
        yield validate(model, parse_json_line(line, display_name(path), number))


def run(main: Callable[[list[str]], None]) -> None:
    """Run a program with the arguments it was given; end with exit code 2 and one line where its input is wrong."""
    try:
        main(sys.argv[1:])
        sys.stdout.flush()
    except InputError as error:
        _complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> None:
    sys.stderr.write(f"{Path(sys.argv[0]).name}: {escape_control(message)}\n")
