"""JSON lines in a batch: which are not blank, the ids on them, and rows that are not written in bulk."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from rolefit.answers import PersonId, name_of_a_person
from rolefit.chunks import MAX_LINE, Chunk
from rolefit.errors import InputError, Problem


def check_lines(chunks: Iterator[Chunk], file: str, *, certain: bool) -> Iterator[Chunk]:
    """The same chunks; raises InputError where they are one JSON document, or, unless it is certain, no JSON at all."""
    for chunk in chunks:
        text = chunk.data.lstrip()
        if not text:
            yield chunk
            continue
        if text.startswith(b"[") or text.partition(b"\n")[0].strip() == b"{":
            what = "is one JSON document, not a line for each record"
            raise InputError(Problem(what, "jq -c . makes a line of one, jq -c '.[]' lines of a list", file=file))
        if not certain and not text.startswith(b"{"):
            raise InputError(Problem("is in a format that its name does not tell", "name it: --from csv", file=file))
        yield chunk
        yield from chunks


def split_lines(data: bytes, line: int) -> tuple[Sequence[int], Sequence[bytes]]:
    """The lines that are not blank, and their numbers; the first line has the number that is given."""
    lines = data.removesuffix(b"\n").split(b"\n")
    if all(lines) and not any(map(bytes.isspace, lines)):
        return range(line, line + len(lines)), lines
    kept = [(number, text) for number, text in enumerate(lines, line) if text and not text.isspace()]
    return [number for number, _ in kept], [text for _, text in kept]


def numbered(lines: Iterable[str | bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, as bytes, each with its number from 1."""
    texts = (line.encode(errors="surrogatepass") if isinstance(line, str) else line for line in lines)
    return ((number, text) for number, text in enumerate(texts, 1) if text and not text.isspace())


def id_on(line: bytes) -> PersonId:
    """The id on a line that is JSON and has one."""
    try:
        found = json.loads(line[:MAX_LINE]).get("id")
    except (ValueError, RecursionError, AttributeError):
        found = None
    try:
        return name_of_a_person(found)
    except PydanticCustomError:
        return None


def bad_row(name: PersonId, error: InputError, more: dict[str, Any]) -> bytes:
    """A row with the id and the error, as `--json` prints errors, and more."""
    return row_of({"id": name, "error": error.problems[0].as_error(error.code), **more})


def row_of(data: dict[str, Any]) -> bytes:
    """Plain data as a line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace") + b"\n"
