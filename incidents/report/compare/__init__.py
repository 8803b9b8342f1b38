"""Report, Report → what changed, in a reader's terms: words, times, events, causes and promises."""

from collections.abc import Iterator
from typing import Any

from incidents.report.compare.carrying import carry
from incidents.report.compare.change import Change, FieldChange, Kind, field_change
from incidents.report.compare.lists import list_changes, same_time
from incidents.report.compare.words import Mark, Piece, mark_words
from incidents.report.shape import MOMENTS
from incidents.report.value import Report

__all__ = ["PARTS", "Change", "FieldChange", "Kind", "Mark", "Piece", "carry", "compare", "mark_words"]

# The parts of a report in the order in which its post is read; what stays inside comes last.
PARTS = (
    "title",
    "severity",
    "timezone",
    *MOMENTS,
    "components",
    "summary",
    "impact",
    "impact_percent",
    "timeline",
    "root_causes",
    "resolution",
    "actions",
    "lessons.went_well",
    "lessons.went_wrong",
    "lessons.lucky",
    "closing",
    "notes",
)


def compare(before: Report, after: Report) -> tuple[Change, ...]:
    """Return what changed in reading order; nothing where, and only where, the reports say the same."""
    lists = list_changes(before, after)
    return tuple(
        change for part in PARTS for change in (lists[part] if part in lists else _field(part, before, after))
    )


def _field(part: str, before: Report, after: Report) -> Iterator[Change]:
    was, now = _value(before, part), _value(after, part)
    is_time = part in MOMENTS
    same_zone = before.timezone == after.timezone
    if not (same_time(was, now, same_zone=same_zone) if is_time else was == now):
        yield Change(Kind.CHANGED, part, part, part, (field_change(part, was, now),))


def _value(report: Report, part: str) -> Any:
    owner, _, name = part.rpartition(".")
    return getattr(getattr(report, owner) if owner else report, name)
