"""What the abbreviations of time zones mean: which place, which offset, and its name in the other season."""

from datetime import datetime, timedelta
from typing import NamedTuple

from incidents.report import clock


class Meaning(NamedTuple):
    zone: str
    minutes: int  # the offset from UTC that the abbreviation names
    other_season: str | None = None


ABBREVIATIONS = {
    "EST": Meaning("America/New_York", -300, "EDT"),
    "EDT": Meaning("America/New_York", -240, "EST"),
    "MST": Meaning("America/Denver", -420, "MDT"),
    "MDT": Meaning("America/Denver", -360, "MST"),
    "PST": Meaning("America/Los_Angeles", -480, "PDT"),
    "PDT": Meaning("America/Los_Angeles", -420, "PST"),
    "CDT": Meaning("America/Chicago", -300, "CST"),
    "CET": Meaning("Europe/Berlin", 60, "CEST"),
    "CEST": Meaning("Europe/Berlin", 120, "CET"),
    "EET": Meaning("Europe/Helsinki", 120, "EEST"),
    "EEST": Meaning("Europe/Helsinki", 180, "EET"),
    "AEST": Meaning("Australia/Sydney", 600, "AEDT"),
    "AEDT": Meaning("Australia/Sydney", 660, "AEST"),
    "NZST": Meaning("Pacific/Auckland", 720, "NZDT"),
    "NZDT": Meaning("Pacific/Auckland", 780, "NZST"),
    "CST": Meaning("America/Chicago", -360, "CDT"),
    "IST": Meaning("Asia/Kolkata", 330),
    "BST": Meaning("Europe/London", 60),
}

# Each is the time of two places, far apart.
AMBIGUOUS = {
    "CST": ("US Central time", "China"),
    "IST": ("India", "Ireland"),
    "BST": ("Britain in summer", "Bangladesh"),
}
# Without summer time a place keeps its abbreviation all year, so these are right in any season there.
_SAME_ALL_YEAR = {
    "MST": {"America/Phoenix"},
    "AEST": {"Australia/Brisbane"},
    "EST": {"America/Jamaica", "America/Panama", "America/Cancun"},
    "EET": {"Africa/Tripoli", "Europe/Kaliningrad"},
}


def contradicts_season(abbreviation: str, day: datetime, report_zone: str | None) -> bool:
    """Say whether the clocks of the abbreviation's place showed another one on that day."""
    meaning = ABBREVIATIONS[abbreviation]
    if meaning.other_season is None or abbreviation in AMBIGUOUS:
        return False
    if report_zone in _SAME_ALL_YEAR.get(abbreviation, ()):
        return False
    there = clock.readings(day.replace(tzinfo=None), meaning.zone)[0]
    return there.utcoffset() != timedelta(minutes=meaning.minutes)
