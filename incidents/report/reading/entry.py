"""One event of a timeline as written: its lines, its time, and what still belongs to it."""

import re

import msgspec

from incidents.report.reading import names, stamps
from incidents.report.reading.counted import Day, Passed
from incidents.report.reading.lines import WRAPPED, Line, prose
from incidents.report.reading.stamps import Stamp

_AT = re.compile(
    r"\b(?:at|by|around|on)\s+(?:around|about|approximately)?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?[(\[*]{0,3}$",
    re.IGNORECASE,
)


class Entry(msgspec.Struct, kw_only=True):
    """One event as written. `day` is a date that stood above it, `label` the question it answers.

    `told_day` and `passed` say when it was by counting.
    """

    lines: list[Line]
    opening: str
    stamp: Stamp | None = None
    until: Stamp | None = None
    day: Stamp | None = None
    told_day: Day | None = None
    passed: Passed | None = None
    label: str = ""
    body: list[Line] = []

    @property
    def head(self) -> Line:
        return self.lines[-1]

    def holds(self, line: Line) -> bool:
        """Say whether a line stands deeper, as part of this list item or as a list under it."""
        return line.indent > self.head.indent and bool(self.head.marker or line.marker)

    def goes_on(self, line: Line) -> bool:
        """Say whether a line only continues the one before, which was too long for the page."""
        written = self.body[-1].text if self.body else self.lines[-1].text
        return len(written) > WRAPPED and written[-1:] not in ".!?:;" and not names.role_of(line.text)

    def continues(self, line: Line, *, gap: bool) -> bool:
        """Say whether a line belongs to this event by its place; `gap` is a blank line between."""
        if line.level:
            return False
        if self.head.level or self.holds(line):
            return True
        return not line.marker and not gap and bool(self.head.marker) and not self.label

    @property
    def text(self) -> str:
        body = prose(self.body)
        apart = self.head.level or (self.body and self.body[0].number > self.head.number + 1)
        return ("\n\n" if apart else "\n").join(part for part in (self.opening, body) if part)


def begins(line: Line, last: Entry | None, *, gap: bool) -> bool:
    """Say whether a line without a time is an event: by its mark, or below an answered question."""
    answered = last and last.label and not gap and not last.goes_on(line)
    return bool(line.marker or line.level or answered)


def sole_clock(text: str) -> Stamp | None:
    """Return the one time of a sentence that says when it was: "… was told at 11:30", "told 2 May 11:30"."""
    found = [stamp for stamp in stamps.find(text) if stamp.clock]
    if len(found) != 1:
        return None
    only = found[0]
    last = only.date and not text[only.end :].strip(" .*_)]")
    return only if not only.start or last or _AT.search(text[: only.start]) else None


def tells_its_time(line: Line, last: Entry | None, *, apart: bool) -> bool:
    """Say whether a sentence that stands apart is an event of its own, no earlier than the last one."""
    told = sole_clock(line.text) if apart or last is None or last.stamp is None else None
    before = last.stamp.clock if last and last.stamp else None
    return bool(told and told.clock and (before is None or before.at() <= told.clock.at()))
