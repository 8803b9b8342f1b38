from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report, TimelineEvent

LEVEL = Level.WARNS
_Told = tuple[object, object, str]


def duplicate_event(report: Report, _context: Context) -> Iterator[Finding]:
    """No event stands in the timeline twice.

    Notes pasted from two people often tell one thing twice at the same minute.

    Bad: 10:38 An alert reports failed payments; 10:38 An alert reports failed payments.
    Good: 10:38 An alert reports failed payments.
    """
    seen: set[_Told] = set()
    for place, event in enumerate(report.timeline):
        told = _told(event)
        if event.text and (event.at or event.clock) and told in seen:
            message = f"{quoted(event.text)} stands in the timeline twice at the same time; keep one."
            kept = report.timeline[:place] + report.timeline[place + 1 :]
            fix = Fix("Take the second one out", (Change("timeline", kept),))
            yield Finding("duplicate-event", LEVEL, f"timeline[{place}]", message, fix)
        seen.add(told)


def _told(event: TimelineEvent) -> _Told:
    return event.at, event.clock, " ".join(event.text.casefold().split()).rstrip(".")
