import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from incidents.report import metrics
from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.clocks import WrittenClock, clocks
from incidents.report.checks.written.plain import plain, quoted, sentences
from incidents.report.value import EventKind, Report, TimelineEvent
from incidents.report.words import say

LEVEL = Level.WARNS
_SLACK = timedelta(minutes=5)  # people round
_LONG_AFTER = timedelta(minutes=30)  # until then, a second “resolved” only confirms the first
_TOLD = {
    "started_at": EventKind.STARTED,
    "detected_at": EventKind.DETECTED,
    "mitigated_at": EventKind.MITIGATED,
    "resolved_at": EventKind.RESOLVED,
}
_BEGINNINGS = frozenset({EventKind.STARTED, EventKind.DETECTED})
_ENDS = frozenset({EventKind.MITIGATED, EventKind.RESOLVED})
_STILL_GOING_ON = frozenset(
    {
        EventKind.STARTED,
        EventKind.DETECTED,
        EventKind.INVESTIGATING,
        EventKind.MISLEADING,
        EventKind.IDENTIFIED,
        EventKind.MITIGATED,
    }
)
_JOINED = re.compile(r"^\W*(?:to|until|till|through|and)\W*$|^\s?[-\u2013\u2014]\s?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\W{1,3}$", re.IGNORECASE)
_RESTORED = re.compile(
    r"\b(?:restored|recovered|back (?:to normal|online|up)|(?:available|working|operational) again)\b",
    re.IGNORECASE,
)
_ALL_THE_TIME = re.compile(
    r"\b(?:unavailable|down|inaccessible|unreachable)\s(?:during|throughout|for)\sthe\s"
    r"(?:(?:whole|entire|full|outage|incident)\s)*(?:window|period|duration|time|outage|incident)\b",
    re.IGNORECASE,
)


def summary_timeline_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """The stated times, the timeline and the summary agree.

    A summary that ends before its timeline makes readers ask which of the two was made up.

    Bad: Resolved at 20:00, and a timeline whose “Resolved” stands at 01:00.
    Good: Resolved at 01:00 in both.
    """
    yield from _fields_against_events(report)
    yield from _ends_twice(report)
    yield from _events_after_the_end(report)
    yield from _restored_within(report)
    yield from _summary_against_fields(report)


def _fields_against_events(report: Report) -> Iterator[Finding]:
    for name, kind in _TOLD.items():
        stated: datetime | None = getattr(report, name)
        told = [event.at for event in report.timeline if event.kind is kind and event.at]
        if stated and told and not any(abs(at - stated) <= _SLACK for at in told):
            message = say(
                "The %(what)s is stated as %(moment)s, but the timeline has it at %(told)s.",
                what=moments.LABELS[name],
                moment=spoken.moment(stated),
                told=spoken.moment(told[-1]),
            )
            yield Finding("summary-timeline-mismatch", LEVEL, name, message)


def _ends_twice(report: Report) -> Iterator[Finding]:
    """An end that isn't followed by a new beginning is the only one."""
    first: tuple[datetime, int] | None = None
    for at, place in sorted((event.at, place) for place, event in enumerate(report.timeline) if event.at):
        kind = report.timeline[place].kind
        if kind in _BEGINNINGS:
            first = None
        elif kind is EventKind.RESOLVED and first is None:
            first = at, place
        elif kind is EventKind.RESOLVED and first and at - first[0] > _LONG_AFTER:
            path = f"timeline[{first[1]}].kind"
            message = say(
                "It is resolved at %(first)s and again at %(again)s; say which is the end.",
                first=f"{first[0]:%H:%M}",
                again=f"{at:%H:%M}",
            )
            yield Finding(
                "summary-timeline-mismatch", LEVEL, path, message, _as_mitigated(report, path, first[0], at)
            )
            return


def _as_mitigated(report: Report, path: str, first: datetime, last: datetime) -> Fix | None:
    """Offer that only where the mitigation isn't told, and the other moments leave room for it."""
    start = metrics.moment(report, "started_at")
    if metrics.moment(report, "mitigated_at") or (start and first < start):
        return None
    if report.resolved_at and abs(report.resolved_at - last) > _SLACK:
        return None
    return Fix(say("Call the first of them mitigated"), (Change(path, EventKind.MITIGATED),))


