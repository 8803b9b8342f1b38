"""The course of an incident: what its events are in view of each other, beyond their own words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from msgspec.structs import replace

from incidents.report import clock
from incidents.report.reading import kinds
from incidents.report.value import EventKind, TimelineEvent

_SLACK = timedelta(minutes=5)  # people round
_MENDED = frozenset({EventKind.MITIGATED, EventKind.RESOLVED})
_TROUBLE = frozenset(
    {
        EventKind.STARTED,
        EventKind.DETECTED,
        EventKind.ACKNOWLEDGED,
        EventKind.INVESTIGATING,
        EventKind.MISLEADING,
        EventKind.ESCALATED,
        EventKind.IDENTIFIED,
    }
)


def in_view(events: Sequence[TimelineEvent], end: datetime | None = None) -> list[TimelineEvent]:
    """Return the events: noticed once, mended after there was trouble, resolved last.

    What comes back after it was resolved is noticed, and resolved, again. `end` is the wall clock time that
    the document states for the end: what is resolved then stays so.
    """
    told = list(events)
    order = _order(told)
    for step in (_mended_before_trouble, _noticed_again, partial(_resolved_again, end=end)):
        for place, kind in list(step([told[place] for place in order])):
            told[order[place]] = replace(told[order[place]], kind=kind)
    return told


def _order(events: Sequence[TimelineEvent]) -> list[int]:
    """Return the places by time; an event without one stays behind the one before it."""
    places = list(range(len(events)))
    if not events or not events[0].at:
        return places
    moments = [clock.comparable(events[0].at)]
    for event in events[1:]:
        moments.append(clock.comparable(event.at) if event.at else moments[-1])
    return sorted(places, key=lambda place: moments[place])


def _mended_before_trouble(events: Sequence[TimelineEvent]) -> Iterator[tuple[int, EventKind]]:
    first = next((place for place, event in enumerate(events) if event.kind in _TROUBLE), 0)
    for place, event in enumerate(events[:first]):
        if event.kind in _MENDED:
            yield place, kinds.of_event(event.text, never=_MENDED)


def _noticed_again(events: Sequence[TimelineEvent]) -> Iterator[tuple[int, EventKind]]:
    known = False
    for place, event in enumerate(events):
        timed = event.at or event.clock
        if event.kind is EventKind.DETECTED and timed and known:
            yield place, kinds.of_event(event.text, never={EventKind.DETECTED})
        known = event.kind is not EventKind.RESOLVED and (
            known or bool(event.kind is EventKind.DETECTED and timed)
        )


def _resolved_again(events: Sequence[TimelineEvent], end: datetime | None) -> Iterator[tuple[int, EventKind]]:
    later = False
    for place, event in reversed(list(enumerate(events))):
        if event.kind is EventKind.RESOLVED and later and not _ends_at(event, end):
            yield place, EventKind.MITIGATED
        elif event.kind is EventKind.RESOLVED:
            later = True
        elif event.kind in (EventKind.STARTED, EventKind.DETECTED):
            later = False


def _ends_at(event: TimelineEvent, end: datetime | None) -> bool:
    if event.at is None or end is None:
        return False
    return abs(event.at.replace(tzinfo=None) - end) <= _SLACK
