"""A notice, once, to those on whom a report waits that is due soon, and once more when it is overdue."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, permissions
from incidents.models import Incident, Notice, NoticeKind
from incidents.models.policy import policies
from incidents.report.deadline import Due, after_business_days, due
from incidents.workflow import telling
from incidents.workflow.acting import lock
from incidents.workflow.capacities import able_people
from incidents.workflow.stage import Standing, standing
from incidents.workflow.steps import Stage
from incidents.workflow.telling import Tell

SOON = 1  # business days before it is due


def remind(*, at: datetime, tell: Tell) -> int:
    """Leave the notices that are due today and were not left before; return how many."""
    overdue = Notice.objects.filter(kind=NoticeKind.OVERDUE, incident__isnull=False).values("incident")
    candidates = Incident.objects.unpublished().exclude(pk__in=overdue).order_by("pk")
    days = {severity: policy.business_days for severity, policy in policies().items()}
    candidates = candidates.filter(severity__in=[each for each, count in days.items() if count is not None])
    left = 0
    for key in list(candidates.values_list("pk", flat=True)):
        left += _remind_of(key, days, at, tell)
    return left


@transaction.atomic
def _remind_of(key: int, days: dict[str, int | None], at: datetime, tell: Tell) -> int:
    incident = lock(Incident(pk=key))
    report = drafts.snapshot(incident)
    found = due(report, days[incident.severity], at.date())
    kind = _kind(found, incident.created_at.date(), at.date())
    if kind is None:
        return 0
    now = standing(incident, report)
    told = set(incident.notices.filter(kind=kind.value).values_list("person", flat=True))
    people = {each.pk: each for each in _concerned(incident, now, at) if each.pk not in told}
    for person in people.values():
        tell(Notice.objects.create(person=person, incident=incident, kind=kind.value, told_at=at))
    return len(people)


def _kind(found: Due | None, begun: date, today: date) -> NoticeKind | None:
    """Return what is to be said today; nothing of a report that was late before anybody began it."""
    if found is None or found.on < begun:
        return None
    if found.late:
        return NoticeKind.OVERDUE
    return NoticeKind.DUE if after_business_days(today, SOON) >= found.on else None


def _concerned(incident: Incident, now: Standing, at: datetime) -> Iterable[User]:
    """Return the author, and whoever it waits for: those who may decide on it, or publish it."""
    yield from permissions.members().filter(pk=incident.author_id)
    if now.stage is Stage.IN_REVIEW and not now.changed:
        yield from able_people(now, at)
    elif now.stage is Stage.APPROVED and not now.scheduled:
        yield from telling.publishers(now.policy)
