import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_PATTERN = re.compile(
    r"!\[\s*(?P<alt>|image|img|picture|photo|screenshot|screen ?shot|graph|chart|diagram|alt(?: text)?"
    r"|[\w-]+\.(?:png|jpe?g|gif|svg|webp))\s*\](?=\(|\[)",
    re.IGNORECASE,
)


def image_without_alt(report: Report, _context: Context) -> Iterator[Finding]:
    """Each image says in words what it shows.

    Whoever can't see it, or has a slow line on a bad day, reads the words instead.

    Bad: `![](graph.png)` or `![screenshot](graph.png)`
    Good: `![Failed payments rise from 1% to 37% at 10:30](graph.png)`
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        alt = match["alt"]
        message = (
            say("An image has only “%(alt)s” for those who can't see it; say what it shows.", alt=alt)
            if alt
            else say("An image has nothing for those who can't see it; say what it shows.")
        )
        yield Finding("image-without-alt", LEVEL, place.path, message)
