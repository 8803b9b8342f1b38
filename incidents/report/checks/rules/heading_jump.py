import re
from collections.abc import Iterator
from itertools import pairwise

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report

LEVEL = Level.ADVISES
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(\S.*?)\s*#*$", re.MULTILINE)


def heading_jump(report: Report, _context: Context) -> Iterator[Finding]:
    """Headings inside a text go down one level at a time.

    Screen readers show headings as an outline; a level left out looks like a lost part.

    Bad: `## Background`, then `#### Cache`
    Good: `## Background`, then `### Cache`
    """
    for place in places.public_texts(report):
        found = [(len(match[1]), match[2]) for match in _HEADING.finditer(plain(place.text))]
        for (above, _), (level, words) in pairwise(found):
            if level > above + 1:
                message = (
                    f"The heading “{words}” is {level - above} levels below the one before it; make it one."
                )
                yield Finding("heading-jump", LEVEL, place.path, message)
