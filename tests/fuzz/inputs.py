"""Inputs by seed and number: a command line and the files that it reads, of which one may be spoilt."""

import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from fuzz import samples
from fuzz.samples import answers, catalog, texts
from fuzz.spoil import SNIPPETS, WORDS, as_json, as_yaml, encoded, spoilt, spoilt_bytes, spoilt_text
from paper import word


@dataclass(frozen=True)
class Input:
    """A command line, and what it reads."""

    kind: str
    arguments: Sequence[str]
    name: str = ""
    """The file that may be spoilt."""
    data: bytes = b""
    """What is in it."""
    typed: bool = False
    """Whether standard input, which is `name`, looks like a terminal."""
    known: Any = None
    """What is known of the file, where its text alone does not tell."""

    @property
    def is_asked(self) -> bool:
        """Whether it is a quiz that asks, and so says more than what is wrong."""
        return self.name in {"replies.txt", "saved.json"}

    @property
    def options(self) -> set[str]:
        """The options that are given."""
        return {word for word in self.arguments if word.startswith("--")}


FILES: Mapping[str, bytes] = {
    "small.yaml": (samples.SMALL / "catalog.yaml").read_bytes(),
    "me.yaml": (samples.SMALL / "answers.yaml").read_bytes(),
    "people.jsonl": (samples.SMALL / "people.jsonl").read_bytes(),
    "posting.txt": (samples.SMALL / "posting.txt").read_bytes(),
    "postings.csv": (samples.SMALL / "postings.csv").read_bytes(),
    "cv.txt": (samples.SMALL / "cv.txt").read_bytes(),
}
"""The sound files that stand beside the one of the input."""

SMALL = ("--roles", "small.yaml")

HARM = (0, 0, 1, 1, 1, 2, 3, 6)
"""How many things are done to an input, each as likely."""


def make(seed: int, number: int, kinds: Sequence[str] = ()) -> Input:
    """The input with this number."""
    rng = Random(f"{seed}/{number}")
    weights = {kind: weight for kind, (weight, _) in KINDS.items() if not kinds or kind in kinds}
    (kind,) = rng.choices([*weights], [*weights.values()])
    made = KINDS[kind][1](rng)
    return replace(made, kind=kind)


def _command(rng: Random, *commands: str) -> list[str]:
    form = rng.choice(("txt", "txt", "svg", "json", "json", "md", "html"))
    return rng.choice(commands).replace("{form}", form).split()


def _structured(data: Any, rng: Random, words: Sequence[Any], *, line: bool = False) -> str:
    harm = rng.choice(HARM)
    where = rng.random()
    data = spoilt(data, rng, harm if where < 0.8 else 0, words)
    text = as_json(data, rng, line=line) if line or rng.random() < 0.4 else as_yaml(data, rng)
    return text if where < 0.6 else spoilt_text(text, rng, harm)


@cache
def _vocabulary(*, large: bool = False) -> tuple[Any, ...]:
    """What stands in answers to a catalog."""
    questions = catalog(large=large)["questions"]
    options = [option[key] for question in questions for option in question["options"] for key in ("id", "label")]
    return (*options, *(question["id"] for question in questions), "high", "none of these", [])


_OF_ANSWERS = """
quiz --answers {} --json
quiz --answers {}
quiz --answers {} --explain
quiz --answers {} --save copy.yaml --json
quiz --answers {} --report page.{form} --explain
compare {} baker
compare {} baker --json
compare {} me.yaml --all
compare {} me.yaml --json
compare {} me.yaml ./me.yaml
compare {} cook --from baker --report page.{form}
show cook --answers {} --all
show cook --answers {} --json
scan posting.txt --answers {}
scan postings.csv --answers {} --json
""".strip().splitlines()


def _named(arguments: Sequence[str], name: str) -> list[str]:
    return [name if word == "{}" else word for word in arguments]


def _answers(rng: Random) -> Input:
    large = rng.random() < 0.04
    words = _vocabulary(large=large)
    text = _structured(
        answers(rng, large=large, **({"id": rng.choice(("p", 7))} if rng.random() < 0.3 else {})), rng, words
    )
    if rng.random() < 0.05:
        text = spoilt_text(rng.choice(samples.likenesses("answers")), rng, rng.randrange(3))
    return _of_person(rng, text, large=large)


