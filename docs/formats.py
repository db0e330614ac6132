"""Write the JSON Schemas that the package ships, and the examples into docs/formats.md: `make schemas`.

Each example of the page stands between a line that names it and a line that ends it; everything between is replaced.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rolefit import Answers, InputError
from rolefit.answers.load import answers_in
from rolefit.documents.output import to_json
from rolefit.documents.parse import parse
from rolefit.errors import ErrorCode
from rolefit.schemas import FOLDER
from schemas import NAMES, READ, Samples, example, make_schema

DOCS = Path(__file__).parent
PAGE = DOCS / "formats.md"
EXAMPLES = DOCS.parent / "examples"

BLOCK = re.compile(r"(<!-- example: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = 110


def schema_files() -> Mapping[Path, str]:
    """File to what belongs in it."""
    return {FOLDER / f"{name}.json": to_json(make_schema(name)) for name in NAMES}


def filled(page: str) -> str:
    """The page with the current examples in it; KeyError where it names one that there is not."""
    return BLOCK.sub(lambda block: f"{block[1]}{_EXAMPLES[block[2]]()}\n{block[3]}", page)


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def _as_file(name: str) -> str:
    """An example in YAML, as it stands in its file, without the comments at its head."""
    return _fenced("yaml", re.sub(r"\A(#.*\n|\n)+", "", (Samples.folder / f"{name}.yaml").read_text("utf-8")))


def _as_json(name: str) -> str:
    return _fenced("json", "\n".join(_lines(example(name))))


def _lines(data: Any, indent: str = "", head: str = "", tail: str = "") -> Iterator[str]:
    """JSON in which whatever fits into a line stands in one."""
    line = f"{indent}{head}{json.dumps(data, ensure_ascii=False)}{tail}"
    if len(line) <= WIDTH or not isinstance(data, dict | list):
        yield line
        return
    pairs = [(f"{json.dumps(key)}: ", value) for key, value in data.items()] if isinstance(data, dict) else []
    pairs = pairs or [("", value) for value in data]
    yield f"{indent}{head}{'{' if isinstance(data, dict) else '['}"
    for i, (key, value) in enumerate(pairs):
        yield from _lines(value, f"{indent}  ", key, "," if i < len(pairs) - 1 else "")
    yield f"{indent}{'}' if isinstance(data, dict) else ']'}{tail}"


def _error() -> str:
    """What a command says on standard error of an answer that there is not."""
    try:
        answers_in(parse("answers:\n  heat: [oven]\n  hours: nihgt\n", "me.yaml"), Samples().catalog, Answers)
    except InputError as error:
        return _fenced("json", "\n".join(_lines({"error": error.problems[0].as_error(ErrorCode.BAD_INPUT)})))
    raise AssertionError


_EXAMPLES: Mapping[str, Callable[[], str]] = {
    **{name: lambda name=name: _as_json(name) for name in NAMES},  # type: ignore[misc]
    **{name: lambda name=name: _as_file(name) for name in READ if name != "labelled"},  # type: ignore[misc]
    "error": _error,
    "people.csv": lambda: _fenced("csv", (EXAMPLES / "people.csv").read_text("utf-8")),
}

if __name__ == "__main__":
    for path, text in schema_files().items():
        path.write_text(text, encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text("utf-8")), encoding="utf-8")
