"""A reading as plain text for a terminal: each value with the lines it was read from, then the problems."""

from collections.abc import Iterator
from datetime import datetime

from incidents.report.reading.result import Reading
from incidents.report.shape import MOMENTS
from incidents.report.value import CorrectiveAction, TimelineEvent

_WIDTH = 100


def summarise(name: str, reading: Reading) -> str:
    """Return the reading of the file `name`, for people."""
    return "\n".join([*_head(name, reading), *_lists(reading), *_prose(reading), *_problems(name, reading)])


def _head(name: str, reading: Reading) -> Iterator[str]:
    report = reading.report
    yield f"{name}: {report.title or '(no title)'}{_where(reading, 'title')}"
    yield f"  timezone      {report.timezone or 'not stated'}{_where(reading, 'timezone')}"
    if report.severity:
        yield f"  severity      {report.severity}{_where(reading, 'severity')}"
    for field in MOMENTS:
        if moment := getattr(report, field):
            yield f"  {field:<13} {_at(moment)}{_where(reading, field)}"


def _lists(reading: Reading) -> Iterator[str]:
    report = reading.report
    yield f"  timeline      {len(report.timeline)}"
    for index, event in enumerate(report.timeline):
        where = _where(reading, f"timeline[{index}]")
        yield f"    {_when(event):<25} {event.kind:<13} {_short(event.text)}{where}"
    yield f"  root causes   {len(report.root_causes)}"
    for index, cause in enumerate(report.root_causes):
        yield f"    {cause.kind:<13} {_short(cause.text)}{_where(reading, f'root_causes[{index}]')}"
    yield f"  actions       {len(report.actions)}"
    for index, action in enumerate(report.actions):
        yield f"    {_promise(action)}{_where(reading, f'actions[{index}]')}"
        yield from (f"      task: {_short(task.title)}" for task in action.tasks)


def _prose(reading: Reading) -> Iterator[str]:
    for field in ("summary", "impact", "resolution", "closing", "notes"):
        if text := getattr(reading.report, field):
            yield f"  {field:<13} {_short(text)}{_where(reading, field)}"
    for field in ("went_well", "went_wrong", "lucky"):
        if text := getattr(reading.report.lessons, field):
            yield f"  {field:<13} {_short(text)}{_where(reading, f'lessons.{field}')}"


def _problems(name: str, reading: Reading) -> Iterator[str]:
    yield f"  problems      {len(reading.problems)}"
    for problem in reading.problems:
        yield f"    {name}:{problem.line or 1}: {problem.code} {problem.message}"


def _where(reading: Reading, path: str) -> str:
    if path not in reading.spans:
        return ""
    first, last = reading.spans[path]
    return f"  (line {first})" if first == last else f"  (lines {first}-{last})"


def _when(event: TimelineEvent) -> str:
    return _at(event.at) if event.at else event.clock or "-"


def _at(moment: datetime) -> str:
    return moment.isoformat(sep=" ")


def _promise(action: CorrectiveAction) -> str:
    facts = [
        action.state,
        *([f"owner {action.owner}"] if action.owner else []),
        *([f"due {action.due}"] if action.due else []),
    ]
    return f"{_short(action.title)} [{', '.join(facts)}]"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"
