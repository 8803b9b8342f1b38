"""When the incident began and ended: from labelled facts, a duration line, or a sentence of the summary."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from incidents.report.reading import lasting, names, stamps
from incidents.report.reading.clocks import WrittenClock
from incidents.report.reading.lines import Line
from incidents.report.reading.log import Log
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.reading.stamps import Stamp
from incidents.report.reading.wall import Wall
from incidents.report.words import say

_BETWEEN = re.compile(
    r"^(?:\s?M\b)?\W{0,6}(?:[A-Za-z]{3,6}day\W{0,3})?$|\b(?:to|until|till|through|and|ended|restored|resolved|lasted|over|fixed|recovered|end)\b",
    re.IGNORECASE,
)
# In a sentence of its own the second time says what ended then: "and" or "to" there join other things.
_NEXT_SENTENCE = re.compile(
    r"[.!?]\s+(?=[A-Z])(?![^.!?]*\b(?:until|till|ended|restored|resolved|lasted|over|fixed|recovered|end)\b)"
)
_NOON = 12
_PAIR = 2
_ON_TIME = (Role.START, Role.END, Role.DURATION)
_FARTHEST = 220  # characters between the two times of one sentence


class Bound(msgspec.Struct, frozen=True):
    stamp: Stamp
    line: Line


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Wall clock times, without a zone. The clock alone is known where no date is."""

    start: datetime | None = None
    end: datetime | None = None
    start_line: Line | None = None
    end_line: Line | None = None
    reckoned: bool = False  # whether the end is the start and a stated length


def find(sections: Sequence[Section], wall: Wall, today: date | None) -> Window:
    """Return what the document states, apart from its timeline."""
    bounds = (
        _labelled(sections)
        or _in_role(sections, Role.DURATION)
        or _in_role(sections, Role.DAY)
        or _in_role(sections, Role.SUMMARY)
        or _in_preamble(sections)
        or _in_tables(sections)
        or _on_its_day(sections)
        or _in_sentence(sections)
    )
    if bounds is None:
        return Window()
    start, end = _same_half(*bounds)
    window = _dated(start, end, wall, today)
    return window if end else _with_length(window, sections)


def _with_length(window: Window, sections: Sequence[Section]) -> Window:
    length = lasting.lasted(sections)
    if window.start is None or length is None:
        return window
    return replace(window, end=window.start + length, end_line=window.start_line, reckoned=True)


def _labelled(sections: Sequence[Section]) -> tuple[Bound | None, Bound | None] | None:
    starts = list(_clocks(sections, Role.START))
    start = starts[0] if starts else None
    end = next(_clocks(sections, Role.END), None)
    if end is None and len(starts) > 1:  # "Start: … End: …" on one line
        end = starts[1]
    return (start, end) if start or end else None


def _on_its_day(sections: Sequence[Section]) -> tuple[Bound, None] | None:
    """Return the time in "Date of incident: 2 March 2021, 14:30"."""
    start = next(_clocks(sections, Role.DAY), None)
    return (start, None) if start else None


def _in_role(sections: Sequence[Section], role: Role) -> tuple[Bound | None, Bound | None] | None:
    return _range([section for section in sections if section.role is role])


def _in_preamble(sections: Sequence[Section]) -> tuple[Bound | None, Bound | None] | None:
    return _range(sections[:1])


def _in_tables(sections: Sequence[Section]) -> tuple[Bound | None, Bound | None] | None:
    """Return what the rows "Duration | 16:40 - 17:00" or "Start | 16:40" of a table of the impact state."""
    stated = [
        Section(role=role, home=role, lines=[replace(line, text=line.cells[1], cells=())])
        for section in sections
        if section.home not in (Role.TIMELINE, Role.ACTIONS)
        for line in section.lines
        if len(line.cells) == _PAIR and (role := names.role_of(line.cells[0])) in _ON_TIME
    ]
    return _labelled(stated) or _in_role(stated, Role.DURATION)


