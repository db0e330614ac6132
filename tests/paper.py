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
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(main=main))
        document = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{{}}</w:body></w:document>'
        for name, content in {"word/document.xml": document.format(""), main: head + document.format(body)}.items():
            archive.writestr(name, content)
        notes = f'<w:footnotes xmlns:w="{_NAMESPACE}"><w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
        archive.writestr("word/footnotes.xml", notes)
    return packed.getvalue()


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
    for _ in range(pages):
        page = writer.add_blank_page(612, 792)
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(content or shown + b" ET")
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        names = {pypdf.generic.NameObject(key): pypdf.generic.NameObject(value) for key, value in font.items()}
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): pypdf.generic.DictionaryObject(names)})
        resources = {pypdf.generic.NameObject("/Font"): fonts}
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(resources)
    if locked is not None:
        writer.encrypt("reader" if locked else "", "owner", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
