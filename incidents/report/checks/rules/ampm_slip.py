from collections.abc import Iterator

from incidents.report.checks import moments, places, timeline
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.clocks import clocks
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def ampm_slip(report: Report, _context: Context) -> Iterator[Finding]:
    """No time is half a day off, and none is a 24-hour time with AM or PM.

    12:00 AM is midnight; whoever means noon and writes it moves the event by half a day.

    Bad: 11:40, then 00:15, then 13:45 on one day; or “at 14:30 PM” in a text.
    Good: 11:40, then 12:15, then 13:45; or “at 14:30”.
    """
    yield from _between_neighbours(report)
    for place in places.texts(report):
        for written in places.few(each for each in clocks(place.text) if each.slipped):
            kept = place.text[: written.half_start] + place.text[written.half_end :]
            message = say(
                "“%(written)s” is a 24-hour time with a half of the day; leave the AM or PM out.",
                written=written.written,
            )
            fix = Fix(say("Leave out the half of the day"), (Change(place.path, kept),))
            yield Finding("ampm-slip", LEVEL, place.path, message, fix)


def _between_neighbours(report: Report) -> Iterator[Finding]:
    for place, moved in timeline.half_day_slips(report).items():
        event = report.timeline[place]
        path = f"timeline[{place}].at"
        message = say(
            "%(text)s at %(time)s doesn't fit between the events around it; %(moved)s does.",
            text=quoted(event.text),
            time=f"{event.at:%H:%M}",
            moved=f"{moved:%H:%M}",
        )
        fix = Fix(say("Set it to %(moved)s", moved=f"{moved:%H:%M}"), (Change(path, moved),))
        is_safe = set(moments.out_of_order(fix.apply(report))) <= set(moments.out_of_order(report))
        yield Finding("ampm-slip", LEVEL, path, message, fix if is_safe else None)
