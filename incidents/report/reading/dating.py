"""Entries → the days they happened on: inherited dates, midnight, 12-hour clocks without a half."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from incidents.report.reading.clocks import WrittenClock
from incidents.report.reading.count import Count
from incidents.report.reading.counted import Passed
from incidents.report.reading.entry import Entry, sole_clock
from incidents.report.reading.log import Log
from incidents.report.reading.stamps import Stamp
from incidents.report.reading.wall import Wall
from incidents.report.reading.window import Window
from incidents.report.words import say

NEXT_DAY = timedelta(hours=6)  # a step back as long as this, with no date written, means the next day
_HALF_DAY = timedelta(hours=12)
_NEAR = timedelta(hours=3)  # a time in the wrong half of the day is as near as this to those around it
_NOON = 12


class Dated(msgspec.Struct, frozen=True):
    """When an entry happened by the wall clock: at a moment, at a clock time alone, or neither."""

    entry: Entry
    wall: datetime | None = None
    clock: time | None = None


class Calendar:
    """Walks a timeline from top to bottom and keeps the day."""

    def __init__(self, wall: Wall, window: Window, first_day: date | None, log: Log) -> None:
        self.wall = wall
        self.log = log
        self.window = window
        self.first_day = self.day = first_day
        self.count = Count(window.start)
        self.last: datetime | None = None
        self.twelve_hours = False

    def date_all(self, entries: Sequence[Entry], offset: int) -> list[Dated]:
        """Return the entries with their times; `offset` is the place of the first in the timeline."""
        _take_times_from_sentences(entries)
        clocks = [entry.stamp.clock for entry in entries if entry.stamp and entry.stamp.clock]
        self.twelve_hours = all(not clock.half and 1 <= clock.hour <= _NOON for clock in clocks)
        self.count.prepare(entries)
        return [self._dated(entries, index, f"timeline[{offset + index}]") for index in range(len(entries))]

    def _dated(self, entries: Sequence[Entry], index: int, path: str) -> Dated:
        entry = entries[index]
        stamp = entry.stamp
        if entry.passed:
            return self._counted(entry, entry.passed)
        if stamp is None or stamp.clock is None:
            return Dated(entry)
        written = self._written_day(entry, path)
        at = self._clock(entries, index, path)
        day = written or self.day
        if day is None:
            self.last = datetime.combine(date.min + timedelta(days=1), at)
            self.count.reached(self.last)
            return Dated(entry, clock=at)
        clock = stamp.clock
        wall = clock.on(day) if clock.ends_day else datetime.combine(day, at)
        if written is None and not clock.ends_day:
            wall = self._carried(wall)
        self.day, self.last = wall.date(), wall
        self.count.reached(wall)
        return Dated(entry, wall=wall)

    def _counted(self, entry: Entry, passed: Passed) -> Dated:
        wall = self.count.after(passed, self.last)
        if wall is None:
            return Dated(entry)
        self.last = wall
        if self.day is None:
            return Dated(entry, clock=wall.time())
        self.day = wall.date()
        return Dated(entry, wall=wall)

    def _written_day(self, entry: Entry, path: str) -> date | None:
        stamp = entry.stamp if entry.stamp and entry.stamp.date else entry.day
        if stamp is None or stamp.date is None:
            told = entry.told_day.on(self.first_day, self.day) if entry.told_day else None
            return None if told == self.day and self.last else told
        above = entry.day is stamp
        day = self.wall.day(stamp.date, entry.head, entry.head.text, f"{path}.at")
        if above and day and self.day and self.last and self.day > day:
            return None  # past midnight under the same date
        if above and day == self.day and self.last:
            return None
        return day

    def _carried(self, wall: datetime) -> datetime:
        start, end = self.window.start, self.window.end
        if self.last is None:
            overnight = start is not None and end is not None and end.date() > start.date()
            return wall + timedelta(days=1) if overnight and start and start - wall >= _HALF_DAY else wall
        if self.twelve_hours and wall < self.last <= wall + _HALF_DAY <= self.last + NEXT_DAY:
            return wall + _HALF_DAY
        return wall + timedelta(days=1) if self.last - wall >= NEXT_DAY else wall

    def _clock(self, entries: Sequence[Entry], index: int, path: str) -> time:
        entry = entries[index]
        clock = whole_clock(entry)
        at, message = clock.at(), ""
        if clock.slipped:
            message = say("A 24-hour time with AM or PM is read as %(time)s.", time=f"{at:%H:%M}")
        elif self._means_noon(clock, _timed(entries, index + 1)):
            at = time(_NOON, clock.minute, clock.second)
            message = say(
                "12:%(minute)s AM is after midnight; here it is read as %(time)s.",
                minute=f"{clock.minute:02}",
                time=f"{at:%H:%M}",
            )
        elif other := self._morning(entry, clock, _timed(entries, index + 1)):
            message = say(
                "%(time)s is not between the times around it; it is read as %(other)s.",
                time=f"{at:%H:%M}",
                other=f"{other:%H:%M}",
            )
            at = other
        if message:
            self.log.problem("ampm-slip", f"{path}.at", entry.head, entry.head.text, message)
        return at

    def _means_noon(self, clock: WrittenClock, following: Iterator[Entry]) -> bool:
        if clock.half != "a" or clock.hour != _NOON or self.last is None or not 6 <= self.last.hour <= _NOON:  # noqa: PLR2004 (a morning)
            return False
        later = (whole_clock(entry) for entry in following)
        after = next((each for each in later if (each.hour, each.half) != (_NOON, "a")), None)
        return after is None or after.at().hour >= _NOON

    def _morning(self, entry: Entry, clock: WrittenClock, following: Iterator[Entry]) -> time | None:
        """Return the time in the morning for "11:21 PM" between 11:20 AM and 12:00 PM."""
        after = next(following, None)
        dated = any(each and each.stamp and each.stamp.date for each in (entry, after))
        if clock.half != "p" or self.last is None or after is None or dated:
            return None
        day, meant = self.last.date(), replace(clock, half="a").at()
        evening, later = (datetime.combine(day, each.at()) for each in (clock, whole_clock(after)))
        fits = self.last <= datetime.combine(day, meant) <= later < evening and later - self.last <= _NEAR
        return meant if fits else None


def whole_clock(entry: Entry) -> WrittenClock:
    """Return the entry's clock time; in "12:00-12:30 AM" the first has the half of the second."""
    clock = entry.stamp.clock if entry.stamp else None
    until = entry.until.clock if entry.until else None
    if clock is None:
        raise AssertionError("an entry without a time has no clock")
    if clock.half or until is None or not until.half or until.slipped or not 1 <= clock.hour <= _NOON:
        return clock
    same = WrittenClock(clock.hour, clock.minute, clock.second, until.half)
    other = WrittenClock(clock.hour, clock.minute, clock.second, "a" if until.half == "p" else "p")
    return same if same.at() <= until.at() else other


