from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks import spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import EventKind, Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def resolved_before_start(report: Report, _context: Context) -> Iterator[Finding]:
    """The incident isn't over before it began.

    The two stated times can't be so; a start that is stated and an end that only the timeline tells can.

    Bad: Started at 14:00, and the timeline's “Resolved” at 13:30.
    Good: Started at 13:00, and the timeline's “Resolved” at 13:30.
    """
    start, end = metrics.moment(report, "started_at"), metrics.moment(report, "resolved_at")
    if start is None or end is None or end >= start:
        return
    path = "resolved_at" if report.resolved_at else _path_of_end(report)
    message = say(
        "It is resolved at %(moment)s, before it started at %(start)s.",
        moment=spoken.moment(end),
        start=spoken.moment(start),
    )
    yield Finding("resolved-before-start", LEVEL, path, message)


def _path_of_end(report: Report) -> str:
    ends = [
        place for place, event in enumerate(report.timeline) if event.kind is EventKind.RESOLVED and event.at
    ]
    return f"timeline[{ends[-1]}].at"
