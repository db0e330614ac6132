"""Word documents (.docx) to plain text."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from rolefit.errors import InputError, Problem
from rolefit.extract.page import read_document

MAX_UNPACKED = 20_000_000
"""The most bytes of XML that are unpacked; a posting has some 0.2 MB."""

MAX_TAGS = 100_000
"""The most tags in it; a posting has some 5,000. It takes some 60 microseconds to read one."""

_BLOCK = 1_000_000

_DAMAGED = Problem("is a damaged Word document", "save it again, or give it the text")

_LONG = Problem("is a Word document with too much in it", "give it the posting alone")

_EMPTY = Problem("is a Word document without text", "give it the text instead")


def read_word(data: bytes, file: str) -> str:
    """The text of a Word document: paragraphs, lists, tables (a line a row) and text boxes.

    Raises InputError where it is damaged, too long or has no text, and ImportError where mammoth is not installed;
    `file` is its name in messages.
    """
    try:
        parts = _parts(data)
        html = _html(parts) if parts else ""
    except ImportError:
        raise
    except Exception as error:  # a broken document breaks its reader in many ways
        raise InputError(replace(_DAMAGED, file=file)) from error
    if parts is None:
        raise InputError(replace(_LONG, file=file))
    text = read_document(html, file).body
    if not text.strip():
        raise InputError(replace(_EMPTY, file=file))
    return text


def _html(parts: dict[str, bytes]) -> str:
    import mammoth  # noqa: PLC0415

    seen = set()

    def once(reference: Any) -> Any:
        # A note is written out as often as the text refers to it.
        key = (reference.note_type, reference.note_id)
        known = key in seen
        seen.add(key)
        return mammoth.documents.text("") if known else reference

    each_once = mammoth.transforms.element_of_type(mammoth.documents.NoteReference, once)
    result = mammoth.convert_to_html(_packed(parts), convert_image=lambda _: [], transform_document=each_once)
    return str(result.value)


def _parts(data: bytes) -> dict[str, bytes] | None:
    """The parts of a document that are XML, by name; None where they are too much."""
    parts: dict[str, bytes] = {}
    # What the head of an archive says of its sizes may be wrong.
    size = tags = 0
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.casefold().endswith((".xml", ".rels")):
                continue
            with archive.open(name) as part:
                blocks: list[bytes] = []
                while block := part.read(_BLOCK):
                    blocks.append(block)
                    size, tags = size + len(block), tags + block.count(b"<")
                    if size > MAX_UNPACKED or tags > MAX_TAGS:
                        return None
            parts[name] = b"".join(blocks)
    return parts


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """An archive of what has been measured and of nothing else: a document names its parts as it likes."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed
