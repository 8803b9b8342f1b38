import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_PATTERN = re.compile(
    rf"(?<![\w.-])(?<!version )(?:10\.{_BYTE}|192\.168|172\.(?:1[6-9]|2\d|3[01]))"
    rf"\.{_BYTE}\.{_BYTE}(?![\w-]|\.\d)"
    r"|(?<![\w:])f[cd][0-9a-f]{2}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)


def private_ip(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text names an address of the private network.

    It tells customers nothing, and attackers where to go.

    Bad: The node 10.4.0.12 ran out of memory.
    Good: One of six database nodes ran out of memory.
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        message = say(
            "%(match)s is an address of your private network; say what it is instead.", match=match[0]
        )
        yield Finding("private-ip", LEVEL, place.path, message)
