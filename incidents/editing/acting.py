"""What edits share: the incident locked, what the form was opened on, and a trace."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.contrib.auth.models import User

from incidents import checkpoints, drafts, finding, permissions
from incidents.errors import WrongStateError
from incidents.models import AuditEntry, Incident, Verb
from incidents.report.projection import public_digest
from incidents.report.words import say

# What one person types into one part within this time is one entry of the audit trail.
ONE_EDIT = timedelta(minutes=10)
_LOOKED_AT = 50  # entries; beyond that another one does no harm


class StaleError(WrongStateError):
    """Someone saved this part after the form was opened."""


def lock(incident: Incident, by: User) -> Incident:
    permissions.check_edit(by)
    locked = Incident.objects.select_for_update().get(pk=incident.pk)
    checkpoints.begin(locked)
    return locked


def check_fresh(current: Mapping[str, Any], base: str) -> None:
    if drafts.fingerprint(current) != base:
        raise StaleError(say("Someone saved this part while you were writing; both versions are below."))


def saved(
    incident: Incident,
    by: User,
    at: datetime,
    part: str,
    *,
    typed: bool = False,
    verb: Verb = Verb.EDITED,
) -> Incident:
    """Save the incident, check that its rows still make a Report, keep that, and leave an audit entry.

    What somebody typed is saved every few seconds: an entry of some minutes ago speaks for it too.
    """
    incident.updated_at = at
    incident.save()
    fresh = Incident.objects.get(pk=incident.pk)
    report = drafts.snapshot(fresh)
    finding.remember(fresh, report)
    checkpoints.keep(fresh, report, by=by, at=at)
    if not (typed and _goes_on(fresh, by, at, part)):
        digest = public_digest(report)
        AuditEntry.objects.create(
            incident=fresh, actor=by, verb=verb.value, at=at, digest=digest, detail=part
        )
    return fresh


def _goes_on(incident: Incident, by: User, at: datetime, part: str) -> bool:
    """Say whether the person edited this part some minutes ago, and nobody did anything else since."""
    lately = incident.audit.filter(at__gt=at - ONE_EDIT).values_list("actor_id", "verb", "detail")
    edits = takewhile(lambda entry: entry[:2] == (by.pk, Verb.EDITED.value), lately[:_LOOKED_AT])
    return any(detail == part for _actor, _verb, detail in edits)
