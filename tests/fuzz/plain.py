"""What inputs say, read with plain yaml, json and csv and no code of ours: nothing that is accepted may be misread.

Everything that an answer says must be accounted for by the options that were taken for it, and no option be taken that
it does not say. How answers may be written is in docs/formats.md.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from fuzz.inputs import FILES, Input

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Reading = Callable[[Input, str], Iterator[str]]


def misread(given: Input, code: int | None, out: str) -> list[str]:
    """What of an input was misread, where it was accepted and can be read in a plain way too."""
    reading = _READINGS.get(given.kind)
    if reading is None or code not in {0, 1} or "--report" in given.options:
        return []
    try:
        return [*reading(given, out)]
    except (ValueError, KeyError, AttributeError, TypeError, yaml.YAMLError, zipfile.BadZipFile) as error:
        return [f"is accepted, and a plain reading fails: {error!r}"[:300]]


def _plain(data: bytes, name: str) -> Any:
    """Plain data of a text that was accepted."""
    text = data.decode("utf-8-sig")
    if name.endswith(".json"):
        return json.loads(text)
    if text.lstrip()[:1] in {"{", "["}:
        with suppress(ValueError):
            return json.loads(text)
    return yaml.load(text, _LOADER)  # noqa: S506  # a safe one


def _key(name: object) -> str:
    """A name without what nobody sees, in one case, with one kind of hyphen and of quotation mark."""
    seen = re.sub("[\u200b\u2060\ufeff\u00ad]", "", str(name))
    seen = re.sub("[\u2018-\u201b\u02bc]", "'", re.sub("[\u201c-\u201f\u00ab\u00bb]", '"', seen))
    return re.sub("[\\s_\u2010-\u2015\u2212-]+", " ", seen).strip().casefold()


def _questions(large: Any) -> Mapping[str, Any]:
    """Each way to call a question, to the question."""
    found = {}
    for question in large["questions"]:
        topic = next(
            (topic["title"] for topic in large.get("topics", ()) if topic["id"] == question.get("topic")), None
        )
        for name in (question["ask"], topic, question["id"]):
            if name:
                found[_key(name).rstrip("?:*. ")] = question
    return found


_CATALOG = yaml.safe_load(FILES["small.yaml"])
_ASKED = _questions(_CATALOG)


def _answers(given: Input, out: str) -> Iterator[str]:
    if given.arguments[0] != "quiz" or "--json" not in given.options or "--roles" not in given.options:
        return
    result = json.loads(out)
    data = _plain(given.data, given.name)
    yield from _of_record(data, result)
    if "--save" in given.options and Path("copy.yaml").exists():
        saved = yaml.safe_load(Path("copy.yaml").read_text("utf-8"))
        if saved["answers"] != result["answers"]:
            yield f"saved {saved['answers']} for {result['answers']}"


def _of_record(data: Any, result: Any) -> Iterator[str]:
    """Compare what a record says with the answers in its result."""
    told = data.get("answers", data)
    asked = {question: value for name, value in told.items() if (question := _question_id(name))}
    if extra := result["answers"].keys() - asked.keys():
        yield f"answers that nobody gave: {sorted(extra)}"
    for name, value in asked.items():
        yield from _of_answer(name, value, result["answers"].get(name))
    if data.get("id") != result.get("id"):
        yield f"the id {result.get('id')!r} for {data.get('id')!r}"
    importance = {_question_id(name): _key(value) for name, value in (data.get("importance") or {}).items()}
    if importance != result["importance"]:
        yield f"importance {result['importance']} for {data['importance']}"
    if "schema" not in data and (data.get("offered") or {}).keys() and not result["offered"]:
        yield "what was offered is lost"


def _question_id(name: object) -> str | None:
    found = _ASKED.get(_key(name).rstrip("?:*. "))
    return str(found["id"]) if found else None


def _of_answer(name: str, said: Any, taken: Any) -> Iterator[str]:
    question = next(question for question in _CATALOG["questions"] if question["id"] == name)
    texts = [] if said is None else [said] if isinstance(said, str) else list(said)
    ids = [] if taken is None else [taken] if isinstance(taken, str) else taken
    left = "\n".join(_key(text) if "\n" not in text.strip() else _key(text.replace("\n", ";")) for text in texts)
    is_none = said == [] or left in {"[]", "none of these", "none"}
    if is_none != (taken == []):
        yield f"{name}: {taken!r} for {said!r}"
    if is_none:
        return
    names = {option["id"]: [_key(option[key]) for key in ("label", "id")] for option in question["options"]}
    for option in ids:
        if not any(text in left for text in names[option]):
            yield f"{name}: {option} was not said in {said!r}"
    signals = [
        _key(each) for option in question["options"] if option["id"] in ids for each in option.get("signals", ())
    ]
    for words in sorted([*(text for option in ids for text in names[option]), *signals], key=len, reverse=True):
        left = left.replace(words, " ")
    if re.sub(r"\b(and|or)\b|[;,|/&\s]", "", left):
        yield f"{name}: {said!r} was read as {taken!r}"


def _codes(given: Input, out: str) -> Iterator[str]:
    if given.arguments[0] == "quiz":
        (code,) = (
            word for before, word in zip(given.arguments, given.arguments[1:], strict=False) if before == "--code"
        )
        letters = re.sub(r"[\s\-\u2010-\u2015\u2212]", "", code.upper()).translate(str.maketrans("OIL", "011"))
        if letters != json.loads(out)["code"].replace("-", ""):
            yield f"{code} was read as {json.loads(out)['code']}"


def _catalogs(given: Input, out: str) -> Iterator[str]:
    if given.arguments[:2] == ["roles", "--json"]:
        roles = [(role["id"], role["title"]) for role in _plain(given.data, given.name)["roles"]]
        if roles != [(role["id"], role["title"]) for role in json.loads(out)["roles"]]:
            yield f"other roles than {roles}"
    if given.arguments[:2] == ["questions", "--json"]:
        for asked, listed in zip(
            _plain(given.data, given.name)["questions"], json.loads(out)["questions"], strict=True
        ):
            if [asked[key] for key in ("id", "ask", "kind")] != [listed[key] for key in ("id", "ask", "kind")]:
                yield f"another question than {asked['id']}"
            options = [{key: option[key] for key in ("id", "label")} for option in asked["options"]]
            if options != listed["options"]:
                yield f"other options than {options}"


def _records(given: Input, out: str) -> Iterator[str]:
    if given.arguments[0] != "score" or {"--to", "--strict", "-o"} & set(given.arguments) or given.data[:1] == b"\x1f":
        return
    is_utf_16 = given.data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    data = given.data.decode("utf-16").encode() if is_utf_16 else given.data.removeprefix(b"\xef\xbb\xbf")
    lines = [line for line in data.split(b"\n") if line.strip()]
    rows = [json.loads(row) for row in out.split("\n") if row]
    if len(lines) != len(rows):
        yield f"{len(rows)} rows for {len(lines)} lines"
        return
    for line, row in zip(lines, rows, strict=True):
        if "error" not in row:
            record = json.loads(line)
            if record.get("id") != row["id"]:
                yield f"the id {row['id']!r} for {record.get('id')!r}"
            if "answers" in row:
                yield from _of_record(record, row)


def _tables(given: Input, out: str) -> Iterator[str]:
    if given.known is None or given.arguments[0] != "score" or {"--to", "--strict", "-o"} & set(given.arguments):
        return
    try:
        text = given.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    heads, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=given.known)
    people = [dict(zip(heads, row, strict=True)) for row in rows if any(cell.strip() for cell in row)]
    scored = [json.loads(row) for row in out.split("\n") if row]
    if [person["id"] for person in people] != [row["id"] for row in scored]:
        yield f"other records than {[person['id'] for person in people]}"
        return
    for person, row in zip(people, scored, strict=True):
        if "answers" in row:
            cells = {head: value or None for head, value in person.items() if _question_id(head)}
            yield from _of_record({"id": person["id"], "answers": cells}, row)


def _scanned(given: Input, out: str) -> Iterator[str]:
    """No sentence is shown that the text does not hold."""
    if given.arguments[0] != "scan" or given.arguments[1] != given.name or "--json" not in given.options:
        return
    held = _letters(_held(given))
    told = json.loads(out)
    for scan in told.get("scans", [told]):
        for mention in (mention for option in scan["revealed"] for mention in option["mentions"]):
            if made_up := [word for word in re.findall(r"[^\W_]+", mention["sentence"]) if word.casefold() not in held]:
                yield f"words that are not in the text: {made_up}"
            if any(not 0 <= start < end for start, end in mention["places"]):
                yield f"no places: {mention['places']}"


def _held(given: Input) -> str:
    if zipfile.is_zipfile(io.BytesIO(given.data)):
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    encoding = "utf-16" if given.data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    # What is not UTF-8 may be a page in the alphabet of western Europe.
    return given.data.decode(encoding, errors="replace") + given.data.decode("latin-1")


def _letters(text: str) -> str:
    """The letters of a text, without tags and whatever stands between, with and without its escapes."""
    tagless = re.sub(r"<[^>]*>", "", text)
    plainer = re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), unescape(unescape(tagless)))
    return re.sub(r"[\W_]+", "", text + re.sub(r"<[^>]*>", "", plainer) + plainer).casefold()


_ONE = {question["id"] for question in _CATALOG["questions"] if question["kind"] == "one"}
"""The questions that take one answer."""


def _saved(given: Input, out: str) -> Iterator[str]:
    """Of a quiz that is gone on with, every answer whose question is as it was is in the result."""
    if not out:
        return
    result = json.loads(out)
    with suppress(ValueError):
        kept = json.loads(given.data.decode("utf-8-sig"))
        offered = {
            question["id"]: {option["id"] for option in question["options"]} for question in _CATALOG["questions"]
        }
        if kept.get("catalog_file") != "small.yaml" or not result["answers"]:
            return
        for name, answer in kept["answers"].items():
            same = set(kept["offered"].get(name, ())) == offered.get(name)
            known = set([answer] if isinstance(answer, str) else answer or ()) <= offered.get(name, set())
            is_one = isinstance(answer, str) == (name in _ONE)
            if (
                same
                and known
                and is_one
                and answer is not None
                and _sorted(result["answers"].get(name)) != _sorted(answer)
            ):
                yield f"{name}: {answer} was kept, and {result['answers'].get(name)} is left"


def _sorted(answer: str | Sequence[str] | None) -> Iterable[str]:
    return answer if isinstance(answer, str) else sorted(set(answer or ()))


_READINGS: Mapping[str, Reading] = {
    "answers": _answers,
    "results": _answers,
    "codes": _codes,
    "catalogs": _catalogs,
    "records": _records,
    "tables": _tables,
    "texts": _scanned,
    "pages": _scanned,
    "word-documents": _scanned,
    "saved": _saved,
}
