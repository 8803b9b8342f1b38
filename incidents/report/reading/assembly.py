"""The parts of a document → a Report, with a problem for everything unclear and a span for every value."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from incidents.report import text as spelling
from incidents.report.reading import actions, entries, kinds, sections, setting, title, window
from incidents.report.reading.dating import Calendar, Dated
from incidents.report.reading.lines import Line, prose, read_lines, span
from incidents.report.reading.log import Log
from incidents.report.reading.names import IN_SUMMARY, Role
from incidents.report.reading.parts import Parts, Piece
from incidents.report.reading.result import Reading
from incidents.report.reading.wall import Wall
from incidents.report.reading.zone import note_zone
from incidents.report.shape import LINE_LIMIT, LIST_LIMIT, PROSE_LIMIT
from incidents.report.value import (
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    TimelineEvent,
)

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,6})?)\s?%[^.%\n]{0,40}?\b(?:users?|customers?|visitors?|clients?|requests?|traffic|user impact)\b",
    re.IGNORECASE,
)
_SEVERITY_WORDS = (
    (Severity.SEV1, re.compile(r"\b(?:sev(?:erity)?[\s-]?1|p1|critical|highest|major)\b", re.IGNORECASE)),
    (Severity.SEV2, re.compile(r"\b(?:sev(?:erity)?[\s-]?2|p2|high)\b", re.IGNORECASE)),
    (Severity.SEV3, re.compile(r"\b(?:sev(?:erity)?[\s-]?3|p3|medium|moderate)\b", re.IGNORECASE)),
    (Severity.SEV4, re.compile(r"\b(?:sev(?:erity)?[\s-]?4|p4|low|minor)\b", re.IGNORECASE)),
)
_DATE_TOLD = frozenset({Role.SUMMARY, Role.DURATION})


class Document:
    """One document on its way to a report."""

    def __init__(self, text: str, today: date | None, timezone: str | None) -> None:
        self.log = Log()
        self.today = today
        lines = read_lines(
            unicodedata.normalize("NFC", text)
        )  # first, as it can lengthen a text that just fits
        self.title = title.find(lines)
        self.title_line = lines[self.title.index] if self.title else None
        self.sections = sections.split([line for line in lines if line is not self.title_line])
        self.setting = setting.of(self.sections, self.title_line)
        self.zone = self.setting.zone or timezone
        self.wall = Wall(self.setting, self.zone, self.log)
        self.window = window.find(self.sections, self.wall, today)
        self.parts = Parts(self.sections)

    def read(self) -> Reading:
        fields: dict[str, Any] = {"timezone": self.zone, "title": self._title()}
        timeline = self._timeline()
        fields |= self._window(timeline)
        fields |= {"timeline": tuple(timeline), "root_causes": self._causes(), "actions": self._actions()}
        fields |= self._severity()
        for name in ("summary", "impact", "resolution", "closing"):
            fields[name] = self._prose(name, name)
        fields["impact_percent"] = _percent(fields["impact"])
        fields["lessons"] = Lessons(
            **{n: self._prose(n, f"lessons.{n}") for n in ("went_well", "went_wrong", "lucky")}
        )
        fields["notes"] = self._notes()
        timed = any(event.at or event.clock for event in timeline) or bool(fields["started_at"])
        note_zone(self.setting, self.zone, self._first_wall(timeline), self.log, timed=timed)
        self._note_dates(timeline)
        report = Report(**fields)
        return Reading(report=report, problems=self.log.problems, spans=self.log.spans)

    def _title(self) -> str:
        if self.title is None or self.title_line is None:
            return ""
        self.log.span("title", self.title_line.number, self.title_line.number)
        words = spelling.line(self.title.text)
        if len(words) > LINE_LIMIT:
            self.parts.loose.insert(0, Piece(self.title.text, span([self.title_line])))
            return (
                words[: words.rfind(" ", 0, LINE_LIMIT)] if " " in words[:LINE_LIMIT] else words[:LINE_LIMIT]
            )
        return words

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
        return [self._event(index, each) for index, each in enumerate(dated)]

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
        if known.start_line is None and known.end_line is None:
            started = self._from_timeline("started_at", timeline[:2], EventKind.STARTED)
            resolved = self._from_timeline("resolved_at", timeline[-1:], EventKind.RESOLVED)
        if started and resolved and resolved < started:
            line = known.end_line or known.start_line
            self.log.problem(
                "resolved-before-start", "resolved_at", line, line.text if line else "",
                f"The end, {resolved:%Y-%m-%d %H:%M}, is before the start, {started:%Y-%m-%d %H:%M}, and is left out.",
            )  # fmt: skip
            resolved = None
        return {"started_at": started, "resolved_at": resolved}

    def _bound(self, path: str, wall: datetime | None, line: Line | None) -> datetime | None:
        if wall is None or line is None:
            return None
        self.log.span(path, line.number, line.number)
        return self.wall.moment(wall, path, line, line.text)

    def _from_timeline(
        self, path: str, timeline: Sequence[TimelineEvent], kind: EventKind
    ) -> datetime | None:
        return next((event.at for event in timeline if event.kind is kind), None)

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

    def _action(self, index: int, item: actions.Item) -> CorrectiveAction:
        path = f"actions[{index}]"
        self.log.span(path, item.head.number, item.last)
        due = actions.due_of(item)
        day = self.wall.day(due.date, item.head, due.written, f"{path}.due") if due else None
        built = actions.build(item, day, self.parts.groups.get(item.head.number, ""))
        return CorrectiveAction(detail=self._fitted(built.detail, path, item.head.number), **built.facts)

    def _overflow(self, texts: list[str], lines: list[int]) -> None:
        """Keep the entries that a report's list has no room for."""
        if texts:
            self.parts.loose.append(Piece("\n".join(texts), (min(lines), max(lines))))

    def _severity(self) -> dict[str, Any]:
        severity = None
        for piece in self.parts.severity:
            first = piece.text[:80]
            severity = next((level for level, words in _SEVERITY_WORDS if words.search(first)), None)
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
        self.log.problem(
            "too-long",
            path,
            line,
            spelled[PROSE_LIMIT:],
            f"Only the first {PROSE_LIMIT:,} characters fit; shorten the text.",
        )
        return spelled[:PROSE_LIMIT]

    def _notes(self) -> str:
        for piece in self.parts.loose:
            first = next(line for line in piece.text.split("\n") if line.strip())
            self.log.problem(
                "not-placed",
                "notes",
                piece.lines[0],
                first,
                "This fits no part of a report and was put in the notes.",
            )
        ordered = sorted([*self.parts.loose, *self.parts.settled], key=lambda piece: piece.lines)
        self.parts.fields["notes"] = ordered
        return self._prose("notes", "notes")

    def _first_wall(self, timeline: Sequence[TimelineEvent]) -> datetime | None:
        return self.window.start or next((event.at for event in timeline if event.at), None)

    def _note_dates(self, timeline: Sequence[TimelineEvent]) -> None:
        if any(event.clock and not event.at for event in timeline) and not self.setting.days:
            first = next(index for index, event in enumerate(timeline) if event.clock)
            line = self.log.spans[f"timeline[{first}]"][0]
            self.log.problem(
                "date-missing",
                "started_at",
                line,
                "",
                "The document states no date; add the day the incident began.",
            )
        self._note_contradictions(timeline)

    def _note_contradictions(self, timeline: Sequence[TimelineEvent]) -> None:
        begun = self._first_wall(timeline)
        if begun is None:
            return
        last = self.window.end or max((event.at for event in timeline if event.at), default=begun)
        told = {
            id(line)
            for section in self.sections
            if section.role in _DATE_TOLD or section.home in IN_SUMMARY
            for line in section.lines
        }
        seen: set[date] = set()
        for day, line in self.setting.days:
            if (
                (id(line) in told or line is self.title_line)
                and not begun.date() <= day <= last.date()
                and day not in seen
            ):
                seen.add(day)
                self.log.problem(
                    "date-contradiction", "started_at", line, line.text,
                    f"This says {day:%d %B %Y}, but the incident is read as beginning on {begun:%d %B %Y}.",
                )  # fmt: skip


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


def _percent(impact: str) -> Decimal | None:
    found = {Decimal(match[1]) for match in _PERCENT.finditer(impact)}
    return next(iter(found)) if len(found) == 1 and max(found) <= 100 else None  # noqa: PLR2004 (per cent)
