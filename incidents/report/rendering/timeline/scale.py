"""From moments to places on the picture, and the clock times worth writing under it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from incidents.report import clock
from incidents.report.metrics import moment, phases
from incidents.report.shape import MOMENTS
from incidents.report.value import Report

DAY = timedelta(days=1)
_MARGIN = 0.03  # of the width, so that a mark at an end is whole
_FARTHEST = 0.3  # of the incident's length: what happened farther from it would squeeze it
_STEPS = (
    *(timedelta(seconds=count) for count in (5, 15, 30)),
    *(timedelta(minutes=count) for count in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=count) for count in (1, 2, 3, 6, 12)),
    *(timedelta(days=count) for count in (1, 2, 7, 14, 28, 91, 182)),
    *(timedelta(days=365 * count) for count in (1, 2, 5, 10, 25, 50)),
)


class Window(NamedTuple):
    """The stretch of time that is shown."""

    start: datetime
    end: datetime
    zone: str | None

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def share(self, at: datetime) -> float:
        """Return where on the picture a moment is, from 0 (left) to 1."""
        return _MARGIN + (1 - 2 * _MARGIN) * ((at - self.start) / self.length)

    def holds(self, at: datetime) -> bool:
        return self.start <= at <= self.end


def window(report: Report) -> Window | None:
    """Return the stretch to show: the incident and what is near it. None where two moments aren't known."""
    known = [event.at for event in report.timeline if event.at]
    known += [at for at in (moment(report, name) for name in MOMENTS) if at]
    passed = phases(report)
    if moment(report, "resolved_at") and passed:
        start, end = passed[0].start, passed[-1].end
        near = (end - start) * _FARTHEST
        known = [at for at in known if start - near <= at <= end + near]
    if not known or min(known) == max(known):
        return None
    return Window(min(known), max(known), report.timezone)


def step(shown: Window, most: int) -> timedelta:
    """Return the smallest usual step that makes at most so many ticks."""
    return next((step for step in _STEPS if shown.length / step <= most), _STEPS[-1])


def ticks(shown: Window, every: timedelta) -> list[datetime]:
    """Return the moments in the window at which the zone's clocks show a round time, in order.

    In the hour that clocks repeat, a time stands twice; in the one that they skip, not at all.
    """
    found: list[datetime] = []
    zone = _clocks(shown)
    for wall in _walls(shown, every):
        found += [at for at in _readings(wall, zone) if shown.holds(at)]
    return sorted(dict.fromkeys(found))


def _clocks(shown: Window) -> str | None:
    """Return the zone that the ticks go by: a bare offset for times written under other rules than today's.

    Otherwise the axis would contradict the times in the text.
    """
    if clock.belongs(shown.start, shown.zone) and clock.belongs(shown.end, shown.zone):
        return shown.zone
    return f"UTC{clock.with_offset(shown.start)[-6:]}"


def _walls(shown: Window, every: timedelta) -> Iterator[datetime]:
    first, last = (end.replace(tzinfo=None) for end in (shown.start, shown.end))
    wall = datetime(first.year, 1, 1) if every > DAY else datetime(first.year, first.month, first.day)  # noqa: DTZ001 (a wall clock's)
    wall += ((first - wall) // every) * every
    while wall <= last + every:
        yield wall
        wall += every


def _readings(wall: datetime, zone: str | None) -> list[datetime]:
    if zone is None:
        return [wall]
    return [at for at in clock.readings(wall, zone) if clock.in_zone(at, zone).replace(tzinfo=None) == wall]
