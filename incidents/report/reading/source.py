"""Bytes a person uploaded or piped in → the text they meant, whatever the file is called."""

import codecs

from incidents.errors import NotValidError
from incidents.report.reading.formats import word
from incidents.report.words import Number, say

SIZE_LIMIT = 2_000_000
# What people choose by mistake, by its first bytes.
_OTHERS = {
    b"\x89PNG": say("This is a picture; give the report's text."),
    b"\xff\xd8\xff": say("This is a picture; give the report's text."),
    b"GIF8": say("This is a picture; give the report's text."),
    b"%PDF-": say("This is a PDF; copy its text, or save the document as .docx."),
    b"\xd0\xcf\x11\xe0": say("This is a document of an old Office program; save it as .docx."),
}


def source_text(data: bytes) -> str:
    """Return the document's text. Raises NotValidError, one sentence, where there is none to read."""
    for opening, sentence in _OTHERS.items():
        if data.startswith(opening):
            raise NotValidError(sentence)
    return _checked(word.docx_text(data).encode() if word.is_word(data) else data)


def _checked(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise NotValidError(
            say(
                "This is %(size)s bytes; a report may be at most %(limit)s bytes long.",
                size=Number(len(data)),
                limit=Number(SIZE_LIMIT),
            )
        )
    text = _utf16(data) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _utf8(data)
    if "\0" in text:
        raise NotValidError(say("This is a binary file; give the report as plain text or Markdown."))
    if not text.strip():
        raise NotValidError(say("There is no text here; paste or upload the report's text."))
    return text


def _utf8(data: bytes) -> str:
    if b"\0" in data:
        raise NotValidError(say("This is a binary file; give the report as plain text or Markdown."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise NotValidError(
            say("This is no UTF-8 text: byte %(offset)s can't be read; save it as UTF-8.", offset=offset)
        ) from error


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotValidError(
            say("This is no UTF-16 text: byte %(start)s can't be read; save it as UTF-8.", start=error.start)
        ) from error
