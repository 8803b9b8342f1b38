"""What to tell the author about the order of times: steps back, and events beyond the stated bounds."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from incidents.report import clock
from incidents.report.reading.log import Log
from incidents.report.value import EventKind, TimelineEvent
from incidents.report.words import say

_SLACK = timedelta(minutes=5)  # people round
_NIGHT = timedelta(hours=6)  # a clock time alone that is as much earlier may be of the next day
_BEGINNINGS = frozenset({EventKind.STARTED, EventKind.DETECTED})
_GOING_ON = frozenset(EventKind) - {EventKind.OTHER, EventKind.NOTIFIED}


def note_steps_back(timeline: Sequence[TimelineEvent], log: Log) -> None:
    """Note each event that is earlier than the one above it; of a timeline told backwards only the first."""
    timed = [(place, at) for place, event in enumerate(timeline) if (at := _moment(event))]
    steps = [(place, before, at) for (_, before), (place, at) in pairwise(timed) if _is_back(before, at)]
    if len(steps) == len(timed) - 1 > 1:
        del steps[1:]
    for place, before, at in steps:
        line = log.spans[f"timeline[{place}]"][0]
        log.problem(
            "non-monotonic-timeline", f"timeline[{place}].at", line, "",
            say("%(moment)s is earlier than the event above, %(before)s; correct the time or "
"its day.", moment=_spoken(at), before=_spoken(before)),
        )  # fmt: skip


def note_outside(
    timeline: Sequence[TimelineEvent], started: datetime | None, resolved: datetime | None, log: Log
) -> None:
    """Note the first event that noticed it before the stated start, or still dealt with it after the end."""
    for place, message in (*_early(timeline, started), *_late(timeline, resolved)):
        line = log.spans[f"timeline[{place}]"][0]
        log.problem("summary-timeline-mismatch", f"timeline[{place}].at", line, "", message)


def _early(timeline: Sequence[TimelineEvent], started: datetime | None) -> Iterator[tuple[int, str]]:
    for place, event in enumerate(timeline):
        if started and event.at and event.at < started - _SLACK and event.kind in _BEGINNINGS:
            yield (
                place,
                say(
                    "%(moment)s is before the stated start, %(start)s; correct one of them.",
                    moment=_spoken(event.at),
                    start=_spoken(started),
                ),
            )
            return


def _late(timeline: Sequence[TimelineEvent], resolved: datetime | None) -> Iterator[tuple[int, str]]:
    if resolved is None:
        return
    ended = any(
        event.kind is EventKind.RESOLVED and event.at and abs(event.at - resolved) <= _SLACK
        for event in timeline
    )
    for place, event in enumerate(timeline):
        follows_up = ended and event.kind is EventKind.RESOLVED
        if event.at and event.at > resolved + _SLACK and event.kind in _GOING_ON and not follows_up:
            yield (
                place,
                say(
                    "%(moment)s is after the stated end, %(end)s; correct one of them.",
                    moment=_spoken(event.at),
                    end=_spoken(resolved),
                ),
            )
            return


def _moment(event: TimelineEvent) -> datetime | None:
    if event.at:
        return clock.comparable(event.at)
    alone = time.fromisoformat(event.clock) if event.clock else None
    return datetime.combine(date.min, alone) if alone else None


def _is_back(before: datetime, at: datetime) -> bool:
    if (before.tzinfo is None) != (at.tzinfo is None):  # a clock time alone beside a whole one
        return False
    return at < before and (at.date() != date.min or before - at < _NIGHT)


def _spoken(moment: datetime | None) -> str:
    if moment is None or moment.date() == date.min:
        return f"{moment:%H:%M}" if moment else ""
    return f"{moment:%H:%M on} {moment.day} {moment:%B}"
