"""Times as a typed line says them: so much later than the line before, and a wall clock's reading."""

import re
from datetime import date, datetime, timedelta

from incidents.errors import NotValidError
from incidents.report import clock
from incidents.report.reading import zones
from incidents.report.reading.stamps import WrittenDate
from incidents.report.words import Day, say

_DAY = timedelta(days=1)
_DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LATER = re.compile(
    r"\+(?=\d)(?:(?P<days>\d{1,2})\s?d(?:ays?)?)?\s?(?:(?P<hours>\d{1,3})\s?h(?:rs?|ours?)?)?"
    r"\s?(?:(?P<minutes>\d{1,4})\s?m(?:in(?:ute)?s?)?)?\s?(?:(?P<seconds>\d{1,5})\s?s(?:ec(?:ond)?s?)?)?"
    r"(?=[\s:\u2013\u2014-]|$)[\s:\u2013\u2014-]*",
    re.IGNORECASE,
)


def later(text: str) -> re.Match[str] | None:
    """Return where a text says that it was so much later, such as +1h 10m."""
    match = _LATER.match(text)
    return match if match and any(match.groups()) else None


def read(wall: datetime, zone: str | None) -> datetime:
    """Return the moment. Raises NotValidError with two times to choose from where the clocks changed."""
    try:
        return clock.at_wall(wall, zone)
    except clock.NoSuchTimeError as error:
        earlier, later = sorted(f"{clock.in_zone(each, zone):%H:%M}" for each in clock.readings(wall, zone))  # type: ignore[arg-type]  # only a zone's clocks skip
        raise NotValidError(
            say(
                "The clocks of %(zone)s skipped %(time)s on %(day)s; write %(earlier)s or %(later)s.",
                zone=zone,
                time=f"{wall:%H:%M}",
                day=Day(wall),
                earlier=earlier,
                later=later,
            )
        ) from error
    except clock.AmbiguousTimeError as error:
        first, second = (each.isoformat(timespec="minutes") for each in error.readings)
        raise NotValidError(
            say(
                "The clocks of %(zone)s showed %(time)s twice on %(day)s; write %(first)s or %(second)s.",
                zone=zone,
                time=f"{wall:%H:%M}",
                day=Day(wall),
                first=first,
                second=second,
            )
        ) from error


def said_day(word: str, today: date | None) -> date:
    """Return the day that a word means, such as yesterday."""
    if today is None:
        raise NotValidError(
            say("Write the date instead of %(word)s; no day of this incident is known yet.", word=word)
        )
    return today + _DAY_WORDS[word.lower()] * _DAY


def written_day(written: WrittenDate, before: date | None) -> date:
    """Return the day of a date, which may leave out the year of the day before it."""
    year = written.year or (before.year if before else None)
    if year is None:
        raise NotValidError(say("Write the year too, such as 2026-03-29."))
    try:
        first, second = written.on(year), written.on(year, day_first=True)
    except ValueError as error:
        raise NotValidError(say("No calendar has this day; correct the date.")) from error
    if first != second:
        raise NotValidError(
            say(
                "The date may mean two days; write it as %(first)s or %(second)s.",
                first=first,
                second=second,
            )
        )
    return first


def written_zone(written: str | None, timezone: str | None) -> str | None:
    """Return the zone that a time was written in, where the report's is known."""
    if written is None or timezone is None:
        if written:
            raise NotValidError(say("Choose the report's time zone first, or write the time without a zone."))
        return timezone
    return timezone if zones.other_meaning(written) == timezone else zones.iana(written)
