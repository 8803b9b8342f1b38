"""Made-up timelines of any number of events, for looking at their picture."""

from datetime import UTC, datetime, timedelta
from random import Random

from incidents.report.value import EventKind, Report, TimelineEvent

_START = datetime(2026, 5, 12, 9, 4, tzinfo=UTC)
_MINUTES = 190
# Where in the course of an incident its milestones stand.
_MILESTONES = {
    EventKind.STARTED: 0.0,
    EventKind.DETECTED: 0.06,
    EventKind.ACKNOWLEDGED: 0.08,
    EventKind.ESCALATED: 0.19,
    EventKind.NOTIFIED: 0.22,
    EventKind.MISLEADING: 0.34,
    EventKind.IDENTIFIED: 0.52,
    EventKind.MITIGATED: 0.64,
    EventKind.RESOLVED: 1.0,
}


def made_up(count: int, how: str) -> Report:
    """Return a report of `count` events whose minor ones are "spread" or "clustered", the same each time."""
    chance = Random(count)  # noqa: S311 (made-up reports, not secrets)
    kinds = list(_MILESTONES)[: max(1, count)]
    minor = chance.random if how == "spread" else lambda: min(abs(chance.gauss(0.22, 0.03)), 1)
    shares = [*(_MILESTONES[kind] for kind in kinds), *(minor() for _ in range(count - len(kinds)))]
    named = [*kinds, *([EventKind.OTHER] * (count - len(kinds)))]
    events = sorted(zip(map(_at, shares), named, strict=True), key=lambda event: event[0])
    return Report(
        title="Made up",
        timezone="Etc/UTC",
        started_at=_START,
        detected_at=_at(_MILESTONES[EventKind.DETECTED]),
        mitigated_at=_at(_MILESTONES[EventKind.MITIGATED]),
        resolved_at=_at(1),
        timeline=tuple(TimelineEvent(at=at, kind=kind, text="Something was done.") for at, kind in events),
    )


def _at(share: float) -> datetime:
    return _START + timedelta(minutes=round(share * _MINUTES))
