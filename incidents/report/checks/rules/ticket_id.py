import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def ticket_id(report: Report, context: Context) -> Iterator[Finding]:
    """No public text names a ticket that customers can't open.

    It says nothing to them; the tracker of an action has a field of its own. Site parameter:
    `ticket_prefixes`, such as `PAY`.

    Bad: Fixed with PAY-112.
    Good: Fixed by removing the index.
    """
    if not context.ticket_prefixes:
        return
    prefixes = "|".join(re.escape(prefix) for prefix in context.ticket_prefixes)
    for place, match in places.search(places.public_texts(report), re.compile(rf"\b(?:{prefixes})-\d+\b")):
        if not place.path.endswith(".tracker"):
            message = say(
                "%(match)s is a ticket that customers can't open; say what it is about.", match=match[0]
            )
            yield Finding("ticket-id", LEVEL, place.path, message)
