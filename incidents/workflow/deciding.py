"""Approving, as often as the policy in force asks for it, and sending back, which ends it at once."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Decision, Incident, Revision, Verb, Verdict
from incidents.models.policy import Groups
from incidents.report import text
from incidents.report.words import apart, say
from incidents.workflow import capacities, telling, waivers
from incidents.workflow.acting import as_shown, locked, record
from incidents.workflow.capacities import Capacity
from incidents.workflow.stage import Standing
from incidents.workflow.steps import Step
from incidents.workflow.telling import Tell, in_the_inbox_only

_NO_REASONS: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def approve(
    incident: Incident,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    note: str = "",
    reasons: Mapping[str, str] = _NO_REASONS,
    stead: User | None = None,
    tell: Tell = in_the_inbox_only,
) -> Decision:
    """Approve exactly what the person was shown: this revision's public text and its public note.

    `reasons` say why warnings may stand, by the fingerprint of each. Every warning needs one, or a waiver
    that was given before. `stead` is the one who is away and in whose stead the person decides.
    """
    right = capacities.capacity(by, stead, at)
    incident, now, revision = _to_decide(incident, revision, Step.APPROVE, right)
    check_needed(now, right.groups, spent=capacities.has_approved(right, now))
    waivers.let_stand(incident, revision, reasons, by=by, at=at)
    waivers.check_publishable(incident, revision, at.date())
    return _decide(now, revision, Verdict.APPROVED, right, at=at, note=note, tell=tell)


@transaction.atomic
def send_back(
    incident: Incident,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    note: str,
    reasons: Mapping[str, str] = _NO_REASONS,
    stead: User | None = None,
    tell: Tell = in_the_inbox_only,
) -> Decision:
    """Return the revision that the person was shown to its author, with a note that says what to change.

    Warnings that a reason is given for are waived all the same, so that nobody needs to say it twice.
    """
    check_says_why(note)
    right = capacities.capacity(by, stead, at)
    incident, now, revision = _to_decide(incident, revision, Step.SEND_BACK, right)
    waivers.let_stand(incident, revision, reasons, by=by, at=at)
    return _decide(now, revision, Verdict.SENT_BACK, right, at=at, note=note, tell=tell)


@transaction.atomic
def recall(incident: Incident, *, by: User, at: datetime) -> Decision:
    """Take one's own submission back before it is settled: nobody needs to decide on it any more."""
    permissions.check_submit(by)
    incident, now = locked(incident, Step.RECALL)
    if now.revision is None:
        raise WrongStateError(say("Nothing was submitted, so there is nothing to take back."))
    permissions.check_own(by, now.revision)
    decision = settle(now, now.revision, Verdict.RECALLED, groups=frozenset(), at=at, note="", person=by)
    record(incident, by, Verb.TOOK_BACK, at, digest=decision.digest)
    telling.done_with(incident, telling.TO_DECIDE, at)
    return decision


def check_says_why(note: str) -> None:
    if not text.prose(note):
        raise NotValidError(say("Say in a sentence what should change."), "note")


def check_needed(now: Standing, groups: Groups, *, spent: bool) -> None:
    """Raise WrongStateError where an approval from these groups would fill none that is missing."""
    still = apart([capacities.told(each) for each in now.missing])
    if spent:
        raise WrongStateError(
            say("This was approved by you or in your stead. Still to decide: %(still)s.", still=still)
        )
    if not capacities.fills(groups, now):
        raise WrongStateError(
            say("Your approval is not among those that are missing. Still to decide: %(still)s.", still=still)
        )


def settle(
    now: Standing, revision: Revision, verdict: Verdict, *, groups: Groups, at: datetime, note: str, **by: Any
) -> Decision:
    """Save what was decided. `by` names who did: `person` and `stead`, or `link` and `name`."""
    return Decision.objects.create(
        revision=revision,
        verdict=verdict.value,
        groups=sorted(groups),
        policy=now.policy if now.policy.pk else None,
        decided_at=at,
        note=text.prose(note),
        digest=revision.public_digest,
        **by,
    )


def _to_decide(
    incident: Incident, shown: Revision, step: Step, right: Capacity
) -> tuple[Incident, Standing, Revision]:
    """Lock the incident and return it with its standing and the revision, over which this must be a right."""
    incident, now = locked(incident, step)
    revision = as_shown(now.revision, shown)
    capacities.check_entitled(right, now)
    return incident, now, revision


def _decide(
    now: Standing,
    revision: Revision,
    verdict: Verdict,
    right: Capacity,
    *,
    at: datetime,
    note: str,
    tell: Tell,
) -> Decision:
    by = {"person": right.person, "stead": right.stead}
    decision = settle(now, revision, verdict, groups=right.groups, at=at, note=note, **by)
    stead = f"In the stead of {right.stead.get_username()}. " if right.stead else ""
    detail = f"{stead}{decision.note}".strip()
    entry = record(
        revision.incident, right.person, Verb(verdict.value), at, digest=decision.digest, detail=detail
    )
    telling.decided(now, decision, entry, tell)
    return decision
