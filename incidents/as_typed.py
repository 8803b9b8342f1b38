"""The draft as it would be with what somebody is typing; nothing is saved.

A form tells what of it can be read already. The rest is unknown: a hole, not the value it had.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from incidents import drafts, editing, ordering
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import Entry, EntryModel
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
    """Return the draft with an entry as typed, where `add_entry` or `save_entry` would put it."""
    report = drafts.snapshot(incident)
    parts: tuple[Any, ...] = getattr(report, NAMES[model])
    part = _part(incident, model, changes)
    if row is None:
        index = ordering.place_in(parts, part.at) if model is TimelineEvent and part.at else len(parts)
        others = parts
    else:
        here = [each.pk for each in getattr(incident, NAMES[model]).all()].index(row.pk)
        others = (*parts[:here], *parts[here + 1 :])
        index = here
        if model is TimelineEvent and part.at != parts[here].at:
            index = ordering.place_of((*parts[:here], part, *parts[here + 1 :]), here)
    return Typed(editing.changed(report, {NAMES[model]: (*others[:index], part, *others[index:])}), index)


def _part(incident: Incident, model: EntryModel, changes: Mapping[str, Any]) -> Any:
    """Return the part as the report has it, where causes are named by their places, not by their keys."""
    if model is TimelineEvent:
        return value.TimelineEvent(**changes)
    places = {cause.pk: place for place, cause in enumerate(incident.root_causes.all())}
    if model is RootCause:
        said = {name: text for name, text in changes.items() if name != "shown_by"}
        return value.RootCause(**{**said, "because_of": places.get(changes.get("because_of", 0))})
    addresses = tuple(places[key] for key in changes["addresses"])
    return value.CorrectiveAction(**{**changes, "addresses": addresses})