def _results(rng: Random) -> Input:
    return _of_person(rng, _structured(samples.result(rng), rng, _vocabulary()), large=False)


def _of_person(rng: Random, text: str, *, large: bool) -> Input:
    name = "me.json" if text[:1] == "{" and rng.random() < 0.5 else "person.yaml"
    if large:
        return Input(
            "",
            _named(_command(rng, "quiz --answers {} --json", "show ds --answers {}"), name),
            name,
            encoded(text, rng),
        )
    command = _command(rng, *_OF_ANSWERS) if rng.random() < 0.7 else _OF_ANSWERS[0].split()
    return Input("", [*_named(command, name), *SMALL], name, encoded(text, rng))


CODE = "3RBX-3E4B"
"""The code of the answers in me.yaml; the alphabet of codes has no U."""


def _codes(rng: Random) -> Input:
    match rng.randrange(6):
        case 0:
            code = spoilt_text(CODE, rng, rng.randrange(1, 4))
        case 1:
            code = "".join(rng.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ-ilo", k=rng.choice((8, 9, 100, 500, 30_000))))
        case 2:
            code = rng.choice((CODE.lower(), CODE.replace("-", ""), f" {CODE} ", CODE.replace("-", "\u2212")))
        case 3:
            letters = [*CODE]
            letters[rng.randrange(len(letters))] = rng.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
            code = "".join(letters)
        case 4:
            code = "0" * rng.choice((1, 8, 400, 100_000)) + rng.choice(("", CODE)) + rng.choice(("", "-" * 100_000))
        case _:
            code = rng.choice(WORDS)
    command = _command(
        rng, "quiz --json --code", "quiz --json --code", "compare baker", "show cook --code", "scan posting.txt --code"
    )
    return Input("", [*command, code.replace("\x00", ""), *SMALL])


_OF_CATALOGS = """
roles --json
questions --json
check {} --random 50 --json
check {} --random 50
roles
questions
questions --markdown
form --to surveyjs
form --to google
form --to markdown
form --to html -o form.html
form --to xlsform -o form.xlsx
quiz --template
show {role}
show {role} --all
show {role} --json --answers me.yaml
compare {role} {last}
compare {role} {last} --all
compare me.yaml {role} --json
compare me.yaml {role}
compare {role} {last} --report page.{form}
quiz --answers me.yaml
quiz --answers me.yaml --json --explain
quiz --answers me.yaml --explain
scan posting.txt
scan posting.txt --all
scan posting.txt --json
scan posting.txt --marked --report page.{form}
scan posting.txt --report page.{form} --all
scan postings.csv
scan posting.txt --cv cv.txt --answers me.yaml
score people.jsonl
score people.jsonl --to csv
team people.jsonl
score people.jsonl --full
evaluate people.jsonl --resamples 100
team people.jsonl --json --by country
""".strip().splitlines()


def _catalogs(rng: Random) -> Input:
    data = catalog(large=False)
    texts_in = [value for value in _leaves(data) if isinstance(value, str)]
    spoiler = rng.choice((texts_in, WORDS, [*texts_in, *WORDS]))
    text = _structured(data, rng, spoiler)
    if rng.random() < 0.04:
        text = spoilt_text(rng.choice(samples.likenesses("catalogs")), rng, rng.randrange(3))
    roles = re.findall(r"^ *-? *id: ([a-z-]+)$", text, re.MULTILINE) or ["baker"]
    command = [word.format("input.yaml", role=roles[0], last=roles[-1]) for word in _command(rng, *_OF_CATALOGS)]
    more = [] if command[0] == "check" else ["--roles", "input.yaml"]
    return Input("", [*command, *more], "input.yaml", encoded(text, rng))


def _leaves(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in _leaves(value)]
    return [leaf for value in data for leaf in _leaves(value)] if isinstance(data, list) else [data]


_OF_RECORDS = """
score {} --full
score {} --full --json
score {}
score {} --json
score {} --to csv
score {} --strict
score {} -o rows.jsonl.gz
score {} -o rows.csv
team {}
team {} --json
team {} --names --by country
evaluate {} --resamples 100
evaluate {} --resamples 100 --json --by country
""".strip().splitlines()


def _records(rng: Random) -> Input:
    words = (*_vocabulary(), "baker", "cook")
    people = [
        answers(
            rng, id=rng.choice((f"p{i}", i)), role=rng.choice(("baker", "cook", "Bread maker")), about={"country": "A"}
        )
        for i in range(rng.choice((1, 3, 8)))
    ]
    lines = [
        _structured(person, rng, words, line=True) if rng.random() < 0.3 else json.dumps(person) for person in people
    ]
    text = rng.choice(("\n", "\n", "\r\n", "\n\n")).join(lines)
    name = rng.choice(("people.ndjson", "input.jsonl"))
    return Input("", [*_named(_command(rng, *_OF_RECORDS), name), *SMALL], name, encoded(text, rng))


def _table(rng: Random) -> list[list[str]]:
    """People, with a head."""
    questions = catalog(large=False)["questions"]
    heads = ["id", "team", *(rng.choice((question["id"], question["ask"])) for question in questions)]
    rows = []
    for i in range(rng.choice((1, 3, 6))):
        cells = [f"p{i}", rng.choice(("north", "", "south"))]
        for question in questions:
            said = samples.said(question, rng)
            cells.append("; ".join(said) if isinstance(said, list) else str(said or ""))
        rows.append(cells)
    return [heads, *rows]


def _spoil_cells(table: Sequence[list[str]], rng: Random, times: int) -> None:
    for _ in range(times):
        row = rng.choice(table)
        row[rng.randrange(len(row))] = rng.choice((*WORDS, *table[0], "oven", "night"))


def _workbooks(rng: Random) -> Input:
    """Tables of people that are no text: workbooks, Parquet and Arrow."""
    table = _table(rng)
    harm, where = rng.choice(HARM), rng.random()
    _spoil_cells(table, rng, harm if where < 0.4 else 0)
    kind = rng.choice(("xlsx", "xlsx", "parquet", "arrow"))
    data = samples.workbook(table) if kind == "xlsx" else samples.columns(table, kind)
    if kind == "xlsx" and where > 0.6:
        data = samples.with_parts(data, lambda part: spoilt_text(part, rng, rng.choice((0, 0, 1))))
    elif where > 0.4:
        data = spoilt_bytes(data, rng, harm)
    name = f"input.{kind}"
    return Input("", [*_named(_command(rng, *_OF_RECORDS[:-2]), name), *SMALL], name, data)


def _tables(rng: Random) -> Input:
    """CSV of people: its cells may be spoilt, or the text."""
    table = _table(rng)
    harm = rng.choice(HARM)
    in_cells = rng.random() < 0.6
    _spoil_cells(table, rng, harm if in_cells else 0)
    delimiter = rng.choice(",,;\t")
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))).writerows(table)
    text = made.getvalue() if in_cells else spoilt_text(made.getvalue(), rng, harm)
    data = encoded(text, rng)
    known = delimiter if harm == 0 and data.endswith(text.encode()) else None
    command = _named(_command(rng, *_OF_RECORDS[:-2]), "input.csv")
    return Input("", [*command, *SMALL], "input.csv", data, known=known)


