"""Time zone words in a text → the zone they usually mean. A table first; extend it there."""

import re
from datetime import datetime, timedelta

import msgspec

from incidents.report import clock
from incidents.report.reading.places import PLACES

# abbreviation: its usual zone, and the offset in minutes it names (None: whatever the season says)
_USUAL: dict[str, tuple[str, int | None]] = {
    "UTC": ("Etc/UTC", 0),
    "GMT": ("Etc/UTC", 0),
    "EST": ("America/New_York", -300),
    "EDT": ("America/New_York", -240),
    "ET": ("America/New_York", None),
    "CT": ("America/Chicago", None),
    "CST": ("America/Chicago", -360),
    "CDT": ("America/Chicago", -300),
    "MST": ("America/Denver", -420),
    "MDT": ("America/Denver", -360),
    "PST": ("America/Los_Angeles", -480),
    "PDT": ("America/Los_Angeles", -420),
    "PT": ("America/Los_Angeles", None),
    "AKST": ("America/Anchorage", -540),
    "AKDT": ("America/Anchorage", -480),
    "HST": ("Pacific/Honolulu", -600),
    "BRT": ("America/Sao_Paulo", -180),
    "WET": ("Europe/Lisbon", 0),
    "WEST": ("Europe/Lisbon", 60),
    "CET": ("Europe/Berlin", 60),
    "CEST": ("Europe/Berlin", 120),
    "EET": ("Europe/Helsinki", 120),
    "EEST": ("Europe/Helsinki", 180),
    "BST": ("Europe/London", 60),
    "IST": ("Asia/Kolkata", 330),
    "WAT": ("Africa/Lagos", 60),
    "CAT": ("Africa/Maputo", 120),
    "EAT": ("Africa/Nairobi", 180),
    "SAST": ("Africa/Johannesburg", 120),
    "MSK": ("Europe/Moscow", 180),
    "TRT": ("Europe/Istanbul", 180),
    "GST": ("Asia/Dubai", 240),
    "PKT": ("Asia/Karachi", 300),
    "NPT": ("Asia/Kathmandu", 345),
    "WIB": ("Asia/Jakarta", 420),
    "SGT": ("Asia/Singapore", 480),
    "HKT": ("Asia/Hong_Kong", 480),
    "PHT": ("Asia/Manila", 480),
    "AWST": ("Australia/Perth", 480),
    "JST": ("Asia/Tokyo", 540),
    "KST": ("Asia/Seoul", 540),
    "AEST": ("Australia/Sydney", 600),
    "AEDT": ("Australia/Sydney", 660),
    "NZST": ("Pacific/Auckland", 720),
    "NZDT": ("Pacific/Auckland", 780),
}
# "PST/PDT" is whichever of the two the season has
_SEASONS = (
    ("EST", "EDT"), ("CST", "CDT"), ("MST", "MDT"), ("PST", "PDT"), ("CET", "CEST"), ("EET", "EEST"),
    ("AEST", "AEDT"), ("NZST", "NZDT"),
)  # fmt: skip
_USUAL |= {
    f"{first}/{second}": (_USUAL[first][0], None) for pair in _SEASONS for first, second in (pair, pair[::-1])
}
_AMBIGUOUS = {"CST": "Asia/Shanghai", "IST": "Europe/Dublin", "BST": "Asia/Dhaka"}
_NAMED = {
    "coordinated universal time": "UTC",
    "greenwich mean time": "GMT",
    "eastern standard time": "EST",
    "eastern daylight time": "EDT",
    "eastern time": "ET",
    "central standard time": "CST",
    "central european summer time": "CEST",
    "central european time": "CET",
    "pacific standard time": "PST",
    "pacific daylight time": "PDT",
    "pacific time": "PT",
    "west africa time": "WAT",
    "west african time": "WAT",
    "central africa time": "CAT",
    "east africa time": "EAT",
    "east african time": "EAT",
    "indian standard time": "IST",
    "british summer time": "BST",
    "gulf standard time": "GST",
    "india standard time": "IST",
    "japan standard time": "JST",
    "japan time": "JST",
    "central time": "CST/CDT",
    "mountain time": "MST/MDT",
    "eastern us time": "ET",
    "us eastern time": "ET",
    "pacific us time": "PT",
    "us pacific time": "PT",
    "us/eastern": "ET",
    "us/pacific": "PT",
}
_USUAL |= {f"{place} time": (zone, None) for place, zone in PLACES.items()}
_NAMED |= {f"{place} time": f"{place} time" for place in PLACES}
_OFFSET = r"[+\u2212-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)"
ABBREVIATION = "|".join(sorted((*(each for each in _USUAL if " " not in each), "Z"), key=len, reverse=True))
_WORDS = "|".join(re.escape(name) for name in sorted(_NAMED, key=len, reverse=True))
_ZONE = (
    rf"(?P<zone>(?:UTC|GMT)\s?{_OFFSET}|(?:{ABBREVIATION})\b|(?i:{_WORDS})\b|{_OFFSET.replace('0?', '0')})"
)
_AFTER = re.compile(rf"(?P<open>,?\s{{0,2}}[(\[]?)\s?{_ZONE}[)\]]?")
_APART = re.compile(r"\s(?P<zone>\+(?:0\d|1[0-4]):?[0-5]\d|-(?:0\d|1[0-2])[0-5]\d)(?![\d:]\d)")
_ANYWHERE = re.compile(
    rf"(?<![\w+/-])(?P<zone>(?:UTC|GMT)\s?{_OFFSET}|(?:{ABBREVIATION.replace('|Z', '')})\b|(?i:{_WORDS})\b)"
)


_SIGNS = "+-\u2212"


class WrittenZone(msgspec.Struct, frozen=True):
    written: str
    end: int


def after(text: str, start: int) -> WrittenZone | None:
    """Return the zone written directly after a clock time that ends at `start`."""
    match = _AFTER.match(text, start)
    if match is None or (match["zone"][0] in _SIGNS and match["open"]):
        match = _APART.match(text, start)
    return WrittenZone(match["zone"], match.end()) if match else None


def stated(text: str) -> str | None:
    """Return the zone that a heading or statement names, such as "all times in Pacific Time"."""
    match = _ANYWHERE.search(text)
    return match["zone"] if match else None


def iana(written: str) -> str:
    """Return the zone a written one usually means: an IANA name, or ``UTC+02:00`` for an offset."""
    if offset := re.search(r"([+-])(\d{1,2}):?(\d\d)?$", written.replace("\u2212", "-")):
        if int(offset[2]) == int(offset[3] or 0) == 0:
            return "Etc/UTC"
        return f"UTC{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    return "Etc/UTC" if written == "Z" else _USUAL[_abbreviation(written)][0]


def other_meaning(written: str) -> str | None:
    """Return the second zone that an ambiguous abbreviation is used for."""
    return _AMBIGUOUS.get(_abbreviation(written))


def named_offset(written: str) -> str | None:
    """Return the bare offset that an abbreviation names, such as ``UTC-05:00`` for EST."""
    minutes = _USUAL.get(_abbreviation(written), ("", None))[1]
    if minutes is None:
        return None
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def wrong_for_season(written: str, wall: datetime) -> bool:
    """Say whether the zone's clocks did not show this abbreviation on that day."""
    usual = _USUAL.get(_abbreviation(written))
    if usual is None or usual[1] is None:
        return False
    return clock.readings(wall.replace(tzinfo=None), usual[0])[0].utcoffset() != timedelta(minutes=usual[1])


def _abbreviation(written: str) -> str:
    return _NAMED.get(written.lower(), written)
