"""Which events show a cause: for colleagues, beside the Report, and kept with every version of the draft.

A link is a cause's place and an event's place in the Report that it belongs to.
"""

from collections.abc import Iterable
from typing import Any

from incidents.models import Incident, RootCause, TimelineEvent
from incidents.report.compare.lists import NAMES
from incidents.report.compare.pairing import pair
from incidents.report.value import Report

Link = tuple[int, int]


def links(incident: Incident) -> list[Link]:
    """Return the draft's links, in order; nothing is asked where there are no causes or no events."""
    causes = {row.pk: place for place, row in enumerate(incident.root_causes.all())}
    events = {row.pk: place for place, row in enumerate(incident.timeline.all())}
    if not causes or not events:
        return []
    kept = _rows().filter(rootcause__incident=incident).values_list("rootcause_id", "timelineevent_id")
    return sorted((causes[cause], events[event]) for cause, event in kept)


def carried(found: Iterable[Link], source: Report, into: Report) -> set[Link]:
    """Return the links of one report as they are in another; what isn't there has none."""
    found = list(found)
    if not found:
        return set()
    causes = {
        was: now for now, was in pair(source.root_causes, into.root_causes, NAMES["root_causes"]).items()
    }
    events = {was: now for now, was in pair(source.timeline, into.timeline, NAMES["timeline"]).items()}
    return {(causes[cause], events[event]) for cause, event in found if cause in causes and event in events}


def write(incident: Incident, found: Iterable[Link]) -> None:
    """Make these the draft's links."""
    _rows().filter(rootcause__incident=incident).delete()
    causes = list(RootCause.objects.filter(incident=incident).values_list("pk", flat=True))
    events = list(TimelineEvent.objects.filter(incident=incident).values_list("pk", flat=True))
    through = RootCause.shown_by.through
    _rows().bulk_create(
        through(rootcause_id=causes[cause], timelineevent_id=events[event]) for cause, event in sorted(found)
    )


def _rows() -> Any:
    return RootCause.shown_by.through._default_manager  # noqa: SLF001 (Django documents it)
