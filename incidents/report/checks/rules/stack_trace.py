import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_PATTERN = re.compile(
    r"Traceback \(most recent call last\)"
    r"|^\s*File \"[^\"\n]+\", line \d+, in \w+"
    r"|^\s*at [\w.$<>/]+ ?\([\w.$/ -]*:\d+(?::\d+)?\)"
    r"|^goroutine \d+ \[\w[\w ]*\]:",
    re.MULTILINE,
)


def stack_trace(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text holds a stack trace.

    It shows how the program is built, and which versions of what to attack.

    Bad: A block of code that opens with “Traceback (most recent call last)”.
    Good: The job stopped with an error because the table was locked.
    """
    for place in places.public_texts(report):
        if match := _PATTERN.search(place.text):
            message = say(
                "“%(match)s” opens a stack trace; say in a sentence what went wrong.", match=match[0].strip()
            )
            yield Finding("stack-trace", LEVEL, place.path, message)
