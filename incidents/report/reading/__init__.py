"""Free-form text, Candor's own Markdown or a report.json → a Report, with what was unclear."""

from datetime import date

from incidents.report.reading import exported, own
from incidents.report.reading.assembly import Document
from incidents.report.reading.digest import summarise
from incidents.report.reading.result import Problem, Reading, encode, to_plain
from incidents.report.reading.source import source_text

__all__ = ["Problem", "Reading", "encode", "read", "source_text", "summarise", "to_plain"]


def read(text: str, *, today: date | None = None, timezone: str | None = None) -> Reading:
    """Return the reading of a document.

    `today` is the day, and `timezone` the zone, to assume where the document states none; that is a problem
    of the reading, and so is leaving them unknown. Nothing the document says is dropped. Raises NotValidError
    only for JSON that is no report.
    """
    if exported.is_json(text):
        return exported.read(text)
    if own.is_own(text):
        try:
            return own.read(text)
        except own.NotOursError:  # someone went on writing in it: free text then, and nothing is lost
            pass
    return Document(text, today, timezone).read()
