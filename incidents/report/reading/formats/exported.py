"""A report.json → its report: the canonical bytes, or the same laid out by hand."""

from datetime import date

import msgspec

from incidents.report import canonical
from incidents.report.reading.result import Reading


def is_json(text: str) -> bool:
    """Say whether the text is one JSON object; a document may begin with a brace all the same."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(msgspec.json.decode(text), dict)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return False


def read(text: str, _today: date | None = None, _timezone: str | None = None) -> Reading:
    """Return the reading. Raises NotValidError where the object is no report of a known schema."""
    return Reading(report=canonical.decode(text.encode()))
