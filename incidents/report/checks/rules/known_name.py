import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def known_name(report: Report, context: Context) -> Iterator[Finding]:
    """No public text names a person or a customer on the site's list.

    Neither agreed to stand in a public report. Site parameter: `names`.

    Bad: Globex could not pay.
    Good: Twelve business customers could not pay.
    """
    if not context.names:
        return
    names = "|".join(re.escape(name) for name in context.names)
    for place, match in places.search(places.public_texts(report), re.compile(rf"(?<!\w)(?:{names})(?!\w)")):
        message = say(
            "%(match)s is on this site's list of names that aren't published; name a role or a number.",
            match=match[0],
        )
        yield Finding("known-name", LEVEL, place.path, message)
