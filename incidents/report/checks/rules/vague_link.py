import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_PATTERN = re.compile(
    r"(?<!!)\[\s*(?P<said>(?:click |see |look )?here|this|link|this (?:link|page)"
    r"|(?:read |learn )?more|details)\s*\](?=\(|\[)",
    re.IGNORECASE,
)


def vague_link(report: Report, _context: Context) -> Iterator[Finding]:
    """Each link says where it leads.

    Screen readers list the links of a page without the sentences around them.

    Bad: For the status of your order click `[here](https://shop.example/orders)`.
    Good: See `[the status of your order](https://shop.example/orders)`.
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        message = say("A link says only “%(match)s”; let its words say where it leads.", match=match["said"])
        yield Finding("vague-link", LEVEL, place.path, message)
