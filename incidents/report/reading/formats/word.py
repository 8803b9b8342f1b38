"""A Word document (.docx) → the Markdown that the prose reader reads."""

import struct
import zipfile
import zlib
from io import BytesIO

from incidents.errors import NotValidError
from incidents.report.reading.formats.word_parts import Numbering, Styles, Targets
from incidents.report.reading.formats.word_text import Body
from incidents.report.reading.formats.word_xml import walk
from incidents.report.reading.formats.writing import Writer
from incidents.report.words import Number, say

MAGIC = b"PK\x03\x04"
SIZE_LIMIT = 20_000_000  # bytes: of the file, and of all that is read from it
_MAIN, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_LINKS = "word/_rels/document.xml.rels"
_NOTES = {
    "word/footnotes.xml": "Footnotes", "word/endnotes.xml": "Endnotes", "word/comments.xml": "Comments",
}  # fmt: skip
_NO_DOCUMENT = say("This is a binary file and no Word document; give the report as text, Markdown or .docx.")
_BROKEN = say("This Word document can't be opened; save it again as .docx, or paste its text.")
_TOO_LARGE = say(
    "This Word document holds more than %(limit)s bytes; paste its text instead.",
    limit=Number(SIZE_LIMIT),
)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
_EMPTY = b"<none/>"  # stands for a part that isn't there


def is_word(data: bytes) -> bool:
    return data.startswith(MAGIC)


def docx_text(data: bytes) -> str:
    """Return the document's text as Markdown. Raises NotValidError, one sentence, for what Word never wrote.

    Only the text and what it refers to is unpacked, and nothing before its size is known.
    """
    parts = _parts(data)
    styles = Styles(parts.get(_STYLES, _EMPTY))
    titles = [style for style, level in styles.levels.items() if level == 0]
    titled = any(f'"{style}"'.encode() in parts[_MAIN] for style in titles)
    body = Body(
        styles, Numbering(parts.get(_NUMBERING, _EMPTY)), Targets(parts.get(_LINKS, _EMPTY)), titled=titled
    )
    walk(parts[_MAIN], body.start, body.end, body.said)
    for name, heading in _NOTES.items():
        if name in parts:
            _add_notes(parts[name], heading, body)
    body.out.end()
    return "\n".join(body.out.lines)


def _add_notes(data: bytes, heading: str, body: Body) -> None:
    text, body.out = body.out, Writer()
    walk(data, body.start, body.end, body.said)
    notes, body.out = body.out, text
    notes.end()
    if notes.lines:
        text.end(gap=True)
        text.whole((1, 1), f"## {heading}")
        text.add(notes)


def _parts(data: bytes) -> dict[str, bytes]:
    wanted = (_MAIN, _STYLES, _NUMBERING, _LINKS, *_NOTES)
    if not zipfile.is_zipfile(BytesIO(data)):
        raise NotValidError(_NO_DOCUMENT)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found = [info for info in archive.infolist() if info.filename in wanted]
            fits = len(data) <= SIZE_LIMIT and sum(info.file_size for info in found) <= SIZE_LIMIT
            parts = {info.filename: archive.read(info) for info in found} if fits else {}
    except _UNREADABLE as error:
        raise NotValidError(_BROKEN) from error
    if not fits:
        raise NotValidError(_TOO_LARGE)
    if _MAIN not in parts:
        raise NotValidError(_NO_DOCUMENT)
    return parts
