import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_INSIDE = re.compile(
    rf"(?<![\w.@/-])(?:(?:{_LABEL}\.)+(?:internal|corp|lan|intranet|localdomain)"
    rf"|(?:{_LABEL}\.)+{_LABEL}\.local|[a-z0-9]+-[a-z0-9-]+\.local)(?![\w-]|\.\w)"
    r"|(?<=://)[\w.-]+\.(?:internal|corp|lan|intranet|local|localdomain)(?![\w-]|\.\w)"
    r"|(?<=://)[a-z][a-z0-9-]{0,62}(?=:\d|/|[\s)>\]]|$)",  # a name without a dot is known on the inside only
    re.IGNORECASE,
)


def internal_host(report: Report, context: Context) -> Iterator[Finding]:
    """No public text names a host of the private network.

    Names of hosts tell how the network is built. Site parameter: `internal_hosts`, such as `*.corp.example`.

    Bad: pay-db-3.prod.internal stopped answering.
    Good: The database that keeps the payments stopped answering.
    """
    for pattern in (_INSIDE, context.host_pattern()):
        for place, match in places.search(places.public_texts(report), pattern):
            message = say(
                "%(match)s is a host of your private network; say what it does instead.", match=match[0]
            )
            yield Finding("internal-host", LEVEL, place.path, message)
