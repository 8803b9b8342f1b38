import re
from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.numbers import counts, shares
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_HOW_MUCH = re.compile(
    r"\d|%|\b(?:all|every|each|no|none|nobody|any|both|half|third|quarter|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|twenty|hundreds?|thousands?|millions?|complete(?:ly)?|entire(?:ly)?|total(?:ly)?|fully)\b",
    re.IGNORECASE,
)


def impact_unquantified(report: Report, _context: Context) -> Iterator[Finding]:
    """The impact says how many were hit, or how much failed.

    Readers want to know whether they were among them; “some users” tells nobody anything.

    Bad: Users had problems with the checkout.
    Good: 37.5 % of checkouts failed; about 1,200 customers could not pay.
    """
    if report.impact_percent is not None or _HOW_MUCH.search(plain(report.impact)):
        return
    if not report.impact and (shares(report.summary) or counts(report.summary)):
        return
    message = (
        say("The impact says no number; say how many were hit, or what share of requests failed.")
        if report.impact
        else say("No impact is stated; say whom it hit, how many, and what they could not do.")
    )
    yield Finding("impact-unquantified", LEVEL, "impact", message)
