"""The timeline's lines → the report's events, and when the incident began and ended."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from incidents.report.reading import course, entries, event_bounds, kinds, lasting, window
from incidents.report.reading.dating import Calendar, Dated
from incidents.report.reading.fields import Fields
from incidents.report.reading.lines import Line, prose, span
from incidents.report.reading.parts import Piece
from incidents.report.reading.window import Window
from incidents.report.shape import LIST_LIMIT
from incidents.report.value import EventKind, TimelineEvent
from incidents.report.words import say


class Events:
    """Makes the timeline; `left` is what belongs to no event of it."""

    def __init__(self, fields: Fields, known: Window, today: date | None) -> None:
        self.fields, self.window, self.today = fields, known, today
        self.parts, self.wall, self.log = fields.parts, fields.wall, fields.log
        self.left: list[Line] = []

    def timeline(self) -> list[TimelineEvent]:
        found = entries.of(self.parts.timeline)
        for line in found.said:
            self.parts.settled.append(Piece(line.raw.strip(), span([line])))
        self.parts.loose += _blocks(found.left)
        first_day = self._first_day()
        dated = Calendar(self.wall, self.window, first_day, self.log).date_all(found.entries[:LIST_LIMIT], 0)
        over = found.entries[LIST_LIMIT:]
        self.fields.keep_the_rest(
            [entry.text for entry in over], [line.number for entry in over for line in entry.lines]
        )
        self.left = found.left
        return course.in_view([self._event(index, each) for index, each in enumerate(dated)], self.window.end)

    def _first_day(self) -> date | None:
        if self.window.start:
            return self.window.start.date()
        days = self.wall.setting.days
        return days[0][0] if days else self.today

    def _event(self, index: int, dated: Dated) -> TimelineEvent:
        path, entry = f"timeline[{index}]", dated.entry
        self.log.span(path, *span([*entry.lines, *entry.body]))
        at = self.wall.moment(dated.wall, f"{path}.at", entry.head, entry.head.text)
        clock = dated.clock or (dated.wall.time() if dated.wall and at is None else None)
        written = entry.text
        return TimelineEvent(
            at=at,
            clock=f"{clock:%H:%M:%S}".removesuffix(":00") if clock else None,
            kind=_kind(written, entry.label, timed=bool(at or clock)),
            text=self.fields.fitted(written, path, entry.head.number),
        )

    def bounds(self, timeline: Sequence[TimelineEvent]) -> dict[str, datetime | None]:
        """Return when the incident began and ended, by what the document states or else by its events."""
        known = self.window
        window.note_slips(known, self.log)
        started = self._bound("started_at", known.start, known.start_line)
        resolved = self._bound("resolved_at", known.end, known.end_line)
        if known.start_line is None:
            started = self._event_moment(
                "started_at",
                timeline,
                event_bounds.first_event(timeline, window.day_begun(self.parts.sections, self.wall)),
            )
        last = event_bounds.last_event(timeline)
        if known.end_line is None or (known.reckoned and last is not None):
            resolved = self._event_moment("resolved_at", timeline, last)
        if known.end_line is None and resolved is None:
            resolved = self._reckoned(started, timeline)
        if started and resolved and resolved < started:
            line = known.end_line or known.start_line
            self.log.problem(
                "resolved-before-start", "resolved_at", line, line.text if line else "",
                say("The end, %(end)s, is before the start and is left out.", end=f"{resolved:%F %H:%M}"),
            )  # fmt: skip
            resolved = None
        return {"started_at": started, "resolved_at": resolved}

    def _reckoned(self, started: datetime | None, timeline: Sequence[TimelineEvent]) -> datetime | None:
        """Return the last event's moment, where it is as long after the start as the incident lasted."""
        length, last = lasting.lasted(self.parts.sections), timeline[-1].at if timeline else None
        return last if started and last and length and last - started == length else None

    def _bound(self, path: str, wall: datetime | None, line: Line | None) -> datetime | None:
        if wall is None or line is None:
            return None
        self.log.span(path, line.number, line.number)
        return self.wall.moment(wall, path, line, line.text)

    def _event_moment(
        self, path: str, timeline: Sequence[TimelineEvent], place: int | None
    ) -> datetime | None:
        if place is None:
            return None
        self.log.span(path, *self.log.spans[f"timeline[{place}]"])
        return timeline[place].at


def _kind(text: str, label: str, *, timed: bool) -> EventKind:
    """Return an event's kind; what stands under "Resolution" with a time, and mends nothing, is the end."""
    kind = kinds.of_event(text, label)
    ends = timed and kinds.ends_it(label) and kind is not EventKind.MITIGATED
    return EventKind.RESOLVED if ends else kind


def _blocks(lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield lines that stand together as one piece."""
    block: list[Line] = []
    for line in lines:
        if block and line.number > block[-1].number + 1:
            yield Piece(prose(block), span(block))
            block = []
        block.append(line)
    if block:
        yield Piece(prose(block), span(block))