_OF_TEXTS = """
scan {} --json
scan {} --json
scan {}
scan {} --marked
scan {} --all
scan {} posting.txt
scan {} --json --answers me.yaml
scan {} --cv cv.txt
scan posting.txt --cv {} --json
scan {} --title Baker
scan posting.txt --cv {}
scan {} --report page.{form} --marked
scan {} --report page.{form}
""".strip().splitlines()


def _scanned(rng: Random, name: str, data: bytes) -> Input:
    return Input("", [*_named(_command(rng, *_OF_TEXTS), name), *SMALL], name, data)


def _texts(rng: Random) -> Input:
    text = spoilt_text(rng.choice((*texts(), *samples.likenesses("scan"))), rng, rng.choice(HARM), texts())
    if rng.random() < 0.03:
        return Input("", ["scan", "input.txt", "--json"], "input.txt", encoded(text, rng))
    return _scanned(rng, rng.choice(("input.txt", "input.txt", "input.md", "input", "input.pdf")), encoded(text, rng))


def _pages(rng: Random) -> Input:
    harm = rng.choice(HARM)
    of_data = rng.random()
    posting = spoilt(samples.POSTING, rng, harm if of_data < 0.4 else 0)
    script = f'<script type="application/ld+json">{as_json(posting, rng)}</script>'
    page = samples.PAGE.format(data=rng.choice((script, script, "", '<meta charset="utf-16">')))
    page = page if of_data < 0.3 else spoilt_text(page, rng, harm)
    if rng.random() < 0.03:
        deep = rng.choice(("<div>", "<table><tr><td>", "<ul><li>", "<b>", "<svg>", "<template>", "<select>"))
        page = deep * rng.choice((300, 5000)) + page
    return _scanned(rng, rng.choice(("input.html", "input.htm", "input.txt")), encoded(page, rng))


