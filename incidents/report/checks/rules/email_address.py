import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
# Customers are meant to write to these; git@ is a part of addresses of repositories.
_FOR_EVERYONE = (
    r"(?:abuse|contact|feedback|git|hello|help|helpdesk|info|no-?reply|press|privacy|sales|security|service"
    r"|status|support)[+.\w-]*@"
)
_PATTERN = re.compile(
    rf"(?<![\w.+:/@-])(?!{_FOR_EVERYONE})[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?![\w-])", re.IGNORECASE
)


def email_address(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text has a person's or a customer's e-mail address.

    An address that stands on a public page is collected within days. Addresses such as support@ are meant
    for everyone.

    Bad: Write to ada.byron@shop.example.
    Good: Write to support@shop.example.
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        message = say(
            "%(match)s is somebody's e-mail address; name a team, or an address for everyone.", match=match[0]
        )
        yield Finding("email-address", LEVEL, place.path, message)
