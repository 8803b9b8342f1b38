"""The timeline's rows as the editor shows them, and the picture over them."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents import drafts, ordering
from incidents.models import Incident, TimelineEvent
from incidents.models.labels import label
from incidents.report import value
from incidents.report.projection import public
from incidents.report.rendering.timeline import MARKS_Y, SHAPES, Spot, spots, to_svg
from incidents.report.rendering.timeline.shapes import OPEN
from incidents.spoken import spoken

_EXCERPT = 60


@dataclass(frozen=True)
class EventRow:
    """An event, whether it can change places with one beside it, and on which side of the incident it was."""

    row: TimelineEvent
    part: value.TimelineEvent
    is_movable: bool
    outside: str  # "before" it began or "after" it ended; empty inside, and where that isn't known

    @property
    def key(self) -> str:
        return str(self.row.pk)

    @property
    def shape(self) -> str:
        return SHAPES[self.part.kind]

    @property
    def is_open(self) -> bool:
        return self.part.kind in OPEN


@dataclass(frozen=True)
class Way:
    """A place on the picture, and the row of the event that is there."""

    across: str
    key: int
    words: str


@dataclass(frozen=True)
class Picture:
    """What customers will see: `image` is an address that holds all of it, empty where there is none yet."""

    image: str
    ways: Sequence[Way]
    down: int = MARKS_Y


def event_rows(incident: Incident, rows: Iterable[TimelineEvent]) -> list[EventRow]:
    found = list(rows)
    return [_row(incident, row, found, place) for place, row in enumerate(found)]


def event_row(incident: Incident, row: TimelineEvent) -> tuple[EventRow, int | None]:
    """Return one row, and the key of the row above it."""
    times: list[Any] = list(incident.timeline.values_list("pk", "at", named=True))
    here = next(place for place, each in enumerate(times) if each.pk == row.pk)
    return _row(incident, row, times, here), times[here - 1].pk if here else None


def _row(incident: Incident, row: TimelineEvent, rows: Sequence[Any], here: int) -> EventRow:
    part = drafts.event_of(row, incident.timezone)
    return EventRow(row, part, ordering.may_move(rows, here), _outside(incident, row))


def _outside(incident: Incident, row: TimelineEvent) -> str:
    if row.at and incident.started_at and row.at < incident.started_at:
        return "before"
    if row.at and incident.resolved_at and row.at > incident.resolved_at:
        return "after"
    return ""


def picture(incident: Incident, report: value.Report) -> Picture:
    """Return the picture that the public post of a draft would have, with ways to its rows.

    `report` is the draft's snapshot, taken of this very `incident`.
    """
    shown = public(report)
    svg = to_svg(shown, spoken)
    rows = zip(incident.timeline.all(), report.timeline, strict=True)
    keys = [row.pk for row, event in rows if event.audience is value.Audience.PUBLIC]
    image = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" if svg else ""
    return Picture(image, [_way(spot, shown, keys) for spot in spots(shown)])


def _way(spot: Spot, report: value.Report, keys: Sequence[int]) -> Way:
    first = report.timeline[spot.places[0]]
    words = f"{first.at:%H:%M} {label(first.kind)}: {excerpt(first.text)}"
    if others := len(spot.places) - 1:
        more = ngettext("and one more event", "and %(n)s more events", others) % {"n": others}
        words = _("%(event)s, %(more)s") % {"event": words, "more": more}
    return Way(spot.across, keys[spot.places[0]], words)


def excerpt(text: str) -> str:
    return str(Truncator(" ".join(text.split())).chars(_EXCERPT))
