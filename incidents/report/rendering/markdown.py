"""A report as Markdown for a repository or a wiki, from which `reading.read` gets the same report back."""

import json
import re
from collections.abc import Iterator

from incidents.report import outline
from incidents.report.outline import SECTIONS
from incidents.report.value import (
    ActionState,
    Audience,
    CorrectiveAction,
    EventKind,
    Report,
    RootCause,
    TimelineEvent,
)

_OPENS_A_BLOCK = re.compile(r"\s|[-+*>#|`~=_]|[0-9]+[.)]")


def to_markdown(report: Report) -> str:
    """Return the whole report, internal parts and all; give the public projection for a public one."""
    blocks = [outline.FIRST_LINE]
    if report.title:
        blocks.append(f"# {report.title}")
    if facts := "\n".join(_facts(report)):
        blocks.append(facts)
    for path, heading in SECTIONS.items():
        blocks += _section(report, path, heading)
    return "\n\n".join(blocks) + "\n"


def _facts(report: Report) -> Iterator[str]:
    if report.severity:
        yield _fact("Severity", report.severity)
    if report.timezone:
        yield _fact("Time zone", report.timezone)
    for field, label in outline.MOMENTS.items():
        if moment := getattr(report, field):
            yield _fact(label, outline.spell_moment(moment))
    for name in report.components:
        yield _fact("Component", name)
    if report.impact_percent is not None:
        yield _fact("Affected", f"{report.impact_percent:f} %")


def _section(report: Report, path: str, heading: str) -> list[str]:
    match path:
        case "timeline":
            items = ["\n".join(_event(event) for event in report.timeline)] if report.timeline else []
        case "root_causes":
            items = [_cause(number, cause) for number, cause in enumerate(report.root_causes, 1)]
        case "actions":
            items = [_action(number, action) for number, action in enumerate(report.actions, 1)]
        case _:
            text = _prose(report, path)
            items = [outline.escape(text)] if text else []
    return [f"## {heading}", *items] if items else []


def _prose(report: Report, path: str) -> str:
    whole, _, field = path.rpartition(".")
    text: str = getattr(report.lessons if whole else report, field)
    return text


def _event(event: TimelineEvent) -> str:
    when = outline.spell_moment(event.at) if event.at else event.clock or outline.UNTIMED
    head = f"- **{when}**"
    facts = [event.kind, *(["internal"] if event.audience is Audience.INTERNAL else [])]
    if event.source:
        facts.append(f"from {json.dumps(event.source, ensure_ascii=False)}")
    if facts != [EventKind.OTHER] or event.text.startswith("("):
        head += f" ({', '.join(facts)})"
    if not event.text:
        return head
    lines = [outline.INDENT + line if line else "" for line in event.text.split("\n")]
    if _OPENS_A_BLOCK.match(event.text):
        return "\n".join([head, "", *lines])
    return "\n".join([f"{head} {lines[0].removeprefix(outline.INDENT)}", *lines[1:]])


def _cause(number: int, cause: RootCause) -> str:
    facts = []
    if cause.category:
        facts.append(_fact("Category", cause.category))
    if cause.because_of is not None:
        facts.append(_fact("Because of", f"cause {cause.because_of + 1}"))
    if cause.audience is Audience.INTERNAL:
        facts.append(_fact("Audience", cause.audience))
    return _item(f"### {number}. {outline.CAUSES[cause.kind]}", facts, cause.text)


def _action(number: int, action: CorrectiveAction) -> str:
    facts = [_fact("Kind", action.kind)]
    if action.owner:
        facts.append(_fact("Owner", action.owner))
    if action.due:
        facts.append(_fact("Due", action.due.isoformat()))
    if action.state is not ActionState.OPEN:
        facts.append(_fact("State", action.state.replace("_", " ")))
    if action.done_on:
        facts.append(_fact("Done on", action.done_on.isoformat()))
    if action.tracker:
        facts.append(_fact("Tracker", action.tracker))
    if action.addresses:
        facts.append(_fact("Addresses", "causes " + ", ".join(str(place + 1) for place in action.addresses)))
    if action.audience is Audience.INTERNAL:
        facts.append(_fact("Audience", action.audience))
    facts += [_fact("Task", task.title) for task in action.tasks]
    return _item(f"### {number}. {action.title}", facts, action.detail)


def _item(heading: str, facts: list[str], text: str) -> str:
    blocks = [heading, "\n".join(facts), outline.escape(text, item=True)]
    return "\n\n".join(block for block in blocks if block)


def _fact(label: str, value: str) -> str:
    return f"- **{label}:** {value}"