def _in_sentence(sections: Sequence[Section]) -> tuple[Bound | None, Bound | None] | None:
    told = lasting.began(sections)
    return (Bound(*told), None) if told else None


def _range(sections: Sequence[Section]) -> tuple[Bound, Bound] | None:
    """Return the first two clock times that text joins with "to", "and", "restored at" or a dash."""
    for section in sections:
        before: Bound | None = None
        between = ""
        for line in section.lines:
            if line.verbatim or line.cells:
                continue
            at = 0
            for stamp in stamps.find(line.text):
                between += line.text[at : stamp.start]
                at = stamp.end
                if stamp.clock is None:
                    between += line.text[stamp.start : stamp.end]
                    continue
                if before and len(between) <= _FARTHEST and _joins(between):
                    return before, Bound(stamp, line)
                before, between = Bound(stamp, line), ""
            between += line.text[at:] + " "
    return None


def _joins(between: str) -> bool:
    return bool(_BETWEEN.search(between)) and not _NEXT_SENTENCE.search(between)


def day_begun(sections: Sequence[Section], wall: Wall) -> date | None:
    """Return the day that "Start: 2 March 2021" or "Duration: 2 March - 3 March 2021" states."""
    roles = (Role.START, Role.DURATION)
    lines = (line for role in roles for section in sections if section.role is role for line in section.lines)
    bounds = (Bound(stamp, line) for line in lines for stamp in stamps.find(line.text))
    return next((day for bound in bounds if (day := _day(bound, wall))), None)


def _clocks(sections: Sequence[Section], role: Role) -> Iterator[Bound]:
    for section in sections:
        if section.role is role:
            for line in section.lines:
                yield from (Bound(stamp, line) for stamp in stamps.find(line.text) if stamp.clock)


def _same_half(start: Bound | None, end: Bound | None) -> tuple[Bound | None, Bound | None]:
    """Give "9:00 - 11:30 AM" its first AM: the half is written once for both."""
    if not start or not end or not start.stamp.clock or not end.stamp.clock:
        return start, end
    first, second = start.stamp.clock, end.stamp.clock
    if first.half or not second.half or second.slipped or not 1 <= first.hour <= _NOON:
        return start, end
    same = WrittenClock(first.hour, first.minute, first.second, second.half)
    if same.at() > second.at():
        same = WrittenClock(first.hour, first.minute, first.second, "a" if second.half == "p" else "p")
    return Bound(replace(start.stamp, clock=same), start.line), end


def _dated(start: Bound | None, end: Bound | None, wall: Wall, today: date | None) -> Window:
    first, last = _day(start, wall), _day(end, wall)
    supposed = wall.setting.days[0][0] if wall.setting.days else today
    begun = _at(start, first or last or supposed)
    ended = _at(end, last or (begun.date() if begun else supposed))
    if begun and ended and ended < begun:
        if first is None and last is not None:
            begun -= timedelta(days=1)
        elif last is None:
            ended += timedelta(days=1)
    return Window(
        start=begun, end=ended, start_line=start.line if start else None, end_line=end.line if end else None
    )


def _day(bound: Bound | None, wall: Wall) -> date | None:
    if bound is None or bound.stamp.date is None:
        return None
    return wall.day(bound.stamp.date, bound.line, bound.line.text[bound.stamp.start : bound.stamp.end])


def _at(bound: Bound | None, day: date | None) -> datetime | None:
    if bound is None or bound.stamp.clock is None or day is None:
        return None
    return bound.stamp.clock.on(day)


def note_slips(window: Window, log: Log) -> None:
    """Note 24-hour times that were given a half of the day, such as 13:20 PM."""
    for line in dict.fromkeys(number for number in (window.start_line, window.end_line) if number):
        for stamp in stamps.find(line.text):
            if stamp.clock and stamp.clock.slipped:
                written = line.text[stamp.start : stamp.end].strip(" )]")
                log.problem(
                    "ampm-slip",
                    "started_at",
                    line,
                    written,
                    say(
                        "%(written)s is read as %(time)s.", written=written, time=f"{stamp.clock.at():%H:%M}"
                    ),
                )
