"""The verbs. Each checks who may, locks the incident, checks what the state permits, changes, and writes one
audit entry, in one transaction. Time is an argument: the caller reads the clock once.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, permissions, readiness
from incidents.errors import NotValidError, WrongStateError
from incidents.models import (
    Decision,
    Incident,
    Publication,
    PublicationKind,
    Revision,
    Verb,
    Verdict,
)
from incidents.report import canonical, text
from incidents.report.value import Report
from incidents.workflow import editions, waivers
from incidents.workflow.acting import as_shown, locked, record
from incidents.workflow.stage import Standing, Step

Enqueue = Callable[[Publication], object]
_NO_REASONS: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def submit(
    incident: Incident, *, by: User, at: datetime, message: str = "", correction_note: str = ""
) -> Revision:
    """Freeze the draft as a revision for review.

    Where a post was published before, `correction_note` tells the public what changes; it is reviewed too.
    """
    permissions.check_submit(by)
    incident, now = locked(incident, Step.SUBMIT)
    report = drafts.snapshot(incident)
    _check_ready(report, now, correction_note, at.date())
    data = canonical.encode(report)
    revision = Revision.objects.create(
        incident=incident,
        number=now.revision.number + 1 if now.revision else 1,
        report=data,
        digest=canonical.digest(data),
        public_digest=now.draft_digest,
        submitted_by=by,
        submitted_at=at,
        message=text.prose(message),
        correction_note=text.prose(correction_note) if now.publication else "",
    )
    record(incident, by, Verb.SUBMITTED, at, digest=revision.public_digest, detail=revision.message)
    return revision


@transaction.atomic
def approve(
    incident: Incident,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    note: str = "",
    reasons: Mapping[str, str] = _NO_REASONS,
) -> Decision:
    """Approve exactly what the person was shown: this revision's public text and its public note.

    `reasons` say why warnings may stand, by the fingerprint of each. Every warning needs one, or a waiver
    that was given before.
    """
    incident, revision = _to_decide(incident, revision, Step.APPROVE, by)
    waivers.let_stand(incident, revision, reasons, by=by, at=at)
    waivers.check_publishable(incident, revision, at.date())
    return _decide(incident, revision, Verdict.APPROVED, by=by, at=at, note=note)


@transaction.atomic
def send_back(
    incident: Incident,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    note: str,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> Decision:
    """Return the revision that the person was shown to its author, with a note that says what to change.

    Warnings that a reason is given for are waived all the same, so that nobody needs to say it twice.
    """
    if not text.prose(note):
        raise NotValidError("Say in a sentence what should change.", "note")
    incident, revision = _to_decide(incident, revision, Step.SEND_BACK, by)
    waivers.let_stand(incident, revision, reasons, by=by, at=at)
    return _decide(incident, revision, Verdict.SENT_BACK, by=by, at=at, note=note)


@transaction.atomic
def publish(incident: Incident, *, by: User, at: datetime, enqueue: Enqueue) -> Publication:
    """Release the approved report as the first edition of a post."""
    permissions.check_publish(by)
    incident, now = locked(incident, Step.PUBLISH)
    decision = approval(incident, now, at)
    publication = editions.release(incident, decision, kind=PublicationKind.POST, by=by, at=at)
    record(incident, by, Verb.PUBLISHED, at, digest=publication.digest)
    enqueue(publication)
    return publication


@transaction.atomic
def correct(incident: Incident, *, by: User, at: datetime, enqueue: Enqueue) -> Publication:
    """Release the approved report as a later edition, with the public note it was approved with."""
    permissions.check_publish(by)
    incident, now = locked(incident, Step.CORRECT)
    decision = approval(incident, now, at)
    publication = editions.release(incident, decision, kind=PublicationKind.CORRECTION, by=by, at=at)
    record(incident, by, Verb.CORRECTED, at, digest=publication.digest, detail=publication.note)
    enqueue(publication)
    return publication


@transaction.atomic
def withdraw(incident: Incident, *, by: User, at: datetime, note: str, enqueue: Enqueue) -> Publication:
    """Replace the post by a notice that says that it was withdrawn and why. Nothing is lost here."""
    permissions.check_publish(by)
    if not text.prose(note):
        raise NotValidError("Tell readers in a sentence why the post is withdrawn.", "note")
    incident, now = locked(incident, Step.WITHDRAW)
    publication = editions.withdrawal(incident, now.publication, note=text.prose(note), by=by, at=at)
    record(incident, by, Verb.WITHDREW, at, detail=publication.note)
    enqueue(publication)
    return publication


def _to_decide(incident: Incident, shown: Revision, step: Step, by: User) -> tuple[Incident, Revision]:
    """Lock the incident and return it with the revision that this person may decide on."""
    permissions.check_decide(by)
    incident, now = locked(incident, step)
    revision = as_shown(now.revision, shown)
    permissions.check_not_own(by, revision)
    return incident, revision


def _decide(
    incident: Incident, revision: Revision, verdict: Verdict, *, by: User, at: datetime, note: str
) -> Decision:
    decision = Decision.objects.create(
        revision=revision,
        verdict=verdict.value,
        person=by,
        decided_at=at,
        note=text.prose(note),
        digest=revision.public_digest,
    )
    record(incident, by, Verb(verdict.value), at, digest=decision.digest, detail=decision.note)
    return decision


def approval(incident: Incident, now: Standing, at: datetime) -> Decision:
    """Return the decision that permits a step, unless by now something keeps its revision from customers."""
    if now.decision is None:
        raise WrongStateError("This report is not approved.")
    waivers.check_publishable(incident, now.decision.revision, at.date())
    return now.decision


def _check_ready(report: Report, now: Standing, correction_note: str, today: date) -> None:
    readiness.check_ready(report, today)
    if now.publication and not text.prose(correction_note):
        raise NotValidError("Tell readers in a sentence what this correction changes.", "correction_note")
