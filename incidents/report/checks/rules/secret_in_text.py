from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.words import secrets
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_SHOWN = 4


def secret_in_text(report: Report, _context: Context) -> Iterator[Finding]:
    """No text holds a key, a token or a password, be it public or internal.

    A secret that was written down is known to everyone who reads drafts: take it out, and replace it.

    Bad: The job ran with `password=Tr0ub4dor&3`.
    Good: The job ran with an expired password.
    """
    for place, match in places.search(places.texts(report), secrets.PATTERN):
        message = say(
            "“%(match)s…” looks like %(kind)s; take it out, and have it replaced.",
            match=match[0][:_SHOWN],
            kind=secrets.kind(match),
        )
        mended = place.text.replace(match[0], "[removed]")
        fix = Fix(say("Take it out"), (Change(place.path, mended),))
        yield Finding("secret-in-text", LEVEL, place.path, message, fix)
