from collections.abc import Iterator

from incidents.report.checks import spoken, timeline
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def non_monotonic_timeline(report: Report, _context: Context) -> Iterator[Finding]:
    """The events stand in the order in which they happened.

    An event above an earlier one is either in the wrong place or has the wrong time.

    Bad: 11:45 Traffic moved back, then 08:00 First alert.
    Good: 08:00 First alert, then 11:45 Traffic moved back.
    """
    slips = timeline.half_day_slips(report)
    if slips:
        return  # a half of the day explains the order better, and mending it mends the order
    ordered = Change("timeline", timeline.in_order(report.timeline))
    fix = Fix(say("Put the events in the order of their times"), (ordered,))
    for place in timeline.steps_back(report):
        event = report.timeline[place]
        if event.at is None:
            continue
        message = say(
            "%(text)s at %(moment)s is earlier than the event above it.",
            text=quoted(event.text),
            moment=spoken.moment(event.at),
        )
        yield Finding(
            "non-monotonic-timeline",
            LEVEL,
            f"timeline[{place}].at",
            message,
            fix,
        )
