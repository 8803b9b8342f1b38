import re
from collections.abc import Iterator
from itertools import pairwise

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

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
                message = say(
                    "The heading “%(words)s” is %(levels)s levels below the one before it; make it one.",
                    words=words,
                    levels=level - above,
                )
                yield Finding("heading-jump", LEVEL, place.path, message)
