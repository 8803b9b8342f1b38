"""Whether 9/10 is September or October: what the other dates and the weekdays of a document say."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from incidents.report.reading.lines import Line
from incidents.report.reading.roles import Role
from incidents.report.reading.stamps import Stamp, WrittenDate

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b[.,]?\s{0,2}(?:the\s)?\(?$",
    re.IGNORECASE,
)
_WEEKDAY_LENGTH = 18  # characters
_NEAR, _FAR = timedelta(days=7), timedelta(days=21)  # dates of one incident, and of two months


class DatedLine(msgspec.Struct, frozen=True):
    """A date a line states, and whether the line says when the incident was.

    `apart` is what stands under a name that announces no part of a report, such as a log.
    """

    stamp: Stamp
    line: Line
    role: Role
    apart: bool = False


def told(dated: Sequence[DatedLine], year: int | None) -> tuple[bool, bool]:
    """Return whether the day comes first, and whether the document says so at all."""
    orders = Counter(each.stamp.date.order for each in dated if each.stamp.date)
    if not orders["either"] or orders["day-first"] != orders["month-first"]:
        return orders["day-first"] > orders["month-first"], True
    settled = _by_weekday(dated, year) or _by_stated(dated) or _by_nearness(dated, year)
    return settled == "day-first", settled is not None


def either(dated: Sequence[DatedLine], year: int | None) -> tuple[WrittenDate, Line] | None:
    """Return the first date that may be in either order."""
    for each in dated:
        if each.stamp.date and each.stamp.date.order == "either" and (each.stamp.date.year or year):
            return each.stamp.date, each.line
    return None


def _by_weekday(dated: Sequence[DatedLine], year: int | None) -> str | None:
    votes: Counter[str] = Counter()
    for each in dated:
        before = each.line.text[max(0, each.stamp.start - _WEEKDAY_LENGTH) : each.stamp.start]
        named = _WEEKDAY.search(before)
        if named and each.stamp.date and each.stamp.date.order == "either":
            votes.update(
                order
                for order, day in _readings(each.stamp.date, year).items()
                if day.weekday() == _WEEKDAYS.index(named["day"].lower())
            )
    return _winner(votes)


def _by_stated(dated: Sequence[DatedLine]) -> str | None:
    """Return the order in which a date is the same day as one whose month is written out."""
    days = [each.stamp.date for each in dated if each.stamp.date]
    stated = {(day.month, day.day) for day in days if day.order == "stated"}
    unclear = [day for day in days if day.order == "either"]
    if any((day.day, day.month) in stated for day in unclear):
        return "day-first"
    return "month-first" if any((day.month, day.day) in stated for day in unclear) else None


def _by_nearness(dated: Sequence[DatedLine], year: int | None) -> str | None:
    """Return the order that brings two dates together, where the other leaves weeks between any."""
    days = list(dict.fromkeys(each.stamp.date for each in dated if each.stamp.date))
    near, far = [], []
    for order in ("day-first", "month-first"):
        read = sorted((_readings(day, year)[order], day.order) for day in days if _readings(day, year))
        apart = [
            after - before for (before, one), (after, other) in pairwise(read) if "either" in (one, other)
        ]
        near += [order] if min(apart, default=_FAR) <= _NEAR else []
        far += [order] if min(apart, default=_NEAR) >= _FAR else []
    return near[0] if len(near) == len(far) == 1 else None


def _readings(written: WrittenDate, year: int | None) -> dict[str, date]:
    try:
        return {"month-first": written.on(year), "day-first": written.on(year, day_first=True)}
    except ValueError:  # no such day, or no year is known
        return {}


def _winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
