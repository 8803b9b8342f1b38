"""The event that the incident began with, and the one that it ended with, where nothing else says when."""

import re
from collections.abc import Sequence
from datetime import date

from incidents.report.value import EventKind, TimelineEvent

_ENDED = re.compile(
    r"\b(?:recover\w*|succeed\w*|(?:is|was|were) successful|restored|closed|stable|back (?:up|online|to)"
    r"|(?:running|working|operating|loading|functioning|behaving)"
    r" (?:normally|properly|again|as (?:expected|usual)))\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:errors?|outage|fail\w*|crash\w*|surge|spike\w*|sudden\w*|slow\w*|latency|degrad\w*"
    r"|timeouts?|timing out|down|un(?:available|reachable|responsive|able to)|inaccessible"
    r"|(?:not|n't|stopped) (?:load|respond|work)\w*)\b",
    re.IGNORECASE,
)


def first_event(timeline: Sequence[TimelineEvent], begun: date | None) -> int | None:
    """Return the event that the incident began with; `begun` is the day that is stated without a time."""
    started = (place for place, event in enumerate(timeline[:2]) if event.kind is EventKind.STARTED)
    place = next(started, None)
    if place is None and timeline and _TROUBLE.search(timeline[0].text):
        place = 0
    if place is None and begun:
        place = next((each for each, event in enumerate(timeline) if event.at), None)
        at = timeline[place].at if place is not None else None
        return place if at and at.date() == begun else None
    return place if place is not None and timeline[place].at else None


def last_event(timeline: Sequence[TimelineEvent]) -> int | None:
    """Return the event that the incident ended with, where nothing else states when."""
    last = len(timeline) - 1
    if not timeline or not (at := timeline[last].at) or any(event.at > at for event in timeline if event.at):
        return None
    ended = timeline[last].kind in (EventKind.RESOLVED, EventKind.MITIGATED)
    return last if ended or _ENDED.search(timeline[last].text) else None
