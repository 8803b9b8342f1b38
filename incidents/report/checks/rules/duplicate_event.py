from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report, TimelineEvent
from incidents.report.words import say

LEVEL = Level.WARNS
_Told = tuple[object, object, str]


def duplicate_event(report: Report, _context: Context) -> Iterator[Finding]:
    """No event stands in the timeline twice.

    Notes pasted from two people often tell one thing twice at the same minute.

    Bad: 10:38 An alert reports failed payments; 10:38 An alert reports failed payments.
    Good: 10:38 An alert reports failed payments.
    """
    again = _places_of_second_tellings(report)
    kept = tuple(event for place, event in enumerate(report.timeline) if place not in again)
    fix = Fix(say("Keep one of each"), (Change("timeline", kept),))
    for place in sorted(again):
        text = quoted(report.timeline[place].text)
        message = say("%(text)s stands in the timeline twice at the same time; keep one.", text=text)
        yield Finding("duplicate-event", LEVEL, f"timeline[{place}]", message, fix)


def _places_of_second_tellings(report: Report) -> set[int]:
    seen: set[_Told] = set()
    again = set()
    for place, event in enumerate(report.timeline):
        told = _told(event)
        if told in seen and event.text and (event.at or event.clock):
            again.add(place)
        seen.add(told)
    return again


def _told(event: TimelineEvent) -> _Told:
    return event.at, event.clock, " ".join(event.text.casefold().split()).rstrip(".")
