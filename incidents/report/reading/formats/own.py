"""Candor's own Markdown → the report it was written from. See `docs/markdown-format.md`."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from incidents.errors import NotValidError
from incidents.report import outline
from incidents.report.reading.result import Reading, Span
from incidents.report.value import (
    ActionKind,
    ActionState,
    Audience,
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    Task,
    TimelineEvent,
)

_PATHS = {f"## {heading}": path for path, heading in outline.SECTIONS.items()}
_EVENT = re.compile(r"- \*\*(?P<when>[^*]+)\*\*(?: \((?P<facts>[a-z].*))?(?: (?P<text>.*))?$")
_KIND = re.compile(r"(?P<kind>[a-z]+)(?P<internal>, internal)?(?P<source>, from (?=\"))?")
_ITEM = re.compile(r"### [0-9]+\. ?(.*)$")
_CAUSES = {heading: kind for kind, heading in outline.CAUSES.items()}
_MOMENTS = {label: field for field, label in outline.MOMENTS.items()}

Numbered = tuple[int, str]  # the number of a line, and the line


class NotOursError(ValueError):
    """The document was changed into something this format has no place for."""


def is_own(text: str) -> bool:
    return text.startswith(outline.FIRST_LINE)


def read(text: str, _today: date | None = None, _timezone: str | None = None) -> Reading:
    """Return the reading. Raises NotOursError where a line fits nowhere, so that it is read as free text."""
    lines = list(enumerate(text.replace("\r\n", "\n").split("\n"), start=1))
    try:
        return _read(lines[1:])
    except (KeyError, IndexError, ValueError, ArithmeticError, NotValidError) as error:
        raise NotOursError(str(error)) from error


def _read(lines: Sequence[Numbered]) -> Reading:
    starts = [place for place, (_, line) in enumerate(lines) if line in _PATHS]
    spans: dict[str, Span] = {}
    fields = _head(lines[: starts[0]] if starts else lines, spans)
    lessons: dict[str, str] = {}
    for start, end in pairwise([*starts, len(lines)]):
        path, body = _PATHS[lines[start][1]], lines[start + 1 : end]
        spans[path] = lines[start][0], _last(lines[start:end])
        if path.startswith("lessons."):
            lessons[path.removeprefix("lessons.")] = _prose(body)
        else:
            fields[path] = _LISTS[path](body, spans) if path in _LISTS else _prose(body)
    return Reading(report=Report(**fields, lessons=Lessons(**lessons)), problems=(), spans=spans)


def _head(lines: Sequence[Numbered], spans: dict[str, Span]) -> dict[str, Any]:
    fields: dict[str, Any] = {"components": ()}
    for number, line in lines:
        if line.startswith("# ") and "title" not in fields and len(fields) == 1:
            fields["title"] = line[2:]
            spans["title"] = number, number
        elif fact := outline.FACT.match(line):
            name, value = _stated(fact[1], fact[2] or "")
            fields[name] = (*fields["components"], value) if name == "components" else value
            spans[name] = spans.get(name, (number, number))[0], number
        elif line.strip():
            raise NotOursError(f"line {number} is no fact of a report")
    return fields


def _stated(label: str, value: str) -> tuple[str, Any]:
    if label in _MOMENTS:
        return _MOMENTS[label], outline.read_moment(value)
    match label:
        case "Severity":
            return "severity", Severity(value)
        case "Time zone":
            return "timezone", value
        case "Component":
            return "components", value
        case "Affected":
            return "impact_percent", Decimal(value.removesuffix(" %"))
    raise NotOursError(f"{label} is no fact of a report")


def _events(lines: Sequence[Numbered], spans: dict[str, Span]) -> tuple[TimelineEvent, ...]:
    groups = list(_groups(lines, _EVENT))
    for index, group in enumerate(groups):
        spans[f"timeline[{index}]"] = group[0][0], _last(group)
    return tuple(_event(group) for group in groups)


def _event(group: Sequence[Numbered]) -> TimelineEvent:
    head = _EVENT.match(group[0][1])
    if head is None:
        raise NotOursError(f"line {group[0][0]} is no event")
    facts, text = _event_facts(group[0][1][head.end("when") + 2 :])
    lines = [text, *(_indented(number, line) for number, line in group[1:])]
    return TimelineEvent(**facts, **_when(head["when"]), text="\n".join(lines if text else lines[1:]))


def _event_facts(rest: str) -> tuple[dict[str, Any], str]:
    if not rest.startswith(" ("):
        return {}, rest.removeprefix(" ")
    known = _KIND.match(rest, 2)
    if known is None:
        raise NotOursError("an event's kind is missing")
    at, source = known.end(), ""
    if known["source"]:
        source, at = json.JSONDecoder().raw_decode(rest, at)
    if rest[at : at + 1] != ")":
        raise NotOursError("an event's facts end in no bracket")
    audience = Audience.INTERNAL if known["internal"] else Audience.PUBLIC
    facts = {"kind": EventKind(known["kind"]), "audience": audience, "source": source}
    return facts, rest[at + 1 :].removeprefix(" ")


def _when(written: str) -> dict[str, Any]:
    if written == outline.UNTIMED:
        return {}
    return {"clock": written} if len(written) <= len("00:00:00") else {"at": outline.read_moment(written)}


def _indented(number: int, line: str) -> str:
    if line and not line.startswith(outline.INDENT):
        raise NotOursError(f"line {number} belongs to no event")
    return line.removeprefix(outline.INDENT)


def _causes(lines: Sequence[Numbered], spans: dict[str, Span]) -> tuple[RootCause, ...]:
    causes = []
    for index, (heading, facts, text, span) in enumerate(_items(lines)):
        spans[f"root_causes[{index}]"] = span
        fields: dict[str, Any] = {"kind": _CAUSES[heading], "text": text}
        for label, value in facts:
            match label:
                case "Category":
                    fields["category"] = value
                case "Because of":
                    fields["because_of"] = int(value.removeprefix("cause ")) - 1
                case "Audience":
                    fields["audience"] = Audience(value)
                case _:
                    raise NotOursError(f"{label} is no fact of a cause")
        causes.append(RootCause(**fields))
    return tuple(causes)


def _actions(lines: Sequence[Numbered], spans: dict[str, Span]) -> tuple[CorrectiveAction, ...]:
    actions = []
    for index, (heading, facts, text, span) in enumerate(_items(lines)):
        spans[f"actions[{index}]"] = span
        stated = dict(_promised(label, value) for label, value in facts if label != "Task")
        tasks = tuple(Task(title=value) for label, value in facts if label == "Task")
        actions.append(CorrectiveAction(title=heading, detail=text, tasks=tasks, **stated))
    return tuple(actions)


def _promised(label: str, value: str) -> tuple[str, Any]:
    match label:
        case "Kind":
            return "kind", ActionKind(value)
        case "Owner" | "Tracker":
            return label.lower(), value
        case "Due" | "Done on":
            return label.lower().replace(" ", "_"), date.fromisoformat(value)
        case "State":
            return "state", ActionState(value.replace(" ", "_"))
        case "Addresses":
            return "addresses", tuple(int(place) - 1 for place in value.removeprefix("causes ").split(", "))
        case "Audience":
            return "audience", Audience(value)
    raise NotOursError(f"{label} is no fact of an action")


def _items(lines: Sequence[Numbered]) -> Iterator[tuple[str, list[tuple[str, str]], str, Span]]:
    for group in _groups(lines, _ITEM):
        heading = _ITEM.match(group[0][1])
        facts: list[tuple[str, str]] = []
        place = 1
        while place < len(group) and (not (line := group[place][1]) or outline.FACT.match(line)):
            facts += [(fact[1], fact[2] or "")] if (fact := outline.FACT.match(line)) else []
            place += 1
        text = outline.unescape("\n".join(line for _, line in group[place:]), item=True)
        yield heading[1] if heading else "", facts, text, (group[0][0], _last(group))


def _groups(lines: Sequence[Numbered], opening: re.Pattern[str]) -> Iterator[list[Numbered]]:
    group: list[Numbered] = []
    for numbered in lines:
        if opening.match(numbered[1]):
            if group:
                yield group
            group = [numbered]
        elif group:
            group.append(numbered)
        elif numbered[1].strip():
            raise NotOursError(f"line {numbered[0]} is before the first entry")
    if group:
        yield group


def _prose(lines: Sequence[Numbered]) -> str:
    return outline.unescape("\n".join(line for _, line in lines))


def _last(lines: Sequence[Numbered]) -> int:
    return max(number for number, line in lines if line.strip())


_LISTS = {"timeline": _events, "root_causes": _causes, "actions": _actions}
