"""An incident as Statuspage tells it in JSON (v2): its updates are the timeline, its postmortem is prose."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report import clock
from incidents.report import text as spelling
from incidents.report.reading import kinds
from incidents.report.reading.assembly import Document
from incidents.report.reading.formats.combining import Placed, fitted, moved, with_events, with_notes
from incidents.report.reading.formats.located import Node, located
from incidents.report.reading.formats.statuspage_times import DATED, instant_of, moment_of, zone_of
from incidents.report.reading.posted import STATUSES
from incidents.report.reading.result import Problem, Reading
from incidents.report.shape import LINE_LIMIT, LIST_LIMIT
from incidents.report.value import EventKind, Report, Severity, TimelineEvent
from incidents.report.words import say

_SINGLE, _SEVERAL = ("incident", "scheduled_maintenance"), ("incidents", "scheduled_maintenances")
_TELLING = frozenset({"incident_updates", "impact", "postmortem_body", "scheduled_for"})
_SEVERITIES = {"critical": Severity.SEV1, "major": Severity.SEV2, "minor": Severity.SEV3, "maintenance": None}
_KINDS = {status.lower().replace(" ", "_"): kind for status, kind in STATUSES.items()}
_KINDS["scheduled"] = EventKind.OTHER
_POSTMORTEM = "postmortem"
_MOMENTS = {
    "started_at": ("started_at", "scheduled_for", "created_at"),
    "mitigated_at": ("monitoring_at",),
    "resolved_at": ("resolved_at", "scheduled_until"),
}
# What a status page's machinery says of itself: names of rows, and when a row was touched.
_MACHINERY = frozenset(
    {
        "id", "page_id", "incident_id", "group_id", "code", "created_at", "updated_at", "display_at",
        "started_at",
        "monitoring_at", "resolved_at", "start_date", "scheduled_for", "scheduled_until", "status", "impact",
        "impact_override", "old_status", "new_status", "time_zone", "postmortem_body_last_updated_at",
        "postmortem_published_at",
    }
)  # fmt: skip
_ASSUMED = frozenset({"date-missing", "tz-missing"})  # of a postmortem: its incident has days and a zone
_NO_TIME = say("This is no time between 1980 and 2199 and is left out; correct it.")


def is_incident(text: str) -> bool:
    """Say whether the text is one JSON object of Statuspage's shape."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    try:
        plain = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return False
    incident = _incident_of(plain) if isinstance(plain, dict) else None
    return (
        isinstance(incident, dict)
        and isinstance(incident.get("name"), str)
        and bool(_TELLING & incident.keys())
    )


def read(text: str, _today: date | None = None, timezone: str | None = None) -> Reading:
    """Return the reading. Raises NotValidError where the JSON is nested too deep to be an incident."""
    try:
        return _Incident(located(text), timezone).read()
    except RecursionError as error:
        raise NotValidError(
            say("This JSON is nested too deep to be an incident; give one incident of the page.")
        ) from error


def _incident_of(plain: Mapping[str, Any]) -> Any:
    for name in _SINGLE:
        if name in plain:
            return plain[name]
    for name in _SEVERAL:
        several = plain.get(name)
        if isinstance(several, list) and several:
            return several[0]
    return plain


