"""Dates and clock times as people write them, found in a line of text. `dating` and `wall` resolve them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from incidents.report.reading import clocks, zones
from incidents.report.reading.clocks import WrittenClock
from incidents.report.reading.date_patterns import DATES, month_number

Order = Literal["stated", "day-first", "month-first", "either"]

_MONTHS, _CENTURY = 12, 100
_NEAR = 20  # characters; a date that belongs to a clock time stands no farther behind it
_SHORT = 500  # characters; what is longer takes more memory to remember than it saves time
_UNDERSCORES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_DATE_THEN_CLOCK = re.compile(
    r"[\s,;()\[\]*_:\u2013\u2014~@T-]{0,6}(?:(?:at|from|around|about|approximately|approx\.?|ca\.?)\s+)?[~(\[]?$"
)
_CLOCK_THEN_DATE = re.compile(r"[\s,)*_]{0,4}\(?(?:on\s+|of\s+)?(?:the\s+)?(?:[A-Za-z]+day,?\s+)?$")


class WrittenDate(msgspec.Struct, frozen=True):
    """A date as written. `order` is "either" where 9/10 may be September or October."""

    year: int | None
    month: int
    day: int
    order: Order = "stated"

    def on(self, year: int | None = None, *, day_first: bool = False) -> date:
        """Return the date; raises ValueError for a day no calendar has, or when no year is known."""
        month, day = (
            (self.day, self.month) if day_first and self.order == "either" else (self.month, self.day)
        )
        chosen = self.year or year
        if chosen is None:
            raise ValueError("no year is known")
        return date(chosen, month, day)


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A date, a clock time, or both, that stand together at `start` to `end` of a text."""

    start: int
    end: int
    date: WrittenDate | None = None
    clock: WrittenClock | None = None
    zone: str | None = None  # as written


def find(text: str) -> Sequence[Stamp]:
    """Return the stamps in a text, in order."""
    if not clocks.CLUE.search(text):
        return ()
    return _remembered(text) if len(text) <= _SHORT else _found(text)


@lru_cache(maxsize=4096)  # each line is asked about several times
def _remembered(text: str) -> Sequence[Stamp]:
    return _found(text)


def _found(text: str) -> Sequence[Stamp]:
    # Around a word they are emphasis, though a regular expression takes them for letters.
    plain = _UNDERSCORES.sub(lambda marks: " " * len(marks[0]), text)
    return tuple(_joined(plain, list(_tokens(plain))))


def first_word(text: str, start: int) -> Stamp | None:
    """Return the time at `start`, a line's first word, and the date that goes with it."""
    match = clocks.first_word(text, start)
    if match is None:
        return None
    rest = [each for each in find(text[match.end() :]) if each.start < _NEAR]
    clock = _clock_stamp(match, text)
    later = [replace(each, start=each.start + match.end(), end=each.end + match.end()) for each in rest[:1]]
    return _joined(text, [clock, *later])[0]


def _tokens(text: str) -> Iterator[Stamp]:
    found = [(m.start(), -m.end(), _date_stamp(m)) for pattern in DATES for m in pattern.finditer(text)]
    found += [(match.start(), -match.end(), _clock_stamp(match, text)) for match in clocks.find(text)]
    reached = 0
    for start, _, stamp in sorted(found, key=lambda token: token[:2]):
        if start >= reached:
            yield stamp
            reached = stamp.end


def _date_stamp(match: re.Match[str]) -> Stamp:
    parts = match.groupdict()
    written = parts.get("year") or parts.get("short")
    year = int(written) if written else None
    if year is not None and year < _CENTURY:
        year += 20 * _CENTURY
    if "a" in parts:
        return Stamp(
            start=match.start(), end=match.end(), date=_numeric(year, int(parts["a"]), int(parts["b"]))
        )
    number = month_number(parts["month"])
    return Stamp(start=match.start(), end=match.end(), date=WrittenDate(year, number, int(parts["day"])))


def _numeric(year: int | None, first: int, second: int) -> WrittenDate:
    if first > _MONTHS:
        return WrittenDate(year, second, first, "day-first")
    if second > _MONTHS:
        return WrittenDate(year, first, second, "month-first")
    return WrittenDate(year, first, second, "stated" if first == second else "either")


def _clock_stamp(match: re.Match[str], text: str) -> Stamp:
    zone = zones.after(text, match.end())
    if zone and zone.written[0] == "-" and not clocks.is_whole(match):
        zone = None  # the second half of a range
    end = zone.end if zone else match.end()
    return Stamp(
        start=match.start(), end=end, clock=clocks.written(match), zone=zone.written if zone else None
    )


def _joined(text: str, tokens: list[Stamp]) -> list[Stamp]:
    joined: list[Stamp] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and _belong(last, token, text[last.end : token.start]):
            joined[-1] = Stamp(
                start=last.start,
                end=token.end,
                date=last.date or token.date,
                clock=last.clock or token.clock,
                zone=last.zone or token.zone,
            )
        else:
            joined.append(token)
    return joined


def _belong(first: Stamp, second: Stamp, between: str) -> bool:
    if first.date and not first.clock and second.clock:
        return bool(_DATE_THEN_CLOCK.match(between))
    if first.clock and not first.date and second.date:
        return bool(_CLOCK_THEN_DATE.match(between))
    return False
