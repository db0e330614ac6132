"""Texts to scan: read from a file of any kind that postings come in, and made plain."""

import codecs
import re
import warnings
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from rolefit.documents.files import NOT_UTF8, display_name, opened
from rolefit.errors import InputError, Problem, SeveralPostingsWarning
from rolefit.extract.normalize import normalize

MAX_TEXT = 10_000_000
"""The longest text or page, in bytes, that is read. A saved page with its pictures in it has some 3 MB."""

MAX_DOCUMENT = 25_000_000
"""The longest PDF or Word document, in bytes, that is read."""

MAX_MARKDOWN = 100_000
"""The longest text, in characters, whose Markdown is read; one that is longer is taken as it stands."""


@dataclass(frozen=True)
class Text:
    """A text to scan.

    >>> from rolefit import load_text
    >>> load_text("examples/postings/ml-engineer.html").title
    'ML Engineer'
    """

    name: str
    """How messages name the file."""
    body: str
    """The plain text: a line per paragraph, list item, heading or table row; as it came, so print it with care."""
    title: str | None
    r"""The title that the document itself gives: of its JobPosting, else its first <h1>; in Markdown that of its front
    matter, else a heading that it begins with. None for plain text, PDF and Word."""


def load_text(path: str) -> Text:
    """Read a text, a Markdown or HTML file, a PDF or a Word document; `-` is standard input.

    What it begins with says which it is; Markdown and parts of HTML pages are known by their ending. Raises InputError
    where it cannot be read, is too long or has no text, and where its kind is not known or not installed. Warns with
    SeveralPostingsWarning where it is a page with several postings of which none is what it shows at its head.

    >>> from rolefit import load_catalog, load_text, scan
    >>> text = load_text("examples/postings/research-scientist.md")
    >>> scan(load_catalog(), text.body, text.title).ranking[0].role
    'rs'
    """
    name = display_name(path)
    if "://" in path:
        hint = "save the page and name its file, or pipe it in: curl -s ADDRESS | rolefit scan -"
        raise InputError(Problem("is an address, and nothing is fetched", hint, file=name))
    data = _read_bytes(path, name)
    if _is_pdf(data):
        return _read_document("PDF", name, data)
    if data.startswith(_ZIP):
        _check_docx(data, name)
        return _read_document("Word document", name, data)
    ending = PurePath(path).suffix.casefold()
    if ending in _KINDS:
        raise InputError(Problem(f"is no {_KINDS[ending]}, whatever its name says", _SAVE, file=name))
    for start, problem in _OTHER_KINDS.items():
        if data.startswith(start):
            raise InputError(Problem(*problem, file=name))
    text, note = _read_text(_decoded(data, name), name, ending)
    if note:
        warnings.warn(SeveralPostingsWarning(f"{name}: {note}"), stacklevel=2)
    return text


def is_html(content: str) -> bool:
    """Whether a text begins as HTML does."""
    return _HTML.match(content) is not None


def text_from(content: str, name: str, ending: str = "") -> Text:
    """The text in a string, which is HTML where it begins so, and else what the ending says; `name` is for messages.

    Raises InputError where it is empty, binary or HTML that cannot be read.
    """
    return _read_text(content, name, ending)[0]


def _read_text(content: str, name: str, ending: str) -> tuple[Text, str | None]:
    """The same, and what to know of how it was read."""
    _check_text(content, name)
    note = None
    if is_html(content) or ending in {".html", ".htm", ".xhtml"}:
        from rolefit.extract.page import read_page  # noqa: PLC0415

        title, body, note = read_page(content, name)
    elif ending in {".md", ".markdown"}:
        title, body = _read_markdown(content, name)
    else:
        title, body = None, normalize(content)
    if not body.strip():
        raise InputError(Problem(*_EMPTY, file=name))
    return Text(name, body, title), note


