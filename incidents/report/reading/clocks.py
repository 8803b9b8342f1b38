"""Clock times as people write them: 14:05, 2:05 pm, 1405hrs, 1405Z, 24:00, noon."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from incidents.report.reading import zones

_NOON, _DAY = 12, 24
_HALF = r"(?P<half>\s?[ap]\.?\s?m\b\.?|[ap]\b)"
_HOURS = r"(?:\s?(?:h|hrs?|hours|Uhr)\b)?"
_OPENS = r"(?:(?<=\dT)|(?<![\w:.,/]))T?(?P<hour>[01]?\d|2[0-3]|24(?=:00))"
_MINUTE = r":(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
_CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_OPENS}{_MINUTE}(?!\d|\+\d|:\d)(?:{_HALF}|{_HOURS})",
        rf"{_OPENS}{_MINUTE}(?=[+]\d\d)",
        (
            r"(?<![\w:.,/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
            rf"(?:\s?(?:hrs?|hours)\b|h\b|(?=\s?(?-i:{zones.ABBREVIATION})\b))"
        ),
        (
            rf"(?<![\w:.,/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:-|\u2013|to|and)\s?"
            rf"(?:[01]\d|2[0-3])[0-5]\d\s?(?-i:{zones.ABBREVIATION})\b)"
        ),
        rf"(?<![\w:.,/$-])(?P<hour>1[0-2]|0?[1-9])(?=:?\s?[ap]\.?m):?{_HALF}",
        rf"(?<=[\dm]-)(?<!-\d\d-)(?<!-\d-)(?P<hour>1[0-2]|0?[1-9])(?=\s?[ap]\.?m){_HALF}",
        (
            r"(?<![\w:.,/$-])(?P<hour>1[0-2]|0?[1-9])"
            r"(?=\s?(?:-|\u2013|to)\s?(?:1[0-2]|0?[1-9])(?::\d\d)?\s?[ap]\.?m\b)"
        ),
    )
)
_WORD = re.compile(r"\b(?:12\s)?(?P<word>noon|mid-?day|midnight)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:at|to|until|till|by|around|about|from|before|after|since|and)\s$", re.IGNORECASE)
_TOLD_LENGTH = 8  # characters of the longest of these
_FIRST_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?=[\s:)\]*,]|[ap]m|h\b|$)(?:{_HALF}|{_HOURS})",
        r"(?P<hour>[01]?\d|2[0-3])h(?:(?P<minute>[0-5]\d)(?=[\s:)\]*,]|$)|(?=\s*(?::|[-\u2013\u2014]\s)))",
        r"(?:12\s)?(?P<word>noon|mid-?day|midnight)(?=\s*(?:[:)\]*,]|[-\u2013\u2014]\s|$))",
    )
)
CLUE = re.compile(
    r"\d|noon|mid-?day|midnight", re.IGNORECASE
)  # without one, a text holds neither date nor time


class WrittenClock(msgspec.Struct, frozen=True):
    """A clock time as written; `half` is "a", "p" or nothing."""

    hour: int
    minute: int
    second: int = 0
    half: str = ""

    @property
    def slipped(self) -> bool:
        """Say whether "13:20 PM" was written: a 24-hour time with a half of the day."""
        return bool(self.half) and (self.hour > _NOON or self.hour == 0)

    @property
    def ends_day(self) -> bool:
        """Say whether it is 24:00, the midnight that ends a day."""
        return self.hour == _DAY

    def at(self) -> time:
        hour = self.hour % _DAY
        if self.half and not self.slipped:
            hour = hour % _NOON + (_NOON if self.half == "p" else 0)
        return time(hour, self.minute, self.second)

    def on(self, day: date) -> datetime:
        """Return the moment on a day, by the wall clock."""
        return datetime.combine(day, self.at()) + timedelta(days=int(self.ends_day))


def find(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a clock time; `written` reads it. Several may overlap."""
    for pattern in _CLOCKS:
        yield from pattern.finditer(text)
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - _TOLD_LENGTH) : match.start()]
        if match[0][0].isdigit() or _TOLD.search(before):
            yield match


def first_word(text: str, start: int) -> re.Match[str] | None:
    """Return the time that only a line's first word can be: 11.55 may be a version, and 2h30 a length."""
    return next((match for each in _FIRST_WORDS if (match := each.match(text, start))), None)


def written(match: re.Match[str]) -> WrittenClock:
    parts = match.groupdict()
    if word := parts.get("word"):
        return WrittenClock(0 if word.lower() == "midnight" else _NOON, 0)
    return WrittenClock(
        int(parts["hour"]),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        (parts.get("half") or "").strip().lower()[:1],
    )


def is_whole(match: re.Match[str]) -> bool:
    """Say whether a time is written as machines do, with a T before it or with its seconds."""
    return "T" in match.string[max(0, match.start() - 1) : match.start() + 1] or match[0].count(":") > 1
