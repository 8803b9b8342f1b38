"""How long an incident took to be noticed, answered, told, eased and ended; and what phases it had."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from incidents.report.value import EventKind, Report
from incidents.report.words import Said, say, say_count

_KIND_OF_MOMENT = {
    "started_at": EventKind.STARTED,
    "detected_at": EventKind.DETECTED,
    "acknowledged_at": EventKind.ACKNOWLEDGED,
    "notified_at": EventKind.NOTIFIED,
    "mitigated_at": EventKind.MITIGATED,
    "resolved_at": EventKind.RESOLVED,
}
_LAST_COUNTS = frozenset({EventKind.MITIGATED, EventKind.RESOLVED})  # a fix that held is the last one tried


class _Unit(NamedTuple):
    seconds: int
    short: Callable[[int], Said]
    whole: Callable[[int], Said]


_UNITS = (
    _Unit(
        86_400,
        lambda count: say("%(count)s d", count=count),
        lambda count: say_count("%(count)s day", "%(count)s days", count),
    ),
    _Unit(
        3_600,
        lambda count: say("%(count)s h", count=count),
        lambda count: say_count("%(count)s hour", "%(count)s hours", count),
    ),
    _Unit(
        60,
        lambda count: say("%(count)s min", count=count),
        lambda count: say_count("%(count)s minute", "%(count)s minutes", count),
    ),
    _Unit(
        1,
        lambda count: say("%(count)s s", count=count),
        lambda count: say_count("%(count)s second", "%(count)s seconds", count),
    ),
)
_SECONDS_MATTER_BELOW = 3_600


class Base(StrEnum):
    """The moment that a length is counted from."""

    START = "start"
    DETECTION = "detection"


class PhaseKind(StrEnum):
    """What an incident was in. `AFFECTED` is all of it where nobody wrote down when it was noticed."""

    UNDETECTED = "undetected"
    AFFECTED = "affected"
    RESPONDING = "responding"
    RECOVERING = "recovering"


PHASES = {
    PhaseKind.UNDETECTED: say("Undetected"),
    PhaseKind.AFFECTED: say("Affected"),
    PhaseKind.RESPONDING: say("Responding"),
    PhaseKind.RECOVERING: say("Recovering"),
}


class Measure(NamedTuple):
    length: timedelta
    base: Base


class Phase(NamedTuple):
    kind: PhaseKind
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


class Metrics(NamedTuple):
    """Each None where a moment that it needs is unknown, or stands before its base."""

    detect: Measure | None
    acknowledge: Measure | None
    notify: Measure | None
    mitigate: Measure | None
    resolve: Measure | None
    phases: tuple[Phase, ...]


def measure(report: Report) -> Metrics:
    """Return every length that the report's moments tell, counted from the start, else from the detection."""
    start, detected = moment(report, "started_at"), moment(report, "detected_at")

    def length(name: str) -> Measure | None:
        return _length(start, detected, moment(report, name))

    return Metrics(
        detect=_length(start, None, detected),
        acknowledge=length("acknowledged_at"),
        notify=length("notified_at"),
        mitigate=length("mitigated_at"),
        resolve=length("resolved_at"),
        phases=phases(report),
    )


def moment(report: Report, name: str) -> datetime | None:
    """Return a moment of the report (``detected_at``), or when its timeline says that it came."""
    stated: datetime | None = getattr(report, name)
    if stated is not None:
        return stated
    kind = _KIND_OF_MOMENT[name]
    told = [event.at for event in report.timeline if event.kind is kind and event.at]
    if not told:
        return None
    return max(told) if kind in _LAST_COUNTS else min(told)


def phases(report: Report) -> tuple[Phase, ...]:
    """Return the phases in order, without gaps; an incident that isn't over ends with its last known time."""
    detected = moment(report, "detected_at") or moment(report, "acknowledged_at")
    start = moment(report, "started_at") or detected
    if start is None:
        return ()
    resolved = moment(report, "resolved_at")
    end = resolved or max([start, *(event.at for event in report.timeline if event.at)])
    mitigated = moment(report, "mitigated_at")
    borders = [(PhaseKind.UNDETECTED if detected else PhaseKind.AFFECTED, start)]
    borders += [(PhaseKind.RESPONDING, detected)] if detected else []
    borders += [(PhaseKind.RECOVERING, mitigated)] if mitigated else []
    return _between(borders, end)


def in_short(length: timedelta) -> Said:
    """Return a length such as ``2 h 25 min``: two units at most, seconds only below an hour."""
    return _joined([unit.short(count) for count, unit in _parts(length)])


def in_words(length: timedelta) -> Said:
    """Return a length such as ``2 hours 25 minutes``, as `in_short`."""
    return _joined([unit.whole(count) for count, unit in _parts(length)])


def _length(start: datetime | None, detected: datetime | None, end: datetime | None) -> Measure | None:
    base, since = (Base.START, start) if start else (Base.DETECTION, detected)
    if since is None or end is None or end < since:
        return None
    return Measure(end - since, base)


def _between(borders: Sequence[tuple[PhaseKind, datetime]], end: datetime) -> tuple[Phase, ...]:
    found: list[Phase] = []
    for kind, border in borders:
        since = min(max(border, found[-1].start if found else border), end)
        if found:
            found[-1] = found[-1]._replace(end=since)
        found.append(Phase(kind, since, end))
    return tuple(phase for phase in found if phase.end > phase.start)


def _joined(parts: Sequence[Said]) -> Said:
    return parts[0] if len(parts) == 1 else say("%(larger)s %(smaller)s", larger=parts[0], smaller=parts[1])


def _parts(length: timedelta) -> list[tuple[int, _Unit]]:
    left = int(length.total_seconds())
    if left >= _SECONDS_MATTER_BELOW:
        left -= left % 60
    parts = []
    for unit in _UNITS:
        count, left = divmod(left, unit.seconds)
        parts.append((count, unit))
    first = next((place for place, part in enumerate(parts) if part[0]), len(parts) - 1)
    return [part for part in parts[first : first + 2] if part[0]] or parts[-1:]
