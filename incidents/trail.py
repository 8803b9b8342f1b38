"""The audit trail of the whole site: what of it is asked for, and each entry as a line of JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from incidents.models import AuditEntry, Verb

_AT_ONCE = 1_000  # entries in memory


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which entries: all of this. Days are whole ones, in UTC; what is None narrows nothing."""

    person: User | None = None
    verb: Verb | None = None
    reference: str = ""  # of an incident, as INC-2026-0007
    since: date | None = None
    until: date | None = None  # this day is still among them

    def entries(self) -> QuerySet[AuditEntry]:
        """Return the entries, newest first."""
        found = AuditEntry.objects.select_related("actor", "incident").order_by("-at", "-pk")
        if self.person:
            found = found.filter(actor=self.person)
        if self.verb:
            found = found.filter(verb=self.verb.value)
        if self.reference:
            found = found.filter(incident__reference=self.reference)
        if self.since:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(at__lt=_midnight(self.until) + timedelta(days=1))
        return found


def lines(asked: Asked) -> Iterator[str]:
    """Yield each entry as one line of JSON, oldest first, a few in memory at a time."""
    entries = asked.entries().reverse()
    for entry in entries.iterator(chunk_size=_AT_ONCE):
        yield f"{json.dumps(_said(entry), ensure_ascii=False, sort_keys=True)}\n"


def _said(entry: AuditEntry) -> dict[str, object]:
    return {
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "person": entry.actor.get_username(),
        "verb": entry.verb,
        "incident": entry.incident.reference if entry.incident else None,
        "digest": entry.digest or None,
        "detail": entry.detail,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
