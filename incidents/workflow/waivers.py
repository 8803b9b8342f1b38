"""Letting warnings stand. A waiver holds for every revision in which the checks find the same."""

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions, readiness
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Incident, Revision, Verb, Waiver
from incidents.report import canonical, text
from incidents.report.checks import Finding, Level
from incidents.report.words import say
from incidents.workflow.acting import as_shown, lock, record


def waived(incident: Incident) -> frozenset[str]:
    """Return the fingerprints of the findings that may stand."""
    return frozenset(incident.waivers.in_force().values_list("fingerprint", flat=True))


def unwaived(incident: Incident, revision: Revision, today: date) -> tuple[Finding, ...]:
    """Return what keeps this revision from customers as of today, in reading order."""
    return readiness.unwaived(canonical.recall(bytes(revision.report)), waived(incident), today)


def check_publishable(incident: Incident, revision: Revision, today: date) -> None:
    """Raise NotValidError if something keeps this revision from customers as of today."""
    readiness.check_publishable(canonical.recall(bytes(revision.report)), waived(incident), today)


@transaction.atomic
def waive(
    incident: Incident, revision: Revision, reasons: Mapping[str, str], *, by: User, at: datetime
) -> tuple[Waiver, ...]:
    """Let warnings of the revision that the person was shown stand: fingerprint → reason."""
    permissions.check_waive(by)
    if not any(text.line(reason) for reason in reasons.values()):
        raise NotValidError(say("Say in a sentence why this may stand."))
    incident = lock(incident)
    newest = as_shown(incident.revisions.order_by("number").last(), revision)
    permissions.check_not_own(by, newest)
    made = let_stand(incident, newest, reasons, by=by, at=at)
    if not made:
        raise WrongStateError(say("Nothing is left to waive here: read again what the checks find."))
    return made


def let_stand(
    incident: Incident, revision: Revision, reasons: Mapping[str, str], *, by: User, at: datetime
) -> tuple[Waiver, ...]:
    """Save a waiver for every open warning that a reason is given for; call it with the incident locked.

    A reason for what is waived already, or isn't found any more, is not needed.
    """
    warnings = {
        finding.fingerprint: finding
        for finding in unwaived(incident, revision, at.date())
        if finding.level is Level.WARNS and text.line(reasons.get(finding.fingerprint, ""))
    }
    if warnings:
        permissions.check_waive(by)
    return tuple(
        _waive(incident, revision, finding, text.line(reasons[fingerprint]), by=by, at=at)
        for fingerprint, finding in warnings.items()
    )


@transaction.atomic
def revoke(waiver: Waiver, *, by: User, at: datetime) -> None:
    """Take a waiver back: the warning keeps the next approval or edition from happening again."""
    permissions.check_waive(by)
    incident = lock(waiver.incident)
    newest = incident.revisions.latest("number")
    permissions.check_not_own(by, newest)
    if not incident.waivers.in_force().filter(pk=waiver.pk).update(revoked_at=at, revoked_by=by):
        raise WrongStateError(say("This waiver was taken back already."))
    record(incident, by, Verb.REVOKED, at, digest=newest.public_digest, detail=_told(waiver))


def _waive(
    incident: Incident, revision: Revision, finding: Finding, reason: str, *, by: User, at: datetime
) -> Waiver:
    waiver = Waiver.objects.create(
        incident=incident,
        fingerprint=finding.fingerprint,
        code=finding.code,
        message=finding.message,
        reason=reason,
        person=by,
        at=at,
    )
    record(incident, by, Verb.WAIVED, at, digest=revision.public_digest, detail=_told(waiver))
    return waiver


def _told(waiver: Waiver) -> str:
    return f"{waiver.reason} ({waiver.message})"