def _take_times_from_sentences(entries: Sequence[Entry]) -> None:
    """Take the one time that a sentence says something happened at, where no entry opens with its time.

    Among entries that do, only a time between those around it is when the entry happened.
    """
    opened = any(entry.stamp and not entry.label for entry in entries)
    later = _next_clocks(entries) if opened else []
    last: time | None = None
    for index, entry in enumerate(entries):
        if entry.stamp is None and (found := sole_clock(entry.opening)):
            entry.stamp = found if not opened or _between(last, found, later[index]) else None
        if entry.stamp and entry.stamp.clock:
            last = whole_clock(entry).at()


def _next_clocks(entries: Sequence[Entry]) -> list[time | None]:
    """Return for each entry its own clock time, or that of the next entry that has one."""
    found: list[time | None] = []
    for entry in reversed(entries):
        found.append(found[-1] if found else None)
        if entry.stamp and entry.stamp.clock:
            found[-1] = whole_clock(entry).at()
    return found[::-1]


def _between(first: time | None, stamp: Stamp, last: time | None) -> bool:
    at = stamp.clock.at() if stamp.clock else None
    return at is not None and (first is None or first <= at) and (last is None or at <= last)


def _timed(entries: Sequence[Entry], start: int) -> Iterator[Entry]:
    """Yield the entries from a place on that have a clock time."""
    for index in range(start, len(entries)):
        stamp = entries[index].stamp
        if stamp and stamp.clock:
            yield entries[index]
