"""Reminding of reports that are due, every morning, by a worker. The task plans itself for the next day."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from incidents import mailing
from incidents.workflow import reminding

_MORNING = time(6, tzinfo=UTC)


@task
def remind() -> None:
    """Leave today's notices. Done twice it leaves them once."""
    now = timezone.now()
    plan(_next_morning(now))
    reminding.remind(at=now, tell=mailing.enqueue)


def plan(at: datetime) -> None:
    """Have a worker remind at this moment, unless that is planned already."""
    planned = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=remind.module_path)
    if not planned.exists():
        remind.using(run_after=at).enqueue()


def _next_morning(now: datetime) -> datetime:
    morning = datetime.combine(now.date(), _MORNING)
    return morning if now < morning else morning + timedelta(days=1)
