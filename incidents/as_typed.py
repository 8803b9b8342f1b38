"""The draft as it would be with what somebody is typing; nothing is saved.

A form tells what of it can be read already. The rest is unknown: a hole, not the value it had.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from incidents import drafts, editing
from incidents.editing import Entry, EntryModel
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.report import value

NAMES: Mapping[EntryModel, str] = {
    TimelineEvent: "timeline",
    RootCause: "root_causes",
    CorrectiveAction: "actions",
}
_BLANK = value.Report()


class Typed(NamedTuple):
    """A report, and the place in its list of the entry that is being typed."""

    report: value.Report
    place: int


def with_section(incident: Incident, section: str, changes: Mapping[str, Any]) -> value.Report:
    """Return the draft with a section as typed. Raises NotValidError where both can't be together."""
    holes = {name: getattr(_BLANK, name) for name in editing.SECTIONS[section]}
    return editing.changed(drafts.snapshot(incident), {**holes, **changes})


def with_entry(incident: Incident, model: EntryModel, row: Entry | None, changes: Mapping[str, Any]) -> Typed:
    """Return the draft with an entry as typed, a new one where `add_entry` would put it."""
    report = drafts.snapshot(incident)
    parts: tuple[Any, ...] = getattr(report, NAMES[model])
    part = _part(incident, model, changes)
    if row is None:
        index = editing.place_in(parts, part.at) if model is TimelineEvent and part.at else len(parts)
        after = (*parts[:index], part, *parts[index:])
    else:
        index = [each.pk for each in getattr(incident, NAMES[model]).all()].index(row.pk)
        after = (*parts[:index], part, *parts[index + 1 :])
    return Typed(editing.changed(report, {NAMES[model]: after}), index)


def _part(incident: Incident, model: EntryModel, changes: Mapping[str, Any]) -> Any:
    """Return the part as the report has it, where causes are named by their places, not by their keys."""
    if model is TimelineEvent:
        return value.TimelineEvent(**changes)
    places = {cause.pk: place for place, cause in enumerate(incident.root_causes.all())}
    if model is RootCause:
        because_of = places.get(changes.get("because_of", 0))
        return value.RootCause(**{**changes, "because_of": because_of})
    addresses = tuple(places[key] for key in changes["addresses"])
    return value.CorrectiveAction(**{**changes, "addresses": addresses})
