import re
from collections.abc import Iterator

from incidents.report.checks import places, prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.numbers import counts
from incidents.report.value import Report
from incidents.report.words import Number, say

LEVEL = Level.ADVISES
_PATTERN = re.compile(
    r"\b(?:some|several|many|most|various|numerous|a few|a lot of|a number of|a small number of|certain)"
    r"\s(?:of\s(?:our|the)\s)?(?:users|customers|requests|payments|orders|transactions)\b"
    r"|(?:^|[.!?]\s)\s*(?P<passive>(?:our\s)?(?:users|customers|requests|payments|orders|transactions)"
    r"\s(?:were|have been)\s(?:affected|impacted|hit))\b",
    re.IGNORECASE,
)


def vague_count(report: Report, _context: Context) -> Iterator[Finding]:
    """Where the number is known, the text says the number.

    “Some customers”, or “customers were affected”, beside a stated share of 37.5% reads as an attempt to make
    it smaller.

    Bad: Some customers could not pay.
    Good: About 1,200 customers could not pay.
    """
    known = "" if report.impact_percent is None else say("%(share)s %%", share=Number(report.impact_percent))
    if not known and (counted := counts(report.impact)):
        known = counted[0].written
    if not known:
        return
    for place, match in places.search(prose.customer_texts(report), _PATTERN):
        said = match["passive"] or match[0]
        message = say(
            "“%(said)s” is vague where the report knows %(known)s; say the number.", said=said, known=known
        )
        yield Finding("vague-count", LEVEL, place.path, message)
