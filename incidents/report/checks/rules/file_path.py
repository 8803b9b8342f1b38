import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_PATTERN = re.compile(
    r"(?<![\w.:/~-])/(?:home|Users|root|etc|var|opt|srv|usr|mnt|tmp)(?:/[\w.@+-]*[\w@+])+|\b[A-Z]:\\(?:[\w.-]*[\w-]\\?)+"
)


def file_path(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text names a file on a server.

    It shows how the servers are set up, and in home folders who works on them.

    Bad: The disk was filled by /var/log/pay/debug.log.
    Good: The disk was filled by a log.
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        message = say("%(match)s is a file on a server; say what it is instead.", match=match[0])
        yield Finding("file-path", LEVEL, place.path, message)
