"""The event that the incident began with, and the one that it ended with, where nothing else says when."""

import re
from collections.abc import Sequence
from datetime import date

from incidents.report.value import EventKind, TimelineEvent

_ENDED = re.compile(
    r"\b(?:recover\w*|succeed\w*|(?:is|was|were) successful|restored|stable"
    r"|confirm\w*[^.]{0,60}\b(?:is|are) (?:now )?working"
    r"|(?:issue|incident|ticket|case|outage)[^.]{0,20}\sclosed|back (?:up|online|to)"
    r"|resum(?:ed|es) normal|(?:running|working|operating|load(?:ing|ed)|functioning|behaving)"
    r" (?:normally|properly|again|as (?:expected|usual)))\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:errors?|outage|fail\w*|crash\w*|fr(?:oze|eezes)|hung|surge|spike\w*|sudden\w*|slow\w*|latency|degrad\w*"
    r"|timeouts?|timing out|down|un(?:available|reachable|responsive|able to)|inaccessible"
    r"|could(?:n't| not)|can(?:not|'t)|(?:not|n't|stopped) (?:load|respond|work)\w*)\b",
    re.IGNORECASE,
)


_KNOWN = frozenset(
    {
        EventKind.STARTED, EventKind.DETECTED, EventKind.ACKNOWLEDGED, EventKind.ESCALATED,
        EventKind.INVESTIGATING, EventKind.IDENTIFIED, EventKind.MITIGATED, EventKind.RESOLVED,
    }
)  # fmt: skip


def first_event(timeline: Sequence[TimelineEvent], begun: date | None) -> int | None:
    """Return the event that the incident began with; `begun` is the day that is stated without a time."""
    known = next((place for place, event in enumerate(timeline) if event.kind in _KNOWN), 0)
    started = (place for place in sorted({0, 1, known}) if place < len(timeline))
    place = next((each for each in started if timeline[each].kind is EventKind.STARTED), None)
    if place is None and timeline and _TROUBLE.search(timeline[0].text):
        place = 0
    if place is None and begun:
        place = next((each for each, event in enumerate(timeline) if event.at), None)
        at = timeline[place].at if place is not None else None
        return place if at and at.date() == begun else None
    return place if place is not None and timeline[place].at else None


def last_event(timeline: Sequence[TimelineEvent]) -> int | None:
    """Return the event that the incident ended with, where nothing else states when."""
    resolved = [place for place, event in enumerate(timeline) if event.kind is EventKind.RESOLVED]
    last = len(timeline) - 1
    if resolved and timeline[last].kind is not EventKind.MITIGATED:
        place = resolved[-1]
    else:
        ended = timeline and (
            timeline[last].kind is EventKind.MITIGATED or _ENDED.search(timeline[last].text)
        )
        place = last if ended else -1
    at = timeline[place].at if place >= 0 else None
    return None if at is None or any(event.at > at for event in timeline[:place] if event.at) else place
