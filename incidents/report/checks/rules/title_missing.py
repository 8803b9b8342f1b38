from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def title_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report has a title.

    It is what the front page, the feeds and every search show.

    Bad: An empty title.
    Good: Card payments failed in the EU region
    """
    if not report.title:
        message = say("The report has no title; say what failed, and where, as a customer would.")
        yield Finding("title-missing", LEVEL, "title", message)
