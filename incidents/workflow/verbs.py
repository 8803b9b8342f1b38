"""The verbs, but for deciding. Each checks who may, locks the incident, checks what the state permits,
changes, and writes one audit entry, in one transaction. Time is an argument: the caller reads the clock once.
"""

from collections.abc import Callable
from datetime import date, datetime

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
from incidents.report.words import say
from incidents.workflow import editions, telling, waivers
from incidents.workflow.acting import locked, record
from incidents.workflow.stage import Standing, standing
from incidents.workflow.steps import Step
from incidents.workflow.telling import Tell, in_the_inbox_only

Enqueue = Callable[[Publication], object]


@transaction.atomic
def submit(
    incident: Incident,
    *,
    by: User,
    at: datetime,
    message: str = "",
    correction_note: str = "",
    minor: bool = False,
    tell: Tell = in_the_inbox_only,
) -> Revision:
    """Freeze the draft as a revision for review, and tell those who may decide on it.

    Where a post was published before, `correction_note` tells the public what changes; it is reviewed too.
    A `minor` correction mends a slip of the pen, and nothing else.
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
        severity=report.severity or "",
        again=_was_approved(now),
        submitted_by=by,
        submitted_at=at,
        message=text.prose(message),
        correction_note=text.prose(correction_note) if now.publication else "",
        minor=minor and now.is_live,
    )
    entry = record(incident, by, Verb.SUBMITTED, at, digest=revision.public_digest, detail=revision.message)
    telling.submitted(incident, standing(incident, report), entry, tell)
    return revision


@transaction.atomic
def publish(
    incident: Incident, *, by: User, at: datetime, enqueue: Enqueue, announced: bool = True
) -> Publication:
    """Release the approved report as the first edition of a post; silently, where it isn't announced."""
    permissions.check_publish(by)
    incident, now = locked(incident, Step.PUBLISH)
    decision = approval(incident, now, by, at)
    publication = editions.release(
        incident, decision, kind=PublicationKind.POST, by=by, at=at, announced=announced
    )
    record(incident, by, Verb.PUBLISHED, at, digest=publication.digest, detail=_how(publication))
    telling.done_with(incident, telling.UNTIL_PUBLIC, at)
    enqueue(publication)
    return publication


@transaction.atomic
def correct(
    incident: Incident, *, by: User, at: datetime, enqueue: Enqueue, announced: bool = True
) -> Publication:
    """Release the approved report as a later edition, with the public note it was approved with."""
    return _again(
        incident, Step.CORRECT, PublicationKind.CORRECTION, by=by, at=at, enqueue=enqueue, announced=announced
    )


@transaction.atomic
def restore(
    incident: Incident, *, by: User, at: datetime, enqueue: Enqueue, announced: bool = True
) -> Publication:
    """Bring a withdrawn post back: the approved report as a new edition, with its public note."""
    return _again(
        incident,
        Step.RESTORE,
        PublicationKind.RESTORATION,
        by=by,
        at=at,
        enqueue=enqueue,
        announced=announced,
    )


@transaction.atomic
def withdraw(incident: Incident, *, by: User, at: datetime, note: str, enqueue: Enqueue) -> Publication:
    """Replace the post by a notice that says that it was withdrawn and why. Nothing is lost here."""
    permissions.check_publish(by)
    if not text.prose(note):
        raise NotValidError(say("Tell readers in a sentence why the post is withdrawn."), "note")
    incident, now = locked(incident, Step.WITHDRAW)
    publication = editions.withdrawal(incident, now.publication, note=text.prose(note), by=by, at=at)
    record(incident, by, Verb.WITHDREW, at, detail=publication.note)
    telling.done_with(incident, telling.UNTIL_PUBLIC | telling.TO_DECIDE, at)
    enqueue(publication)
    return publication


def _again(
    incident: Incident,
    step: Step,
    kind: PublicationKind,
    *,
    by: User,
    at: datetime,
    enqueue: Enqueue,
    announced: bool,
) -> Publication:
    permissions.check_publish(by)
    incident, now = locked(incident, step)
    publication = editions.release(
        incident, approval(incident, now, by, at), kind=kind, by=by, at=at, announced=announced
    )
    verb = Verb.CORRECTED if step is Step.CORRECT else Verb.REINSTATED
    record(incident, by, verb, at, digest=publication.digest, detail=_how(publication))
    telling.done_with(incident, telling.UNTIL_PUBLIC, at)
    enqueue(publication)
    return publication


def _how(publication: Publication) -> str:
    """Return the public note, and behind it what readers aren't told."""
    return " ".join(filter(None, (publication.note, "" if publication.announced else "(not announced)")))


def approval(incident: Incident, now: Standing, by: User, at: datetime) -> Decision:
    """Return the decision that lets this person release a report: the last that its policy asks for.

    Raises NotValidError if by now something keeps the revision from customers.
    """
    permissions.check_publisher(by, now.policy)
    if now.decision is None:
        raise WrongStateError(say("This report is not approved."))
    waivers.check_publishable(incident, now.decision.revision, at.date())
    return now.decision


def _was_approved(now: Standing) -> bool:
    """Say whether all approvals were given to the newest revision, or to one before it."""
    if now.revision is None:
        return False
    return now.revision.again or (now.decision is not None and now.decision.verdict == Verdict.APPROVED)


def _check_ready(report: Report, now: Standing, correction_note: str, today: date) -> None:
    readiness.check_ready(report, today)
    if now.publication and not text.prose(correction_note):
        raise NotValidError(
            say("Tell readers in a sentence what this correction changes."), "correction_note"
        )
