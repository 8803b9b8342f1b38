"""Publication as a job: what workflow enqueues in its transaction and a worker takes up after it.

A job that fails is done again later, a bounded number of times; done twice it changes nothing.
"""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResult, task

from incidents import mailing, picturing, retrying, workflow
from incidents.models import Publication, Schedule
from incidents.publishing import alerts, announcing, deploy, present, retries, subscribing
from incidents.publishing.configured import public_store, site_identity


@task
def deploy_publication(publication_id: int, after: int | None = None) -> None:
    """Bring an edition to the public site. Does nothing for one that is there already.

    `after` names the failure that planned this try; it is left out if another try has failed meanwhile, so
    that only one plans the next.
    """
    last = Publication.objects.get(pk=publication_id).failures.last()
    if after is not None and (last is None or last.pk != after):
        return
    try:
        now = timezone.now()
        if _begin_day(now):
            enqueue_present()
        deploy.deploy(publication_id, public_store(), site_identity, at=now)
        announcing.go_on()
    except Exception as error:
        _try_again(publication_id, last.attempt + 1 if last and after else 1, error)
        raise


@task
def publish_scheduled(schedule_id: int, attempt: int = 1) -> None:
    """Publish what was scheduled, or hold it. Does nothing where that was done or called off."""
    now = timezone.now()
    try:
        due = Schedule.objects.get(pk=schedule_id)
        workflow.carry_out(due, at=now, enqueue=enqueue, tell=mailing.enqueue)
    except Exception:
        if again := retrying.after(attempt, now):
            publish_scheduled.using(run_after=again).enqueue(schedule_id, attempt + 1)
        raise


@task
def deploy_present(attempt: int = 1) -> None:
    """Bring up to date what tells the present: the day, and how components work."""
    now = timezone.now()
    _begin_day(now)
    try:
        deploy.deploy_present(public_store(), site_identity, at=now)
    except Exception:
        if again := retrying.after(attempt, now):
            deploy_present.using(run_after=again).enqueue(attempt + 1)
        raise


@task
def forget_pictures() -> None:
    """Delete uploaded pictures that nothing mentions any more."""
    picturing.forget(timezone.now())


@transaction.atomic
def _begin_day(now: datetime) -> bool:
    """Have the site count back from today; the first to do so plans the same for tomorrow."""
    today = now.astimezone(UTC).date()
    is_news = present.turn(today)
    if is_news:
        subscribing.forget(now)
        tomorrow = datetime.combine(today + timedelta(days=1), time(), UTC)
        deploy_present.using(run_after=tomorrow).enqueue()
        forget_pictures.enqueue()
    return is_news


def enqueue_present() -> TaskResult[None]:
    """Have a worker tell the present anew once the caller's transaction is committed."""
    return deploy_present.enqueue()


def enqueue(publication: Publication) -> TaskResult[None]:
    """Have a worker deploy this edition once the caller's transaction is committed, and never otherwise."""
    announcing.begin(publication)
    return deploy_publication.enqueue(publication.pk)


def enqueue_schedule(schedule: Schedule) -> TaskResult[None]:
    """Have a worker carry this schedule out at its moment, or as soon as one runs after it."""
    return publish_scheduled.using(run_after=schedule.publish_at).enqueue(schedule.pk)


@transaction.atomic
def _try_again(publication_id: int, attempt: int, error: Exception) -> None:
    failure = retries.note(publication_id, attempt, error, at=timezone.now())
    if failure:
        alerts.raise_alarm(failure, error)
    if failure and (again := retries.next_try(failure)):
        deploy_publication.using(run_after=again).enqueue(publication_id, after=failure.pk)
