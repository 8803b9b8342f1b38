"""Bytes a person uploaded or piped in → the text they meant."""

import codecs

from incidents.errors import NotValidError

SIZE_LIMIT = 2_000_000


def source_text(data: bytes) -> str:
    """Return the document's text. Raises NotValidError, one sentence, where there is none to read."""
    if len(data) > SIZE_LIMIT:
        raise NotValidError(
            f"This is {len(data):,} bytes; a report may be at most {SIZE_LIMIT:,} bytes long."
        )
    text = _utf16(data) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _utf8(data)
    if "\0" in text:
        raise NotValidError("This is a binary file; give the report as plain text or Markdown.")
    if not text.strip():
        raise NotValidError("There is no text here; paste or upload the report's text.")
    return text


def _utf8(data: bytes) -> str:
    if b"\0" in data:
        raise NotValidError("This is a binary file; give the report as plain text or Markdown.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise NotValidError(
            f"This is no UTF-8 text: byte {offset} can't be read; save it as UTF-8."
        ) from error


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotValidError(
            f"This is no UTF-16 text: byte {error.start} can't be read; save it as UTF-8."
        ) from error
