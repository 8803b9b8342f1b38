"""Lines typed or pasted into a timeline → events. Every line is an event, and nothing is guessed silently."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import msgspec

from incidents.errors import NotValidError
from incidents.report import clock
from incidents.report import text as spelling
from incidents.report.reading import kinds, leading, lines, quick_times
from incidents.report.reading.dating import NEXT_DAY, whole_clock
from incidents.report.reading.entry import Entry
from incidents.report.reading.leading import Leading
from incidents.report.reading.lines import Line
from incidents.report.reading.tagged import Tagged, tagged
from incidents.report.value import Audience, TimelineEvent
from incidents.report.words import say

_DAY_WORD = re.compile(r"(yesterday|today|tomorrow)\b,?\s+(?:at\s+)?(?=\S)", re.IGNORECASE)
_DAY = timedelta(days=1)


class Moment(msgspec.Struct, frozen=True):
    """When an event happened: at a moment, at a clock time of an unknown day, or neither."""

    at: datetime | None = None
    clock: time | None = None


class Draft(msgspec.Struct):
    """An event that lines below may still add to."""

    entry: Entry
    when: Moment
    said: Tagged


def read_lines(
    text: str, *, timezone: str | None, day: date | None, after: datetime | None
) -> tuple[TimelineEvent, ...]:
    """Return the events that lines say happened, in the order of the lines.

    `after` is the last moment of the timeline so far, as the report states it: ``+10m`` counts from there,
    and a first line without a date is on the day nearest to it. `day` is that line's day where there is no
    such moment, and what ``yesterday`` is relative to; without it a clock time stands alone. Later lines
    inherit the day of the one before. `tagged` tells what a line may say by name. Raises NotValidError for a
    time that can't be told.
    """
    written = [line for line in lines.read_lines(text) if not line.blank]
    walk = Walk(timezone, day, after)
    for line in written:
        with _located(line, several=len(written) > 1):
            walk.take(line)
    walk.close()
    events = []
    for draft in walk.drafts:
        with _located(draft.entry.head, several=len(written) > 1):
            events.append(_event(draft))
    return tuple(events)


class Walk:
    """Goes through lines from top to bottom and keeps the day and the last moment."""

    def __init__(self, timezone: str | None, day: date | None, after: datetime | None) -> None:
        self.drafts: list[Draft] = []
        self._timezone = timezone
        self._today = day
        self._day = day
        self._last = after
        self._clock: time | None = None
        self._begun = False  # whether a line has told a moment
        self._stated = False  # whether the day was written by itself, and no time since
        self._heading: Line | None = None  # a date that stood alone and that no time has used yet

    def take(self, line: Line) -> None:
        text = " ".join(cell for cell in line.cells if cell) if line.cells else line.text
        if not spelling.prose(text).strip():
            return
        if self.drafts and (line.verbatim or (_nested(self.drafts[-1], line) and not leading.stamp(text))):
            self.drafts[-1].entry.body.append(line)
            return
        said = tagged(text)
        if later := quick_times.later(said.text):
            self._add(line, said._replace(text=said.text[later.end() :]), self._counted(later))
        else:
            self._told(line, said)

    def close(self) -> None:
        """Keep a date that stood alone and that no time has used."""
        heading, self._heading = self._heading, None
        if heading:
            self._add(heading, Tagged(heading.text), Moment())

    def _told(self, line: Line, said: Tagged) -> None:
        text = said.text
        word = _DAY_WORD.match(text)
        opening = leading.stamp(text[word.end() :] if word else text)
        if opening and opening.stamp.clock:
            day = quick_times.said_day(word[1], self._today) if word and not opening.stamp.date else None
            when = self._moment(line, opening, day)
            self._heading = None
            exact = opening.exact or not opening.rest
            text = opening.rest if exact else f"{opening.written}: {opening.rest}"
            self._add(line, said._replace(text=text), when)
            return
        self.close()
        if opening and opening.stamp.date and not word:
            self._day, self._stated = quick_times.written_day(opening.stamp.date, self._day), True
            if not opening.rest:
                self._heading = line
                return
        self._add(line, said, Moment())

    def _add(self, line: Line, said: Tagged, when: Moment) -> None:
        rest = tagged(said.text)  # a tag may stand before the time or behind it
        both = Tagged(rest.text, said.kind or rest.kind, said.audience or rest.audience)
        self.drafts.append(Draft(Entry(lines=[line], opening=both.text.strip(), body=[]), when, both))

    def _moment(self, line: Line, opening: Leading, day: date | None) -> Moment:
        at = whole_clock(Entry(lines=[line], opening="", stamp=opening.stamp, until=opening.until))
        zone = quick_times.written_zone(opening.stamp.zone, self._timezone)
        if opening.stamp.date:
            day = quick_times.written_day(opening.stamp.date, self._day)
        elif day is None:
            day = self._likely_day(at.at(), zone)
        if day is None:
            self._clock = at.at()
            return Moment(clock=at.at())
        moment = quick_times.read(at.on(day), zone)
        return self._reached(clock.in_zone(moment, self._timezone) if self._timezone else moment)

    def _reached(self, moment: datetime) -> Moment:
        if not clock.belongs(moment, self._timezone):
            raise NotValidError(
                say(
                    "Write a year from %(first)s to %(last)s.",
                    first=clock.EARLIEST_YEAR,
                    last=clock.LATEST_YEAR,
                )
            )
        self._last, self._day = moment, moment.date()
        self._begun, self._stated = True, False
        return Moment(at=moment)

    def _likely_day(self, at: time, zone: str | None) -> date | None:
        """Return the day of a clock time: of the line before, or nearest to the timeline's last event."""
        if self._last is None or self._stated:
            return self._day
        last = (clock.in_zone(self._last, zone) if zone else self._last).replace(tzinfo=None)
        wall = datetime.combine(last.date(), at)
        if self._begun:
            return (wall + _DAY if last - wall >= NEXT_DAY else wall).date()
        return min((wall, wall + _DAY, wall - _DAY), key=lambda each: abs(each - last)).date()

    def _counted(self, later: re.Match[str]) -> Moment:
        step = timedelta(**{unit: int(count) for unit, count in later.groupdict().items() if count})
        self._heading = None
        if self._last is not None:
            moment = self._last + step
            return self._reached(clock.in_zone(moment, self._timezone) if self._timezone else moment)
        if self._clock is not None:
            self._clock = (datetime.combine(date(clock.EARLIEST_YEAR, 1, 1), self._clock) + step).time()
            return Moment(clock=self._clock)
        raise NotValidError(
            say(
                "Write the time instead of %(later)s; no event before it has one.",
                later=later[0].strip(" :-"),
            )
        )


@contextmanager
def _located(line: Line, *, several: bool) -> Iterator[None]:
    """Say in errors which of several lines is meant."""
    try:
        yield
    except NotValidError as error:
        if several:
            raise NotValidError(
                say("Line %(number)s: %(message)s", number=line.number, message=error.message), error.path
            ) from error
        raise


def _event(draft: Draft) -> TimelineEvent:
    text, when = draft.entry.text, draft.when
    if not spelling.prose(text).strip():
        raise NotValidError(say("Say after the time what happened."))
    return TimelineEvent(
        at=when.at,
        clock=f"{when.clock:%H:%M:%S}".removesuffix(":00") if when.clock else None,
        kind=draft.said.kind or kinds.of_event(text),
        text=text,
        audience=draft.said.audience or Audience.PUBLIC,
    )


def _nested(draft: Draft, line: Line) -> bool:
    return line.indent > draft.entry.head.indent and bool(draft.entry.head.marker or line.marker)
