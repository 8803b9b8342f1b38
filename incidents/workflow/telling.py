"""Whose turn it is: a notice for each person whom a step concerns, and when there is nothing left to do.

It is left in the transaction of the step. `tell` has it mailed; without one it is found in the inbox only.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from incidents import permissions
from incidents.models import AuditEntry, Decision, Incident, Notice, NoticeKind, Policy, Verdict
from incidents.workflow import capacities
from incidents.workflow.approvals import missing
from incidents.workflow.stage import Standing

Tell = Callable[[Notice], object]

TO_DECIDE = frozenset({NoticeKind.DECIDE})
TO_PUBLISH = frozenset({NoticeKind.PUBLISH})
UNTIL_PUBLIC = TO_PUBLISH | {NoticeKind.HELD, NoticeKind.DUE, NoticeKind.OVERDUE}


def in_the_inbox_only(_notice: Notice) -> None:
    """Send no mail."""


def submitted(incident: Incident, now: Standing, entry: AuditEntry, tell: Tell) -> None:
    """Tell everybody who may fill a place that is missing, and those who stand in for them."""
    done_with(incident, TO_DECIDE | TO_PUBLISH | {NoticeKind.SENT_BACK, NoticeKind.HELD}, entry.at)
    _tell(capacities.able_people(now, entry.at), NoticeKind.DECIDE, incident, entry, tell)


def decided(now: Standing, decision: Decision, entry: AuditEntry, tell: Tell) -> None:
    """Tell author and publishers what came of a review, unless others are still to decide."""
    incident, approved = decision.revision.incident, decision.verdict == Verdict.APPROVED
    by = {key for key in (decision.person_id, decision.stead_id) if key}
    if approved and missing(now.seats, [*now.decisions, decision]):
        done_with(incident, TO_DECIDE, entry.at, of=by)
        return
    done_with(incident, TO_DECIDE, entry.at)
    wrote = {incident.author_id, decision.revision.submitted_by_id}
    kind = NoticeKind.APPROVED if approved else NoticeKind.SENT_BACK
    _tell(_members(Q(pk__in=wrote - by)), kind, incident, entry, tell)
    if approved:
        others = publishers(now.policy).exclude(pk__in=wrote | by)
        _tell(others, NoticeKind.PUBLISH, incident, entry, tell)


def held(now: Standing, incident: Incident, entry: AuditEntry, tell: Tell) -> None:
    """Tell the author, whoever had scheduled the publication, and those who may publish it."""
    named = Q(pk__in=[incident.author_id, entry.actor_id]) | Q(pk__in=publishers(now.policy).values("pk"))
    _tell(_members(named), NoticeKind.HELD, incident, entry, tell)


def done_with(
    incident: Incident, kinds: Collection[NoticeKind], at: datetime, of: Collection[int] | None = None
) -> None:
    """Count notices as read that ask for what is done, or for what nobody needs to do any more."""
    asking = incident.notices.unread().filter(kind__in=[kind.value for kind in kinds])
    (asking if of is None else asking.filter(person__in=of)).update(read_at=at)


def publishers(policy: Policy) -> QuerySet[User]:
    """Return who may publish a report with this policy."""
    people = permissions.publishers()
    return people.filter(groups__name__in=policy.publishers).distinct() if policy.publishers else people


def _members(concerned: Q) -> QuerySet[User]:
    return permissions.members().filter(concerned).distinct()


def _tell(
    people: Iterable[User], kind: NoticeKind, incident: Incident, entry: AuditEntry, tell: Tell
) -> None:
    for person in people:
        made = Notice.objects.create(
            person=person, incident=incident, entry=entry, kind=kind.value, told_at=entry.at
        )
        tell(made)
