"""What changed between two reports, in the words of a page: every list of changes anywhere is made here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from incidents.models.labels import label
from incidents.report import clock, compare
from incidents.report.compare import Change, FieldChange, Kind, Piece
from incidents.report.value import CorrectiveAction, Part, Report, RootCause, Task, TimelineEvent

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PARTS: "dict[str, StrPromise]" = {
    "title": _lazy("Title"),
    "severity": _lazy("Severity"),
    "timezone": _lazy("Time zone"),
    "started_at": _lazy("Started"),
    "detected_at": _lazy("Detected"),
    "acknowledged_at": _lazy("Acknowledged"),
    "notified_at": _lazy("Customers told"),
    "mitigated_at": _lazy("Mitigated"),
    "resolved_at": _lazy("Resolved"),
    "components": _lazy("Components"),
    "summary": _lazy("Summary"),
    "impact": _lazy("Impact"),
    "impact_percent": _lazy("Affected, in percent"),
    "timeline": _lazy("Timeline"),
    "root_causes": _lazy("Root causes"),
    "resolution": _lazy("Resolution"),
    "actions": _lazy("Actions"),
    "lessons.went_well": _lazy("What went well"),
    "lessons.went_wrong": _lazy("What went wrong"),
    "lessons.lucky": _lazy("Where we got lucky"),
    "closing": _lazy("Closing"),
    "notes": _lazy("Notes"),
}
FIELDS: "dict[str, StrPromise]" = {
    "at": _lazy("Time"),
    "clock": _lazy("Time"),
    "kind": _lazy("Kind"),
    "text": _lazy("Text"),
    "audience": _lazy("Audience"),
    "source": _lazy("Source"),
    "category": _lazy("Category"),
    "because_of": _lazy("Because of"),
    "title": _lazy("Title"),
    "detail": _lazy("Detail"),
    "owner": _lazy("Owner"),
    "due": _lazy("Due"),
    "state": _lazy("State"),
    "done_on": _lazy("Done on"),
    "tracker": _lazy("Tracker"),
    "addresses": _lazy("Addresses"),
    "tasks": _lazy("Tasks"),
}
KINDS: "dict[Kind, StrPromise]" = {
    Kind.ADDED: _lazy("Added"),
    Kind.REMOVED: _lazy("Removed"),
    Kind.CHANGED: _lazy("Changed"),
}


@dataclass(frozen=True)
class ToldField:
    """One field: marked words where both sides are text, else what stood there and what stands there."""

    label: str
    before: str
    after: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Told:
    """One change. `kind` is for the page's marks, `word` says it; `head` names the item of a list."""

    kind: Kind
    word: str
    head: str
    text: str
    fields: Sequence[ToldField]


@dataclass(frozen=True)
class ToldPart:
    part: str
    label: str
    changes: Sequence[Told]


def told(before: Report, after: Report) -> list[ToldPart]:
    """Return the changes from one report to the other by part, in the order in which the post is read."""
    parts: dict[str, list[Told]] = {}
    for change in compare.compare(before, after):
        parts.setdefault(change.part, []).append(_told(change, before, after))
    return [ToldPart(part, str(PARTS[part]), changes) for part, changes in parts.items()]


def _told(change: Change, before: Report, after: Report) -> Told:
    item = change.now or change.was
    word = _("Moved") if change.moved and not change.fields else str(KINDS[change.kind])
    return Told(
        kind=change.kind,
        word=word,
        head=_head(item) if item else "",
        text="" if item is None or change.kind is Kind.CHANGED else _text(item),
        fields=[_field(field, before, after, labelled=item is not None) for field in change.fields],
    )


def _head(item: Part) -> str:
    """Return what an item of a list is called where its text stands under it."""
    if isinstance(item, TimelineEvent):
        moment = clock.spelled(item.at, None) or item.clock or _("no time")
        return f"{moment} · {label(item.kind)}"
    if isinstance(item, CorrectiveAction):
        return item.title
    return str(label(item.kind)) if isinstance(item, RootCause) else ""


def _text(item: Part) -> str:
    if isinstance(item, CorrectiveAction):
        promised = [item.detail, item.owner, item.due.isoformat() if item.due else ""]
        return "\n".join(filter(None, promised))
    return item.text if isinstance(item, TimelineEvent | RootCause) else ""


def _field(field: FieldChange, before: Report, after: Report, *, labelled: bool) -> ToldField:
    return ToldField(
        label=str(FIELDS[field.name]) if labelled else "",
        before=_value(field.name, field.before, before),
        after=_value(field.name, field.after, after),
        pieces=() if isinstance(field.before or field.after, StrEnum) else field.pieces,
    )


def _value(name: str, value: Any, report: Report) -> str:
    """Return a field's value as text; the empty string where there is none."""
    if name in {"because_of", "addresses"}:
        return _causes([value] if isinstance(value, int) else value or (), report)
    if isinstance(value, StrEnum):
        return str(label(value))
    if isinstance(value, datetime):
        return clock.spelled(value, None)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(each.title if isinstance(each, Task) else str(each) for each in value)
    return "" if value is None else str(value)


def _causes(places: Iterable[int], report: Report) -> str:
    """Return the first words of each cause that is referred to."""
    return "; ".join(report.root_causes[place].text.partition("\n")[0][:80] for place in places)
