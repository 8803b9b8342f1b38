import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.dates import WrittenDate, dates
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_ANNOUNCED = re.compile(r"\b(?:on|by|until|till|before|from|since|due:?)\s$", re.IGNORECASE)
_LONGEST_MONTH = 31


def impossible_date(report: Report, _context: Context) -> Iterator[Finding]:
    """Every date in a text is one that the calendar has.

    A promise for a day that never comes can't be kept, and readers doubt every other date beside it.

    Bad: Upgrade the parser by Nov 31, 2023.
    Good: Upgrade the parser by Nov 30, 2023.
    """
    for place in places.texts(report):
        for written in dates(place.text):
            if not written.exists and _is_surely_a_date(written, place.text):
                message = say(
                    "There is no %(written)s in the calendar; correct the date.", written=written.written
                )
                yield Finding("impossible-date", LEVEL, place.path, message)


def _is_surely_a_date(written: WrittenDate, text: str) -> bool:
    if written.year:
        return True
    if written.day > _LONGEST_MONTH:
        return False
    return written.ordinal or bool(_ANNOUNCED.search(text[: written.start]))
