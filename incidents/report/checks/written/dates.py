"""Dates written in a text."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from incidents.report.checks.written.plain import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?![\d:])"
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s(?:the\s)?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WEEKDAY}(?<![\w./-])(?P<year>(?:19|20)\d{{2}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?![\d-])",
        rf"{_WEEKDAY}(?<![\w./:-]){_DAY}(?:\s|-|\sof\s){_MONTH}(?:[\s,-]{{1,2}}{_YEAR})?",
        rf"{_WEEKDAY}\b{_MONTH}[\s-]{_DAY}(?![\d:%.]\d|\d|%)(?:,?\s{_YEAR})?",
    )
)
_LEAP = 2024  # 29 February is possible until a year says otherwise


class WrittenDate(msgspec.Struct, frozen=True):
    """A date at `start` to `end` of a text, whether a calendar has it or not."""

    start: int
    end: int
    written: str
    year: int | None
    month: int
    day: int
    ordinal: bool
    weekday: str | None

    @property
    def exists(self) -> bool:
        return 1 <= self.month <= len(_MONTHS) and 1 <= self.day <= self._last_day()

    @property
    def value(self) -> date | None:
        """Return the date where it is whole and exists."""
        return date(self.year, self.month, self.day) if self.year and self.exists else None

    def _last_day(self) -> int:
        return calendar.monthrange(self.year or _LEAP, self.month)[1]


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates of a text in order; 3/4/2026 isn't one, as nobody can tell which it is."""
    said = plain(text)
    found = sorted(
        (match.start(), -match.end(), match) for pattern in _PATTERNS for match in pattern.finditer(said)
    )
    return tuple(_apart(match for _, _, match in found))


def _apart(matches: Iterator[re.Match[str]]) -> Iterator[WrittenDate]:
    reached = 0
    for match in matches:
        if match.start() >= reached:
            reached = match.end()
            yield _date(match)


def _date(match: re.Match[str]) -> WrittenDate:
    parts = match.groupdict()
    month = parts["month"]
    return WrittenDate(
        start=match.start(),
        end=match.end(),
        written=match[0],
        year=int(parts["year"]) if parts["year"] else None,
        month=int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1,
        day=int(parts["day"]),
        ordinal=bool(parts.get("ordinal")),
        weekday=parts["weekday"],
    )
