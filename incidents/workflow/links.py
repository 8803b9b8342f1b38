"""Addresses by which people without an account read what a report tells customers, and decide on it."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Decision, Incident, LinkKind, Revision, SharedLink, Verb, Verdict
from incidents.models.policy import OUTSIDE, Policy
from incidents.report import text
from incidents.report.words import say
from incidents.workflow import deciding, telling
from incidents.workflow.acting import as_shown, lock, locked, record
from incidents.workflow.steps import Step
from incidents.workflow.telling import Tell, in_the_inbox_only

LONGEST = timedelta(days=30)
_BYTES = 32  # of a secret
_VERBS = {Verdict.APPROVED: Verb.LET_APPROVE, Verdict.SENT_BACK: Verb.LET_SEND_BACK}
_STEPS = {Verdict.APPROVED: Step.APPROVE, Verdict.SENT_BACK: Step.SEND_BACK}
_GROUPS = frozenset({OUTSIDE})


@transaction.atomic
def share(
    incident: Incident,
    kind: LinkKind,
    *,
    reader: str,
    expires_at: datetime,
    by: User,
    at: datetime,
    revision: Revision | None = None,
) -> tuple[SharedLink, str]:
    """Make a link to a revision, or to the draft as it stands when it is read; return it with its secret.

    The secret is kept nowhere: it can't be told again.
    """
    permissions.check_share(by)
    reader = text.line(reader)
    if not reader:
        raise NotValidError(say("Say who will read it, so that you know whose link this is."), "reader")
    if not at < expires_at <= at + LONGEST:
        raise NotValidError(say("Choose a last day from today on, in thirty days at most."), "until")
    incident = _to_be_decided(incident, revision, by) if kind is LinkKind.DECIDE else lock(incident)
    secret = secrets.token_urlsafe(_BYTES)
    link = SharedLink.objects.create(
        incident=incident,
        revision=revision,
        kind=kind.value,
        reader=reader,
        secret_hash=hashed(secret),
        made_by=by,
        made_at=at,
        expires_at=expires_at,
    )
    digest = revision.public_digest if revision else ""
    record(incident, by, Verb.SHARED, at, digest=digest, detail=_told(link))
    return link, secret


@transaction.atomic
def revoke_link(link: SharedLink, *, by: User, at: datetime) -> None:
    """Take a link back: from now on its address shows nothing."""
    permissions.check_share(by)
    incident = lock(link.incident)
    if not incident.links.open(at).filter(pk=link.pk).update(revoked_at=at, revoked_by=by):
        raise WrongStateError(say("This link is over already: it expired, or somebody took it back."))
    record(incident, by, Verb.UNSHARED, at, detail=_told(link))


def found(key: int, secret: str) -> SharedLink | None:
    """Return the link of an address; None where there is none, compared in constant time."""
    links = SharedLink.objects.select_related("incident", "revision", "made_by")
    link = links.filter(pk=key).first()
    known = link.secret_hash if link else hashed("")
    return link if secrets.compare_digest(known, hashed(secret)) else None


def is_open(link: SharedLink, at: datetime) -> bool:
    return link.revoked_at is None and at < link.expires_at


def opened(link: SharedLink, *, at: datetime) -> None:
    """Leave a trace that somebody read what an open link shows."""
    record(link.incident, link.made_by, Verb.OPENED, at, detail=_told(link))


@transaction.atomic
def decide_by_link(
    link: SharedLink,
    verdict: Verdict,
    *,
    name: str,
    note: str,
    at: datetime,
    tell: Tell = in_the_inbox_only,
) -> Decision:
    """Take the decision of somebody without an account on the revision that their link shows."""
    name = text.line(name)
    if not name:
        raise NotValidError(say("Say who you are: your name stands with the decision."), "name")
    if verdict is Verdict.SENT_BACK:
        deciding.check_says_why(note)
    incident, now = locked(link.incident, _STEPS[verdict])
    link = incident.links.select_related("revision", "made_by").get(pk=link.pk)
    if not is_open(link, at) or link.kind != LinkKind.DECIDE or link.revision is None:
        raise WrongStateError(say("Nothing can be decided by this link any more."))
    revision = as_shown(now.revision, link.revision)
    if link.decisions.exists():
        raise WrongStateError(say("It was decided by this link already."))
    _check_asked(now.policy)
    if verdict is Verdict.APPROVED:
        deciding.check_needed(now, _GROUPS, spent=False)
    decision = deciding.settle(now, revision, verdict, groups=_GROUPS, at=at, note=note, link=link, name=name)
    detail = f"{name}: {decision.note}" if decision.note else name
    entry = record(incident, link.made_by, _VERBS[verdict], at, digest=decision.digest, detail=detail)
    telling.decided(now, decision, entry, tell)
    return decision


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _to_be_decided(incident: Incident, revision: Revision | None, by: User) -> Incident:
    incident, now = locked(incident, Step.APPROVE)
    newest = as_shown(now.revision, revision or Revision())
    permissions.check_not_own(by, newest)
    _check_asked(now.policy)
    return incident


def _check_asked(policy: Policy) -> None:
    if not policy.is_open_to(_GROUPS):
        raise WrongStateError(say("By its policy nobody without an account decides on this report."))


def _told(link: SharedLink) -> str:
    what = f"revision {link.revision.number}" if link.revision else "the draft"
    return f"{link.reader}: {what}, to {link.kind}, until {link.expires_at:%Y-%m-%d %H:%M} UTC"
