"""A list of records in one JSON document, as survey tools export it, as if each stood on a line of its own."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby

from rolefit.batch.chunks import SIZE, Chunk
from rolefit.documents.files import MAX_BYTES, NOT_UTF8
from rolefit.errors import InputError, Problem

_SPACE = re.compile(r"[ \t\r\n]*")

_LINE_END = re.compile(r"[\r\n]")


def as_lines(chunks: Iterator[Chunk], file: str) -> Iterator[Chunk]:
    """The same chunks; where they are a list, its records as lines, with the numbers of those on which they begin.

    Raises InputError where the list is longer than MAX_BYTES, not UTF-8 or no JSON.
    """
    for chunk in chunks:
        if not chunk.data.lstrip().startswith(b"["):
            yield chunk
            if not chunk.data.strip():
                continue
            yield from chunks
            return
        data = b""
        for part in chain([chunk], chunks):
            data += part.data
            if len(data) > MAX_BYTES:
                hint = f"a list may have {MAX_BYTES // 1_000_000} MB; jq -c '.[]' makes lines of it"
                raise InputError(Problem("is too long", hint, file=file))
        # All of it is read before anything is made of it: of a list that is cut off nothing is scored.
        yield from _chunks(list(_records(data, chunk.line, file)))


def _chunks(records: Sequence[tuple[int, bytes]]) -> Iterator[Chunk]:
    """The records as lines, about as many bytes of them in a chunk as there are elsewhere."""
    ends = accumulate(len(record) + 1 for _, record in records)
    for _, some in groupby(zip(ends, records, strict=True), lambda each: each[0] // SIZE):
        numbers, lines = zip(*(record for _, record in some), strict=True)
        yield Chunk(numbers[0], b"\n".join((*lines, b"")), numbers=numbers)


def _records(data: bytes, line: int, file: str) -> Iterator[tuple[int, bytes]]:
    """Each record, and the number of the line on which it begins."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise InputError(Problem(*NOT_UTF8, file=file, line=line + data.count(b"\n", 0, error.start))) from error
    decoder = json.JSONDecoder()
    at, counted = _after_space(text, 0), 0
    mark = "["
    while text[at : at + 1] == mark:
        at = _after_space(text, at + 1)
        if mark == "[" and text[at : at + 1] == "]":
            break
        line += text.count("\n", counted, at)
        counted = at
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise InputError(Problem(*_NO_JSON, file=file, line=line)) from error
        # Outside of its strings, where none can be, a line end in JSON is as good as a space.
        yield line, _LINE_END.sub(" ", text[at:end]).encode()
        at, mark = _after_space(text, end), ","
    if text[at : at + 1] != "]" or _after_space(text, at + 1) < len(text):
        line += text.count("\n", counted, at)
        raise InputError(Problem(*_NO_JSON, file=file, line=line))


_NO_JSON = ("is no list of records in JSON", "export it again, or write a line for each record")
"""What is wrong, and what would be right."""


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
