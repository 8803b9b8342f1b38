"""What text in a report may look like, decided in one place for the importer, the forms and the API."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, lone surrogates (no UTF-8), and the byte order mark.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OPENING_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


def prose(text: str) -> str:
    r"""Return Markdown in its one spelling: NFC, ``\n`` line ends, no control characters, no blank edges.

    Indentation of the first line is kept, because Markdown gives it a meaning.
    """
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _OPENING_BLANK_LINES.sub("", text).rstrip())


def line(text: str) -> str:
    """Return a text of one line: as `prose`, and every run of white space is one space."""
    return " ".join(prose(text).split())
