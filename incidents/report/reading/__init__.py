"""A document in any format Candor knows → a Report, with what was unclear."""

from collections.abc import Callable
from datetime import date

from incidents.report.reading.assembly import Document
from incidents.report.reading.digest import summarise
from incidents.report.reading.formats import chat, exported, own, statuspage, web_page
from incidents.report.reading.lacking import noted
from incidents.report.reading.result import Problem, Reading, encode, to_plain
from incidents.report.reading.source import source_text

__all__ = ["Problem", "Reading", "encode", "read", "source_text", "summarise", "to_plain"]

_Recogniser = Callable[[str], bool]
_Reader = Callable[[str, date | None, str | None], Reading]

# The first that recognises a text reads it.
_FORMATS: tuple[tuple[_Recogniser, _Reader], ...] = (
    (statuspage.is_incident, statuspage.read),
    (exported.is_json, exported.read),
    (own.is_own, own.read),
    (web_page.is_page, web_page.read),
    (chat.is_chat, chat.read),
)


def read(text: str, *, today: date | None = None, timezone: str | None = None) -> Reading:
    """Return the reading of a document.

    `today` is the day, and `timezone` the zone, to assume where the document states none; that is a problem
    of the reading, and so is leaving them unknown. Nothing the document says is dropped. Raises NotValidError
    only for JSON that is neither a report nor an incident, or tells of more than a report holds.
    """
    for recognises, read_format in _FORMATS:
        if recognises(text):
            try:
                return read_format(text, today, timezone)
            except own.NotOursError:  # someone went on writing in it: free text then, and nothing is lost
                break
    return noted(Document(text, today, timezone).read())
