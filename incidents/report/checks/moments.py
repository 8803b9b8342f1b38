"""When the incident was, as far as the report tells."""

from datetime import UTC, date, datetime, timedelta

from incidents.report import metrics
from incidents.report.shape import MOMENTS
from incidents.report.value import Report
from incidents.report.words import say

LABELS = {
    "started_at": say("start"),
    "detected_at": say("detection"),
    "acknowledged_at": say("acknowledgement"),
    "notified_at": say("first public notice"),
    "mitigated_at": say("mitigation"),
    "resolved_at": say("resolution"),
}


def event_times(report: Report) -> list[datetime]:
    return [event.at for event in report.timeline if event.at]


def path_of(report: Report, name: str) -> str:
    """Return where a known moment is to be mended: its own field, or the event that tells of it."""
    at = metrics.moment(report, name)
    if at is None or getattr(report, name):
        return name
    return next(
        f"timeline[{place}].at"
        for place, event in enumerate(report.timeline)
        if event.at == at and event.kind == name.removesuffix("_at")
    )


def first(report: Report) -> datetime | None:
    """Return when it began: as stated, else as the timeline says, else the earliest time there is."""
    known = [metrics.moment(report, name) for name in MOMENTS]
    return known[0] or min((at for at in (*known, *event_times(report)) if at), default=None)


def days(report: Report) -> frozenset[date]:
    """Return every day that the incident touched, by its own zone's clocks and by UTC; none where unknown."""
    times = event_times(report) + [at for name in MOMENTS if (at := getattr(report, name))]
    if not times:
        return frozenset()
    stated = report.started_at, report.resolved_at
    start, end = stated[0] or min(times), stated[1] or max(times)
    shown = [(start, end)] + ([(start.astimezone(UTC), end.astimezone(UTC))] if start.tzinfo else [])
    return frozenset(
        since.date() + timedelta(days=later)
        for since, until in shown
        for later in range(max(0, (until.date() - since.date()).days) + 1)
    )


def lengths(report: Report) -> frozenset[timedelta]:
    """Return every length that the incident may fairly be said to have had."""
    times = event_times(report)
    since = [metrics.moment(report, name) for name in ("started_at", "detected_at")] + [
        min(times, default=None)
    ]
    until = [metrics.moment(report, name) for name in ("mitigated_at", "resolved_at")] + [
        max(times, default=None)
    ]
    return frozenset(end - start for start in since for end in until if start and end and end > start)


# Each can't be before the other; a notice may come before the detection of its whole extent.
_NEVER_BEFORE = (
    ("detected_at", "started_at"),
    ("acknowledged_at", "started_at"),
    ("acknowledged_at", "detected_at"),
    ("notified_at", "started_at"),
    ("mitigated_at", "started_at"),
    ("resolved_at", "mitigated_at"),
    ("resolved_at", "detected_at"),
)


def out_of_order(report: Report) -> dict[str, tuple[datetime, str, datetime]]:
    """Return each moment that stands before one it can't precede: when it is, which that is, and when."""
    found: dict[str, tuple[datetime, str, datetime]] = {}
    for later, earlier in _NEVER_BEFORE:
        after, before = metrics.moment(report, later), metrics.moment(report, earlier)
        if after and before and after < before:
            found.setdefault(later, (after, earlier, before))
    return found
