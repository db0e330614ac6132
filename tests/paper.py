"""Makes the PDF and Word documents that tests read."""

import io
import zipfile

import pypdf

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{main}"/></Relationships>'
)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, head: str = "", main: str = "word/document.xml", note: str = "") -> bytes:
    """A Word document; `body` is what stands in its body, `head` what stands before its root.

    `main` is the part that has the body; where it is another than usual, the usual one has nothing in it. `note` is
    what stands in a footnote, number 1.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, "[Content_Types].xml", _TYPES)
        _add(archive, "_rels/.rels", _RELATIONS.format(main=main))
        document = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{{}}</w:body></w:document>'
        for name, content in {"word/document.xml": document.format(""), main: head + document.format(body)}.items():
            _add(archive, name, content)
        notes = f'<w:footnotes xmlns:w="{_NAMESPACE}"><w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
        _add(archive, "word/footnotes.xml", notes)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    """Add a part that says nothing of the time: the same document has the same bytes."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def archive(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(name, "x")
    return packed.getvalue()


def pdf(*lines: str, pages: int = 1, locked: bool | None = None, content: bytes = b"") -> bytes:
    """A PDF that shows some lines on each page.

    `locked` says whether a password is needed to read it, or only to change it.
    """
    writer = pypdf.PdfWriter()
    shown = b"BT /F1 12 Tf 72 700 Td " + b" ".join(b"(%s) Tj 0 -14 Td" % line.encode("latin-1") for line in lines)
    font = _dictionary(Type=_name("Font"), Subtype=_name("Type1"), BaseFont=_name("Helvetica"))
    for _ in range(pages):
        _add_page(writer, content or shown + b" ET", _dictionary(F1=font))
    if locked is not None:
        writer.encrypt("reader" if locked else "", "owner", algorithm="AES-256")
    return _written(writer)


def typeset(*lines: str, word_gap: int = 200, letter_gap: int = 0, tables: tuple[bytes, ...] = (b"",)) -> bytes:
    """A PDF such as XeLaTeX makes: its font has no space, its glyph 32 is a letter, and between words it moves on.

    Gaps are in thousandths of the size of the font. For each of `tables` it has a font, and that behind what says which
    characters its glyphs are.
    """
    writer = pypdf.PdfWriter()
    glyphs = {letter: 32 + number for number, letter in enumerate(sorted(set("".join(lines)) - {" "}))}
    content = b"BT /F0 12 Tf 72 700 Td "
    for line in lines:
        words = [f" {-letter_gap} ".join(f"<{glyphs[letter]:04X}>" for letter in word) for word in line.split()]
        content += b"[%s] TJ 0 -14 Td " % f" {-word_gap - letter_gap} ".join(words).encode()
    mapped = "".join(f"<{glyph:04X}> <{ord(letter):04X}>\n" for letter, glyph in glyphs.items())
    characters = f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n100 beginbfchar\n{mapped}endbfchar\n"
    widths = pypdf.generic.ArrayObject(map(pypdf.generic.NumberObject, [0, 200, 500]))
    descendant = _dictionary(Type=_name("Font"), Subtype=_name("CIDFontType0"), BaseFont=_name("Made"), W=widths)
    fonts = {}
    for number, more in enumerate(tables):
        table = pypdf.generic.DecodedStreamObject()
        table.set_data(characters.encode() + more)
        fonts[f"F{number}"] = _dictionary(
            Type=_name("Font"),
            Subtype=_name("Type0"),
            BaseFont=_name("Made"),
            Encoding=_name("Identity-H"),
            DescendantFonts=pypdf.generic.ArrayObject([descendant]),
            ToUnicode=writer._add_object(table.flate_encode()),  # noqa: SLF001
        )
    _add_page(writer, content + b"ET", _dictionary(**fonts))
    return _written(writer)


def _name(name: str) -> pypdf.generic.NameObject:
    return pypdf.generic.NameObject(f"/{name}")


def _dictionary(**entries: pypdf.generic.PdfObject) -> pypdf.generic.DictionaryObject:
    return pypdf.generic.DictionaryObject({_name(key): value for key, value in entries.items()})


def _add_page(writer: pypdf.PdfWriter, content: bytes, fonts: pypdf.generic.DictionaryObject) -> None:
    page = writer.add_blank_page(612, 792)
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(content)
    page[_name("Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001
    page[_name("Resources")] = _dictionary(Font=fonts)


def _written(writer: pypdf.PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
