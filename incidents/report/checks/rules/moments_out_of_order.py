from collections.abc import Iterator

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def moments_out_of_order(report: Report, _context: Context) -> Iterator[Finding]:
    """The moments that are stated, or told by the timeline, come in an order that can be.

    Nothing is detected before it began, and nothing is over before it is eased.

    Bad: Started at 10:30, detected at 10:20.
    Good: Started at 10:15, detected at 10:20.
    """
    for later, (after, earlier, before) in moments.out_of_order(report).items():
        message = say(
            "The %(what)s at %(moment)s stands before the %(earlier)s at %(before)s.",
            what=moments.LABELS[later],
            moment=spoken.moment(after),
            earlier=moments.LABELS[earlier],
            before=spoken.moment(before),
        )
        yield Finding("moments-out-of-order", LEVEL, moments.path_of(report, later), message)
