from collections.abc import Iterator

from incidents.report.checks import moments, places, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.clocks import clocks
from incidents.report.checks.written.zones import ABBREVIATIONS, contradicts_season
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def tz_wrong_for_season(report: Report, _context: Context) -> Iterator[Finding]:
    """No time in a text has the abbreviation of the other season.

    EST in August is an hour away from the clocks in New York; nobody can tell which hour is meant.

    Bad: “02:30 AM EST” in a report of 10 August.
    Good: “02:30 AM EDT” in a report of 10 August.
    """
    day = moments.first(report)
    if day is None:
        return
    for place in places.texts(report):
        for zone in dict.fromkeys(written.zone for written in clocks(place.text)):
            if zone and contradicts_season(zone, day, report.timezone):
                other = ABBREVIATIONS[zone].other_season or ""
                message = say(
                    "This says %(zone)s, but on %(day)s the clocks there showed %(other)s.",
                    zone=zone,
                    day=spoken.day(day),
                    other=other,
                )
                fix = Fix(
                    say("Write %(words)s", words=other),
                    (Change(place.path, _renamed(place.text, zone, other)),),
                )
                yield Finding("tz-wrong-for-season", LEVEL, place.path, message, fix)


def _renamed(text: str, zone: str, other: str) -> str:
    for written in reversed(clocks(text)):
        if written.zone == zone:
            text = text[: written.zone_start] + other + text[written.zone_start + len(zone) :]
    return text
