"""One part of a report carried over into another version of it, the rest left as it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report import clock
from incidents.report.compare.lists import NAMES
from incidents.report.compare.pairing import pair
from incidents.report.shape import MOMENTS
from incidents.report.value import CorrectiveAction, Report, TimelineEvent
from incidents.report.words import say


def carry(part: str, source: Report, into: Report) -> Report:
    """Return `into` with one of the parts that `compare` names as `source` has it.

    Times keep what the clock showed where the zones differ. Actions address the causes they addressed; a
    cause that isn't there any more is addressed by none. Raises NotValidError where the two contradict.
    """
    owner, _, name = part.rpartition(".")
    if owner:
        return replace(into, lessons=replace(into.lessons, **{name: getattr(source.lessons, name)}))
    if part == "timezone":
        return _on_clocks_of(source.timezone, into)
    if part in MOMENTS:
        return replace(into, **{part: _rewound(getattr(source, part), into.timezone)})
    if part == "timeline":
        return replace(into, timeline=_rewound_events(source.timeline, into.timezone))
    if part in {"root_causes", "actions"}:
        return _with_references(part, source, into)
    return replace(into, **{part: getattr(source, part)})


def _on_clocks_of(zone: str | None, report: Report) -> Report:
    moments: dict[str, Any] = {name: _rewound(getattr(report, name), zone) for name in MOMENTS}
    return replace(report, timezone=zone, timeline=_rewound_events(report.timeline, zone), **moments)


def _rewound_events(events: Sequence[TimelineEvent], zone: str | None) -> tuple[TimelineEvent, ...]:
    return tuple(replace(event, at=_rewound(event.at, zone)) for event in events)


def _rewound(moment: datetime | None, zone: str | None) -> datetime | None:
    """Return the moment at which the zone's clocks show the same time, the earlier where they do so twice."""
    if moment is None or clock.belongs(moment, zone):
        return moment
    try:
        return clock.at_wall(moment.replace(tzinfo=None), zone)
    except clock.AmbiguousTimeError as error:
        return error.readings[0]
    except clock.NoSuchTimeError as error:
        raise NotValidError(
            say("%(error)s, but that is a time of this part; change it by hand.", error=error.args[0])
        ) from error


def _with_references(part: str, source: Report, into: Report) -> Report:
    """Carry causes, which actions name by their place, or actions, which name them."""
    names = NAMES["root_causes"]
    if part == "actions":
        places = {was: now for now, was in pair(source.root_causes, into.root_causes, names).items()}
        return replace(into, actions=_addressing(source.actions, places))
    places = {was: now for now, was in pair(into.root_causes, source.root_causes, names).items()}
    return replace(into, root_causes=source.root_causes, actions=_addressing(into.actions, places))


def _addressing(
    actions: Sequence[CorrectiveAction], places: Mapping[int, int]
) -> tuple[CorrectiveAction, ...]:
    return tuple(
        replace(action, addresses=tuple(places[place] for place in action.addresses if place in places))
        for action in actions
    )
