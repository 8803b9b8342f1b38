import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_PATTERN = re.compile(
    r"\bTODO\b|\bFIXME\b|\bTB[DCA]\b|\bXXX+\b|\b(?i:lorem ipsum)\b"
    r"|(?i:[\[<](?:insert|enter|add|your|fill in|describe)\b[^\]>\n]{0,60}[\]>])"
)


def placeholder(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text has a place left to fill.

    What was meant to be written later is what customers quote first.

    Bad: About TBD customers could not pay.
    Good: About 1,200 customers could not pay.
    """
    for place in places.public_texts(report):
        for match in _PATTERN.finditer(plain(place.text)):
            is_link = place.text[match.end() :][:1] in {"(", "["}
            is_heading = match[0] == "TODO" and place.path.startswith("actions")  # of a list of what is to do
            if not is_link and not is_heading:
                message = say(
                    "“%(match)s” is a place left to fill; write what belongs there.", match=match[0]
                )
                yield Finding("placeholder", LEVEL, place.path, message)
