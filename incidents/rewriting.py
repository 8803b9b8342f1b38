"""Writing a whole changed Report over a draft's rows: a row whose part says the same stays that row."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from incidents import drafts
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import EntryModel, arrange, rows_of
from incidents.report.value import Part, Report

_FILL: Mapping[EntryModel, Callable[[Any, Any], Any]] = {
    TimelineEvent: drafts.fill_event,
    RootCause: drafts.fill_cause,
    CorrectiveAction: drafts.fill_action,
}


def rewrite(incident: Incident, before: Report, after: Report) -> None:
    """Make the rows of a locked draft say `after`; `before` is what they say. The incident stays unsaved."""
    drafts.fill(incident, after)
    if after.components != before.components:
        drafts.write_components(incident, after.components)
    _write_list(incident, TimelineEvent, before.timeline, after.timeline)
    causes = _write_list(incident, RootCause, before.root_causes, after.root_causes)
    actions = _write_list(incident, CorrectiveAction, before.actions, after.actions)
    if after.root_causes != before.root_causes:
        _refer(causes, after)
    if (after.root_causes, after.actions) != (before.root_causes, before.actions):
        for row, action in zip(actions, after.actions, strict=True):
            row.addresses.set([causes[place] for place in action.addresses])


def _write_list(
    incident: Incident, model: EntryModel, before: Sequence[Part], after: Sequence[Part]
) -> list[Any]:
    """Return the list's rows as they are now, one for each part of `after`."""
    rows = list(rows_of(incident, model))
    if before == after:
        return rows
    free = rows[-1].position + 1 if rows else 0
    written: list[Any] = []
    for part, place in zip(after, _matched(before, after), strict=True):
        row = model(incident=incident, position=free + len(written)) if place is None else rows[place]
        if place is None or before[place] != part:
            _FILL[model](row, part).save()
        written.append(row)
    kept = [row.pk for row in written]
    rows_of(incident, model).exclude(pk__in=kept).delete()
    if kept != [row.pk for row in rows]:
        arrange(incident, model, kept)
    return written


def _matched(before: Sequence[Part], after: Sequence[Part]) -> list[int | None]:
    """Return for each part of `after` the place of the same part before, else one that is left, or None."""
    left: defaultdict[Part, list[int]] = defaultdict(list)
    for place in reversed(range(len(before))):
        left[before[place]].append(place)
    same = [left[part].pop() if left[part] else None for part in after]
    spare = iter(sorted(place for places in left.values() for place in places))
    return [next(spare, None) if place is None else place for place in same]


def _refer(causes: Sequence[RootCause], report: Report) -> None:
    for row, cause in zip(causes, report.root_causes, strict=True):
        row.because_of = None if cause.because_of is None else causes[cause.because_of]
        row.save(update_fields=["because_of"])
