"""Time zones and wall clocks: what time a report may state, and how to read one against a zone.

A report's time is a `datetime` of whole seconds. With a zone it carries the zone's offset as a fixed
`datetime.timezone`; without one it is naive, because nobody said what the clock was set to.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from incidents.report.words import Day, say

EARLIEST_YEAR, LATEST_YEAR = 1980, 2199
_FIXED = re.compile(r"UTC([+-])([0-9]{2}):([0-9]{2})\Z")
_FARTHEST_OFFSET = timedelta(hours=15)
# In many databases of zones, but not places: they mean what the machine is set to, or count leap seconds.
_NO_PLACE = re.compile(r"localtime\Z|posixrules\Z|Factory\Z|posix/|right/")


class NoSuchTimeError(ValueError):
    """The zone's clocks skipped this wall time when they were put forward."""


class AmbiguousTimeError(ValueError):
    """The zone's clocks showed this wall time twice when they were put back.

    `readings` holds both, earlier first.
    """

    def __init__(self, readings: tuple[datetime, datetime]) -> None:
        super().__init__("the clocks showed this time twice")
        self.readings = readings


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo:
    """Return the zone of an IANA name (``Europe/Berlin``) or of a bare offset (``UTC+02:00``).

    Raises ValueError for any other text.
    """
    if fixed := _FIXED.match(name):
        offset = timedelta(hours=int(fixed[2]), minutes=int(fixed[3]))
        if offset > _FARTHEST_OFFSET or int(fixed[3]) > 59:  # noqa: PLR2004 (minutes of an hour)
            msg = say("%(zone)s is farther from UTC than any place on Earth", zone=name)
            raise ValueError(msg)
        return timezone(offset if fixed[1] == "+" else -offset)
    msg = say("%(zone)s is no time zone; write one like Europe/Berlin or UTC+02:00", zone=repr(name[:60]))
    if _NO_PLACE.match(name):
        raise ValueError(msg)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # OSError: a folder of the database, such as "Europe"
        raise ValueError(msg) from error


def in_zone(moment: datetime, zone_name: str) -> datetime:
    """Return the same instant as the zone's clocks show it, with a fixed offset."""
    return fixed(moment.astimezone(zone(zone_name)))


def fixed(moment: datetime) -> datetime:
    """Return the same moment with its offset as a fixed `timezone`; one without a zone as it is.

    Equality and hash of a time that carries whole rules of a zone break in the hour the clocks repeat.
    """
    offset = moment.utcoffset()
    return moment.replace(tzinfo=None if offset is None else timezone(offset), fold=0)


def at_wall(wall: datetime, zone_name: str | None) -> datetime:
    """Return the moment at which the zone's clocks show `wall` (naive); `wall` itself without a zone.

    Raises NoSuchTimeError in the hour that summer time skips, AmbiguousTimeError in the one it repeats.
    """
    if zone_name is None:
        return wall
    earlier, later = readings(wall, zone_name)
    if earlier == later:
        return earlier
    if in_zone(earlier, zone_name).replace(tzinfo=None) != wall:
        msg = say(
            "%(time)s did not exist on %(day)s in %(zone)s: the clocks went forward",
            time=f"{wall:%H:%M}",
            day=Day(wall),
            zone=zone_name,
        )
        raise NoSuchTimeError(msg)
    raise AmbiguousTimeError((earlier, later))


def readings(wall: datetime, zone_name: str) -> tuple[datetime, datetime]:
    """Return both readings of a wall time, equal except where the clocks change."""
    there = wall.replace(tzinfo=zone(zone_name))
    return fixed(there.replace(fold=0)), fixed(there.replace(fold=1))


def belongs(moment: datetime, zone_name: str | None) -> bool:
    """Say whether a report of this zone may state it: as `belonged`, with the offset of today's rules."""
    if not belonged(moment, zone_name):
        return False
    return zone_name is None or in_zone(moment, zone_name).utcoffset() == moment.utcoffset()


def belonged(moment: datetime, zone_name: str | None) -> bool:
    """Say whether a report of this zone may state it under some rules of the zone.

    That is: whole seconds, a plausible year, and an offset exactly where there is a zone.
    """
    if moment.microsecond or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return False
    return (moment.tzinfo is None) is (zone_name is None)


def spelled(moment: datetime | None, zone_name: str | None) -> str:
    """Return a moment as typed, ``2026-03-29 01:40``; with its offset where the clocks showed it twice."""
    if moment is None:
        return ""
    text = f"{moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
    if zone_name is None or moment.tzinfo is None:
        return text
    earlier, later = readings(moment.replace(tzinfo=None), zone_name)
    return text if earlier == later else with_offset(moment)


def with_offset(moment: datetime) -> str:
    """Return an aware moment as typed, with its offset: ``2026-10-25 02:30 +01:00``."""
    sign = f"{moment:%z}"
    seconds = f":{moment:%S}" if moment.second else ""
    return f"{moment:%Y-%m-%d %H:%M}{seconds} {sign[:3]}:{sign[3:]}"


def comparable(moment: datetime) -> datetime:
    """Return an aware moment for ordering; one without a zone is taken as if it were UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
