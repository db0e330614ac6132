"""What the programs of this folder share: records in, and one clear line where the input cannot be used."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rolefit import InputError
from rolefit.documents import parse_json_line
from rolefit.files import display_name
from rolefit.lines import read_lines
from rolefit.models import problem

HERE = Path(__file__).parent


def records(path: str, *needed: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file of JSON lines, plain or gzipped (`-` is standard input), which have the needed keys.

    Raises InputError, with the line, where one is not such an object.
    """
    for number, line in read_lines(path):
        document = parse_json_line(line, display_name(path), number)
        if not isinstance(document.data, dict):
            raise InputError(problem(document, (), "is not a JSON object", "each line is one record"))
        for key in needed:
            if key not in document.data:
                raise InputError(problem(document, (), f"has no {key}", f"a record has {', '.join(needed)}"))
        yield document.data


def run(main: Callable[[list[str]], None]) -> None:
    """Run a program with the arguments it was given; end with exit code 2 and one line where its input is wrong."""
    try:
        main(sys.argv[1:])
    except InputError as error:
        sys.stderr.write(f"{Path(sys.argv[0]).name}: {error}\n")
        sys.exit(2)
