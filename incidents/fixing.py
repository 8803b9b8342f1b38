"""Making the change that a check offers, and taking it back.

An offer is named by a fingerprint of the whole finding, which holds the new values: while the checks still
find just that, making the change is what the person saw; otherwise StaleError, and nothing is written.
"""

import re
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, editing, readiness, rewriting
from incidents.editing import StaleError
from incidents.models import Incident, Verb
from incidents.report.checks import Change, Finding, Fix
from incidents.report.value import CorrectiveAction, Report, RootCause, TimelineEvent
from incidents.report.words import say

_UNIT = re.compile(r"((?:timeline|root_causes|actions)\[\d+\])|([a-z_]+)")
_ENTRIES: dict[str, Any] = {"timeline": TimelineEvent, "root_causes": RootCause, "actions": CorrectiveAction}
_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Report)}


class Held(msgspec.Struct, frozen=True):
    """A field or an entry of the report: what it was, as JSON, and a fingerprint of what it became."""

    path: str
    before: str
    after: str


class Undo(msgspec.Struct, frozen=True):
    """What takes a fix back. `description` is the fix's own."""

    description: str
    held: tuple[Held, ...]

    def fix(self) -> Fix:
        """Return the change that puts back what was there."""
        changes = (Change(held.path, _decoded(held)) for held in self.held)
        return Fix(self.description, tuple(changes))


class Done(NamedTuple):
    """The draft before and after a change."""

    before: Report
    after: Report


def offer(finding: Finding) -> str:
    """Return the name under which a finding's fix is asked for."""
    return drafts.fingerprint(finding)


@transaction.atomic
def make(incident: Incident, base: str, *, by: User, at: datetime) -> tuple[Done, Undo]:
    """Make the change that was offered as `base`. Raises StaleError where it isn't offered any more."""
    incident = editing.lock(incident, by)
    before = drafts.snapshot(incident)
    return put_in(incident, before, _offered(before, base, at.date()), by=by, at=at)


def put_in(
    incident: Incident, before: Report, fix: Fix, *, by: User, at: datetime, verb: Verb = Verb.EDITED
) -> tuple[Done, Undo]:
    """Make a change in a locked draft, which says `before`, and return it with what takes it back."""
    after = fix.apply(before)
    rewriting.rewrite(incident, before, after)
    editing.saved(incident, by, at, fix.description, verb=verb)
    paths = dict.fromkeys(_unit(change.path) for change in fix.changes)
    held = (Held(path, _encoded(before, path), _mark(after, path)) for path in paths)
    return Done(before, after), Undo(str(fix.description), tuple(held))


@transaction.atomic
def take_back(incident: Incident, undo: Undo, *, by: User, at: datetime) -> Done:
    """Put back exactly what was there. Raises StaleError where somebody changed it since."""
    incident = editing.lock(incident, by)
    before = drafts.snapshot(incident)
    if not may_take_back(before, undo):
        raise StaleError(say("Someone changed this since, so nothing was undone. Change it by hand instead."))
    after = undo.fix().apply(before)
    rewriting.rewrite(incident, before, after)
    editing.saved(incident, by, at, f"undo: {undo.description}")
    return Done(before, after)


def may_take_back(report: Report, undo: Undo) -> bool:
    """Say whether all that the fix changed is still as it left it."""
    return all(_mark(report, held.path) == held.after for held in undo.held)


def _offered(report: Report, base: str, today: date) -> Fix:
    for finding in readiness.findings(report, today):
        if finding.fix and offer(finding) == base:
            return finding.fix
    raise StaleError(
        say(
            "The report changed after this was offered, so nothing was done. Look at what the checks say now."
        )
    )


def _unit(path: str) -> str:
    """Return the smallest thing around a path that is put back as a whole: an entry, or a field."""
    found = _UNIT.match(path)
    if found is None:
        raise ValueError(f"{path!r} is no path of a report")
    return found[0]


def _value(report: Report, path: str) -> Any:
    """Return what stands at a unit's path; None where there is no such entry."""
    name, _, place = path.removesuffix("]").partition("[")
    held = getattr(report, name)
    if not place:
        return held
    return held[int(place)] if int(place) < len(held) else None


def _mark(report: Report, path: str) -> str:
    """Return a fingerprint of a unit, with the causes that causes and actions refer to by their places."""
    referred = report.root_causes if path.startswith(("root_causes", "actions")) else ()
    return drafts.fingerprint((_value(report, path), referred))


def _encoded(report: Report, path: str) -> str:
    return msgspec.json.encode(_value(report, path)).decode()


def _decoded(held: Held) -> Any:
    name, _, place = held.path.partition("[")
    return msgspec.json.decode(held.before, type=_ENTRIES[name] if place else _TYPES[name])
