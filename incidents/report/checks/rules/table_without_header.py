import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_PATTERN = re.compile(r"^[ \t]*\|(?:[ \t]*\|)+[ \t]*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+", re.MULTILINE)


def table_without_header(report: Report, _context: Context) -> Iterator[Finding]:
    """Each table has a row that names its columns.

    Without it a screen reader reads numbers that belong to nothing.

    Bad: A table whose first row is `| | |`.
    Good: A table whose first row is `| Region | Failed payments |`.
    """
    for place in places.public_texts(report):
        if _PATTERN.search(place.text):
            message = say("A table has no names for its columns; fill its first row.")
            yield Finding("table-without-header", LEVEL, place.path, message)
