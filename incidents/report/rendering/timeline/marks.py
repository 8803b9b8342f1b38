"""What stands on the picture: a stroke for every event, a shape for each milestone, a label where room is."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from incidents.report.metrics import moment
from incidents.report.rendering.timeline.axis import day
from incidents.report.rendering.timeline.scale import DAY, Window
from incidents.report.shape import MOMENTS
from incidents.report.value import EventKind, Report
from incidents.report.words import Speak, say

LABEL_ROWS = 3
_MARK = 19  # pixels that a shape takes
_STROKES = 186  # places across that tell strokes apart: three pixels each on the wide picture
_LETTER = 6.4  # pixels that a letter of a label takes at most, on average
_GAP = 10
_SECONDS_MATTER_BELOW = timedelta(minutes=10)
_WORDS = {
    EventKind.STARTED: say("Started"),
    EventKind.RESOLVED: say("Resolved"),
    EventKind.DETECTED: say("Detected"),
    EventKind.MITIGATED: say("Mitigated"),
    EventKind.NOTIFIED: say("Public notified"),
    EventKind.IDENTIFIED: say("Cause identified"),
    EventKind.ACKNOWLEDGED: say("Acknowledged"),
    EventKind.ESCALATED: say("Escalated"),
    EventKind.MISLEADING: say("Misleading path"),
    EventKind.INVESTIGATING: say("Investigating"),
}
_PRIORITY = tuple(_WORDS)
_LAST_COUNTS = frozenset({EventKind.MITIGATED, EventKind.RESOLVED})


class Happening(NamedTuple):
    at: datetime
    kind: EventKind


class Stroke(NamedTuple):
    """What happened at one place across, too close to tell apart."""

    share: float
    events: int


class Label(NamedTuple):
    at: datetime
    word: str
    clock: str
    row: int
    is_before: bool  # the words end at the mark, because the picture ends soon after it


def happenings(report: Report) -> list[Happening]:
    """Return every timed event, and each moment that no event of its kind tells, in order of time."""
    found = [Happening(event.at, event.kind) for event in report.timeline if event.at]
    told = set(found)
    for name in MOMENTS:
        kind, at = EventKind(name.removesuffix("_at")), moment(report, name)
        if at and Happening(at, kind) not in told:
            found.append(Happening(at, kind))
    return sorted(found, key=lambda one: (one.at, _weight(one.kind)))


def strokes(found: Sequence[Happening], shown: Window) -> list[Stroke]:
    """Return where something happened and how much, at any number of events at most so many strokes."""
    places = Counter(round(shown.share(one.at) * _STROKES) for one in found)
    return [Stroke(place / _STROKES, events) for place, events in sorted(places.items())]


def milestones(found: Sequence[Happening], shown: Window, width: int) -> list[Happening]:
    """Return what gets a shape of its own in a picture this wide: the weightiest first, none over another."""
    chosen: list[Happening] = []
    for one in sorted((one for one in found if one.kind in _WORDS), key=lambda one: _weight(one.kind)):
        if all(abs(shown.share(one.at) - shown.share(other.at)) * width >= _MARK for other in chosen):
            chosen.append(one)
    return chosen


def labels(found: Sequence[Happening], shown: Window, width: int, speak: Speak) -> list[Label]:
    """Return labels for the weightiest happenings that have room in a picture this wide."""
    chosen: list[Happening] = []
    placed: list[Label] = []
    for one in _telling(found):
        tried = _place(sorted([*chosen, one], reverse=True), shown, width, speak)
        if tried is not None:
            chosen.append(one)
            placed = tried
    return placed


def _telling(found: Sequence[Happening]) -> list[Happening]:
    """Return one happening of each kind, weightiest first: the first of its kind, or the fix that held."""
    chosen: dict[EventKind, Happening] = {}
    for one in found:
        if one.kind in _WORDS and (one.kind not in chosen or one.kind in _LAST_COUNTS):
            chosen[one.kind] = one
    return sorted(chosen.values(), key=lambda one: _weight(one.kind))


def _place(latest_first: Sequence[Happening], shown: Window, width: int, speak: Speak) -> list[Label] | None:
    """Lay the labels out as stairs from the right: no leader runs through words. None where room is short."""
    rows: list[list[tuple[float, float]]] = [[] for _ in range(LABEL_ROWS)]
    placed = []
    for one in latest_first:
        x = shown.share(one.at) * width
        word, clock = speak(_WORDS[one.kind]), _clock(one.at, shown, speak)
        length = len(f"{word} {clock}") * _LETTER + _GAP
        is_before = x + length > width
        row = _free_row(rows, x, x - length if is_before else x, length)
        if row is None:
            return None
        placed.append(Label(one.at, word, clock, row, is_before))
    return placed


def _free_row(rows: Sequence[list[tuple[float, float]]], x: float, left: float, length: float) -> int | None:
    leader = (x - _GAP / 2, x + _GAP / 2)
    for row, taken in enumerate(rows):
        if left >= 0 and _is_free(taken, left, left + length):
            taken.append((left, left + length))
            for above in rows[:row]:
                above.append(leader)
            return row
        if not _is_free(taken, *leader):
            return None
    return None


def _clock(at: datetime, shown: Window, speak: Speak) -> str:
    clock = f"{at:%H:%M:%S}" if shown.length < _SECONDS_MATTER_BELOW else f"{at:%H:%M}"
    return f"{speak(day(at))} {clock}" if shown.length >= DAY else clock


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or end <= left for start, end in taken)


def _weight(kind: EventKind) -> int:
    return _PRIORITY.index(kind) if kind in _PRIORITY else len(_PRIORITY)