def _read_bytes(path: str, name: str) -> bytes:
    with opened(path) as file:
        data = file.read(MAX_TEXT + 1)
        most = MAX_DOCUMENT if _is_pdf(data) or data.startswith(_ZIP) else MAX_TEXT
        data += file.read(max(0, most + 1 - len(data))) if len(data) > MAX_TEXT else b""
        if len(data) > most:
            size = f"has {file.seek(0, 2) / 1e6:,.1f} MB" if file.seekable() else "is too long"
            hint = f"at most {most // 1_000_000} MB are read: give it the posting alone"
            raise InputError(Problem(size, hint, file=name))
    return data


_ZIP = b"PK\x03\x04"

_SAVE = "save it as PDF, .docx or text"

_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": ("is an old Office document, or one with a password", _SAVE),
    rb"{\rtf": ("is a Rich Text document", _SAVE),
    b"\x89PNG": ("is a picture", "give it the text"),
    b"\xff\xd8\xff": ("is a picture", "give it the text"),
    b"GIF8": ("is a picture", "give it the text"),
    b"\x1f\x8b": ("is a gzip file", "unpack it first"),
}
"""How kinds of files begin that are not read, what they are, and what would be right."""

_KINDS = {".pdf": "PDF", ".docx": "Word document"}

_EMPTY = ("has no text", "give it the text of a posting or CV")

_BINARY = ("is not text", "give it text, Markdown, HTML, PDF or .docx")

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|span|strong|b|br)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)

_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)

# Some codecs of Python's are no charsets, and slow.
_CHARSETS = re.compile(r"iso-8859-\d+|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)")


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _check_docx(data: bytes, name: str) -> None:
    names: set[str] = set()
    with suppress(BadZipFile, OSError, ValueError, NotImplementedError), ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
    if not names:
        raise InputError(Problem("is a damaged Word document or archive", "save it again", file=name))
    if "word/document.xml" not in names:
        raise InputError(Problem("is an archive, a workbook or another document", _SAVE, file=name))


def _read_document(kind: str, name: str, data: bytes) -> Text:
    """The text of a PDF or a Word document, whose readers are an extra of the installation."""
    try:
        if kind == "PDF":
            from rolefit.extract.pdf import read_pdf as read  # noqa: PLC0415
        else:
            from rolefit.extract.docx import read_word as read  # noqa: PLC0415
        return Text(name, read(data, name), None)
    except ImportError as error:
        hint = "to read it, install: pip install 'rolefit[documents]'"
        raise InputError(Problem(f"is a {kind}", hint, file=name)) from error


def _decoded(data: bytes, name: str) -> str:
    """Text in UTF-8, else in the charset that HTML declares, else as Windows writes it."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _CHARSET.search(data, 0, 2048)
    charset = declared[1].decode().casefold() if declared else ""
    # As in browsers, Latin 1 means its extension.
    known = [charset] if _CHARSETS.fullmatch(charset) and charset != "iso-8859-1" else []
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", *known, "cp1252"]:
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
    raise InputError(Problem(*(NOT_UTF8 if not _is_binary(data.decode("latin-1")) else _BINARY), file=name))


def _is_binary(content: str) -> bool:
    return "\0" in content or len(_CONTROL.findall(content)) > len(content) / 20


def _check_text(content: str, name: str) -> None:
    if _is_binary(content):
        raise InputError(Problem(*_BINARY, file=name))
    if not content.strip():
        raise InputError(Problem("is empty", "give it the text of a posting or CV", file=name))


def _read_markdown(content: str, name: str) -> tuple[str | None, str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415

    from rolefit.extract.front_matter import without_front_matter  # noqa: PLC0415
    from rolefit.extract.page import read_document  # noqa: PLC0415

    given, text = without_front_matter(content, name)
    if len(text) > MAX_MARKDOWN:
        return given, normalize(text)
    heading, body, _ = read_document(MarkdownIt("commonmark").enable("table").render(text), name)
    return given or heading, body
