"""Sound inputs of every format, small enough to be read by many commands a second."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import yaml

from helpers import EXAMPLES, ROOT
from paper import word

SMALL = ROOT / "data" / "example"
"""The smallest catalog that can be, and a file of each kind for it."""

LARGE = ROOT / "data" / "roles.yaml"

LIKENESSES = Path(__file__).with_name("likenesses")
"""Inputs that went wrong once, in small."""


@cache
def catalog(*, large: bool) -> Any:
    """What plain YAML says of a catalog."""
    return yaml.safe_load((LARGE if large else SMALL / "catalog.yaml").read_text("utf-8"))


@cache
def likenesses(kind: str) -> tuple[str, ...]:
    """The texts of one kind that went wrong once."""
    return tuple(path.read_text("utf-8") for path in sorted((LIKENESSES / kind).iterdir()))


def said(question: Any, rng: Random) -> Any:
    """An answer to a question, in one of the ways in which people may write it."""
    options = question["options"]
    if rng.random() < 0.1:
        return rng.choice((None, "", "none of these", [])) if question["kind"] == "many" else None
    most = len(options) if question["kind"] == "many" else 1
    texts = [_words(option, rng) for option in rng.sample(options, rng.randint(1, most))]
    if rng.random() < 0.4:
        return texts
    return rng.choice(("; ", ", ", ";", "\n", " and ", " & ", "/", " or ")).join(texts)


def _words(option: Any, rng: Random) -> str:
    text = str(rng.choice((option["id"], option["id"], option["label"])))
    return str(rng.choice((text, text, text.upper(), text.replace("-", "_"), text.replace("-", " "), f" {text} ")))


def answers(rng: Random, *, large: bool = False, **more: Any) -> dict[str, Any]:
    """A person's answers."""
    asked = catalog(large=large)["questions"]
    given = {question["id"]: said(question, rng) for question in asked if rng.random() < 0.8}
    person: dict[str, Any] = {**more, "answers": given}
    if rng.random() < 0.15:
        return {**more, **given}
    if rng.random() < 0.2:
        person["importance"] = {question["id"]: rng.choice(("high", "Low ", "normal")) for question in asked[:3]}
    if rng.random() < 0.1:
        many = next(question for question in asked if question["kind"] == "many")
        person["offered"] = {many["id"]: [option["id"] for option in many["options"]]}
    return person


def result(rng: Random) -> dict[str, Any]:
    """An earlier result, of this state of the catalog or of another."""
    (example,) = re.findall(r"<!-- example: result -->\n```json\n(.*?)\n```", _formats(), re.DOTALL)
    earlier: dict[str, Any] = json.loads(example)
    if rng.random() < 0.5:
        earlier["catalog"]["digest"] = "000000000000"
    return earlier


@cache
def _formats() -> str:
    return (ROOT / "docs" / "formats.md").read_text("utf-8")


@cache
def texts() -> tuple[str, ...]:
    """Postings and CVs as plain text and Markdown."""
    paths = sorted((EXAMPLES / "postings").glob("*.[tm]*"))[:3]
    return tuple(path.read_text("utf-8") for path in (SMALL / "posting.txt", SMALL / "cv.txt", *paths))


POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Baker",
    "description": "<p>You bake our <b>sourdough</b> and puff pastry in a stone oven.</p><ul><li>sauce</li></ul>",
    "hiringOrganization": {"@type": "Organization", "name": "Example Inn"},
    "skills": ["stew", {"@type": "DefinedTerm", "name": "dough"}],
}
"""What a saved page says of a posting in JSON-LD."""

PAGE = """<!DOCTYPE html><html><head><title>Baker | Example Inn</title>{data}</head><body><nav><a href="/">Home</a>
</nav><main><h1>Baker</h1>
<p>You bake our sourdough &amp; puff pastry in a stone oven, and make a sauce of the dough.</p>
<ul><li>stew</li><li>Work with guests and menus</li></ul><table><tr><td>Kitchen</td><td>yes</td></tr></table></main>
<footer>(c) Example Inn</footer></body></html>"""

RESUME = {
    "basics": {"name": "Kim", "label": "Baker", "summary": "Bakes sourdough; makes a sauce."},
    "work": [{"name": "Inn", "position": "Baker", "startDate": "2019-03", "highlights": ["Puff pastry for guests"]}],
    "education": [{"institution": "School", "area": "Bread", "studyType": "Grill academy", "endDate": "2016"}],
    "skills": [{"name": "Sourdough", "level": "Master", "keywords": ["stew", "puff pastry"]}],
    "projects": [{"name": "Bread", "keywords": ["sauce"]}],
    "publications": [{"name": "Dough", "publisher": "Journal", "releaseDate": "2020-05"}],
}

SAVED = {
    "schema": "rolefit/quiz/1",
    "catalog_file": None,
    "saved": "2026-01-31T12:00:00Z",
    "quick": False,
    "answers": {"hours": "night"},
    "importance": {"hours": "high"},
    "drafts": {"heat": ["oven"]},
    "offered": {"hours": ["night", "noon"], "heat": ["oven", "stove", "grill"]},
}
"""What is kept of a quiz that was begun."""

PDF = b"""%%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject
<< /X1 6 0 R >> >> >>
endobj
4 0 obj
<< /Length %d >>
stream
%s
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R /FirstChar 32 /Widths [250 300] >>
endobj
6 0 obj
<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 20 /Resources << /XObject << /X1 6 0 R >> >> >>
stream
BT /F1 9 Tf (x) Tj ET
endstream
endobj
7 0 obj
<< /Length 99 >>
stream
1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange
endstream
endobj
trailer
<< /Root 1 0 R /Size 8 >>
startxref
0
%%%%EOF
"""

DRAWN = b"BT /F1 12 Tf 72 700 Td (You bake our sourdough and puff pastry) Tj 0 -14 Td (in a stone oven.) Tj ET /X1 Do"
"""What a page of a PDF draws."""


def workbook(table: Sequence[Sequence[str]]) -> bytes:
    """A table as a workbook."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 31, tzinfo=UTC)})
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, [_encodable(cell) for cell in row])
    return made.getvalue()


def columns(table: Sequence[Sequence[str]], kind: str) -> bytes:
    """A table as Parquet or Arrow IPC."""
    heads, *rows = [[_encodable(cell) for cell in row] for row in table]
    made, data = io.BytesIO(), pa.Table.from_arrays([*zip(*rows, strict=True)], heads)
    if kind == "parquet":
        pq.write_table(data, made)
    else:
        with pa.ipc.new_file(made, data.schema) as file:
            file.write_table(data)
    return made.getvalue()


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


def with_parts(archive: bytes, change: Callable[[str], str]) -> bytes:
    """An archive with its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = change(old.read(name).decode(errors="replace"))
            new.writestr(zipfile.ZipInfo(name), text.encode(errors="replace"), zipfile.ZIP_DEFLATED)
    return made.getvalue()


@cache
def flood() -> bytes:
    """A packed stream of some kilobytes that unpacks to 60 MB."""
    return zlib.compress(b" " * 60_000_000)


PARAGRAPHS = """<w:p><w:r><w:t>You bake our sourdough and puff pastry</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>
<w:t>in a stone oven</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>sauce</w:t><w:footnoteReference w:id="1"/>
</w:r></w:p>"""
"""What stands in the body of a Word document."""


@cache
def bomb() -> bytes:
    """A Word document of some kilobytes that unpacks to 60 MB."""
    packed = io.BytesIO(word(PARAGRAPHS))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(zipfile.ZipInfo("word/more.xml"), b" " * 60_000_000, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