class _Incident:
    """The JSON's values on their way to a report. `used` are the ids of the nodes that a field took."""

    def __init__(self, root: Node, timezone: str | None) -> None:
        self.root, self.problems, self.used = root, list[Problem](), set[int]()
        several = next((found.items for name in _SEVERAL if (found := root.get(name)).items), [root])
        single = (found for name in _SINGLE if (found := root.get(name)).value)
        self.incident = next(single, several[0])
        self.updates = self.incident.get("incident_updates").items[
            ::-1
        ]  # oldest first, where no times say so
        self.updates.sort(key=instant_of)
        stated = [update.get(name) for update in self.updates for name in DATED]
        stated += [self.incident.get(name) for names in _MOMENTS.values() for name in names]
        self.zone = zone_of(root.get("page", "time_zone").text, stated, timezone)

    def read(self) -> Reading:
        reading = self._postmortem()
        self.zone = reading.report.timezone or self.zone
        events = [placed for update in self.updates if (placed := self._event(update))]
        reading = with_events(reading, events[:LIST_LIMIT])
        report, spans = self._facts(reading)
        reading = replace(reading, report=report, spans={**reading.spans, **spans})
        left = [
            (f"**{path}:** {node.text}", (node.line, node.line)) for path, node in self._left(self.root, "")
        ]
        over = [(event.text, span) for event, span in events[LIST_LIMIT:]]
        reading = with_notes(reading, [*left, *over])
        return replace(reading, problems=(*reading.problems, *self.problems))

    def _postmortem(self) -> Reading:
        body = self._text(self.incident.get("postmortem_body"))
        for update in self.updates:
            told = update.get("body")
            if update.get("status").text == _POSTMORTEM and (not body.text or told.text == body.text):
                body = self._text(told)
        day = moment_of(self.incident.get("started_at")) or moment_of(self.incident.get("created_at"))
        reading = Document(body.text, day.date() if day else None, self.zone).read()
        reading = moved(reading, [(body.line, body.line)] * (len(body.text.splitlines()) + 1))
        stated = (problem for problem in reading.problems if problem.code not in _ASSUMED)
        return replace(reading, problems=tuple(stated))

    def _event(self, update: Node) -> Placed | None:
        told, status = update.get("body"), update.get("status").text
        if id(told) in self.used:  # the postmortem
            return None
        changes = (self._change(component) for component in update.get("affected_components").items)
        words = "\n\n".join(
            part for part in (self._text(told).text, "\n".join(filter(None, changes))) if part
        )
        text, over = fitted(words, "timeline", told.line)
        self.problems += over
        at = next((at for name in DATED if (at := self._at(update.get(name), "timeline"))), None)
        kind = _KINDS.get(status) or kinds.of_event(text, status)
        if status not in _KINDS and not at and not text:
            return None
        return TimelineEvent(at=at, kind=kind, text=text), (update.line, max(told.line, update.line))

    def _change(self, component: Node) -> str:
        name = self._text(component.get("name")).text
        before, after = component.get("old_status").text, component.get("new_status").text
        return f"{name}: {before} → {after}".replace("_", " ") if before != after else name

    def _facts(self, reading: Reading) -> tuple[Report, dict[str, tuple[int, int]]]:
        facts: dict[str, Any] = {"timezone": self.zone}
        lines: dict[str, int] = {}
        name = self.incident.get("name")
        if len(title := spelling.line(name.text)) <= LINE_LIMIT and title:
            facts["title"], lines["title"] = title, self._text(name).line
        for path, names in _MOMENTS.items():
            found = next((node for each in names if (node := self.incident.get(each)).text), None)
            if found and (at := self._at(found, path)):
                facts[path], lines[path] = at, found.line
        self._check_order(reading.report, facts, lines)
        impact = self.incident.get("impact")
        if not reading.report.severity and (severity := _SEVERITIES.get(impact.text)):
            facts["severity"], lines["severity"] = severity, impact.line
            self._problem(
                "severity-suggested",
                "severity",
                impact,
                say(
                    "The status page calls the impact %(impact)s; %(severity)s is suggested."
                    " Set the severity you mean.",
                    impact=impact.text,
                    severity=severity.upper(),
                ),
            )
        components = [(each, each.get("name")) for each in self.incident.get("components").items]
        named = [self._text(node) for _, node in components if 0 < len(node.text) <= LINE_LIMIT]
        if named:
            facts["components"], lines["components"] = tuple(node.text for node in named), named[0].line
        return self._with_former_title(reading.report, facts), {path: (at, at) for path, at in lines.items()}

    def _with_former_title(self, report: Report, facts: dict[str, Any]) -> Report:
        """Keep the postmortem's own title where the incident's name takes its place."""
        if report.title and facts.get("title", report.title) != report.title:
            facts["notes"] = f"# {report.title}\n\n{report.notes}"
        return replace(report, **facts)

    def _check_order(self, told: Report, facts: dict[str, Any], lines: dict[str, int]) -> None:
        start = facts.get("started_at", told.started_at)
        end = facts.get("resolved_at", told.resolved_at)
        if start and end and end < start:
            node = Node(end.isoformat(), lines.pop("resolved_at", self.incident.line))
            self._problem(
                "resolved-before-start",
                "resolved_at",
                node,
                say("The end is before the start and is left out."),
            )
            facts["resolved_at"] = None

    def _at(self, node: Node, path: str) -> datetime | None:
        moment = moment_of(node)
        if moment is None and node.text:
            self._problem("impossible-date", path, node, _NO_TIME)
        return clock.in_zone(moment.replace(microsecond=0), self.zone) if moment else None

    def _text(self, node: Node) -> Node:
        self.used.add(id(node))
        return node

    def _left(self, node: Node, path: str) -> Iterator[tuple[str, Node]]:
        """Yield the texts that nothing took, with their paths."""
        if isinstance(node.value, dict):
            for name, member in node.value.items():
                if name not in _MACHINERY or not member.text:
                    yield from self._left(member, f"{path}.{name}".lstrip("."))
        for place, item in enumerate(node.items):
            yield from self._left(item, f"{path}[{place}]")
        if node.text.strip() and id(node) not in self.used:
            yield path, node

    def _problem(self, code: str, path: str, node: Node, message: str) -> None:
        self.problems.append(Problem(code=code, path=path, line=node.line, source=node.text, message=message))
