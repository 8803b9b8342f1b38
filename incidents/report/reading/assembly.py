"""The parts of a document → a Report, with a problem for everything unclear and a span for every value."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from incidents.report import text as spelling
from incidents.report.reading import (
    actions,
    apart,
    dates,
    entries,
    figures,
    kinds,
    offers,
    sections,
    setting,
    title,
    told,
    window,
)
from incidents.report.reading.dating import Calendar, Dated
from incidents.report.reading.lines import Line, prose, read_lines, span
from incidents.report.reading.listing import Item
from incidents.report.reading.log import Log
from incidents.report.reading.parts import Parts, Piece
from incidents.report.reading.result import Block, Reading
from incidents.report.reading.wall import Wall
from incidents.report.reading.zone import note_zone
from incidents.report.shape import LINE_LIMIT, LIST_LIMIT, PROSE_LIMIT
from incidents.report.value import (
    CorrectiveAction,
    Lessons,
    Report,
    RootCause,
    TimelineEvent,
)

_NOT_PLACED = "This fits no part of a report and was put in the notes."
_SECOND = "Another incident begins here; it was put in the notes whole. Read it as a report of its own."
_LESSONS = ("went_well", "went_wrong", "lucky")


class Document:
    """One document on its way to a report."""

    def __init__(
        self, text: str, today: date | None, timezone: str | None, *, day_first: bool | None = None
    ) -> None:
        self.log = Log()
        self.text, self.today, self.assumed_zone = text, today, timezone
        # First of all, as it can lengthen a text that just fits.
        lines = read_lines(unicodedata.normalize("NFC", text))
        self.title = title.find(lines)
        self.title_line = lines[self.title.index] if self.title else None
        self.sections = sections.split([line for line in lines if line is not self.title_line])
        other = apart.second(self.sections)
        self.sections, others = self.sections[:other], self.sections[other:] if other else []
        self.setting = setting.of(self.sections, self.title_line, day_first)
        self.zone = self.setting.zone or timezone
        self.wall = Wall(self.setting, self.zone, self.log)
        self.window = window.find(self.sections, self.wall, today)
        self.parts = Parts(self.sections)
        if others and others[0].header:
            self._keep_apart(others[0].header, lines)

    def read(self) -> Reading:
        """Return the reading; what is in doubt comes with its other meanings."""
        return offers.with_offers(self._reading(), self.text, self.today, self._again)

    def _again(self, today: date | None, day_first: bool | None) -> Reading:
        return Document(self.text, today, self.assumed_zone, day_first=day_first)._reading()  # noqa: SLF001 (its own kind)

    def _reading(self) -> Reading:
        fields: dict[str, Any] = {"timezone": self.zone, "title": self._title()}
        timeline = self._timeline()
        fields |= self._window(timeline)
        fields |= {"timeline": tuple(timeline), "root_causes": self._causes(), "actions": self._actions()}
        fields |= self._severity()
        for name in ("summary", "impact", "resolution", "closing"):
            fields[name] = self._prose(name, name)
        fields["impact_percent"] = figures.percent_of(fields["impact"])
        fields["lessons"] = Lessons(**{name: self._prose(name, f"lessons.{name}") for name in _LESSONS})
        fields["notes"] = self._notes()
        report = Report(**fields)
        self._note_doubts(report)
        return Reading(report=report, problems=self.log.problems, spans=self.log.spans)

    def _note_doubts(self, report: Report) -> None:
        first = dates.first_moment(self.window, report.timeline)
        timed = first is not None or any(event.clock for event in report.timeline)
        note_zone(self.setting, self.zone, first, self.log, timed=timed)
        dates.note_missing(self.setting, report.timeline, self.today, self.log)
        dates.note_order(self.setting, self.log)
        dates.note_contradictions(
            self.setting,
            self.sections,
            self.log,
            title=self.title_line,
            window=self.window,
            timeline=report.timeline,
        )

    def _keep_apart(self, header: Line, lines: Sequence[Line]) -> None:
        kept = [line for line in lines if line.number >= header.number]
        self.parts.settled.append(Piece(prose(kept), span(kept)))
        self.log.problem("second-incident", "notes", header, header.text, _SECOND)

    def _title(self) -> str:
        if self.title is None or self.title_line is None:
            return ""
        self.log.span("title", self.title_line.number, self.title_line.number)
        words = spelling.line(self.title.text)
        if len(words) > LINE_LIMIT or "](" in self.title_line.text:  # too long, or its link is dropped
            self.parts.loose.append(Piece(self.title_line.text, span([self.title_line])))
        return words[:LINE_LIMIT]

    def _timeline(self) -> list[TimelineEvent]:
        found = entries.of(self.parts.timeline)
        for line in found.said:
            self.parts.settled.append(Piece(line.raw.strip(), span([line])))
        self.parts.loose += _blocks(found.left)
        first_day = self._first_day()
        dated = Calendar(self.wall, self.window, first_day, self.log).date_all(found.entries[:LIST_LIMIT], 0)
        over = found.entries[LIST_LIMIT:]
        self._overflow(
            [entry.text for entry in over], [line.number for entry in over for line in entry.lines]
        )
        events = [self._event(index, each) for index, each in enumerate(dated)]
        told.fill(self.parts, found.left, events, self.log)
        return events

    def _first_day(self) -> date | None:
        if self.window.start:
            return self.window.start.date()
        return self.setting.days[0][0] if self.setting.days else self.today

    def _event(self, index: int, dated: Dated) -> TimelineEvent:
        path, entry = f"timeline[{index}]", dated.entry
        self.log.span(path, *span([*entry.lines, *entry.body]))
        at = self.wall.moment(dated.wall, f"{path}.at", entry.head, entry.head.text)
        clock = dated.clock or (dated.wall.time() if dated.wall and at is None else None)
        written = entry.text
        return TimelineEvent(
            at=at,
            clock=f"{clock:%H:%M:%S}".removesuffix(":00") if clock else None,
            kind=kinds.of_event(written, entry.label),
            text=self._fitted(written, path, entry.head.number),
        )

    def _window(self, timeline: Sequence[TimelineEvent]) -> dict[str, datetime | None]:
        known = self.window
        window.note_slips(known, self.log)
        started = self._bound("started_at", known.start, known.start_line)
        resolved = self._bound("resolved_at", known.end, known.end_line)
        if known.start_line is None:
            started = self._event_moment(
                "started_at",
                timeline,
                window.first_event(timeline, window.day_begun(self.sections, self.wall)),
            )
        if known.end_line is None:
            resolved = self._event_moment("resolved_at", timeline, window.last_event(timeline))
        if started and resolved and resolved < started:
            line = known.end_line or known.start_line
            self.log.problem(
                "resolved-before-start", "resolved_at", line, line.text if line else "",
                f"The end, {resolved:%Y-%m-%d %H:%M}, is before the start and is left out.",
            )  # fmt: skip
            resolved = None
        return {"started_at": started, "resolved_at": resolved}

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

    def _causes(self) -> tuple[RootCause, ...]:
        causes = []
        for index, cause in enumerate(self.parts.causes[:LIST_LIMIT]):
            path = f"root_causes[{index}]"
            self.log.span(path, *cause.lines)
            causes.append(RootCause(kind=cause.kind, text=self._fitted(cause.text, path, cause.lines[0])))
        over = self.parts.causes[LIST_LIMIT:]
        self._overflow([cause.text for cause in over], [line for cause in over for line in cause.lines])
        return tuple(causes)

    def _actions(self) -> tuple[CorrectiveAction, ...]:
        over = self.parts.items[LIST_LIMIT:]
        self._overflow(
            [item.text for item in over],
            [number for item in over for number in (item.head.number, item.last)],
        )
        return tuple(self._action(index, item) for index, item in enumerate(self.parts.items[:LIST_LIMIT]))

    def _action(self, index: int, item: Item) -> CorrectiveAction:
        path = f"actions[{index}]"
        self.log.span(path, item.head.number, item.last)
        due = actions.due_of(item)
        day = self.wall.day(due.date, item.head, due.written, f"{path}.due") if due else None
        built = actions.build(item, day)
        return CorrectiveAction(detail=self._fitted(built.detail, path, item.head.number), **built.facts)

    def _overflow(self, texts: list[str], lines: list[int]) -> None:
        """Keep the entries that a report's list has no room for."""
        if texts:
            self.parts.loose.append(Piece("\n".join(texts), (min(lines), max(lines))))

    def _severity(self) -> dict[str, Any]:
        severity = None
        for piece in self.parts.severity:
            severity = severity or figures.severity_of(piece.text)
            self.log.span("severity", *piece.lines)
            self.parts.fields.setdefault("impact", []).insert(0, piece)
        components = [
            name.strip(" -*") for piece in self.parts.components for name in re.split(r"[,\n]", piece.text)
        ]
        for piece in self.parts.components:
            self.log.span("components", *piece.lines)
        return {"severity": severity, "components": tuple(name[:LINE_LIMIT] for name in components if name)}

    def _prose(self, field: str, path: str) -> str:
        pieces = self.parts.fields.get(field, [])
        for piece in pieces:
            self.log.span(path, *piece.lines)
        return self._fitted(
            "\n\n".join(piece.text for piece in pieces), path, pieces[0].lines[0] if pieces else None
        )

    def _fitted(self, text: str, path: str, line: int | None) -> str:
        spelled = spelling.prose(text)
        if len(spelled) <= PROSE_LIMIT:
            return spelled
        message = f"Only the first {PROSE_LIMIT:,} characters fit; shorten the text."
        self.log.problem("too-long", path, line, spelled[PROSE_LIMIT:], message)
        return spelled[:PROSE_LIMIT]

    def _notes(self) -> str:
        loose = [Piece(spelling.prose(piece.text), piece.lines) for piece in self.parts.loose]
        for piece in loose:
            block = Block(text=piece.text, lines=piece.lines)
            self.log.problem(
                "not-placed", "notes", block.lines[0], _first_line(block.text), _NOT_PLACED, block=block
            )
        ordered = sorted([*loose, *self.parts.settled], key=lambda piece: piece.lines)
        self.parts.fields["notes"] = ordered
        return self._prose("notes", "notes")


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


def _first_line(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip()), "")