def _events_after_the_end(report: Report) -> Iterator[Finding]:
    end = report.resolved_at
    if end is None:
        return
    for place, event in enumerate(report.timeline):
        if event.kind in _STILL_GOING_ON and event.at and event.at > end + _SLACK:
            message = say(
                "%(text)s at %(moment)s comes after the stated resolution at %(told)s.",
                text=quoted(event.text),
                moment=spoken.moment(event.at),
                told=spoken.moment(end),
            )
            yield Finding("summary-timeline-mismatch", LEVEL, f"timeline[{place}].at", message)
            return


def _restored_within(report: Report) -> Iterator[Finding]:
    """What was down for the whole time can't have been restored hours before its end."""
    end = metrics.moment(report, "resolved_at")
    restored = [event.at for event in report.timeline if event.at and _tells_of_recovery(event)]
    if end is None or not restored or end - max(restored) <= _LONG_AFTER:
        return
    for path in ("summary", "impact"):
        if said := _ALL_THE_TIME.search(plain(getattr(report, path))):
            message = say(
                "This says “%(said)s”, but the timeline has it restored at %(restored)s, and the "
                "end is at %(end)s.",
                said=said[0],
                restored=f"{max(restored):%H:%M}",
                end=f"{end:%H:%M}",
            )
            yield Finding("summary-timeline-mismatch", LEVEL, path, message)


def _tells_of_recovery(event: TimelineEvent) -> bool:
    return event.kind is EventKind.MITIGATED and bool(_RESTORED.search(event.text))


def _summary_against_fields(report: Report) -> Iterator[Finding]:
    start, end = report.started_at, report.resolved_at
    if start is None or end is None:
        return
    for sentence in sentences(report.summary):
        if window := _window(sentence.text):
            if not any(_tells(window, since, until) for since in _starts(report) for until in _ends(report)):
                message = say(
                    "The summary says %(written)s to %(until)s, but the stated times are "
                    "%(start)s and %(end)s.",
                    written=window[0].written,
                    until=window[1].written,
                    start=f"{start:%H:%M}",
                    end=f"{end:%H:%M}",
                )
                yield Finding("summary-timeline-mismatch", LEVEL, "summary", message)
            return  # the first window is the incident's; later ones are of its parts


def _starts(report: Report) -> list[datetime]:
    return _known(report, (report.started_at, report.detected_at), _BEGINNINGS)


def _ends(report: Report) -> list[datetime]:
    return _known(report, (report.mitigated_at, report.resolved_at), _ENDS)


def _known(
    report: Report, stated: tuple[datetime | None, ...], kinds: frozenset[EventKind]
) -> list[datetime]:
    told = (event.at for event in report.timeline if event.kind in kinds)
    return sorted({at for at in (*stated, *told) if at})


def _window(sentence: str) -> tuple[WrittenClock, WrittenClock] | None:
    found = clocks(sentence)
    for first, second in pairwise(found):
        between = sentence[first.end : second.start]
        same_zone = first.zone == second.zone or None in (first.zone, second.zone)
        if same_zone and _JOINED.match(between) and _FROM.search(sentence[: first.start]):
            return first, second
    return None


def _tells(window: tuple[WrittenClock, WrittenClock], start: datetime, end: datetime) -> bool:
    """Say whether the written times are the stated ones, by the clocks of some zone."""
    offsets = [
        _minutes(written.at().hour, written.at().minute) - _minutes(stated.hour, stated.minute)
        for written, stated in zip(window, (start, end), strict=True)
    ]
    slack = _SLACK.seconds // 60
    zoned = any(written.zone for written in window)
    return all(_apart(offset, 0) <= slack for offset in offsets) or (
        zoned and _apart(*offsets) <= slack and min(offsets[0] % 30, -offsets[0] % 30) <= slack
    )


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute


def _apart(first: int, second: int) -> int:
    """Return how far two offsets lie apart on a dial of 12 hours: halves of the day are another check's."""
    return min((first - second) % 720, (second - first) % 720)