def _pdfs(rng: Random) -> Input:
    drawn = spoilt_text(samples.DRAWN.decode(), rng, rng.choice(HARM)).encode(errors="replace")
    kind = rng.random()
    if kind < 0.1:
        drawn = (
            rng.choice((b"/X1 Do ", b"q ", b"[(a) -500] TJ ", b"(", b"<", b"BT /F1 1 Tf (a) Tj ET ")) * 20_000 + drawn
        )
    data = samples.PDF % (len(drawn), drawn)
    if rng.random() < 0.3:
        packed = samples.flood() if kind > 0.95 else zlib.compress(drawn)
        data = samples.PDF % (len(packed), packed)
        data = data.replace(b"<< /Length", b"<< /Filter /FlateDecode /Length", 1)
    for _ in range(rng.choice(HARM)):
        found = [*re.finditer(rb"\d+ 0 R|\d+|/\w+|<<|>>|\[|\]|obj|stream", data)]
        if found:
            place, other = rng.choice(found), rng.choice(found)
            by = rng.choice((other[0], b"%d 0 R" % rng.randrange(9), b"-1", b"9" * 30, b"null", b"(x)"))
            data = data[: place.start()] + by + data[place.end() :]
    return _scanned(
        rng, rng.choice(("input.pdf", "input.pdf", "input.txt")), spoilt_bytes(data, rng, rng.choice((0, 0, 1)))
    )


