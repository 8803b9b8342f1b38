"""The parts of a document → a Report, with a problem for everything unclear and a span for every value."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from incidents.report import text as spelling
from incidents.report.reading import (
    apart,
    dates,
    figures,
    offers,
    order,
    references,
    sections,
    setting,
    title,
    told,
    window,
)
from incidents.report.reading.events import Events
from incidents.report.reading.fields import Fields
from incidents.report.reading.lines import Line, prose, read_lines, span
from incidents.report.reading.log import Log
from incidents.report.reading.outline import headed, without_front_matter, without_hints
from incidents.report.reading.parts import Parts, Piece
from incidents.report.reading.result import Reading
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.reading.wall import Wall
from incidents.report.reading.zone import note_zone
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Report
from incidents.report.words import say

_SECOND = say("Another incident begins here; it was put in the notes whole. Read it as a report of its own.")


class Document:
    """One document on its way to a report."""

    def __init__(
        self, text: str, today: date | None, timezone: str | None, *, day_first: bool | None = None
    ) -> None:
        self.log = Log()
        self.text, self.today, self.assumed_zone = text, today, timezone
        # First of all, as it can lengthen a text that just fits.
        told, hints = without_hints(references.resolved(read_lines(unicodedata.normalize("NFC", text))))
        lines = headed(told)
        self.title = title.find(lines)
        self.title_line = lines[self.title.index] if self.title else None
        self.sections = self._sections(lines)
        other = apart.second(self.sections)
        self.sections, others = self.sections[:other], self.sections[other:] if other else []
        self.setting = setting.of(self.sections, self.title_line, day_first)
        self.zone = self.setting.zone or timezone
        self.wall = Wall(self.setting, self.zone, self.log)
        self.window = window.find(self.sections, self.wall, today)
        self.parts = Parts(self.sections)
        self.parts.settled += [Piece(prose(hint), span(hint)) for hint in hints]
        self.fields = Fields(self.parts, self.wall, self.log)
        if others and others[0].header:
            self._keep_apart(others[0].header, lines)

    def _sections(self, lines: Sequence[Line]) -> list[Section]:
        told = [line for line in lines if not title.says(line, self.title, self.title_line)]
        facts, about, rest = without_front_matter(told)
        first, *following = sections.split(rest, self.title_line)
        front = [Section(role=Role.BYLINE, home=Role.BYLINE, lines=about)] if about else []
        return [first, *sections.split(facts)[1:], *front, *following]

    def read(self) -> Reading:
        """Return the reading; what is in doubt comes with its other meanings."""
        return offers.with_offers(self._reading(), self.text, self.today, self._again)

    def _again(self, today: date | None, day_first: bool | None) -> Reading:
        return Document(self.text, today, self.assumed_zone, day_first=day_first)._reading()  # noqa: SLF001 (its own kind)

    def _reading(self) -> Reading:
        events = Events(self.fields, self.window, self.today)
        timeline = events.timeline()
        told.fill(self.parts, events.left, timeline, self.log)
        fields: dict[str, Any] = {"timezone": self.zone, "title": self._title(), "timeline": tuple(timeline)}
        fields |= events.bounds(timeline) | self.fields.severity()
        fields |= {"root_causes": self.fields.root_causes(), "actions": self.fields.actions()}
        for name in ("summary", "impact", "resolution", "closing"):
            fields[name] = self.fields.prose(name, name)
        fields["impact_percent"] = figures.percent_of(fields["impact"])
        fields["lessons"] = self.fields.lessons()
        fields["notes"] = self.fields.notes()
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

        order.note_steps_back(report.timeline, self.log)
        stated = (
            (report.started_at if self.window.start else None),
            (report.resolved_at if self.window.end else None),
        )
        order.note_outside(report.timeline, *stated, self.log)

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
