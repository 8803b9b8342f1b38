from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words import workspaces
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def internal_link(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text links to a tool that customers can't open.

    They meet a sign-in page, and learn the name of your workspace. Where an event is known from has a field
    of its own, which isn't published.

    Bad: See [the discussion](https://shop.slack.com/archives/C01).
    Good: A sentence with what the discussion found.
    """
    for place, match in places.search(places.public_texts(report), workspaces.PATTERN):
        if not place.path.endswith(".tracker"):
            message = say(
                "A link to %(host)s opens for colleagues only; say what it shows.",
                host=match["host"].lower(),
            )
            yield Finding("internal-link", LEVEL, place.path, message)