def _word_documents(rng: Random) -> Input:
    body = samples.PARAGRAPHS
    kind = rng.random()
    if kind < 0.01:
        return _scanned(rng, "input.docx", samples.bomb())
    if kind < 0.2:
        tag = rng.choice(
            ("w:p", "w:tbl><w:tr><w:tc", "w:r", "w:sdt", "w:txbxContent", "w:hyperlink", "mc:AlternateContent")
        )
        close = "".join(f"</{name}>" for name in reversed(tag.split("><")))
        times = rng.choice((20, 200, 3000))
        body = f"<{tag}>" * times + body + close * times
    head = rng.choice(
        ("", "", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<?xml version="1.0" encoding="utf-16"?>')
    )
    body = spoilt_text(body, rng, rng.choice(HARM)) if kind > 0.1 else body
    note = rng.choice(("", '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'))
    data = word(_encodable(body), head, note=note)
    return _scanned(
        rng, rng.choice(("input.docx", "input.docx", "input.txt")), spoilt_bytes(data, rng, rng.choice((0, 0, 0, 1, 3)))
    )


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _resumes(rng: Random) -> Input:
    text = _structured(samples.RESUME, rng, ("sourdough", "stew", *WORDS))
    if rng.random() < 0.3:
        command = ["quiz", "--from-resume", "resume.json", "--json"]
        return Input("", [*command, *SMALL], "resume.json", encoded(text, rng))
    command = _command(
        rng,
        "scan posting.txt --cv {}",
        "scan posting.txt --cv {} --json",
        "scan postings.csv --cv {}",
        "scan {} --json",
    )
    return Input("", [*_named(command, "resume.json"), *SMALL], "resume.json", encoded(text, rng))


def _postings(rng: Random) -> Input:
    """Tables of postings, as CSV and as JSON lines."""
    heads = [
        rng.choice(("id", "ID", "link")),
        rng.choice(("title", "Job Title")),
        "company",
        rng.choice(("description", "text")),
    ]
    rows = [
        [f"p-{i}", "Chef", "Inn", rng.choice((*texts()[:2], "<p>sourdough</p>", "stew"))]
        for i in range(rng.choice((1, 2, 5)))
    ]
    harm = rng.choice(HARM)
    if rng.random() < 0.5:
        made = io.StringIO()
        csv.writer(made).writerows([heads, *rows])
        name, text = rng.choice(("input.csv", "input.tsv")), made.getvalue()
    else:
        records: Any = [dict(zip(heads, row, strict=True)) for row in rows]
        records = spoilt(records, rng, harm) if rng.random() < 0.7 else records
        lines = (as_json(record, rng, line=True) for record in (records if isinstance(records, list) else [records]))
        name, text = "input.jsonl", "\n".join(lines)
    text = spoilt_text(text, rng, harm) if rng.random() < 0.4 else text
    command = _command(
        rng,
        *("scan {} --json", "scan {}", "scan {} --answers me.yaml", "scan {} --text description --full"),
        *(
            "scan --jsonl {} --text text --title-field title",
            "scan {} --cv cv.txt -o rows.csv",
            "scan {} -o rows.jsonl",
        ),
    )
    return Input("", [*_named(command, name), *SMALL], name, encoded(text, rng))


def _saved(rng: Random) -> Input:
    text = _structured({**samples.SAVED, "catalog_file": "small.yaml"}, rng, _vocabulary(), line=True)
    return Input("", ["quiz", "--plain", "--json", *SMALL], "saved.json", encoded(text, rng), typed=True)


_REPLIES = (
    "",
    "1",
    "2",
    "1 2",
    "1,3",
    "q",
    "s",
    "b",
    "?",
    "i",
    "f",
    "y",
    "n",
    "0",
    "99",
    "-1",
    "1-3",
    "none",
    "9" * 5000,
)


def _replies(rng: Random) -> Input:
    text = "\n".join(rng.choice((*_REPLIES, rng.choice(SNIPPETS))) for _ in range(rng.randrange(12)))
    command = _command(rng, "quiz --plain --json", "quiz", "quiz --quick", "quiz --save new.yaml")
    return Input("", [*command, *SMALL], "replies.txt", encoded(text, rng), typed=rng.random() < 0.5)


_UNITS = (
    *("a", "a ", "a\n", " ", "\n", "\r", "\t", "\0", "é", "'", '"', "`", "*", "_", "~", "#", "<", ">", "&", "/", "\\"),
    *("-", "=", ":", "[", "{", "(", "- ", "? ", "[a](", "![", "**a ", "`a` ", "> ", "1. ", "a:\n ", "{a: ", "[a, "),
    *("<p>", "<div>", "<b>", "</p>", "<td>", "<!--", "&amp;", "&#1;", "<a href=x>", "<h1>a</h1>", "<li>a", "stew, "),
    *("sourdough ", "no sourdough ", "not ", "oven and ", "oven; ", "An oven, ", "none of these,", "hours: night\n"),
    *("0", "9", ".", "e", ",", ",,\n", ";", '""', "a.", "a, b; ", "Baker\n", "About us\n", "Skills:\n- stew\n"),
    *("e.g. ", "a-\n", "C++ ", "(stew ", "a@b.c ", "http://a ", "2019 - 2020 Baker\n"),
    *('a""","\n', '"a\n', "k%d: a\n", '"k%d": 1, ', "o%d, ", "w%d ", "<x%d>"),
)  # fmt: skip
"""What is repeated without end; %d is another number each time."""

_LARGE = {
    "answers.yaml": (
        "",
        "answers:\n  heat: ",
        "answers: {heat: [",
        "answers: {hours: ",
        "answers: {heat: '",
        "id: ",
        "? ",
    ),
    "answers.json": ('{"answers": {"heat": ["', '{"answers": {"hours": "', '{"id": ', '{"answers": {"heat": ', "["),
    "catalog.yaml": ("", "format: rolefit/catalog/1\nname: ", "roles: [", "questions: {a: "),
    "people.jsonl": ("", '{"answers": {"heat": "', '{"id": "', '{"id": ', '{"answers": '),
    "people.csv": ("", "id,heat\n1,", 'id,heat\n1,"', "heat,"),
    "postings.csv": ("", "title,description\nChef,", 'title,description\nChef,"'),
    "posting.txt": ("", "Baker\n\nYou bake "),
    "posting.md": ("", "# Baker\n\nYou bake ", "---\ntitle: ", "```\n"),
    "posting.html": (
        "",
        "<h1>Baker</h1>",
        "<p>You bake ",
        '<script type="application/ld+json">{"a": ',
        "<!--",
        "<p a=",
    ),
    "resume.json": ('{"skills": [{"name": "', '{"work": [{"summary": "', '{"skills": '),
}
"""File to how it may begin."""


def _large(rng: Random) -> Input:
    """What is repeated until it is long: work must not grow with the square of it."""
    name = rng.choice([*_LARGE])
    units = "".join(rng.choice(_UNITS) for _ in range(rng.choice((1, 1, 2, 3))))
    # To score many records, and to show a long text, takes a time that grows with what there is to do.
    sizes = (3_000, 30_000, 100_000) if name.startswith(("people", "posting")) else (3_000, 30_000, 400_000)
    times = rng.choice(sizes) // len(units)
    text = rng.choice(_LARGE[name]) + "".join(units.replace("%d", str(number)) for number in range(times))
    text += rng.choice(("", "", '"', "'", "]}}", '"]}}', "</p>"))
    commands = {
        "answers": _OF_ANSWERS,
        "catalog": ("roles --roles {}", "check {}"),
        "people": _OF_RECORDS,
        "postings": ("scan {} --json", "scan {} --answers me.yaml"),
        "posting": _OF_TEXTS,
        "resume": ("scan posting.txt --cv {}", "quiz --from-resume {}"),
    }
    file = f"long-{name}"
    command = _named(_command(rng, *commands[name.partition(".")[0]]), file)
    more = [] if {"--roles", "check"} & set(command) else SMALL
    return Input("", [*command, *more], file, encoded(text, rng))


_LINES = """
quiz --answers me.yaml --json
compare baker vs cook --topic goal
compare me.yaml baker --from cook
show baker
scan posting.txt --title Chef --marked
score people.jsonl --to csv --id id --jobs 1
team people.jsonl --by country
evaluate people.jsonl --by country --resamples 100 --seed 1
check small.yaml --random 50
schema result
help scan
roles --json
questions --markdown
scan --jsonl people.jsonl --text id --title-field role
quiz --template
quiz --answers me.yaml --save new.yaml --report new.html
--version

""".splitlines()


def _command_lines(rng: Random) -> Input:
    arguments = [*_command(rng, *_LINES), *rng.choice(((), SMALL, SMALL, SMALL))]
    others = [word for line in _LINES for word in line.split()]
    for _ in range(rng.choice(HARM)):
        place = rng.randrange(len(arguments) + 1)
        by = rng.choice((*others, *WORDS, "9" * 30, "--", "small.yaml", "/", "."))
        arguments[place : place + rng.randrange(2)] = [] if rng.random() < 0.2 else [by.replace("\x00", "")]
    # What would set up a shell, look at many cores or work for minutes is asked for on purpose only.
    barred = {"--install-completion", "--show-completion", "--jobs", "-j", "9" * 30}
    return Input("", [word for word in arguments if word not in barred])


KINDS: Mapping[str, tuple[float, Callable[[Random], Input]]] = {
    "answers": (20, _answers),
    "results": (9, _results),
    "codes": (6, _codes),
    "catalogs": (16, _catalogs),
    "records": (11, _records),
    "tables": (9, _tables),
    "workbooks": (3, _workbooks),
    "texts": (7, _texts),
    "pages": (7, _pages),
    "pdfs": (4, _pdfs),
    "word-documents": (3, _word_documents),
    "resumes": (4, _resumes),
    "postings": (6, _postings),
    "saved": (3, _saved),
    "replies": (3, _replies),
    "command-lines": (6, _command_lines),
    "large": (0.5, _large),
}
"""Kind to how often it comes, and what makes an input of it."""
