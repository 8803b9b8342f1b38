from collections.abc import Iterator
from datetime import timedelta

from incidents.report.checks import spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_FAR = timedelta(days=45)  # a fault may sleep for weeks, and a follow-up take as long


def event_outside_window(report: Report, _context: Context) -> Iterator[Finding]:
    """No event is months away from the incident.

    The release that caused it may be weeks older; a whole year is a slip of the pen.

    Bad: An event on 3 March 2025 in an incident of 3 March 2026.
    Good: An event on 27 February 2026 in an incident of 3 March 2026.
    """
    start = report.started_at
    if start is None:
        return
    end = report.resolved_at or max([start, *(event.at for event in report.timeline if event.at)])
    for place, event in enumerate(report.timeline):
        if event.at and not start - _FAR <= event.at <= end + _FAR:
            day = spoken.day(event.at)
            message = say(
                "%(text)s on %(day)s is far from the incident of %(incident)s.",
                text=quoted(event.text),
                day=day,
                incident=spoken.day(start),
            )
            yield Finding("event-outside-window", LEVEL, f"timeline[{place}].at", message)
